"""The data of a picture: one table, from which come its drawing, its HTML, its file and the sentence about it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..references.urls import PICTURES_ADDRESS


@dataclass(frozen=True, slots=True)
class Head:
    """What a row or column stands for.

    `name` says it in full, `short` in a few words, `symbol` in one or two letters, `title` what these leave out; `note`
    explains it, `group` is what it is taken together with, `kind` how it is coloured. Addresses here are from the root of
    a language's site.
    """

    id: str
    name: str
    short: str
    symbol: str = ""
    title: str = ""
    group: str = ""
    note: str = ""
    kind: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """One thing that a cell counts: its name and where it is; `group` and `number` tell what and where among its like."""

    name: str
    href: str
    group: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What is counted for a row and a column; `says` tells it in words, `href` leads to it where one address shows it all."""

    row: str
    column: str
    value: int
    says: str
    behind: tuple[Behind, ...] = ()
    address: str = ""

    @property
    def id(self) -> str:
        """Its anchor on the picture's own page."""
        return f"{self.row}--{self.column}".replace("/", "-").replace(".", "-").lower()

    @property
    def href(self) -> str:
        """Where all that it counts is shown; nothing where that is the list on the picture's own page."""
        if self.address or len(self.behind) != 1:
            return self.address
        return self.behind[0].href


@dataclass(frozen=True)
class Table:
    """Rows, columns, and a cell wherever there is something to count.

    `corner` tells what the rows are, `across` what the columns are; `total` heads the sums of the rows, where they say
    something. One that is `mirrored` holds each pair once, whichever of the two is the row.
    """

    picture: str
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: tuple[Cell, ...]
    corner: str
    across: str
    total: str = ""
    mirrored: bool = False

    @cached_property
    def _places(self) -> dict[tuple[str, str], Cell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    def cell(self, row: Head, column: Head) -> Cell | None:
        """What stands where a row and a column meet."""
        found = self._places.get((row.id, column.id))
        return self._places.get((column.id, row.id)) if found is None and self.mirrored else found

    def value(self, row: Head, column: Head) -> int:
        """The number where a row and a column meet."""
        cell = self.cell(row, column)
        return cell.value if cell else 0

    def of_row(self, row: Head) -> int:
        """The sum of a row."""
        return sum(self.value(row, column) for column in self.columns)

    def of_column(self, column: Head) -> int:
        """The sum of a column."""
        return sum(self.value(row, column) for row in self.rows)

    def filled(self, row: Head) -> list[tuple[Head, Cell]]:
        """The columns that count something in a row."""
        return [(column, cell) for column in self.columns if (cell := self.cell(row, column))]

    def address(self, cell: Cell) -> str:
        """Where a cell leads: to what it counts, else to the list of it on the picture's own page."""
        return cell.href or f"{picture_address(self.picture)}#{cell.id}"

    def runs(self, heads: Sequence[Head]) -> Iterator[tuple[str, list[Head]]]:
        """Rows or columns with the groups that they stand in, in order."""
        group: list[Head] = []
        for head in heads:
            if group and head.group != group[0].group:
                yield group[0].group, group
                group = []
            group.append(head)
        if group:
            yield group[0].group, group

    @property
    def largest(self) -> int:
        """The greatest number of all."""
        return max((cell.value for cell in self.cells), default=0)


def picture_address(picture: str) -> str:
    """The address of a picture's own page."""
    return f"{PICTURES_ADDRESS}{picture}/"


def comma_separated(table: Table, group: str, number: str, behind: str) -> bytes:
    """A table as a file for spreadsheets, a line for each row and column; the words are heads of its fields."""
    text = io.StringIO()
    writer = csv.writer(text)
    grouped = any(row.group for row in table.rows)
    writer.writerow([*([group] if grouped else []), table.corner, table.across, number, behind])
    for row in table.rows:
        for column in table.columns:
            cell = table.cell(row, column)
            if row.id == column.id or (cell and cell.row != row.id):
                continue
            named = "; ".join(one.name for one in cell.behind) if cell else ""
            writer.writerow([*([row.group] if grouped else []), row.name, column.name, cell.value if cell else 0, named])
    # The mark at its head tells spreadsheets that the file is in UTF-8.
    return ("\ufeff" + text.getvalue()).encode("utf-8")
