"""From text to standard to goal: the divisions that cite entries of both the first two facets that texts cite by reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..model import Division, Document, Register, RegisterEntry
from ..references.references import Links
from ..references.urls import entry_address
from .chart import Chart, Localizer, division_header, entries_title, join_names, mark_label, most_frequent, principal_document
from .flow_chart import draw_flow
from .table import Cell, CountedItem, Header, Table


def _make_table(links: Links, localizer: Localizer) -> Table:
    document = principal_document(links)
    registers = [register for _, register in links.edition.facets if register.cited_by == "references"]
    rows: list[Header] = []
    columns: dict[str, Header] = {}
    cells: list[Cell] = []
    for division in document.divisions() if len(registers) > 1 else ():
        first, second = (list(_cited_entries(links, document, division, register)) for register in registers[:2])
        items = tuple(CountedItem(localizer.plain(entry.name), entry_address(registers[0], entry)) for entry in first)
        if first and second:
            row = replace(division_header(localizer, document, division), group="")
            rows.append(row)
            for entry in second:
                name = localizer.plain(entry.name)
                column = columns.setdefault(entry.path, Header(entry.path, name, name, href=entry_address(registers[1], entry)))
                cells.append(Cell(row.id, column.id, len(items), mark_label(localizer, row, column, len(items)), items))
    column_title = entries_title(localizer, registers[1]) if rows else ""
    row_title = localizer.phrase("picture-flow-rows")
    return Table("flow", tuple(rows), tuple(columns.values()), tuple(cells), row_title, column_title)


def _cited_entries(links: Links, document: Document, division: Division, register: Register) -> Iterator[RegisterEntry]:
    """Yields the entries of a register that the text of a division itself cites."""
    place = document.id, division.head.id
    for entry in register.entries:
        citations = links.citations.get(register.identifier(entry), ())
        if any((citation.unit.document, citation.unit.division) == place for citation in citations):
            yield entry


def _make_headline(table: Table, localizer: Localizer) -> str:
    return localizer.phrase("picture-flow-headline", len(table.rows))


def _make_finding(table: Table, localizer: Localizer) -> str:
    most, number = most_frequent({row.short: max(cell.value for _, cell in table.filled_cells(row)) for row in table.rows})
    targets = [column.short for row in table.rows if row.short in most for column, _ in table.filled_cells(row)]
    return localizer.phrase(
        "picture-flow-finding",
        division=join_names(localizer, most),
        number=number,
        target=join_names(localizer, list(dict.fromkeys(targets))),
    )


FLOW = Chart("flow", _make_table, _make_headline, _make_finding, draw_flow)
