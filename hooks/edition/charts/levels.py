"""How many list items of each outermost division are for each level."""

from __future__ import annotations

from collections import Counter
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
    columns = [Header(level.id, localizer.plain(level.name), localizer.plain(level.name)) for level in links.edition.kinds.levels]
    columns.append(Header(NO_LEVEL, localizer.phrase("no-level"), localizer.phrase("no-level")))
    shown = tuple(column for column in columns if any((row.id, column.id) in items for row in rows))
    cells = tuple(
        Cell(
            row.id,
            column.id,
            len(counted),
            mark_label(localizer, row, column, len(counted)),
            _counted_items(links, localizer, counted),
            f"{COMMITMENTS_ADDRESS}?{urlencode({'above': row.id, 'level': column.id})}",
        )
        for row in rows
        for column in shown
        if (counted := items.get((row.id, column.id)))
    )
    return Table("levels", rows, shown, cells, localizer.phrase("picture-divisions"), localizer.phrase("level"))


def _counted_items(links: Links, localizer: Localizer, items: list[Commitment]) -> tuple[CountedItem, ...]:
    return tuple(
        CountedItem(localizer.unit_label(item.identifier), target.href)
        for item in items
        if (target := links.resolve(item.identifier))
    )


def _make_finding(table: Table, localizer: Localizer) -> str:
    levels = [column for column in table.columns if column.id != NO_LEVEL]
    counts = Counter({column.short.lower(): table.column_total(column) for column in levels}).most_common()
    none = sum(table.column_total(column) for column in table.columns if column.id == NO_LEVEL)
    items = len({item.href for cell in table.cells for item in cell.counted_items})
    finding = localizer.phrase(
        "picture-levels-finding", items=items, levels=join_names([f"{name} ({number})" for name, number in counts]), none=none
    )
    alone = [column for column in levels if sum(table.value(row, column) > 0 for row in table.rows) == 1]
    divisions = {row.short for column in alone for row in table.rows if table.value(row, column)}
    if len(divisions) != 1:
        return finding
    only = localizer.phrase(
        "picture-levels-only", levels=join_names([c.short.lower() for c in alone]), division=join_names(divisions)
    )
    return f"{finding} {only}"


LEVELS = Chart("levels", _make_table, _make_finding, draw_bars)
