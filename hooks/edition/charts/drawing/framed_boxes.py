"""Rows as boxes in frames, a frame for each group."""

from __future__ import annotations

from ..table import Header, Table
from .canvas import FONT_SIZE, LINE_HEIGHT, Canvas
from .text_metrics import wrap_text

_GAP, _PADDING = 12, 12


def draw_framed_boxes(table: Table, canvas: Canvas) -> float:
    """Draws frames with a box for each row, in four columns, in one on a phone; returns the height of the drawing."""
    columns = 1 if canvas.is_narrow else 4
    y = 0.0
    for group, rows in table.by_group(table.rows):
        y = _draw_frame(table, canvas, group, rows, min(columns, len(rows)), y) + _GAP
    return y - _GAP


def _draw_frame(table: Table, canvas: Canvas, group: str, rows: list[Header], columns: int, y: float) -> float:
    heading = wrap_text(group, canvas.width - 2 * _PADDING, FONT_SIZE, bold=True)
    span = (canvas.width - 2 * _PADDING - (columns - 1) * _GAP) / columns
    top = y + _PADDING + len(heading) * LINE_HEIGHT + _GAP / 2
    positions: list[tuple[float, float, float, list[Header]]] = []
    for start in range(0, len(rows), columns):
        row = rows[start : start + columns]
        height: float = (max(len(_title_lines(header, span)) for header in row) + 2) * LINE_HEIGHT + 2 * _PADDING - 4
        positions.append((top, height, span, row))
        top += height + _GAP
    canvas.draw_rectangle(0.5, y + 0.5, canvas.width - 1, top - y - 1, "frame", 4)
    canvas.draw_text_lines(_PADDING, y + _PADDING - 2, heading, "strong")
    for at, height, _, row in positions:
        for index, header in enumerate(row):
            _draw_box(table, canvas, header, _PADDING + index * (span + _GAP), at, span, height)
    return top


def _title_lines(row: Header, span: float) -> list[str]:
    return wrap_text(row.title, span - 2 * _PADDING, FONT_SIZE)


def _draw_box(table: Table, canvas: Canvas, row: Header, x: float, y: float, width: float, height: float) -> None:
    link = canvas.add_link(row.href, row.name)
    link.draw_rectangle(x, y, width, height, f"box {row.kind}", 3)
    end = link.draw_text_lines(x + _PADDING, y + _PADDING - 3, [row.short], f"strong name {row.kind}")
    end = link.draw_text_lines(x + _PADDING, end, _title_lines(row, width))
    for _, cell in table.filled_cells(row):
        link.draw_text_lines(x + _PADDING, end + 2, [cell.label], "quiet", canvas.label_size)
