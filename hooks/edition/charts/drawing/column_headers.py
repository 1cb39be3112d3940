"""The headers of columns: their groups and symbols above a drawing, their titles below it."""

from __future__ import annotations

from collections.abc import Sequence

from ..table import Header, Table
from .canvas import FONT_SIZE, Canvas
from .text_metrics import text_width

ColumnExtent = tuple[Header, float, float]
"""A column with its start and end."""
_GROUP_GAP = 4


def draw_column_headers(canvas: Canvas, table: Table, extents: Sequence[ColumnExtent], y: float) -> float:
    """Draws the groups of columns above their symbols, without those that do not fit; returns the height where they end."""
    wide_enough = [(column, start, end) for column, start, end in extents if end - start > FONT_SIZE - 5]
    _draw_groups(canvas, table, wide_enough, y)
    for column, start, end in wide_enough:
        link = canvas.add_link(column.href, column.name)
        link.draw_rectangle(start, y + 17, end - start, 27, "touch")
        css_class = f"strong name {column.kind}"
        link.draw_text((start + end) / 2, y + 37, column.symbol, css_class, FONT_SIZE, "middle", aria_hidden=True)
    return y + 44


def _draw_groups(canvas: Canvas, table: Table, extents: Sequence[ColumnExtent], y: float) -> None:
    """Draws the titles of groups, each above the middle of its columns as far as the edges allow."""
    extents_by_id = {column.id: (start, end) for column, start, end in extents}
    free_from = 0.0
    for group, columns in table.by_group([column for column, _, _ in extents]):
        left, right = extents_by_id[columns[0].id][0], extents_by_id[columns[-1].id][1]
        width = text_width(group, canvas.small_size)
        start = max(0, min((left + right - width) / 2, canvas.width - width))
        if start >= free_from:
            canvas.draw_text(start + width / 2, y + 12, group, f"name {columns[0].kind}", canvas.small_size, "middle")
            canvas.draw_line(left + 2, y + 18, right - 2, y + 18, "rule")
            free_from = start + width + _GROUP_GAP


def draw_legend(canvas: Canvas, columns: Sequence[Header], y: float) -> float:
    """Draws the titles of the symbols in two columns, in one on a phone; returns the height where they end."""
    column_count = 1 if canvas.is_narrow else 2
    column_width = canvas.width / column_count
    half = -(-len(columns) // column_count)
    bottom = y
    for start in range(0, len(columns), half):
        x, here = (start // half) * column_width, y
        for column in columns[start : start + half]:
            canvas.draw_text(x, here + canvas.small_size, column.symbol, f"strong name {column.kind}", canvas.small_size)
            here = canvas.draw_wrapped_text(x + 24, here, column_width - 40, column.title, "quiet", canvas.small_size) + 3
        bottom = max(bottom, here)
    return bottom
