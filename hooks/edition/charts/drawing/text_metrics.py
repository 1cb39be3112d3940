"""The width of text and its line breaks, measured with the typeface of the charts."""

from __future__ import annotations

from functools import lru_cache

from fontTools.ttLib import TTFont

from ...design.fonts import SANS, SANS_SEMIBOLD, Face

_SAFETY_FACTOR = 1.1
"""For readers without the typeface: another may be wider."""


@lru_cache(maxsize=2)
def _glyph_widths(face: Face) -> dict[int, float]:
    font = TTFont(face.path)
    return {code: font["hmtx"][glyph][0] / font["head"].unitsPerEm for code, glyph in font.getBestCmap().items()}


def text_width(words: str, size: float, bold: bool = False) -> float:
    """Returns the width of a line of text."""
    widths = _glyph_widths(SANS_SEMIBOLD if bold else SANS)
    return sum(widths.get(ord(letter), 0.6) for letter in words) * size * _SAFETY_FACTOR


def wrap_text(words: str, available_width: float, size: float, bold: bool = False) -> list[str]:
    """Breaks text into lines that fit."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold) <= available_width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
