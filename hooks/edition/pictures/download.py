"""A picture as a file that stands by itself: with its title, what it counts, where it comes from, and its own colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import drawsvg
import resvg_py

from .letters import font_files
from .paper import WIDE, Paper

_STYLE = Path(__file__).resolve().parents[3] / "docs" / "assets" / "pictures.css"
"""The style of the pages; what its drawings look like is said there alone."""
_MARGIN = 28
_VARIABLE = re.compile(r"var\(--[\w-]+, ([^()]+)\)")
_FINE = 1.25
"""So many dots of a PNG for each unit of a drawing: enough for a slide; the SVG is for print."""


def portable(title: str, counts: str, source: str, language: str, draw: Callable[[Paper], float]) -> str:
    """An SVG on light ground."""
    paper = Paper(WIDE)
    y = paper.block(0, 0, WIDE, title, "title strong", 22, most=3) + 4
    y = paper.block(0, y, WIDE, counts, "quiet", 14) + 16
    inner = Paper(WIDE)
    height = draw(inner)
    inner.drawn.args["transform"] = f"translate(0 {round(y, 1)})"
    paper.drawn.append(inner.drawn)
    y = paper.block(0, y + height + 14, WIDE, source, "quiet", 12)
    paper.drawn.args["transform"] = f"translate({_MARGIN} {_MARGIN})"
    width, height = WIDE + 2 * _MARGIN, round(y + 2 * _MARGIN)
    drawing = drawsvg.Drawing(width, height, lang=language, class_="drawn")
    drawing.append_title(title)
    drawing.append_css(style())
    drawing.append(drawsvg.Rectangle(0, 0, width, height, fill="#fff"))
    drawing.append(paper.drawn)
    return str(drawing.as_svg())


@lru_cache(maxsize=1)
def style() -> str:
    """What the pages' style says of drawings, each variable with the colour that it has without the pages."""
    css = _STYLE.read_text(encoding="utf-8")
    drawings = css.split("/* Drawings */")[1].split("/* Where they stand */")[0]
    return _VARIABLE.sub(r"\1", drawings).strip()


@lru_cache(maxsize=32)
def raster(svg: str) -> bytes:
    """An SVG as a PNG, set in the edition's own typeface, the same wherever it is made."""
    return bytes(resvg_py.svg_to_bytes(
        svg_string=svg, zoom=_FINE, skip_system_fonts=True, font_files=[str(path) for path in font_files()],
        sans_serif_family="Source Sans Pro", font_family="Source Sans Pro",
    ))
