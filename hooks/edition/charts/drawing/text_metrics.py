"""How wide words are, and where their lines break: measured with the typeface that the pictures are set in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.ttLib import TTFont

REGULAR, BOLD = "SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf"
_SLACK = 1.1
"""Readers without the typeface see another, which may be wider."""


def font_files() -> Iterator[Path]:
    """The files of the typeface."""
    for name in (REGULAR, BOLD):
        with as_file(files("font_source_sans_pro") / "files" / name) as path:
            yield path


@lru_cache(maxsize=2)
def _widths(name: str) -> dict[int, float]:
    with as_file(files("font_source_sans_pro") / "files" / name) as path:
        font = TTFont(path)
        return {code: font["hmtx"][glyph][0] / font["head"].unitsPerEm for code, glyph in font.getBestCmap().items()}


def width(words: str, size: float, bold: bool = False) -> float:
    """How wide a line is."""
    known = _widths(BOLD if bold else REGULAR)
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
