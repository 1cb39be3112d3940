"""The table of a chart, from which its drawing, HTML, CSV file and finding are made."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..references.urls import CHARTS_ADDRESS


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a row or column.

    name:   its full name
    short:  its name in a few words
    symbol: its name in one or two letters
    title:  the part of the name that the symbol omits
    group:  the title of its group
    group_href: the address of its group, from the root of a language's site
    note:   an explanation
    adjective: its name as an adjective
    kind:   the kind of division that gives its colour
    href:   its address, from the root of a language's site
    """

    id: str
    name: str
    short: str
    symbol: str = ""
    title: str = ""
    group: str = ""
    group_href: str = ""
    note: str = ""
    adjective: str = ""
    kind: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An item that a cell counts: its name and address, the title of its group, its number in the document, its kind."""

    name: str
    href: str
    group: str = ""
    number: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The count of a row and a column, with its label and items; `address` is that of a page which shows them all."""

    row: str
    column: str
    value: int
    label: str
    counted_items: tuple[CountedItem, ...] = ()
    address: str = ""

    @property
    def id(self) -> str:
        """The anchor of the cell on the chart's page."""
        return f"{self.row}--{self.column}".replace("/", "-").replace(".", "-").lower()

    @property
    def href(self) -> str:
        """The address that shows all counted items; "" where the list on the chart's page does."""
        if self.address or len(self.counted_items) != 1:
            return self.address
        return self.counted_items[0].href


@dataclass(frozen=True)
class Table:
    """The table of a chart, with a cell wherever something is counted.

    `total_title` is the header of the totals of rows, where these are meaningful.
    """

    chart: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    cells: tuple[Cell, ...]
    row_title: str
    column_title: str
    total_title: str = ""

    @cached_property
    def _cells_by_position(self) -> dict[tuple[str, str], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    def cell(self, row: Header, column: Header) -> Cell | None:
        """Returns the cell of a row and a column."""
        return self._cells_by_position.get((row.id, column.id))

    def value(self, row: Header, column: Header) -> int:
        """Returns the count of a row and a column."""
        cell = self.cell(row, column)
        return cell.value if cell else 0

    def row_total(self, row: Header) -> int:
        """Returns the total of a row."""
        return sum(self.value(row, column) for column in self.columns)

    def column_total(self, column: Header) -> int:
        """Returns the total of a column."""
        return sum(self.value(row, column) for row in self.rows)

    def filled_cells(self, row: Header) -> list[tuple[Header, Cell]]:
        """Returns the cells of a row, with their columns."""
        return [(column, cell) for column in self.columns if (cell := self.cell(row, column))]

    def address(self, cell: Cell) -> str:
        """Returns the address of what a cell counts: its `href`, else the list on the chart's page."""
        return cell.href or f"{chart_address(self.chart)}#{cell.id}"

    def by_group(self, heads: Sequence[Header]) -> Iterator[tuple[str, list[Header]]]:
        """Yields rows or columns by group, in order."""
        group: list[Header] = []
        for head in heads:
            if group and head.group != group[0].group:
                yield group[0].group, group
                group = []
            group.append(head)
        if group:
            yield group[0].group, group

    @property
    def largest(self) -> int:
        """The highest count."""
        return max((cell.value for cell in self.cells), default=0)


def chart_address(chart: str) -> str:
    """Returns the address of a chart's page."""
    return f"{CHARTS_ADDRESS}{chart}/"


def format_csv(table: Table, group: str, number: str, counted_items: str) -> bytes:
    """Formats a table as CSV, with a line for each row and column; the other parameters are names of fields."""
    text = io.StringIO()
    writer = csv.writer(text)
    grouped = any(row.group for row in table.rows)
    writer.writerow([*([group] if grouped else []), table.row_title, table.column_title, number, counted_items])
    for row in table.rows:
        for column in table.columns:
            cell = table.cell(row, column)
            names = "; ".join(item.name for item in cell.counted_items) if cell else ""
            writer.writerow([*([row.group] if grouped else []), row.name, column.name, cell.value if cell else 0, names])
    # Spreadsheets recognize UTF-8 by the byte order mark.
    return ("\ufeff" + text.getvalue()).encode("utf-8")
