"""Which main divisions refer to which others; the references of inner divisions count for the outer one."""

from __future__ import annotations

from ..references.references import Citation, Links
from .chart import (
    Chart,
    Localizer,
    citations_by_division,
    counted_passages,
    division_header,
    join_names,
    main_divisions,
    mark_label,
    most_frequent,
    principal_document,
)
from .grid_chart import draw_square
from .table import Cell, Table


def _make_table(links: Links, localizer: Localizer) -> Table:
    document = principal_document(links)
    divisions = main_divisions(document)
    heads = tuple(division_header(localizer, document, division) for division in divisions)
    cells = []
    for column, division in zip(heads, divisions, strict=True):
        identifiers = (f"{document.id}/{inner.head.id}" for inner in division.walk())
        # A passage that refers to a division and to one within it counts once.
        citing: dict[str, Citation] = {c.unit.identifier: c for name in identifiers for c in links.citations.get(name, ())}
        citations_by_id = citations_by_division(document, citing.values())
        for row in heads:
            if row.id != column.id and (citations := citations_by_id.get(row.id)):
                label = mark_label(localizer, row, column, len(citations))
                cells.append(Cell(row.id, column.id, len(citations), label, counted_passages(links, localizer, citations)))
    row_title, column_title = localizer.phrase("picture-refers"), localizer.phrase("picture-referred")
    return Table("references", heads, heads, tuple(cells), row_title, column_title, localizer.phrase("total"))


def _make_finding(table: Table, localizer: Localizer) -> str:
    outgoing = {row.short: len(table.filled_cells(row)) for row in table.rows}
    incoming = {column.short: sum(table.value(row, column) > 0 for row in table.rows) for column in table.columns}
    most, number = most_frequent(outgoing)
    target, times = most_frequent(incoming)
    return localizer.phrase(
        "picture-references-finding",
        most=join_names(most),
        number=number,
        none=join_names([name for name, count in outgoing.items() if not count]),
        target=join_names(target),
        times=times,
    )


REFERENCES = Chart("references", _make_table, _make_finding, draw_square)
