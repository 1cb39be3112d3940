"""A chart as a standalone file: with its title, caption, source and colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import drawsvg
import resvg_py

from ..design.file_cache import make_key
from ..design.fonts import SANS, SANS_SEMIBOLD
from .drawing.canvas import PAGE_WIDTH, Canvas

_STYLE_SHEET = Path(__file__).resolve().parents[3] / "docs" / "assets" / "css" / "charts.css"
"""The style sheet of the pages, which defines the look of drawings."""
_MARGIN, _PREVIEW_MARGIN = 28, 12
_VARIABLE = re.compile(r"var\(--[\w-]+, ([^()]+)\)")
_PNG_SCALE = 1.3
"""The pixels of a PNG for each unit of a drawing: enough for a slide; the SVG is for print."""
_PNG_FACES = (SANS, SANS_SEMIBOLD)


def render_standalone_svg(title: str, counts: str, source: str, language: str, draw: Callable[[Canvas], float]) -> str:
    """Renders a chart on a light background, with its title and caption above it and its source below."""
    canvas, inner = Canvas(PAGE_WIDTH), Canvas(PAGE_WIDTH)
    y = canvas.draw_wrapped_text(0, 0, PAGE_WIDTH, title, "title strong", 22) + 4
    top = round(canvas.draw_wrapped_text(0, y, PAGE_WIDTH, counts, "quiet", 14) + 16)
    height = round(draw(inner))
    bottom = canvas.draw_wrapped_text(0, top + height + 14, PAGE_WIDTH, source, "quiet", 12)
    inner.group.args["transform"] = f"translate(0 {top})"
    canvas.group.append(inner.group)
    canvas.group.args["transform"] = f"translate({_MARGIN} {_MARGIN})"
    drawing = drawsvg.Drawing(PAGE_WIDTH + 2 * _MARGIN, round(bottom + 2 * _MARGIN), lang=language, class_="drawn")
    drawing.append_title(title)
    drawing.append_css(drawing_styles())
    drawing.append(drawsvg.Rectangle(0, 0, drawing.width, drawing.height, fill="#fff"))
    drawing.append(canvas.group)
    return str(drawing.as_svg())


def render_preview_svg(draw: Callable[[Canvas], float]) -> str:
    """Renders the top of a chart without letters, in the proportion 3:2."""
    canvas = Canvas(PAGE_WIDTH, is_preview=True)
    draw(canvas)
    width, origin = PAGE_WIDTH + 2 * _PREVIEW_MARGIN, -_PREVIEW_MARGIN
    drawing = drawsvg.Drawing(width, width * 2 // 3, origin=(origin, origin), class_="drawn")
    drawing.append_css(drawing_styles())
    drawing.append(drawsvg.Rectangle(origin, origin, drawing.width, drawing.height, fill="#fff"))
    drawing.append(canvas.group)
    return str(drawing.as_svg())


@lru_cache(maxsize=1)
def drawing_styles() -> str:
    """Returns the style of drawings, with each variable replaced by its default colour."""
    css = _STYLE_SHEET.read_text(encoding="utf-8")
    drawings = css.split("/* Drawings */")[1].split("/* Where they stand */")[0]
    return _VARIABLE.sub(r"\1", drawings).strip()


def png_key(svg: str) -> bytes:
    """Returns the key of everything that a PNG is made from: the SVG, the typefaces, the library, this module."""
    return make_key(__file__, svg, [face.digest() for face in _PNG_FACES], version("resvg-py"))


def render_png(svg: str) -> bytes:
    """Renders an SVG as a PNG in the edition's typeface, with the same bytes on every machine."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=_PNG_SCALE,
            skip_system_fonts=True,
            font_files=[str(face.path) for face in _PNG_FACES],
            sans_serif_family="Source Sans Pro",
            font_family="Source Sans Pro",
        )
    )
