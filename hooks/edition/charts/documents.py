"""How much the texts have in common: the registered things that both of two name."""

from __future__ import annotations

from itertools import combinations

from ..references.references import Links
from ..references.urls import document_address, entry_address
from .chart import Picture, Wording, mark
from .network_chart import draw_web
from .table import Behind, Cell, Head, Table


def _table(links: Links, words: Wording) -> Table:
    edition = links.edition
    heads = tuple(
        Head(document.id, name, name, href=document_address(document.id))
        for document in edition.documents
        if (name := words.plain(document.head.short_title))
    )
    named = [
        (register, entry, naming)
        for register in edition.registers
        for entry in register.entries
        if len(naming := {c.unit.document for c in links.citations.get(register.identifier(entry), ())}) > 1
    ]
    cells = []
    for row, column in combinations(heads, 2):
        shared = tuple(
            Behind(words.plain(entry.name), entry_address(register, entry), words.plain(register.title))
            for register, entry, naming in named
            if {row.id, column.id} <= naming
        )
        if shared:
            cells.append(Cell(row.id, column.id, len(shared), mark(words, row, column, len(shared)), shared))
    corner, across = words.phrase("picture-text"), words.phrase("picture-other-text")
    return Table("texts", heads, heads, tuple(cells), corner, across, mirrored=True)


def _finding(table: Table, words: Wording) -> str:
    names = {head.id: head.short for head in table.rows}
    most = max(table.cells, key=lambda cell: cell.value)
    least = min(table.cells, key=lambda cell: cell.value)
    alike = {one.href for cell in table.cells for one in cell.behind}
    return words.phrase(
        "picture-texts-finding",
        text1=names[most.row],
        text2=names[most.column],
        count1=most.value,
        text3=names[least.row],
        text4=names[least.column],
        count2=least.value,
        count3=len(alike),
    )


TEXTS = Picture("texts", _table, _finding, draw_web)
