"""A grid with a disc in each cell, larger for higher numbers; on a phone, row by row with direct labels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .drawing.canvas import FONT_SIZE, LINE_HEIGHT, Canvas
from .drawing.column_headers import draw_column_headers, draw_legend
from .drawing.text_metrics import text_width, wrap_text
from .table import Cell, Header, Table

_LABEL_WIDTH, _LONG_LABEL_WIDTH = 288, 356
_TOTAL_WIDTH = 60
_PADDING = 8
_CHIP_HEIGHT = 26
_MAX_DISC_SIZE = 30


def draw_grid(table: Table, canvas: Canvas) -> float:
    """Draws a grid with the symbols of its columns at the top and their titles below; returns the height of the drawing."""
    if canvas.is_narrow:
        return _draw_stacked(table, canvas)
    has_notes = any(row.note for row in table.rows)
    return _GridDrawing(table, canvas, _LABEL_WIDTH if has_notes else _LONG_LABEL_WIDTH).draw()


class _GridDrawing:
    """A grid on a canvas of the width of a page, with a legend of its columns."""

    def __init__(self, table: Table, canvas: Canvas, label_width: float) -> None:
        self.table, self.canvas, self.label_width = table, canvas, label_width
        self.column_width = (canvas.width - label_width - _TOTAL_WIDTH) / len(table.columns)
        self.max_radius = min(self.column_width, _MAX_DISC_SIZE) / 2 - 1.5

    def centre(self, index: int) -> float:
        """Returns the middle of a column."""
        return self.label_width + (index + 0.5) * self.column_width

    def draw(self) -> float:
        """Draws the grid; returns its height."""
        y = self._draw_headers(0)
        for group, rows in self.table.by_group(self.table.rows):
            if group:
                y = self.canvas.draw_wrapped_text(0, y + 10, self.canvas.width, group, "strong", self.canvas.small_size) + 4
            for row in rows:
                y = self._draw_row(row, y)
        self.canvas.draw_line(0, y, self.canvas.width, y, "rule")
        return draw_legend(self.canvas, self.table.columns, y + 14)

    def _draw_headers(self, y: float) -> float:
        self.canvas.draw_text(self.canvas.width, y + 37, self.table.total_title, "quiet", self.canvas.small_size, "end")
        half = self.column_width / 2
        extents = [(column, self.centre(i) - half, self.centre(i) + half) for i, column in enumerate(self.table.columns)]
        return draw_column_headers(self.canvas, self.table, extents, y)

    def _draw_row(self, row: Header, y: float) -> float:
        canvas = self.canvas
        canvas.draw_line(0, y, canvas.width, y, "rule")
        name = wrap_text(row.name, self.label_width - 10, canvas.label_size)
        note = wrap_text(row.note, self.label_width - 10, canvas.small_size) if row.note else []
        text_height = (len(name) * canvas.label_size + len(note) * canvas.small_size) * LINE_HEIGHT / FONT_SIZE
        height = max(text_height + _PADDING, 2 * self.max_radius + 4)
        link = canvas.add_link(row.href, row.name)
        link.draw_rectangle(0, y + 1, self.label_width - 6, height - 2, "touch")
        top = link.draw_text_lines(0, y + (height - text_height) / 2 - 1, name, "strong" if note else "", canvas.label_size)
        link.draw_text_lines(0, top, note, "quiet", canvas.small_size)
        for index, column in enumerate(self.table.columns):
            if cell := self.table.cell(row, column):
                self._draw_disc(column, cell, self.centre(index), y, height)
        canvas.draw_text(canvas.width, y + height / 2 + 5, str(self.table.row_total(row)), "quiet", canvas.label_size, "end")
        return y + height

    def _draw_disc(self, column: Header, cell: Cell, x: float, y: float, height: float) -> None:
        link = self.canvas.add_link(self.table.address(cell), cell.label)
        link.draw_rectangle(x - self.column_width / 2 + 1, y + 1, self.column_width - 2, height - 2, "touch")
        link.draw_circle(
            x, y + height / 2, _disc_radius(cell.value, self.table.largest, self.max_radius), f"mark {column.kind}".strip()
        )
        link.draw_text(x, y + height / 2 + 4.5, str(cell.value), "on strong", self.canvas.small_size, "middle", aria_hidden=True)


def _disc_radius(value: int, largest: int, max_radius: float) -> float:
    """Returns the radius of a disc whose area shows its number; the least is wide enough for a digit."""
    return max(8.0, max_radius * math.sqrt(value / largest))


def _draw_stacked(table: Table, canvas: Canvas) -> float:
    """Draws each row as its name, and below it a labelled mark for each cell."""
    y = 0.0
    for group, rows in table.by_group(table.rows):
        if group:
            y = canvas.draw_wrapped_text(0, y + 12, canvas.width, group, "strong", canvas.label_size) + 4
        for row in rows:
            canvas.draw_line(0, y, canvas.width, y, "rule")
            link = canvas.add_link(row.href, row.name)
            end = link.draw_wrapped_text(0, y + 5, canvas.width, row.name, "strong" if row.note else "", canvas.label_size)
            end = link.draw_wrapped_text(0, end, canvas.width, row.note, "quiet", canvas.small_size) if row.note else end
            link.draw_rectangle(0, y + 1, canvas.width, end - y + 2, "touch")
            y = _draw_chips(table, canvas, table.filled_cells(row), end + 5) + 8
    canvas.draw_line(0, y, canvas.width, y, "rule")
    return y + 2


def _draw_chips(table: Table, canvas: Canvas, filled: Sequence[tuple[Header, Cell]], y: float) -> float:
    x = 0.0
    for column, cell in filled:
        words = f"{column.short}\u00a0·\u00a0{cell.value}"
        chip_width = text_width(words, canvas.small_size, bold=True) + 18
        if x and x + chip_width > canvas.width:
            x, y = 0, y + _CHIP_HEIGHT + 4
        link = canvas.add_link(table.address(cell), cell.label)
        link.draw_rectangle(x, y, chip_width, _CHIP_HEIGHT, f"mark {column.kind}".strip(), _CHIP_HEIGHT / 2)
        link.draw_text(x + chip_width / 2, y + 17, words, "on strong", canvas.small_size, "middle", aria_hidden=True)
        x += chip_width + 6
    return y + _CHIP_HEIGHT
