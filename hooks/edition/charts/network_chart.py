"""Things around a ring, joined by lines as thick as what they share, each with its number."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, pi, sin

from .drawing.canvas import LINE, SIZE, Paper
from .drawing.text_metrics import lines
from .table import Cell, Head, Table

_THICK = 16


def draw_web(table: Table, paper: Paper) -> float:
    """A ring of boxes, the first at the top."""
    box, height = (106, 420) if paper.narrow else (164, 430)
    across, down = (paper.width - box) / 2 - 1, (height - 70) / 2
    centre = paper.width / 2, down * 1.02 + 35
    angles = (2 * pi * index / len(table.rows) - pi / 2 for index in range(len(table.rows)))
    places = {
        head.id: (centre[0] + across * cos(angle), centre[1] + down * sin(angle))
        for head, angle in zip(table.rows, angles, strict=True)
    }
    for cell in sorted(table.cells, key=lambda cell: cell.value):
        _line(table, paper, cell, places)
    for cell in table.cells:
        _number(table, paper, cell, places)
    return max(_box(paper, head, places[head.id], box) for head in table.rows) + 2


def _line(table: Table, paper: Paper, cell: Cell, places: Mapping[str, tuple[float, float]]) -> None:
    (x, y), (to_x, to_y) = places[cell.row], places[cell.column]
    thick = round(max(1.5, _THICK * cell.value / table.largest), 1)
    paper.line(x, y, to_x, to_y, "thread", thick)


def _number(table: Table, paper: Paper, cell: Cell, places: Mapping[str, tuple[float, float]]) -> None:
    (x, y), (to_x, to_y) = places[cell.row], places[cell.column]
    middle = (x + to_x) / 2, (y + to_y) / 2
    link = paper.link(table.address(cell), cell.says)
    link.rectangle(middle[0] - 16, middle[1] - 12, 32, 24, "pill", 12)
    link.words(middle[0], middle[1] + 4.5, str(cell.value), "strong", 13, "middle", spoken=False)


def _box(paper: Paper, head: Head, place: tuple[float, float], width: float) -> float:
    size = 13 if paper.narrow else SIZE
    step = size * LINE / SIZE
    name = lines(head.name, width - 14, size, bold=True)
    height = len(name) * step + 14
    link = paper.link(head.href, head.name)
    link.rectangle(place[0] - width / 2, place[1] - height / 2, width, height, "box", 3)
    for index, line in enumerate(name):
        link.words(place[0], place[1] - height / 2 + 7 + index * step + size, line, "strong", size, "middle", spoken=False)
    return place[1] + height / 2
