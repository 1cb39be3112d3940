"""How many passages of each division cite the entries of a register."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Register, RegisterChart, RegisterEntry
from ..references.references import Citation, Links
from ..references.urls import entry_address
from .chart import (
    Picture,
    Wording,
    by_division,
    division_head,
    entries_by_kind,
    entry_title,
    highest,
    listed,
    main_divisions,
    mark,
    passages,
    principal,
)
from .grid_chart import draw_grid
from .table import Cell, Head, Table

FACTS = ("count", "most", "times", "division", "number", "none")
"""The facts that the finding of such a chart may contain."""


def register_grid(register: Register, chart: RegisterChart) -> Picture:
    """The grid of a register."""

    def table(links: Links, words: Wording) -> Table:
        return _table(links, words, register)

    def finding(table: Table, words: Wording) -> str:
        return words.fill(chart.finding, **_facts(table))

    return Picture(register.id, table, finding, draw_grid, chart)


def _table(links: Links, words: Wording, register: Register) -> Table:
    document = principal(links)
    columns = tuple(division_head(words, document, division) for division in main_divisions(document))
    rows, cells = [], []
    for entry in entries_by_kind(register):
        found = by_division(document, links.citations.get(register.identifier(entry), ()))
        row = _row(words, register, entry)
        row_cells = [
            Cell(
                row.id,
                column.id,
                len(citations),
                mark(words, row, column, len(citations)),
                passages(links, words, citations),
                _shown(register, entry, citations),
            )
            for column in columns
            if (citations := found.get(column.id))
        ]
        if row_cells:
            rows.append(row)
            cells += row_cells
    corner, across = entry_title(words, register), words.phrase("picture-divisions")
    return Table(register.id, tuple(rows), columns, tuple(cells), corner, across, words.phrase("total"))


def _row(words: Wording, register: Register, entry: RegisterEntry) -> Head:
    """An entry with its description where names say little without it, else in the group of its kind."""
    name = words.plain(entry.name)
    kind = None if register.described else next((kind for kind in register.kinds if kind.id == entry.kind), None)
    group = words.plain(kind.title) if kind else ""
    note = words.plain(entry.description) if register.described else ""
    return Head(entry.path, name, name, group=group, note=note, href=entry_address(register, entry))


def _shown(register: Register, entry: RegisterEntry, citations: list[Citation]) -> str:
    """The page of a thing shows the sentences that cite it; one passage alone is better shown in its place."""
    if len(citations) == 1:
        return ""
    return f"{entry_address(register, entry)}#{cited_anchor(citations[0].page.identifier)}"


def cited_anchor(page: str) -> str:
    """Where the page of a registered thing shows the passages of another page that cite it."""
    return f"in-{page.replace('/', '-')}"


def _facts(table: Table) -> Mapping[str, object]:
    most, times = highest({row.name: table.of_row(row) for row in table.rows})
    division, number = highest(
        {column.short: sum(table.value(row, column) > 0 for row in table.rows) for column in table.columns}
    )
    none = [column.short for column in table.columns if not table.of_column(column)]
    found = (len(table.rows), listed(most), times, listed(division), number, listed(none))
    return dict(zip(FACTS, found, strict=True))
