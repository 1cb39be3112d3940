"""How many items of the lists of each main division are for which level."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlencode

from ..analysis.commitments import NO_LEVEL, Commitment, commitments
from ..references.references import Links
from ..references.urls import COMMITMENTS_ADDRESS
from .bar_chart import draw_bars
from .chart import Picture, Wording, division_head, listed, main_divisions, mark, principal
from .table import Behind, Cell, Head, Table


def _table(links: Links, words: Wording) -> Table:
    document = principal(links)
    rows = tuple(division_head(words, document, division) for division in main_divisions(document))
    items: dict[tuple[str, str], list[Commitment]] = {}
    for item in commitments(links, document):
        for level in item.levels:
            items.setdefault((item.outer_division.head.id, level), []).append(item)
    columns = [Head(level.id, words.plain(level.name), words.plain(level.name)) for level in links.edition.kinds.levels]
    columns.append(Head(NO_LEVEL, words.phrase("no-level"), words.phrase("no-level")))
    shown = tuple(column for column in columns if any((row.id, column.id) in items for row in rows))
    cells = tuple(
        Cell(
            row.id,
            column.id,
            len(found),
            mark(words, row, column, len(found)),
            _behind(links, words, found),
            f"{COMMITMENTS_ADDRESS}?{urlencode({'above': row.id, 'level': column.id})}",
        )
        for row in rows
        for column in shown
        if (found := items.get((row.id, column.id)))
    )
    return Table("levels", rows, shown, cells, words.phrase("picture-divisions"), words.phrase("level"))


def _behind(links: Links, words: Wording, items: list[Commitment]) -> tuple[Behind, ...]:
    return tuple(
        Behind(words.unit_label(item.identifier), target.href) for item in items if (target := links.resolve(item.identifier))
    )


def _finding(table: Table, words: Wording) -> str:
    levels = [column for column in table.columns if column.id != NO_LEVEL]
    counts = Counter({column.short.lower(): table.of_column(column) for column in levels}).most_common()
    none = sum(table.of_column(column) for column in table.columns if column.id == NO_LEVEL)
    items = len({one.href for cell in table.cells for one in cell.behind})
    said = words.phrase(
        "picture-levels-finding", items=items, levels=listed([f"{name} ({number})" for name, number in counts]), none=none
    )
    alone = [column for column in levels if sum(table.value(row, column) > 0 for row in table.rows) == 1]
    named = {row.short for column in alone for row in table.rows if table.value(row, column)}
    if len(named) != 1:
        return said
    only = words.phrase("picture-levels-only", levels=listed([c.short.lower() for c in alone]), division=listed(named))
    return f"{said} {only}"


LEVELS = Picture("levels", _table, _finding, draw_bars)
