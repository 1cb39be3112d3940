"""A strip for each row, with a stroke at each of its places; the columns are sections of the strip."""

from __future__ import annotations

from .drawing.canvas import FONT_SIZE, LINE_HEIGHT, PHONE_WIDTH, Canvas
from .drawing.column_headers import ColumnExtent, draw_column_headers, draw_legend
from .drawing.text_metrics import wrap_text
from .table import Header, Table

_LABEL_WIDTH, _NUMBER_WIDTH, _STROKE_HEIGHT = 222, 32, 13
_ROWS_PER_PHONE_SCREEN = 7
"""The number of strips that fill the height of a phone, after which the headers are repeated."""


def draw_strips(table: Table, canvas: Canvas) -> float:
    """Draws strips one below the other, with the headers of the columns above them; returns the height of the drawing."""
    return _StripsDrawing(table, canvas).draw()


class _StripsDrawing:
    """Strips on a canvas, to the scale of the last place."""

    def __init__(self, table: Table, canvas: Canvas) -> None:
        self.table, self.canvas = table, canvas
        self.left = 0 if canvas.width == PHONE_WIDTH else _LABEL_WIDTH
        self.last_place = max(item.number for cell in table.cells for item in cell.counted_items)
        self.scale = (canvas.width - self.left - _NUMBER_WIDTH) / self.last_place
        self.extents = self._column_extents()

    def _column_extents(self) -> list[ColumnExtent]:
        """Returns the extent of each column, which ends where the next one begins."""
        firsts = []
        for column in self.table.columns:
            places = [item.number for cell in self.table.cells if cell.column == column.id for item in cell.counted_items]
            if places:
                firsts.append((column, min(places)))
        ends = [first for _, first in firsts[1:]] + [self.last_place + 1]
        return [(column, self.x(first), self.x(end)) for (column, first), end in zip(firsts, ends, strict=True)]

    def x(self, place: int) -> float:
        """Returns the position of a place on the strip."""
        return self.left + (place - 1) * self.scale

    def draw(self) -> float:
        """Draws the strips; returns their height."""
        y = 0.0
        for index, row in enumerate(self.table.rows):
            if index == 0 or (self.canvas.is_narrow and index % _ROWS_PER_PHONE_SCREEN == 0):
                y = draw_column_headers(self.canvas, self.table, self.extents, y + (12 if index else 0))
            y = self._draw_strip(row, y)
        return draw_legend(self.canvas, self.table.columns, self._draw_axis(y + 2) + 12)

    def _draw_strip(self, row: Header, y: float) -> float:
        size = self.canvas.label_size
        name = wrap_text(row.name, self.left - 12 if self.left else self.canvas.width, size)
        text_height = len(name) * LINE_HEIGHT * size / FONT_SIZE
        link = self.canvas.add_link(row.href, row.name)
        if self.left:
            height = max(text_height + 6, _STROKE_HEIGHT + 10)
            link.draw_text_lines(0, y + (height - text_height) / 2 - 1, name, "", size)
            self._draw_marks(self.canvas, row, y + height / 2)
        else:
            # On a phone the columns are too narrow for a finger: the whole strip is a link to its row.
            height = text_height + _STROKE_HEIGHT + 13
            link.draw_text_lines(0, y + 4, name, "", size)
            self._draw_marks(link, row, y + text_height + _STROKE_HEIGHT / 2 + 7)
        return y + height

    def _draw_marks(self, canvas: Canvas, row: Header, middle: float) -> None:
        top = middle - _STROKE_HEIGHT / 2
        for index, (_, start, end) in enumerate(self.extents):
            canvas.draw_rectangle(start, top - 2, end - start, _STROKE_HEIGHT + 4, "band" if index % 2 else "band other")
        for column, start, end in self.extents:
            if cell := self.table.cell(row, column):
                # A keyboard would stop here a hundred times; the table has the same links.
                link = canvas.add_link(self.table.address(cell), cell.label, focusable=False) if self.left else canvas
                if self.left:
                    link.draw_rectangle(start, top - 2, end - start, _STROKE_HEIGHT + 4, "touch")
                places = (self.x(item.number) + self.scale / 2 for item in cell.counted_items)
                link.draw_strokes(places, top, _STROKE_HEIGHT, self.scale * 0.68, f"stroke {column.kind}")
        canvas.draw_text(canvas.width, middle + 4.5, str(self.table.row_total(row)), "strong", canvas.label_size, "end")

    def _draw_axis(self, y: float) -> float:
        for place in dict.fromkeys((1, 50, 100, 150, self.last_place)):
            x = self.x(place) + self.scale / 2
            anchor = "start" if place == 1 else "end" if place == self.last_place else "middle"
            if place == self.last_place or place < self.last_place - 20:
                self.canvas.draw_line(x, y, x, y + 4, "axis")
                self.canvas.draw_text(x, y + 17, f"§\u00a0{place}", "quiet", self.canvas.small_size, anchor)
        return y + 22
