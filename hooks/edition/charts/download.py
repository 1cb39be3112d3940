"""A picture as a file that stands by itself: with its title, what it counts, where it comes from, and its own colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import drawsvg
import resvg_py

from ..design.fonts import SANS, SANS_SEMIBOLD
from .drawing.canvas import WIDE, Paper

_STYLE = Path(__file__).resolve().parents[3] / "docs" / "assets" / "css" / "charts.css"
"""The style of the pages; what its drawings look like is said there alone."""
_MARGIN = 28
_VARIABLE = re.compile(r"var\(--[\w-]+, ([^()]+)\)")
_FINE = 1.3
"""So many dots of a PNG for each unit of a drawing: enough for a slide; the SVG is for print."""


@dataclass(frozen=True, slots=True)
class Portable:
    """An SVG on light ground, and where the drawing alone begins in it: left and top."""

    svg: str
    corner: tuple[int, int]


def portable(title: str, counts: str, source: str, language: str, draw: Callable[[Paper], float]) -> Portable:
    """A picture with its title above it and its source beneath."""
    paper, inner = Paper(WIDE), Paper(WIDE)
    y = paper.block(0, 0, WIDE, title, "title strong", 22, most=3) + 4
    top = round(paper.block(0, y, WIDE, counts, "quiet", 14) + 16)
    height = round(draw(inner))
    bottom = paper.block(0, top + height + 14, WIDE, source, "quiet", 12)
    inner.drawn.args["transform"] = f"translate(0 {top})"
    paper.drawn.append(inner.drawn)
    paper.drawn.args["transform"] = f"translate({_MARGIN} {_MARGIN})"
    drawing = drawsvg.Drawing(WIDE + 2 * _MARGIN, round(bottom + 2 * _MARGIN), lang=language, class_="drawn")
    drawing.append_title(title)
    drawing.append_css(style())
    drawing.append(drawsvg.Rectangle(0, 0, drawing.width, drawing.height, fill="#fff"))
    drawing.append(paper.drawn)
    return Portable(drawing.as_svg(), (_MARGIN, _MARGIN + top))


@lru_cache(maxsize=1)
def style() -> str:
    """What the pages' style says of drawings, each variable with the colour that it has without the pages."""
    css = _STYLE.read_text(encoding="utf-8")
    drawings = css.split("/* Drawings */")[1].split("/* Where they stand */")[0]
    return _VARIABLE.sub(r"\1", drawings).strip()


@lru_cache(maxsize=32)
def raster(svg: str) -> bytes:
    """An SVG as a PNG, set in the edition's own typeface, the same wherever it is made."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=_FINE,
            skip_system_fonts=True,
            font_files=[str(face.path) for face in (SANS, SANS_SEMIBOLD)],
            sans_serif_family="Source Sans Pro",
            font_family="Source Sans Pro",
        )
    )
