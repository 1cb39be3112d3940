"""Excerpts of the lines with problems: safe to print, cut to a width, with the part to mark."""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .problem import Place

_SHARE_BEFORE = 0.4
"""The share of the width around the marked part that goes to the text before it, where both sides are cut."""
_ELLIPSIS = "…"
# Control, layout and private characters could move the caret, reorder the line or command a terminal.
_UNSAFE_CATEGORIES = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
_VALUE = re.compile(r"""(?P<mark>["']).*?(?P=mark)|[^\s,\]}]+|.?""")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line: its number, the text before the marked part, the marked part, and the text after it."""

    line: int
    before: str
    marked: str
    after: str


def read_excerpt(root: Path, place: Place, width: int = 100) -> Excerpt | None:
    """Returns at most `width` characters of the line at a place of the project at `root`; None where there is no such line."""
    path = root / place.file
    try:
        status = path.stat()
        # Reading a pipe would block, and reading a device might never end.
        if not stat.S_ISREG(status.st_mode):
            return None
        lines = _lines(path, (status.st_mtime_ns, status.st_size))
    except OSError:
        return None
    if place.line > len(lines):
        return None
    line, start = lines[place.line - 1].removesuffix("\r"), place.column - 1
    match = _VALUE.match(line, min(start, len(line)), start + width + 1)
    assert match
    end = match.start() + place.length if place.length else match.end()
    # Of a line of any length, one character more than may be shown.
    most, start = width + 1, match.start()
    before, marked, after = line[max(0, start - most) : start], line[start : min(end, start + most)], line[end : end + most]
    return _fit(Excerpt(place.line, escape_invisible(before), escape_invisible(marked), escape_invisible(after)), width)


@lru_cache(maxsize=1)
def _lines(path: Path, _version: tuple[int, int]) -> list[str]:
    """Returns the lines of one version of a file; cached, as several problems may be in the same file."""
    return path.read_bytes().decode("utf-8", "backslashreplace").split("\n")


def _fit(excerpt: Excerpt, width: int) -> Excerpt:
    """Cuts an excerpt to a width: the marked part, with as much around it as fits."""
    marked = _truncate_end(excerpt.marked, width)
    left = width - len(marked)
    before = _truncate_start(excerpt.before, max(int(left * _SHARE_BEFORE), left - len(excerpt.after)))
    return Excerpt(excerpt.line, before, marked, _truncate_end(excerpt.after, left - len(before)))


def _truncate_end(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + _ELLIPSIS if width > 0 else ""


def _truncate_start(text: str, width: int) -> str:
    return text if len(text) <= width else _ELLIPSIS + text[len(text) - width + 1 :] if width > 0 else ""


def escape_invisible(text: str) -> str:
    """Escapes the characters of a text that are invisible or affect the layout."""
    return "".join(
        _escape(character) if unicodedata.category(character) in _UNSAFE_CATEGORIES else character for character in text
    )


def _escape(character: str) -> str:
    return "→" if character == "\t" else character.encode("unicode_escape").decode("ascii")


def field_path(place: Place) -> str:
    """Returns the path of fields to a place, entries counted from 1: `body › 4 › list`."""
    steps = re.finditer(r"\[(?P<entry>\d+)\]|(?P<field>[^.\[\]]+)", place.path)
    return " › ".join(step["field"] or str(int(step["entry"]) + 1) for step in steps)


def display_width(text: str) -> int:
    """Returns the number of terminal columns of an escaped text."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me") for character in text)
