"""The rows of the commitments explorer, and the filters that narrow them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..analysis.actions import NO_ACTION
from ..analysis.commitments import NO_LEVEL, Commitment
from ..model import Division, Edition
from ..text.search_normalization import sort_key
from .fragment_view import FragmentView

OUTER, LEVEL, KIND, ACTION = "above", "level", "kind", "action"
_CONTROL_FIELDS = ("q", "group", "sort")
"""Parameters of the explorer's address that are not filters."""


@dataclass(frozen=True)
class Option:
    """An option of a filter, and how many of all rows match it."""

    value: str
    name: str
    count: int


@dataclass(frozen=True)
class Filter:
    """A filter: the name of its field, its label, its options, and the function that returns the values of a row."""

    name: str
    label: str
    options: Sequence[Option]
    values: Callable[[Commitment], Iterable[str]]


def reserved_field_names(edition: Edition) -> tuple[str, ...]:
    """Returns the names of fields that no facet may have."""
    return (OUTER, _inner_field(edition), LEVEL, KIND, ACTION, *_CONTROL_FIELDS)


def _inner_field(edition: Edition) -> str:
    """Returns the name of the filter by the page of a row: the kind of divisions that are within others."""
    return edition.kinds.inner[0].id


class Explorer:
    """The rows and filters of the explorer, in one language."""

    def __init__(self, view: FragmentView, rows: Iterable[Commitment]) -> None:
        self._view = view
        self.rows = tuple(rows)
        outer, *others = [view.plain(kind.name) for kind in view.edition.kinds.outer]
        inner = _inner_field(view.edition)
        self.outer_label, self.inner_label, self.level_label = outer, view.kind_name(inner), view.phrase("level")
        self.group_options = ((OUTER, self.outer_label), (LEVEL, self.level_label))
        self.filters = (
            self._division_filter(OUTER, " / ".join((outer, *(name.lower() for name in others))), lambda row: row.outer_division),
            self._division_filter(inner, self.inner_label, lambda row: row.division),
            self._level_filter(),
            self._make_filter(KIND, view.phrase("kind"), lambda row: [row.list.kind], view.kind_name),
            *self._action_filters(),
            *self._facet_filters(),
        )

    def _division_filter(self, name: str, label: str, division: Callable[[Commitment], Division]) -> Filter:
        """Returns a filter by a division of each row, in the order of the text."""
        divisions = {division(row).head.id: division(row) for row in self.rows}
        return self._make_filter(
            name, label, lambda row: [division(row).head.id], lambda value: self._view.heading(divisions[value])
        )

    def _level_filter(self) -> Filter:
        """Returns a filter by the levels, in the order of the text; its last option is always "no level"."""
        level_filter = self._make_filter(LEVEL, self.level_label, lambda row: row.list.levels, self._view.kind_name)
        none = Option(NO_LEVEL, self._view.phrase("no-level"), sum(not row.list.levels for row in self.rows))
        return Filter(LEVEL, self.level_label, [*level_filter.options, none], lambda row: row.levels)

    def _action_filters(self) -> Iterator[Filter]:
        """Yields a filter by action, in the order of kinds.yml, where there are actions; its last option is "no action"."""
        counts = Counter(row.action for row in self.rows)
        options = [
            Option(action.id, self._view.plain(action.name), counts[action.id])
            for action in self._view.edition.kinds.actions
            if counts[action.id]
        ]
        if options:
            none = Option(NO_ACTION, self._view.phrase("no-action"), counts[NO_ACTION])
            yield Filter(ACTION, self._view.phrase("action"), [*options, none], lambda row: [row.action])

    def _facet_filters(self) -> Iterator[Filter]:
        """Yields a filter for each facet of a register, with its entries sorted by name."""
        for facet, _ in self._view.edition.facets:
            facet_filter = self._make_filter(
                facet.id, self._view.plain(facet.title), _entries_of_facet(facet.id), self._view.short_name
            )
            options = sorted(facet_filter.options, key=lambda option: sort_key(option.name))
            yield Filter(facet_filter.name, facet_filter.label, options, facet_filter.values)

    def _make_filter(
        self, name: str, label: str, values: Callable[[Commitment], Iterable[str]], title: Callable[[str], str]
    ) -> Filter:
        counts = Counter(value for row in self.rows for value in values(row))
        return Filter(name, label, [Option(value, title(value), count) for value, count in counts.items()], values)


def _entries_of_facet(facet: str) -> Callable[[Commitment], Sequence[str]]:
    return lambda row: row.cited[facet]
