"""How wide words are, and where their lines break: measured with the typeface that the pictures are set in."""

from __future__ import annotations

from functools import lru_cache

from fontTools.ttLib import TTFont

from ...design.fonts import SANS, SANS_SEMIBOLD, Face

_SLACK = 1.1
"""Readers without the typeface see another, which may be wider."""


@lru_cache(maxsize=2)
def _widths(face: Face) -> dict[int, float]:
    font = TTFont(face.path)
    return {code: font["hmtx"][glyph][0] / font["head"].unitsPerEm for code, glyph in font.getBestCmap().items()}


def width(words: str, size: float, bold: bool = False) -> float:
    """How wide a line is."""
    known = _widths(SANS_SEMIBOLD if bold else SANS)
    return sum(known.get(ord(letter), 0.6) for letter in words) * size * _SLACK


def lines(words: str, room: float, size: float, bold: bool = False, most: int = 0) -> list[str]:
    """Words broken into lines that fit; `most` of them, of which the last then ends in an ellipsis."""
    found: list[str] = []
    for word in words.split(" "):
        if found and width(f"{found[-1]} {word}", size, bold) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if not most or len(found) <= most:
        return found
    last = found[most - 1]
    while last and width(f"{last}…", size, bold) > room:
        last = last.rpartition(" ")[0]
    return [*found[: most - 1], f"{last.rstrip(' ,;:(–-')}…"]
