"""What the commitments explorer shows: the rows of a document, and what they can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ..analysis.commitments import Commitment
from ..model import Division
from ..text.search_normalization import sort_key


@dataclass(frozen=True)
class Option:
    """What a filter offers, and how many of all rows it leaves."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Explorer:
    """The rows, and the names of what they are found by in one language."""

    rows: tuple[Commitment, ...]
    kind: Callable[[str], str]
    name: Callable[[str], str]
    heading: Callable[[Division], str]

    def aboves(self) -> list[Option]:
        """The outcomes and enablers, in the order of the text."""
        return self._divisions([row.above for row in self.rows])

    def outputs(self) -> list[Option]:
        """The divisions that the rows stand in, in the order of the text."""
        return self._divisions([row.division for row in self.rows])

    def levels(self, none: str) -> list[Option]:
        """The levels named, in the order of the text; `none` is the name of there being none."""
        unsaid = sum(not row.entry.levels for row in self.rows)
        return [
            *self._options((level for row in self.rows for level in row.entry.levels), self.kind),
            Option("none", none, unsaid),
        ]

    def kinds(self) -> list[Option]:
        """The kinds of lists."""
        return self._options((row.entry.kind for row in self.rows), self.kind)

    def themes(self) -> list[Option]:
        """The themes, by their names."""
        return self._named(name for row in self.rows for name in row.themes)

    def instruments(self) -> list[Option]:
        """The instruments, by their names."""
        return self._named(name for row in self.rows for name in row.instruments)

    def targets(self) -> list[Option]:
        """The targets and indicators, by their names."""
        return self._named(name for row in self.rows for name in row.targets)

    def _divisions(self, divisions: Sequence[Division]) -> list[Option]:
        named = {division.head.id: division for division in divisions}
        return self._options((division.head.id for division in divisions), lambda value: self.heading(named[value]))

    def _named(self, identifiers: Iterable[str]) -> list[Option]:
        return sorted(self._options(identifiers, self.name), key=lambda option: sort_key(option.name))

    @staticmethod
    def _options(values: Iterable[str], name: Callable[[str], str]) -> list[Option]:
        return [Option(value, name(value), count) for value, count in Counter(values).items()]
