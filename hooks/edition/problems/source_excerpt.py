"""The line of a file that a problem speaks of, made safe to show and cut to a width, with the stretch to mark."""

from __future__ import annotations

import re
import stat
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .problem import Place

_BEFORE = 0.4
"""How much of the room around the stretch goes to what stands before it, where both sides have to be cut."""
_CUT = "…"
# Control, layout and private characters could move the caret, reorder the line or command a terminal.
_UNSAFE = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
_VALUE = re.compile(r"""(?P<mark>["']).*?(?P=mark)|[^\s,\]}]+|.?""")


@dataclass(frozen=True, slots=True)
class Quote:
    """One line as shown: its number, what stands before the marked stretch, the stretch, what stands after."""

    line: int
    before: str
    marked: str
    after: str


def quote(root: Path, place: Place, width: int = 100) -> Quote | None:
    """The line at a place of the project at `root`, at most `width` characters of it; None where there is no such line."""
    path = root / place.file
    try:
        status = path.stat()
        # A pipe would be waited for, and a device read without end.
        if not stat.S_ISREG(status.st_mode):
            return None
        lines = _lines(path, (status.st_mtime_ns, status.st_size))
    except OSError:
        return None
    if place.line > len(lines):
        return None
    line, start = lines[place.line - 1].removesuffix("\r"), place.column - 1
    found = _VALUE.match(line, min(start, len(line)), start + width + 1)
    assert found
    end = found.start() + place.length if place.length else found.end()
    # Of a line of any length, no more than a sign beyond what may be shown.
    most, start = width + 1, found.start()
    before, marked, after = line[max(0, start - most) : start], line[start : min(end, start + most)], line[end : end + most]
    return _cut(Quote(place.line, shown(before), shown(marked), shown(after)), width)


@lru_cache(maxsize=1)
def _lines(path: Path, _version: tuple[int, int]) -> list[str]:
    """The lines of one version of a file: many problems speak of the same one."""
    return path.read_bytes().decode("utf-8", "backslashreplace").split("\n")


def _cut(whole: Quote, width: int) -> Quote:
    """The stretch, with as much around it as there is room for."""
    marked = _head(whole.marked, width)
    left = width - len(marked)
    before = _tail(whole.before, max(int(left * _BEFORE), left - len(whole.after)))
    return Quote(whole.line, before, marked, _head(whole.after, left - len(before)))


def _head(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + _CUT if room > 0 else ""


def _tail(text: str, room: int) -> str:
    return text if len(text) <= room else _CUT + text[len(text) - room + 1 :] if room > 0 else ""


def shown(text: str) -> str:
    """A text with every character spelt out that cannot be seen, or would not stay in its place."""
    return "".join(_spelt(character) if unicodedata.category(character) in _UNSAFE else character for character in text)


def _spelt(character: str) -> str:
    return "→" if character == "\t" else character.encode("unicode_escape").decode("ascii")


def way(place: Place) -> str:
    """The way of fields to a place, entries counted from 1: `body › 4 › list`."""
    steps = re.finditer(r"\[(?P<entry>\d+)\]|(?P<field>[^.\[\]]+)", place.path)
    return " › ".join(step["field"] or str(int(step["entry"]) + 1) for step in steps)


def columns(text: str) -> int:
    """How many columns of a terminal a shown text takes."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.category(character) in ("Mn", "Me") for character in text)
