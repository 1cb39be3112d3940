"""Rows as boxes in frames, a frame for each group."""

from __future__ import annotations

from ..table import Head, Table
from .canvas import LINE, SIZE, Paper
from .text_metrics import lines

_GAP, _PAD = 12, 12


def draw_frames(table: Table, paper: Paper) -> float:
    """Frames with a box for each row, four across; one on a phone."""
    across = 1 if paper.narrow else 4
    y = 0.0
    for group, rows in table.runs(table.rows):
        y = _frame(table, paper, group, rows, min(across, len(rows)), y) + _GAP
    return y - _GAP


def _frame(table: Table, paper: Paper, group: str, rows: list[Head], across: int, y: float) -> float:
    heading = lines(group, paper.width - 2 * _PAD, SIZE, bold=True)
    span = (paper.width - 2 * _PAD - (across - 1) * _GAP) / across
    top = y + _PAD + len(heading) * LINE + _GAP / 2
    placed: list[tuple[float, float, float, list[Head]]] = []
    for start in range(0, len(rows), across):
        row = rows[start : start + across]
        height: float = (max(len(_title(one, span)) for one in row) + 2) * LINE + 2 * _PAD - 4
        placed.append((top, height, span, row))
        top += height + _GAP
    paper.rectangle(0.5, y + 0.5, paper.width - 1, top - y - 1, "frame", 4)
    paper.set(_PAD, y + _PAD - 2, heading, "strong")
    for at, height, _, row in placed:
        for index, one in enumerate(row):
            _box(table, paper, one, _PAD + index * (span + _GAP), at, span, height)
    return top


def _title(row: Head, span: float) -> list[str]:
    return lines(row.title, span - 2 * _PAD, SIZE)


def _box(table: Table, paper: Paper, row: Head, x: float, y: float, width: float, height: float) -> None:
    link = paper.link(row.href, row.name)
    link.rectangle(x, y, width, height, f"box {row.kind}", 3)
    end = link.set(x + _PAD, y + _PAD - 3, [row.short], f"strong name {row.kind}")
    end = link.set(x + _PAD, end, _title(row, width))
    for _, cell in table.filled(row):
        link.set(x + _PAD, end + 2, [cell.says], "quiet", 13)
