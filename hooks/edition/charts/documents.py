"""How much the documents have in common: the register entries that both of two cite."""

from __future__ import annotations

from itertools import combinations

from ..references.references import Links
from ..references.urls import document_address, entry_address
from .chart import Chart, Localizer, mark_label
from .network_chart import draw_network
from .table import Cell, CountedItem, Header, Table


def _make_table(links: Links, localizer: Localizer) -> Table:
    edition = links.edition
    heads = tuple(
        Header(document.id, name, name, href=document_address(document.id))
        for document in edition.documents
        if (name := localizer.plain(document.head.short_title))
    )
    shared_entries = [
        (register, entry, citing)
        for register in edition.registers
        for entry in register.entries
        if len(citing := {c.unit.document for c in links.citations.get(register.identifier(entry), ())}) > 1
    ]
    cells = []
    for row, column in combinations(heads, 2):
        shared = tuple(
            CountedItem(localizer.plain(entry.name), entry_address(register, entry), localizer.plain(register.title))
            for register, entry, citing in shared_entries
            if {row.id, column.id} <= citing
        )
        if shared:
            cells.append(Cell(row.id, column.id, len(shared), mark_label(localizer, row, column, len(shared)), shared))
    row_title, column_title = localizer.phrase("picture-text"), localizer.phrase("picture-other-text")
    return Table("texts", heads, heads, tuple(cells), row_title, column_title, is_symmetric=True)


def _make_finding(table: Table, localizer: Localizer) -> str:
    names = {head.id: head.short for head in table.rows}
    closest = max(table.cells, key=lambda cell: cell.value)
    farthest = min(table.cells, key=lambda cell: cell.value)
    addresses = {item.href for cell in table.cells for item in cell.counted_items}
    return localizer.phrase(
        "picture-texts-finding",
        text1=names[closest.row],
        text2=names[closest.column],
        count1=closest.value,
        text3=names[farthest.row],
        text4=names[farthest.column],
        count2=farthest.value,
        count3=len(addresses),
    )


DOCUMENTS = Chart("texts", _make_table, _make_finding, draw_network)
