"""The canvas of a chart: text, shapes and links, each with the CSS class that gives it its colour."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import drawsvg
from markupsafe import escape

from .text_metrics import text_width, wrap_text

PAGE_WIDTH, PHONE_WIDTH = 680, 340
"""The widths in which charts are drawn: for a page, and for a phone."""
FONT_SIZE, LINE_HEIGHT = 14, 18
"""The default size of text, and the height of its lines."""


class _Link(drawsvg.DrawingParentElement):  # type: ignore[misc]  # drawsvg comes without types
    TAG_NAME = "a"


class Canvas:
    """A canvas of a given width; `href` makes addresses relative to the page, and without it nothing is linked.

    Where `is_preview` is true, words are drawn as bars, since the preview of a chart is too small for letters.
    """

    def __init__(
        self,
        width: int,
        href: Callable[[str], str] | None = None,
        within: drawsvg.DrawingParentElement | None = None,
        *,
        is_preview: bool = False,
    ) -> None:
        self.width = width
        self._href = href
        self._is_preview = is_preview
        self.group = drawsvg.Group() if within is None else within

    @property
    def is_narrow(self) -> bool:
        """Whether this is the width of a phone."""
        return self.width < PAGE_WIDTH

    @property
    def label_size(self) -> float:
        """The size of names and numbers."""
        return FONT_SIZE if self.is_narrow else 13

    @property
    def small_size(self) -> float:
        """The size of notes, of titles of groups and of numbers in marks."""
        return FONT_SIZE if self.is_narrow else 12

    def add_link(self, address: str, label: str, focusable: bool = True) -> Canvas:
        """Adds a link, and returns the canvas within it; the keyboard skips one that is not focusable."""
        if self._href is None or not address:
            return self
        link = _Link(href=escape_attribute(self._href(address)), tabindex=None if focusable else -1)
        link.append_title(label)
        self.group.append(link)
        return Canvas(self.width, self._href, link)

    def draw_text(
        self,
        x: float,
        y: float,
        words: str,
        css_class: str = "",
        size: float = FONT_SIZE,
        anchor: str = "start",
        aria_hidden: bool = False,
    ) -> None:
        """Draws a line of text on the baseline `y`; hide it from screen readers where the label of its link has it already."""
        if self._is_preview:
            self._draw_word_bar(x, y, text_width(words, size, "strong" in css_class), css_class, size, anchor)
            return
        attributes = {} if anchor == "start" else {"text_anchor": anchor}
        if aria_hidden:
            attributes["aria_hidden"] = "true"
        self.group.append(
            drawsvg.Text(words, _round(size), _round(x), _round(y), class_=escape_attribute(css_class) or None, **attributes)
        )

    def _draw_word_bar(self, x: float, y: float, width: float, css_class: str, size: float, anchor: str) -> None:
        """Draws a bar in the place of a line of text, unless that is on a mark."""
        if "on" in css_class.split():
            return
        left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
        height = size / 2
        self.draw_rectangle(left, y - height, width, height, f"word {css_class}".strip(), height / 3)

    def draw_wrapped_text(
        self,
        x: float,
        top: float,
        available_width: float,
        words: str,
        css_class: str = "",
        size: float = FONT_SIZE,
    ) -> float:
        """Draws text in as many lines as it needs; returns the height where it ends."""
        return self.draw_text_lines(x, top, wrap_text(words, available_width, size, "strong" in css_class), css_class, size)

    def draw_text_lines(self, x: float, top: float, rows: Sequence[str], css_class: str = "", size: float = FONT_SIZE) -> float:
        """Draws lines of text, one below the other; returns the height where they end."""
        step = size * LINE_HEIGHT / FONT_SIZE
        for index, line in enumerate(rows):
            self.draw_text(x, top + index * step + size, line, css_class, size)
        return top + len(rows) * step

    def draw_rectangle(self, x: float, y: float, width: float, height: float, css_class: str, corner: float = 0) -> None:
        """Draws a rectangle."""
        attributes = {"rx": corner} if corner else {}
        self.group.append(
            drawsvg.Rectangle(
                _round(x), _round(y), _round(width), _round(height), class_=escape_attribute(css_class), **attributes
            )
        )

    def draw_circle(self, x: float, y: float, radius: float, css_class: str) -> None:
        """Draws a circle."""
        self.group.append(drawsvg.Circle(_round(x), _round(y), _round(radius), class_=escape_attribute(css_class)))

    def draw_line(self, x: float, y: float, to_x: float, to_y: float, css_class: str, thickness: float = 0) -> None:
        """Draws a straight line, in the thickness of its style unless another is given."""
        attributes = {"stroke_width": thickness} if thickness else {}
        self.group.append(
            drawsvg.Line(_round(x), _round(y), _round(to_x), _round(to_y), class_=escape_attribute(css_class), **attributes)
        )

    def draw_strokes(self, places: Iterable[float], top: float, length: float, thickness: float, css_class: str) -> None:
        """Draws vertical strokes, as one shape."""
        steps = "".join(f"M{_round(round(x, 1))} {_round(top)}v{_round(length)}" for x in places)
        self.group.append(drawsvg.Path(d=steps, class_=escape_attribute(css_class), stroke_width=round(thickness, 2)))


def escape_attribute(words: str) -> str:
    """Escapes words for an attribute: the drawing library escapes texts alone."""
    return str(escape(words))


def _round(number: float) -> float:
    return round(number, 1) if number % 1 else int(number)
