"""Bars to one scale, the columns side by side for each row; on a phone, row by row."""

from __future__ import annotations

from functools import partial

from .drawing.canvas import FONT_SIZE, LINE_HEIGHT, Canvas
from .drawing.text_metrics import text_width
from .table import Cell, Header, Table

_LABEL_WIDTH, _LABEL_GAP, _NUMBER_WIDTH, _BAR_HEIGHT = 244, 16, 26, 18
_PHONE_NAME_WIDTH, _PHONE_NAME_GAP, _PHONE_BAR_SPACE = 140, 8, 26
_MAX_FOCUSABLE_MARKS = 40


def draw_bars(table: Table, canvas: Canvas, group_class: str = "quiet") -> float:
    """Draws a bar with its number for each cell; returns the height of the drawing. The class is that of the groups' titles."""
    return _draw_stacked(table, canvas, group_class) if canvas.is_narrow else _draw_faceted(table, canvas, group_class)


draw_bars_by_group = partial(draw_bars, group_class="strong name")
"""Draws the same with its groups as the main headings."""


def _draw_faceted(table: Table, canvas: Canvas, group_class: str) -> float:
    longest_name = max(text_width(row.name, canvas.label_size) for row in table.rows)
    label_width = min(_LABEL_WIDTH, longest_name + _LABEL_GAP)
    span = (canvas.width - label_width) / len(table.columns)
    longest = span - _NUMBER_WIDTH - 10
    for index, column in enumerate(table.columns):
        canvas.draw_wrapped_text(label_width + index * span, 0, span - 8, column.short, "strong", canvas.label_size)
    y = 40.0
    for _, rows in table.by_group(table.rows):
        y = _draw_group(canvas, rows[0], y + 6, group_class)
        for row in rows:
            canvas.draw_line(0, y, canvas.width, y, "rule")
            link = canvas.add_link(row.href, row.name)
            end = link.draw_wrapped_text(0, y + 5, label_width - _LABEL_GAP, row.name, "", canvas.label_size)
            height = max(end - y + 7, _BAR_HEIGHT + 12)
            for index, column in enumerate(table.columns):
                x = label_width + index * span
                canvas.draw_line(x, y + 5, x, y + height - 5, "axis")
                if cell := table.cell(row, column):
                    _draw_bar(table, canvas, row, cell, x, y + (height - _BAR_HEIGHT) / 2, longest, span)
            y += height
    canvas.draw_line(0, y, canvas.width, y, "rule")
    return y + 2


def _draw_group(canvas: Canvas, row: Header, y: float, css_class: str) -> float:
    """Draws the title of a row's group, which is a link where the group has an address; returns the height where it ends."""
    link = canvas.add_link(row.group_href, row.group)
    end = link.draw_wrapped_text(0, y, canvas.width, row.group, css_class, canvas.small_size) + 4
    link.draw_rectangle(0, y - 4, canvas.width, end - y + 3, "touch")
    return end


def _draw_bar(table: Table, canvas: Canvas, row: Header, cell: Cell, x: float, y: float, longest: float, span: float) -> None:
    length = longest * cell.value / table.largest
    # A keyboard would stop too often at more marks; the table has the same links.
    link = canvas.add_link(table.address(cell), cell.label, focusable=len(table.cells) <= _MAX_FOCUSABLE_MARKS)
    link.draw_rectangle(x, y - 4, span - 8, _BAR_HEIGHT + 8, "touch")
    link.draw_rectangle(x, y, length, _BAR_HEIGHT, f"mark {row.kind}")
    link.draw_text(x + length + 5, y + 14, str(cell.value), "strong", canvas.label_size, aria_hidden=True)


def _draw_stacked(table: Table, canvas: Canvas, group_class: str) -> float:
    longest_name = max(text_width(column.short, canvas.small_size) for column in table.columns)
    name_width = min(_PHONE_NAME_WIDTH, longest_name)
    x = name_width + _PHONE_NAME_GAP
    longest = canvas.width - x - _NUMBER_WIDTH - 4
    y = 0.0
    for _, rows in table.by_group(table.rows):
        y = _draw_group(canvas, rows[0], y + 8, group_class)
        for row in rows:
            canvas.draw_line(0, y, canvas.width, y, "rule")
            link = canvas.add_link(row.href, row.name)
            end = link.draw_wrapped_text(0, y + 6, canvas.width, row.name, "strong", canvas.label_size) + 4
            link.draw_rectangle(0, y + 1, canvas.width, end - y - 2, "touch")
            y = end
            for column, cell in table.filled_cells(row):
                end = canvas.draw_wrapped_text(0, y + 3, name_width, column.short, "quiet", canvas.small_size)
                height = max(end - y + 3, _PHONE_BAR_SPACE)
                canvas.draw_line(x, y, x, y + height, "axis")
                _draw_bar(table, canvas, row, cell, x, y + (height - _BAR_HEIGHT) / 2, longest, canvas.width - x + 8)
                y += height
            y += 8
    canvas.draw_line(0, y, canvas.width, y, "rule")
    return y + LINE_HEIGHT - FONT_SIZE
