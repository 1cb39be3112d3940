"""How many list items of each outermost division are for each level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlencode

from ..analysis.commitments import NO_LEVEL, Commitment, commitments
from ..references.references import Links
from ..references.urls import COMMITMENTS_ADDRESS
from .bar_chart import draw_bars
from .chart import Chart, Localizer, division_header, join_names, mark_label, principal_document
from .table import Cell, CountedItem, Header, Table


def _make_table(links: Links, localizer: Localizer) -> Table:
    document = principal_document(links)
    items: dict[tuple[str, str], list[Commitment]] = {}
    divisions = []
    for item in commitments(links, document):
        divisions.append(item.outer_division)
        for level in item.levels:
            items.setdefault((item.outer_division.head.id, level), []).append(item)
    rows = tuple(division_header(localizer, document, division) for division in dict.fromkeys(divisions))
    shown = tuple(column for column in level_headers(links, localizer) if any((row.id, column.id) in items for row in rows))
    cells = tuple(
        Cell(
            row.id,
            column.id,
            len(counted),
            mark_label(localizer, row, column, len(counted)),
            counted_items(links, localizer, counted),
            f"{COMMITMENTS_ADDRESS}?{urlencode({'above': row.id, 'level': column.id})}",
        )
        for row in rows
        for column in shown
        if (counted := items.get((row.id, column.id)))
    )
    return Table("levels", rows, shown, cells, localizer.phrase("picture-divisions"), localizer.phrase("level"))


def level_headers(links: Links, localizer: Localizer) -> list[Header]:
    """Returns the headers of the levels, and last that of no level."""
    headers = [
        Header(level.id, localizer.plain(level.name), localizer.plain(level.name), adjective=localizer.plain(level.adjective))
        for level in links.edition.kinds.levels
    ]
    return [*headers, Header(NO_LEVEL, localizer.phrase("no-level"), localizer.phrase("no-level"))]


def counted_items(links: Links, localizer: Localizer, items: Iterable[Commitment]) -> tuple[CountedItem, ...]:
    """Returns items of lists, each with its label, address and kind."""
    return tuple(
        CountedItem(localizer.unit_label(item.identifier), target.href, kind=item.list.kind)
        for item in items
        if (target := links.resolve(item.identifier))
    )


def format_kinds(table: Table, localizer: Localizer) -> str:
    """Formats the number of items of each kind: `281 commitments and 5 measures`; an item of several levels counts once."""
    kinds = {item.href: item.kind for cell in table.cells for item in cell.counted_items}
    counts = Counter(kinds.values()).most_common()
    return join_names(localizer, [f"{count} {localizer.kind_name_for_count(kind, count).lower()}" for kind, count in counts])


def _items(table: Table) -> int:
    return len({item.href for cell in table.cells for item in cell.counted_items})


def _totals(table: Table) -> list[tuple[Header, int]]:
    """Returns the levels with their totals, the highest first."""
    totals = [(column, table.column_total(column)) for column in table.columns if column.id != NO_LEVEL]
    return sorted(totals, key=lambda pair: -pair[1])


def _make_headline(table: Table, localizer: Localizer) -> str:
    if len(totals := _totals(table)) < 2:
        return ""
    (first, number), (second, other) = totals[:2]
    return localizer.phrase(
        "picture-levels-headline", items=_items(table), number=number, other=other, first=first.adjective, second=second.adjective
    )


def _make_finding(table: Table, localizer: Localizer) -> str:
    totals = _totals(table)
    names = [f"{level.short.lower()} ({number})" for level, number in totals]
    none = sum(table.column_total(column) for column in table.columns if column.id == NO_LEVEL)
    finding = localizer.phrase(
        "picture-levels-finding",
        items=_items(table),
        kinds=format_kinds(table, localizer),
        levels=join_names(localizer, names),
        none=none,
    )
    alone = [level for level, _ in totals if sum(table.value(row, level) > 0 for row in table.rows) == 1]
    divisions = list(dict.fromkeys(row.short for level in alone for row in table.rows if table.value(row, level)))
    if len(divisions) != 1:
        return finding
    only = localizer.phrase(
        "picture-levels-only",
        levels=join_names(localizer, [level.short.lower() for level in alone]),
        division=divisions[0],
    )
    return f"{finding} {only}"


LEVELS = Chart("levels", _make_table, _make_headline, _make_finding, draw_bars)
