"""Rows and columns with a disc wherever something is counted, the larger the more; on a phone, row by row with direct labels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .drawing.canvas import LINE, NARROW, SIZE, Paper
from .drawing.column_heads import SMALL, draw_heads, draw_key
from .drawing.text_metrics import lines, width
from .table import Cell, Head, Table

_LABEL, _LONG = 288, 356
_PAD = 8
_CHIP = 26
_DISC = 30


def draw_grid(table: Table, paper: Paper) -> float:
    """A grid with its columns named at the top and explained beneath."""
    if paper.narrow:
        return _stacked(table, paper)
    noted = any(row.note for row in table.rows)
    return _Grid(table, paper, _LABEL if noted else _LONG, named=True).draw()


def draw_square(table: Table, paper: Paper) -> float:
    """A grid of things with themselves: rows name the columns, so that nothing has to be explained; narrow on a phone."""
    return _Grid(table, paper, 96 if paper.narrow else _LABEL, named=paper.narrow).draw()


class _Grid:
    """A grid on paper: `named` where its columns have to be named in full."""

    def __init__(self, table: Table, paper: Paper, label: float, named: bool) -> None:
        self.table, self.paper, self.label, self.named = table, paper, label, named
        self.total = 0 if paper.width == NARROW else 40
        self.column = (paper.width - label - self.total) / len(table.columns)
        self.radius = min(self.column, _DISC) / 2 - 1.5

    def centre(self, index: int) -> float:
        """The middle of a column."""
        return self.label + (index + 0.5) * self.column

    def draw(self) -> float:
        """The whole; returns its height."""
        y = self._heads(0)
        for group, rows in self.table.runs(self.table.rows):
            if group and not self._square:
                y = self.paper.block(0, y + 10, self.paper.width, group, "strong", SMALL) + 4
            for row in rows:
                y = self._row(row, y)
        self.paper.line(0, y, self.paper.width, y, "rule")
        return draw_key(self.paper, self.table.columns, y + 14) if self.named else y + 2

    @property
    def _square(self) -> bool:
        return [row.id for row in self.table.rows] == [column.id for column in self.table.columns]

    def _heads(self, y: float) -> float:
        if self.total:
            self.paper.words(self.paper.width, y + 37, self.table.total, "quiet", SMALL, "end")
        half = self.column / 2
        stretches = [(column, self.centre(i) - half, self.centre(i) + half) for i, column in enumerate(self.table.columns)]
        return draw_heads(self.paper, self.table, stretches, y)

    def _row(self, row: Head, y: float) -> float:
        paper = self.paper
        paper.line(0, y, paper.width, y, "rule")
        name = lines(row.short if paper.narrow else row.name, self.label - 10, 13, most=2)
        note = lines(row.note, self.label - 10, SMALL, most=2) if row.note else []
        tall = len(name) * LINE * 13 / SIZE + len(note) * LINE * SMALL / SIZE
        height = max(tall + _PAD, 2 * self.radius + 4)
        link = paper.link(row.href, row.name)
        link.rectangle(0, y + 1, self.label - 6, height - 2, "touch")
        top = link.set(0, y + (height - tall) / 2 - 1, name, "strong" if note else "", 13)
        link.set(0, top, note, "quiet", SMALL)
        for index, column in enumerate(self.table.columns):
            cell = self.table.cell(row, column)
            if cell:
                self._disc(column, cell, self.centre(index), y, height)
            elif row.id == column.id:
                paper.rectangle(self.centre(index) - self.column / 2 + 2, y + 2, self.column - 4, height - 4, "void", 2)
        if self.total and (total := self.table.of_row(row)):
            paper.words(paper.width, y + height / 2 + 5, str(total), "quiet", 13, "end")
        return y + height

    def _disc(self, column: Head, cell: Cell, x: float, y: float, height: float) -> None:
        link = self.paper.link(self.table.address(cell), cell.says)
        link.rectangle(x - self.column / 2 + 1, y + 1, self.column - 2, height - 2, "touch")
        link.circle(x, y + height / 2, _radius(cell.value, self.table.largest, self.radius), f"mark {column.kind}".strip())
        link.words(x, y + height / 2 + 4.5, str(cell.value), "on strong", SMALL, "middle", spoken=False)


def _radius(value: int, largest: int, most: float) -> float:
    """Areas tell numbers; the least is still wide enough for its own."""
    return max(8.0, most * math.sqrt(value / largest))


def _stacked(table: Table, paper: Paper) -> float:
    """Row by row: its name, and beneath it a mark with words for each column that counts something."""
    y = 0.0
    for group, rows in table.runs(table.rows):
        if group:
            y = paper.block(0, y + 12, paper.width, group, "strong", 13) + 4
        for row in rows:
            paper.line(0, y, paper.width, y, "rule")
            link = paper.link(row.href, row.name)
            end = link.block(0, y + 5, paper.width, row.name, "strong" if row.note else "", 13, most=3)
            end = link.block(0, end, paper.width, row.note, "quiet", SMALL, most=2) if row.note else end
            link.rectangle(0, y + 1, paper.width, end - y + 2, "touch")
            y = _chips(table, paper, table.filled(row), end + 5) + 8
    paper.line(0, y, paper.width, y, "rule")
    return y + 2


def _chips(table: Table, paper: Paper, filled: Sequence[tuple[Head, Cell]], y: float) -> float:
    x = 0.0
    for column, cell in filled:
        words = f"{column.short}\u00a0·\u00a0{cell.value}"
        room = width(words, SMALL, bold=True) + 18
        if x and x + room > paper.width:
            x, y = 0, y + _CHIP + 4
        link = paper.link(table.address(cell), cell.says)
        link.rectangle(x, y, room, _CHIP, f"mark {column.kind}".strip(), _CHIP / 2)
        link.words(x + room / 2, y + 17, words, "on strong", SMALL, "middle", spoken=False)
        x += room + 6
    return y + _CHIP
