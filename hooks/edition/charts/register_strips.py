"""In which numbered paragraphs the principal document cites the entries of a register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ..model import Register, RegisterChart
from ..references.references import Citation, Links
from ..references.urls import division_address, entry_address
from .chart import (
    Picture,
    Wording,
    all_divisions,
    by_division,
    division_head,
    entries_by_kind,
    entry_title,
    mark,
    principal,
)
from .register_grid import cited_anchor
from .strip_chart import draw_strips
from .table import Behind, Cell, Head, Table

_NUMBERED = re.compile(r"p(\d+)(-\d+)?")


FACTS = ("widest", "number", "all", "densest", "part", "whole", "division")
"""The facts that the finding of such a chart may contain."""


def register_strips(register: Register, chart: RegisterChart) -> Picture:
    """The strips of a register."""

    def table(links: Links, words: Wording) -> Table:
        return _table(links, words, register)

    def finding(table: Table, words: Wording) -> str:
        return words.fill(chart.finding, **_facts(table))

    return Picture(register.id, table, finding, draw_strips, chart)


def _table(links: Links, words: Wording, register: Register) -> Table:
    document = principal(links)
    columns = tuple(division_head(words, document, division) for division in all_divisions(document))
    rows, cells = [], []
    for entry in entries_by_kind(register):
        found = by_division(document, links.citations.get(register.identifier(entry), ()))
        address = entry_address(register, entry)
        row = Head(entry.path, words.plain(entry.name), words.plain(entry.name), href=address)
        row_cells = [
            Cell(
                row.id,
                column.id,
                len(places),
                mark(words, row, column, len(places)),
                places,
                f"{address}#{cited_anchor(found[column.id][0].page.identifier)}",
            )
            for column in columns
            if (places := _places(words, document.id, found.get(column.id, [])))
        ]
        if row_cells:
            rows.append(row)
            cells += row_cells
    counts: Counter[str] = Counter()
    for cell in cells:
        counts[cell.row] += cell.value
    rows.sort(key=lambda row: -counts[row.id])
    corner, across = entry_title(words, register), words.phrase("picture-divisions")
    return Table(register.id, tuple(rows), columns, tuple(cells), corner, across, words.phrase("total"))


def _places(words: Wording, document: str, citations: list[Citation]) -> tuple[Behind, ...]:
    """The numbered paragraphs that say it, or open a list that does."""
    places: dict[int, Behind] = {}
    for citation in citations:
        if match := _NUMBERED.fullmatch(citation.unit.anchor):
            number = int(match[1])
            href = f"{division_address(document, citation.unit.division)}#p{number}"
            places.setdefault(number, Behind(words.unit_label(f"{document}/p{number}"), href, number=number))
    return tuple(places[number] for number in sorted(places))


def _facts(table: Table) -> Mapping[str, object]:
    widest = table.rows[0]
    last = max(one.number for cell in table.cells for one in cell.behind)

    def part(row: Head) -> float:
        return max(table.value(row, column) for column in table.columns) / table.of_row(row)

    densest = max((row for row in table.rows if table.of_row(row) > 2), key=part, default=widest)
    division = max(table.columns, key=lambda column: table.value(densest, column))
    found = (
        widest.name,
        table.of_row(widest),
        last,
        densest.name,
        table.value(densest, division),
        table.of_row(densest),
        division.short,
    )
    return dict(zip(FACTS, found, strict=True))
