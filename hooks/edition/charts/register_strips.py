"""In which numbered paragraphs the principal document cites the entries of a register."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ..model import Register, RegisterChart
from ..references.references import Citation, Links
from ..references.urls import division_address, entry_address
from .chart import (
    Chart,
    Localizer,
    citations_by_division,
    division_header,
    entries_by_kind,
    entries_title,
    outermost_divisions,
    principal_document,
)
from .register_grid import citations_address
from .strip_chart import draw_strips
from .table import Cell, CountedItem, Header, Table

_NUMBERED = re.compile(r"p(\d+)(-\d+)?")


PLACEHOLDERS = ("widest", "number", "all", "densest", "part", "whole", "division", "rarest", "least")
"""The placeholders that the headline and the finding of such a chart may contain."""


def register_strips(register: Register, chart: RegisterChart) -> Chart:
    """Returns the strip chart of a register."""

    def make_table(links: Links, localizer: Localizer) -> Table:
        return _make_table(links, localizer, register)

    def make_finding(table: Table, localizer: Localizer) -> str:
        return localizer.fill(chart.finding, **_placeholder_values(table))

    def make_headline(table: Table, localizer: Localizer) -> str:
        return localizer.fill(chart.headline, **_placeholder_values(table)) if chart.headline else ""

    return Chart(register.id, make_table, make_headline, make_finding, draw_strips, chart)


def _make_table(links: Links, localizer: Localizer, register: Register) -> Table:
    document = principal_document(links)
    columns = tuple(division_header(localizer, document, division) for division in outermost_divisions(document))
    rows, cells = [], []
    for entry in entries_by_kind(register):
        citations_by_id = citations_by_division(document, links.citations.get(register.identifier(entry), ()))
        address = entry_address(register, entry)
        row = Header(entry.path, localizer.plain(entry.name), localizer.plain(entry.name), href=address)
        row_cells = [
            Cell(
                row.id,
                column.id,
                len(places),
                localizer.phrase("picture-mark-paragraphs", len(places), row=row.short, column=column.short),
                places,
                citations_address(register, entry, citations_by_id[column.id][0].page.identifier),
            )
            for column in columns
            if (places := _cited_paragraphs(localizer, document.id, citations_by_id.get(column.id, [])))
        ]
        if row_cells:
            rows.append(row)
            cells += row_cells
    counts: Counter[str] = Counter()
    for cell in cells:
        counts[cell.row] += cell.value
    rows.sort(key=lambda row: -counts[row.id])
    row_title, column_title = entries_title(localizer, register), localizer.phrase("picture-divisions")
    return Table(register.id, tuple(rows), columns, tuple(cells), row_title, column_title, localizer.phrase("paragraphs"))


def _cited_paragraphs(localizer: Localizer, document: str, citations: list[Citation]) -> tuple[CountedItem, ...]:
    """Returns the numbered paragraphs that cite an entry, or that introduce a list which cites it."""
    places: dict[int, CountedItem] = {}
    for citation in citations:
        if match := _NUMBERED.fullmatch(citation.unit.anchor):
            number = int(match[1])
            href = f"{division_address(document, citation.unit.division)}#p{number}"
            places.setdefault(number, CountedItem(localizer.unit_label(f"{document}/p{number}"), href, number=number))
    return tuple(places[number] for number in sorted(places))


def _placeholder_values(table: Table) -> Mapping[str, object]:
    widest = table.rows[0]
    rarest = table.rows[-1]
    last = max(item.number for cell in table.cells for item in cell.counted_items)

    def part(row: Header) -> float:
        return max(table.value(row, column) for column in table.columns) / table.row_total(row)

    densest = max((row for row in table.rows if table.row_total(row) > 2), key=part, default=widest)
    division = max(table.columns, key=lambda column: table.value(densest, column))
    values = (
        widest.name,
        table.row_total(widest),
        last,
        densest.name,
        table.value(densest, division),
        table.row_total(densest),
        division.short,
        rarest.name[:1].lower() + rarest.name[1:],
        table.row_total(rarest),
    )
    return dict(zip(PLACEHOLDERS, values, strict=True))
