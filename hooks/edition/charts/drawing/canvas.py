"""What a picture is drawn on: words, shapes and links, each with the class that gives it its colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import drawsvg
from markupsafe import escape

from .text_metrics import lines

WIDE, NARROW = 680, 340
"""The widths that pictures are drawn in: for a page, and for a phone."""
SIZE, LINE = 14, 18
"""Height of letters, and from line to line."""


class _Link(drawsvg.DrawingParentElement):  # type: ignore[misc]  # drawsvg comes without types
    TAG_NAME = "a"


class Paper:
    """A surface of a given width; `href` turns addresses into ways, and nothing is linked without it."""

    def __init__(
        self, width: int, href: Callable[[str], str] | None = None, within: drawsvg.DrawingParentElement | None = None
    ) -> None:
        self.width = width
        self._href = href
        self.drawn = drawsvg.Group() if within is None else within

    @property
    def narrow(self) -> bool:
        """Whether this is the width of a phone."""
        return self.width < WIDE

    def link(self, address: str, says: str, aside: bool = False) -> Paper:
        """A part of the surface that leads somewhere; one that stands aside is not among the stops of the keyboard."""
        if self._href is None:
            return self
        link = _Link(href=quoted(self._href(address)), tabindex=-1 if aside else None)
        link.append_title(says)
        self.drawn.append(link)
        return Paper(self.width, self._href, link)

    def words(
        self, x: float, y: float, words: str, kind: str = "", size: float = SIZE, anchor: str = "start", spoken: bool = True
    ) -> None:
        """A line of words on the baseline `y`; what a mark's own name says already is not spoken twice."""
        more = {} if anchor == "start" else {"text_anchor": anchor}
        if not spoken:
            more["aria_hidden"] = "true"
        self.drawn.append(drawsvg.Text(words, _short(size), _short(x), _short(y), class_=quoted(kind) or None, **more))

    def block(self, x: float, top: float, room: float, words: str, kind: str = "", size: float = SIZE, most: int = 0) -> float:
        """Words in as many lines as they need; the height where they end."""
        return self.set(x, top, lines(words, room, size, "strong" in kind, most), kind, size)

    def set(self, x: float, top: float, rows: Sequence[str], kind: str = "", size: float = SIZE) -> float:
        """Lines one under the other; the height where they end."""
        step = size * LINE / SIZE
        for index, line in enumerate(rows):
            self.words(x, top + index * step + size, line, kind, size)
        return top + len(rows) * step

    def rectangle(self, x: float, y: float, width: float, height: float, kind: str, corner: float = 0) -> None:
        """A rectangle."""
        more = {"rx": corner} if corner else {}
        self.drawn.append(drawsvg.Rectangle(_short(x), _short(y), _short(width), _short(height), class_=quoted(kind), **more))

    def circle(self, x: float, y: float, radius: float, kind: str) -> None:
        """A circle."""
        self.drawn.append(drawsvg.Circle(_short(x), _short(y), _short(radius), class_=quoted(kind)))

    def line(self, x: float, y: float, to_x: float, to_y: float, kind: str, thick: float = 0) -> None:
        """A straight line, as thick as the style says unless it is told."""
        more = {"stroke_width": thick} if thick else {}
        self.drawn.append(drawsvg.Line(_short(x), _short(y), _short(to_x), _short(to_y), class_=quoted(kind), **more))

    def strokes(self, places: Iterable[float], top: float, length: float, thick: float, kind: str) -> None:
        """Upright strokes side by side, as one shape."""
        steps = "".join(f"M{_short(round(x, 1))} {_short(top)}v{_short(length)}" for x in places)
        self.drawn.append(drawsvg.Path(d=steps, class_=quoted(kind), stroke_width=round(thick, 2)))


def quoted(words: str) -> str:
    """Words fit for an attribute: the drawing library escapes texts alone."""
    return str(escape(words))


def _short(number: float) -> float:
    return round(number, 1) if number % 1 else int(number)
