"""A strip for each row, with a stroke at each place where it occurs; the columns are stretches of the strip."""

from __future__ import annotations

from .drawing.canvas import LINE, NARROW, SIZE, Paper
from .drawing.column_heads import SMALL, Stretch, draw_heads, draw_key
from .drawing.text_metrics import lines
from .table import Head, Table

_LABEL, _NUMBER, _STROKE = 222, 32, 13
_REPEAT = 7
"""So many strips on a phone fill its height; the names of the stretches come again."""


def draw_strips(table: Table, paper: Paper) -> float:
    """Strips one under the other, the names of the stretches above them."""
    return _Strips(table, paper).draw()


class _Strips:
    """Strips on paper, to the scale of the highest place of all."""

    def __init__(self, table: Table, paper: Paper) -> None:
        self.table, self.paper = table, paper
        self.left = 0 if paper.width == NARROW else _LABEL
        self.last = max(one.number for cell in table.cells for one in cell.behind)
        self.scale = (paper.width - self.left - _NUMBER) / self.last
        self.stretches = self._stretches()

    def _stretches(self) -> list[Stretch]:
        """Where each column begins and ends: it reaches to the next one."""
        firsts = []
        for column in self.table.columns:
            places = [one.number for cell in self.table.cells if cell.column == column.id for one in cell.behind]
            if places:
                firsts.append((column, min(places)))
        ends = [first for _, first in firsts[1:]] + [self.last + 1]
        return [(column, self.x(first), self.x(end)) for (column, first), end in zip(firsts, ends, strict=True)]

    def x(self, place: int) -> float:
        """Where a place stands on the strip."""
        return self.left + (place - 1) * self.scale

    def draw(self) -> float:
        """The whole; returns its height."""
        y = 0.0
        for index, row in enumerate(self.table.rows):
            if index == 0 or (self.paper.narrow and index % _REPEAT == 0):
                y = draw_heads(self.paper, self.table, self.stretches, y + (12 if index else 0))
            y = self._strip(row, y)
        return draw_key(self.paper, self.table.columns, self._axis(y + 2) + 12)

    def _strip(self, row: Head, y: float) -> float:
        size = 13
        name = lines(row.name, self.left - 12 if self.left else self.paper.width, size, most=2)
        tall = len(name) * LINE * size / SIZE
        link = self.paper.link(row.href, row.name)
        if self.left:
            height = max(tall + 6, _STROKE + 10)
            link.set(0, y + (height - tall) / 2 - 1, name, "", size)
            self._marks(self.paper, row, y + height / 2)
        else:
            # On a phone the stretches are too narrow for a finger: the whole strip leads to its row.
            height = tall + _STROKE + 13
            link.set(0, y + 4, name, "", size)
            self._marks(link, row, y + tall + _STROKE / 2 + 7)
        return y + height

    def _marks(self, paper: Paper, row: Head, middle: float) -> None:
        top = middle - _STROKE / 2
        for index, (_, start, end) in enumerate(self.stretches):
            paper.rectangle(start, top - 2, end - start, _STROKE + 4, "band" if index % 2 else "band other")
        for column, start, end in self.stretches:
            if cell := self.table.cell(row, column):
                # A keyboard would stop some hundred times here; the same links stand in the table.
                link = paper.link(self.table.address(cell), cell.says, aside=True) if self.left else paper
                if self.left:
                    link.rectangle(start, top - 2, end - start, _STROKE + 4, "touch")
                places = (self.x(one.number) + self.scale / 2 for one in cell.behind)
                link.strokes(places, top, _STROKE, self.scale * 0.68, f"stroke {column.kind}")
        paper.words(paper.width, middle + 4.5, str(self.table.of_row(row)), "strong", 13, "end")

    def _axis(self, y: float) -> float:
        for place in dict.fromkeys((1, 50, 100, 150, self.last)):
            x = self.x(place) + self.scale / 2
            anchor = "start" if place == 1 else "end" if place == self.last else "middle"
            if place == self.last or place < self.last - 20:
                self.paper.line(x, y, x, y + 4, "axis")
                self.paper.words(x, y + 17, f"§\u00a0{place}", "quiet", SMALL, anchor)
        return y + 22
