"""What the commitments explorer shows: the rows of a document, and the filters that narrow them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..analysis.commitments import NO_LEVEL, Commitment
from ..model import Division, Edition
from ..text.search_normalization import sort_key
from .fragment_view import FragmentView

ABOVE, LEVEL, KIND = "above", "level", "kind"
GROUP = "group"
_CONTROLS = ("q", GROUP, "sort")
"""Parameters of the explorer's address that are no filters."""


@dataclass(frozen=True)
class Option:
    """What a filter offers, and how many of all rows it leaves."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Filter:
    """A filter: the name of its field, its label, its options, and the values of a row that they are compared with."""

    name: str
    label: str
    options: Sequence[Option]
    values: Callable[[Commitment], Iterable[str]]


def reserved(edition: Edition) -> tuple[str, ...]:
    """The names of fields that no facet may have."""
    return (ABOVE, _inner(edition), LEVEL, KIND, *_CONTROLS)


def _inner(edition: Edition) -> str:
    """The name of the filter by the page that a row stands on: the kind of divisions that stand in others."""
    return edition.kinds.inner[0].id


class Explorer:
    """The rows and the filters, in one language."""

    def __init__(self, view: FragmentView, rows: Iterable[Commitment]) -> None:
        self._view = view
        self.rows = tuple(rows)
        outer, *others = [view.plain(kind.name) for kind in view.edition.kinds.outer]
        inner = _inner(view.edition)
        self.outer, self.inner, self.level = outer, view.kind(inner), view.phrase("level")
        self.groups = ((ABOVE, self.outer), (LEVEL, self.level))
        self.filters = (
            self._divisions(ABOVE, " / ".join((outer, *(name.lower() for name in others))), lambda row: row.above),
            self._divisions(inner, self.inner, lambda row: row.division),
            self._levels(),
            self._filter(KIND, view.phrase("kind"), lambda row: [row.entry.kind], view.kind),
            *self._facets(),
        )

    def _divisions(self, name: str, label: str, division: Callable[[Commitment], Division]) -> Filter:
        """A filter by a division of each row, in the order of the text."""
        named = {division(row).head.id: division(row) for row in self.rows}
        return self._filter(name, label, lambda row: [division(row).head.id], lambda value: self._view.heading(named[value]))

    def _levels(self) -> Filter:
        """The levels named, in the order of the text; after them that there is none, even where this leaves no row."""
        found = self._filter(LEVEL, self.level, lambda row: row.entry.levels, self._view.kind)
        none = Option(NO_LEVEL, self._view.phrase("no-level"), sum(not row.entry.levels for row in self.rows))
        return Filter(LEVEL, self.level, [*found.options, none], lambda row: row.levels)

    def _facets(self) -> Iterator[Filter]:
        """The facets of registers, the entries of each by their names."""
        for facet, _ in self._view.edition.facets:
            found = self._filter(facet.id, self._view.plain(facet.title), _cited(facet.id), self._view.short_name)
            options = sorted(found.options, key=lambda option: sort_key(option.name))
            yield Filter(found.name, found.label, options, found.values)

    def _filter(
        self, name: str, label: str, values: Callable[[Commitment], Iterable[str]], title: Callable[[str], str]
    ) -> Filter:
        counts = Counter(value for row in self.rows for value in values(row))
        return Filter(name, label, [Option(value, title(value), count) for value, count in counts.items()], values)


def _cited(facet: str) -> Callable[[Commitment], Sequence[str]]:
    return lambda row: row.cited[facet]
