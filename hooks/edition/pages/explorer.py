"""What the commitments explorer shows: the rows of a document, and what they can be filtered by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..commitments import Commitment


@dataclass(frozen=True)
class Explorer:
    """The rows, and the names of what they are found by in one language."""

    rows: tuple[Commitment, ...]
    kind: Callable[[str], str]
    name: Callable[[str], str]

    def levels(self) -> list[tuple[str, str]]:
        """The levels named, with their names, in the order of the text."""
        return self._options((level for row in self.rows for level in row.entry.levels), self.kind)

    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of lists."""
        return self._options((row.entry.kind for row in self.rows), self.kind)

    def themes(self) -> list[tuple[str, str]]:
        """The themes, by their names."""
        return self._named(name for row in self.rows for name in row.themes)

    def instruments(self) -> list[tuple[str, str]]:
        """The instruments, by their names."""
        return self._named(name for row in self.rows for name in row.instruments)

    def targets(self) -> list[tuple[str, str]]:
        """The targets and indicators, by their names."""
        return self._named(name for row in self.rows for name in row.targets)

    def _named(self, identifiers: Iterable[str]) -> list[tuple[str, str]]:
        return sorted(self._options(identifiers, self.name), key=lambda option: option[1])

    @staticmethod
    def _options(identifiers: Iterable[str], name: Callable[[str], str]) -> list[tuple[str, str]]:
        return [(identifier, name(identifier)) for identifier in dict.fromkeys(identifiers)]
