"""Which main divisions refer to which others; the references of a division within one count as its own."""

from __future__ import annotations

from ..references.references import Citation, Links
from .chart import Picture, Wording, by_division, division_head, highest, listed, main_divisions, mark, passages, principal
from .grid_chart import draw_square
from .table import Cell, Table


def _table(links: Links, words: Wording) -> Table:
    document = principal(links)
    divisions = main_divisions(document)
    heads = tuple(division_head(words, document, division) for division in divisions)
    cells = []
    for column, division in zip(heads, divisions, strict=True):
        named = (f"{document.id}/{inner.head.id}" for inner in division.walk())
        # A passage that names a division and one within it refers to it once.
        citing: dict[str, Citation] = {c.unit.identifier: c for name in named for c in links.citations.get(name, ())}
        found = by_division(document, citing.values())
        for row in heads:
            if row.id != column.id and (citations := found.get(row.id)):
                says = mark(words, row, column, len(citations))
                cells.append(Cell(row.id, column.id, len(citations), says, passages(links, words, citations)))
    corner, across = words.phrase("picture-refers"), words.phrase("picture-referred")
    return Table("references", heads, heads, tuple(cells), corner, across, words.phrase("total"))


def _finding(table: Table, words: Wording) -> str:
    out = {row.short: len(table.filled(row)) for row in table.rows}
    into = {column.short: sum(table.value(row, column) > 0 for row in table.rows) for column in table.columns}
    most, number = highest(out)
    target, times = highest(into)
    return words.phrase(
        "picture-references-finding",
        most=listed(most),
        number=number,
        none=listed([name for name, count in out.items() if not count]),
        target=listed(target),
        times=times,
    )


REFERENCES = Picture("references", _table, _finding, draw_square)
