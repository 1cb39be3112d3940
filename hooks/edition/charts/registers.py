"""What outcomes and enablers cite of a register: instruments, targets of the Sustainable Development Goals."""

from __future__ import annotations

from ..model import Register, RegisterEntry
from ..references.references import Citation, Links
from ..references.urls import entry_address
from .chart import (
    Picture,
    Wording,
    by_division,
    division_head,
    highest,
    listed,
    main_divisions,
    mark,
    passages,
    programme,
    registered,
)
from .grid_chart import draw_grid
from .table import Cell, Head, Table


def _of(picture: str, facet: str, noted: bool) -> Picture:
    """The picture of the register of a facet; `noted` where names say little without their description."""

    def table(links: Links, words: Wording) -> Table:
        return _table(links, words, picture, facet, noted)

    return Picture(picture, table, _finding, draw_grid)


def _table(links: Links, words: Wording, picture: str, facet: str, noted: bool) -> Table:
    document = programme(links)
    columns = tuple(division_head(words, document, division) for division in main_divisions(document))
    rows, cells = [], []
    for register, entry in registered(links, facet):
        found = by_division(document, links.citations.get(register.identifier(entry), ()))
        row = _row(words, register, entry, noted)
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
    corner, across = words.phrase(facet), words.phrase("picture-divisions")
    return Table(picture, tuple(rows), columns, tuple(cells), corner, across, words.phrase("total"))


def _row(words: Wording, register: Register, entry: RegisterEntry, noted: bool) -> Head:
    name = words.plain(entry.name)
    group = "" if noted else next((words.plain(kind.title) for kind in register.kinds if kind.id == entry.kind), "")
    note = words.plain(entry.description) if noted else ""
    return Head(entry.path, name, name, group=group, note=note, href=entry_address(register, entry))


def _shown(register: Register, entry: RegisterEntry, citations: list[Citation]) -> str:
    """The page of a thing shows the sentences that cite it; one passage alone is better shown in its place."""
    if len(citations) == 1:
        return ""
    return f"{entry_address(register, entry)}#{cited_anchor(citations[0].page.identifier)}"


def cited_anchor(page: str) -> str:
    """Where the page of a registered thing shows the passages of another page that cite it."""
    return f"in-{page.replace('/', '-')}"


def _finding(table: Table, words: Wording) -> str:
    most, times = highest({row.name: table.of_row(row) for row in table.rows})
    division, number = highest(
        {column.short: sum(table.value(row, column) > 0 for row in table.rows) for column in table.columns}
    )
    none = [column.short for column in table.columns if not table.of_column(column)]
    return words.phrase(
        f"picture-{table.picture}-finding",
        count=len(table.rows),
        most=listed(most),
        times=times,
        division=listed(division),
        number=number,
        none=listed(none),
    )


INSTRUMENTS = _of("instruments", "instrument", noted=False)
SDG = _of("sdg", "sdg", noted=True)
