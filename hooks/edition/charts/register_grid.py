"""How many passages of each division cite the entries of a register."""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Register, RegisterChart, RegisterEntry
from ..references.references import Citation, Links
from ..references.urls import entry_address
from .chart import (
    Chart,
    Localizer,
    citations_by_division,
    counted_passages,
    division_header,
    entries_by_kind,
    entries_title,
    join_names,
    main_divisions,
    most_frequent,
    principal_document,
)
from .grid_chart import draw_grid
from .table import Cell, Header, Table

PLACEHOLDERS = ("count", "most", "times", "division", "number", "none")
"""The placeholders that the headline and the finding of such a chart may contain."""


def register_grid(register: Register, chart: RegisterChart) -> Chart:
    """Returns the grid chart of a register."""

    def make_table(links: Links, localizer: Localizer) -> Table:
        return _make_table(links, localizer, register)

    def make_finding(table: Table, localizer: Localizer) -> str:
        return localizer.fill(chart.finding, **_placeholder_values(table, localizer))

    def make_headline(table: Table, localizer: Localizer) -> str:
        return localizer.fill(chart.headline, **_placeholder_values(table, localizer)) if chart.headline else ""

    return Chart(register.id, make_table, make_headline, make_finding, draw_grid, chart)


def _make_table(links: Links, localizer: Localizer, register: Register) -> Table:
    document = principal_document(links)
    columns = tuple(division_header(localizer, document, division) for division in main_divisions(document))
    rows, cells = [], []
    for entry in entries_by_kind(register):
        citations_by_id = citations_by_division(document, links.citations.get(register.identifier(entry), ()))
        row = _row_header(localizer, register, entry)
        row_cells = [
            Cell(
                row.id,
                column.id,
                len(citations),
                localizer.phrase("picture-mark-passages", len(citations), row=row.short, column=column.short),
                counted_passages(links, localizer, citations),
                _citations_address(register, entry, citations),
            )
            for column in columns
            if (citations := citations_by_id.get(column.id))
        ]
        if row_cells:
            rows.append(row)
            cells += row_cells
    row_title, column_title = entries_title(localizer, register), localizer.phrase("picture-divisions")
    return Table(register.id, tuple(rows), columns, tuple(cells), row_title, column_title, localizer.phrase("passages"))


def _row_header(localizer: Localizer, register: Register, entry: RegisterEntry) -> Header:
    """Returns the header of an entry's row: with its description if the register requires it, else in the group of its kind."""
    name = localizer.plain(entry.name)
    kind = None if register.described else next((kind for kind in register.kinds if kind.id == entry.kind), None)
    group = localizer.plain(kind.title) if kind else ""
    note = localizer.plain(entry.description) if register.described else ""
    return Header(entry.path, name, name, group=group, note=note, href=entry_address(register, entry))


def _citations_address(register: Register, entry: RegisterEntry, citations: list[Citation]) -> str:
    """Returns the place of the citations on the entry's page; "" for one citation, which is shown in its context."""
    if len(citations) == 1:
        return ""
    return citations_address(register, entry, citations[0].page.identifier)


def citations_address(register: Register, entry: RegisterEntry, page: str) -> str:
    """Returns the address of an entry's citations in a page."""
    address = entry_address(register, entry)
    return f"{address}#in-{page.replace('/', '-')}" if register.has_entry_pages else address


def _placeholder_values(table: Table, localizer: Localizer) -> Mapping[str, object]:
    most, times = most_frequent({row.name: table.row_total(row) for row in table.rows})
    division, number = most_frequent(
        {column.short: sum(table.value(row, column) > 0 for row in table.rows) for column in table.columns}
    )
    none = [column.short for column in table.columns if not table.column_total(column)]
    values = (
        len(table.rows),
        join_names(localizer, most),
        times,
        join_names(localizer, division),
        number,
        join_names(localizer, none),
    )
    return dict(zip(PLACEHOLDERS, values, strict=True))
