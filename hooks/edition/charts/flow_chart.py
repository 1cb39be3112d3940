"""A line from each row by the items that its cell counts to the column; on a phone one below the other."""

from __future__ import annotations

from .drawing.canvas import FONT_SIZE, LINE_HEIGHT, Canvas
from .drawing.text_metrics import wrap_text
from .table import Cell, Header, Table

_ROW_WIDTH, _COLUMN_WIDTH, _ARROW_WIDTH, _INDENT = 150, 104, 56, 18
_ITEM_GAP, _TARGET_HEIGHT = 6, 24
"""The space between two items, and the least height of a link."""


def draw_flow(table: Table, canvas: Canvas) -> float:
    """Draws a band for each cell; returns the height of the drawing."""
    y = 0.0
    for row in table.rows:
        for column, cell in table.filled_cells(row):
            canvas.draw_line(0, y, canvas.width, y, "rule")
            draw = _draw_stacked if canvas.is_narrow else _draw_across
            y = draw(table, canvas, row, column, cell, y + 8) + 8
    canvas.draw_line(0, y, canvas.width, y, "rule")
    return y + 2


def _draw_across(table: Table, canvas: Canvas, row: Header, column: Header, cell: Cell, y: float) -> float:
    left = _ROW_WIDTH + _ARROW_WIDTH
    right = canvas.width - _COLUMN_WIDTH
    bottom = _draw_items(canvas, cell, left, right - _ARROW_WIDTH - left, y)
    end = _draw_name(canvas, row.href, row.name, f"{row.short}. {row.title}", 0, _ROW_WIDTH, y, f"strong name {row.kind}")
    height = max(bottom, end) - y
    middle = y + 12
    _draw_arrow(canvas, _ROW_WIDTH + 8, left - 10, middle)
    mark = canvas.add_link(table.address(cell), cell.label)
    start = right - _ARROW_WIDTH
    mark.draw_rectangle(start, y, _ARROW_WIDTH, _TARGET_HEIGHT, "touch")
    _draw_arrow(mark, start + 22, right - 8, middle)
    mark.draw_text(start + 16, middle + 4.5, str(cell.value), "strong", canvas.label_size, "end", aria_hidden=True)
    _draw_name(canvas, column.href, column.name, column.short, right, _COLUMN_WIDTH, y, "strong")
    return y + height


def _draw_stacked(table: Table, canvas: Canvas, row: Header, column: Header, cell: Cell, y: float) -> float:
    y = _draw_name(canvas, row.href, row.name, f"{row.short}. {row.title}", 0, canvas.width, y, f"strong name {row.kind}")
    y = _draw_items(canvas, cell, _INDENT, canvas.width - _INDENT, y + 4) + 4
    mark = canvas.add_link(table.address(cell), cell.label)
    mark.draw_rectangle(0, y, 2 * _INDENT + 24, _TARGET_HEIGHT, "touch")
    mark.draw_text(_INDENT, y + 17, str(cell.value), "strong", canvas.label_size, aria_hidden=True)
    _draw_arrow(mark, _INDENT + 20, _INDENT + 40, y + 12)
    left = 2 * _INDENT + 30
    return _draw_name(canvas, column.href, column.name, column.short, left, canvas.width - left, y, "strong")


def _draw_items(canvas: Canvas, cell: Cell, x: float, width: float, y: float) -> float:
    """Draws the names of the items, one below the other; returns the height where they end."""
    for item in cell.counted_items:
        y = _draw_name(canvas, item.href, item.name, item.name, x, width, y, "") + _ITEM_GAP
    return y - _ITEM_GAP


def _draw_name(canvas: Canvas, href: str, label: str, words: str, x: float, width: float, y: float, css_class: str) -> float:
    """Draws a name as a link that a finger can touch; returns the height where it ends."""
    size = canvas.label_size
    lines = wrap_text(words, width, size, "strong" in css_class)
    height = max(_TARGET_HEIGHT, len(lines) * size * LINE_HEIGHT / FONT_SIZE + 6)
    link = canvas.add_link(href, label)
    link.draw_rectangle(x, y, width, height, "touch")
    link.draw_text_lines(x, y + 2, lines, css_class, size)
    return y + height


def _draw_arrow(canvas: Canvas, x: float, to_x: float, y: float) -> None:
    canvas.draw_line(x, y, to_x, y, "axis")
    for side in (-4, 4):
        canvas.draw_line(to_x - 5, y + side, to_x, y, "axis")
