"""Boxes on a ring, connected by lines whose thickness shows what they share, each with its number."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin

from .drawing.canvas import FONT_SIZE, LINE_HEIGHT, Canvas
from .drawing.text_metrics import wrap_text
from .table import Cell, Header, Table

_MAX_THICKNESS = 16


def draw_network(table: Table, canvas: Canvas) -> float:
    """Draws a ring of boxes, the first at the top; returns the height of the drawing."""
    box, height = (106, 420) if canvas.is_narrow else (164, 430)
    across, down = (canvas.width - box) / 2 - 1, (height - 70) / 2
    centre = canvas.width / 2, down * 1.02 + 35
    angles = (2 * pi * index / len(table.rows) - pi / 2 for index in range(len(table.rows)))
    places = {
        head.id: (centre[0] + across * cos(angle), centre[1] + down * sin(angle))
        for head, angle in zip(table.rows, angles, strict=True)
    }
    for cell in sorted(table.cells, key=lambda cell: cell.value):
        _draw_connection(table, canvas, cell, places)
    for cell in table.cells:
        _draw_number(table, canvas, cell, places)
    return max(_draw_box(canvas, head, places[head.id], box) for head in table.rows) + 2


def _draw_connection(table: Table, canvas: Canvas, cell: Cell, places: Mapping[str, tuple[float, float]]) -> None:
    (x, y), (to_x, to_y) = places[cell.row], places[cell.column]
    thickness = round(max(1.5, _MAX_THICKNESS * cell.value / table.largest), 1)
    canvas.draw_line(x, y, to_x, to_y, "thread", thickness)


def _draw_number(table: Table, canvas: Canvas, cell: Cell, places: Mapping[str, tuple[float, float]]) -> None:
    (x, y), (to_x, to_y) = places[cell.row], places[cell.column]
    middle = (x + to_x) / 2, (y + to_y) / 2
    link = canvas.add_link(table.address(cell), cell.label)
    link.draw_rectangle(middle[0] - 16, middle[1] - 12, 32, 24, "pill", 12)
    link.draw_text(middle[0], middle[1] + 4.5, str(cell.value), "strong", 13, "middle", aria_hidden=True)


def _draw_box(canvas: Canvas, head: Header, place: tuple[float, float], width: float) -> float:
    size = 13 if canvas.is_narrow else FONT_SIZE
    step = size * LINE_HEIGHT / FONT_SIZE
    name = wrap_text(head.name, width - 14, size, bold=True)
    height = len(name) * step + 14
    link = canvas.add_link(head.href, head.name)
    link.draw_rectangle(place[0] - width / 2, place[1] - height / 2, width, height, "box", 3)
    for index, line in enumerate(name):
        link.draw_text(
            place[0], place[1] - height / 2 + 7 + index * step + size, line, "strong", size, "middle", aria_hidden=True
        )
    return place[1] + height / 2
