"""Bars to one scale, a column beside the other for each row; on a phone, row by row."""

from __future__ import annotations

from .drawing.canvas import LINE, SIZE, Paper
from .table import Cell, Head, Table

_LABEL, _NUMBER, _BAR = 244, 26, 18
_SMALL = 12


def draw_bars(table: Table, paper: Paper) -> float:
    """A bar with its number for each cell."""
    return _stacked(table, paper) if paper.narrow else _faceted(table, paper)


def _faceted(table: Table, paper: Paper) -> float:
    span = (paper.width - _LABEL) / len(table.columns)
    scale = (span - _NUMBER - 10) / table.largest
    for index, column in enumerate(table.columns):
        paper.block(_LABEL + index * span, 0, span - 8, column.short, "strong", 13)
    y = 40.0
    for group, rows in table.runs(table.rows):
        y = paper.block(0, y + 6, _LABEL, group, "quiet", _SMALL) + 4
        for row in rows:
            paper.line(0, y, paper.width, y, "rule")
            link = paper.link(row.href, row.name)
            end = link.block(0, y + 5, _LABEL - 16, row.name, "", 13, most=2)
            height = max(end - y + 7, _BAR + 12)
            for index, column in enumerate(table.columns):
                x = _LABEL + index * span
                paper.line(x, y + 5, x, y + height - 5, "axis")
                if cell := table.cell(row, column):
                    _bar(table, paper, row, cell, x, y + (height - _BAR) / 2, scale, span)
            y += height
    paper.line(0, y, paper.width, y, "rule")
    return y + 2


def _bar(table: Table, paper: Paper, row: Head, cell: Cell, x: float, y: float, scale: float, span: float) -> None:
    link = paper.link(table.address(cell), cell.says)
    link.rectangle(x, y - 4, span - 8, _BAR + 8, "touch")
    link.rectangle(x, y, max(cell.value * scale, 1), _BAR, f"mark {row.kind}")
    link.words(x + cell.value * scale + 5, y + 14, str(cell.value), "strong", 13, spoken=False)


def _stacked(table: Table, paper: Paper) -> float:
    name = 118
    scale = (paper.width - name - _NUMBER - 4) / table.largest
    y = 0.0
    for group, rows in table.runs(table.rows):
        y = paper.block(0, y + 8, paper.width, group, "quiet", _SMALL) + 4
        for row in rows:
            paper.line(0, y, paper.width, y, "rule")
            link = paper.link(row.href, row.name)
            end = link.block(0, y + 6, paper.width, row.name, "strong", 13, most=3) + 4
            link.rectangle(0, y + 1, paper.width, end - y - 2, "touch")
            y = end
            for column, cell in table.filled(row):
                paper.block(0, y + 3, name - 6, column.short, "quiet", _SMALL)
                paper.line(name, y, name, y + 26, "axis")
                _bar(table, paper, row, cell, name, y + 4, scale, paper.width - name + 8)
                y += 26
            y += 8
    paper.line(0, y, paper.width, y, "rule")
    return y + LINE - SIZE
