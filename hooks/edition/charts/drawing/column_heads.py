"""The names of columns: their groups and symbols above a drawing, their titles beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from ..table import Head, Table
from .canvas import SIZE, Paper
from .text_metrics import width

SMALL = 12
"""Height of the letters of names, notes and numbers in marks."""

Stretch = tuple[Head, float, float]
"""A column, and where it begins and ends."""


def draw_heads(paper: Paper, table: Table, stretches: Sequence[Stretch], y: float) -> float:
    """The groups of columns, each over its symbols; those too narrow for a symbol go without. The height where they end."""
    places = {column.id: (start, end) for column, start, end in stretches}
    for group, columns in table.runs([column for column, _, _ in stretches]):
        left, right = places[columns[0].id][0], places[columns[-1].id][1]
        if width(group, SMALL) < right - left:
            paper.words((left + right) / 2, y + 12, group, "quiet", SMALL, "middle")
            paper.line(left + 2, y + 18, right - 2, y + 18, "rule")
    for column, start, end in stretches:
        if end - start > SIZE - 5:
            link = paper.link(column.href, column.name)
            link.rectangle(start, y + 17, end - start, 27, "touch")
            link.words((start + end) / 2, y + 37, column.symbol, "strong", SIZE, "middle", spoken=False)
    return y + 44


def draw_key(paper: Paper, columns: Sequence[Head], y: float) -> float:
    """What the symbols stand for, in two columns; in one on a phone. The height where it ends."""
    across = 1 if paper.narrow else 2
    room = paper.width / across
    half = -(-len(columns) // across)
    bottom = y
    for start in range(0, len(columns), half):
        x, here = (start // half) * room, y
        for column in columns[start : start + half]:
            paper.words(x, here + SMALL, column.symbol, "strong", SMALL)
            here = paper.block(x + 24, here, room - 40, column.title, "quiet", SMALL) + 3
        bottom = max(bottom, here)
    return bottom
