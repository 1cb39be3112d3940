"""Mutators of style sheets: rules, selectors, declarations, numbers and the conditions of media."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .mutant import Edit

_PIECE = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)|[{};]|[^{};/\"'u]+|.", re.DOTALL)
_HIDDEN = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)|#[0-9a-fA-F]+|--[\w-]+", re.DOTALL)
"""What holds no numbers that are sizes."""
_NUMBER = re.compile(r"(?<![\w.-])-?(?:\d*\.\d+|\d+)")
_MEDIA = re.compile(r"@media\s+(.*?)\s*$", re.DOTALL)


def edits(text: str) -> Iterator[Edit]:
    """All changes to a style sheet."""
    opened: list[int] = []
    start = 0
    for piece in _PIECE.finditer(text):
        match piece[0]:
            case "{":
                opened.append(_begin(text, start, piece.start()))
                yield from _prelude(text, opened[-1], piece.start())
                start = piece.end()
            case ";":
                yield from _declaration(text, _begin(text, start, piece.start()), piece.start(), piece.end())
                start = piece.end()
            case "}":
                begin = _begin(text, start, piece.start())
                if text[begin : piece.start()].strip():
                    yield from _declaration(text, begin, piece.start(), piece.start())
                yield Edit("rule deleted", opened.pop(), piece.end())
                start = piece.end()


def _begin(text: str, start: int, end: int) -> int:
    """Where a rule or declaration begins, after the space and comments before it."""
    before = re.compile(r"(?:\s|/\*.*?\*/)*", re.DOTALL).match(text, start, end)
    return before.end() if before else start


def _prelude(text: str, start: int, end: int) -> Iterator[Edit]:
    """Changes to the prelude of a block: selectors, or the condition of a media query."""
    prelude = text[start:end]
    if media := _MEDIA.match(prelude):
        yield Edit("media condition removed", start + media.start(1), start + media.end(1), "all")
    elif not prelude.startswith("@"):
        commas = list(_commas(prelude))
        if commas:
            for first, last in zip([0, *(comma + 1 for comma in commas)], [*(comma + 1 for comma in commas), None], strict=True):
                if last is None:  # The last selector goes with the comma before it.
                    yield Edit("selector deleted", start + commas[-1], start + len(prelude.rstrip()))
                else:
                    yield Edit("selector deleted", start + first, start + last)


def _commas(prelude: str) -> Iterator[int]:
    """The places of the commas between selectors, not of those within one."""
    depth = 0
    for place, character in enumerate(re.sub(r"\"[^\"]*\"", lambda string: "x" * len(string[0]), prelude)):
        depth += (character in "([") - (character in ")]")
        if character == "," and depth == 0:
            yield place


def _declaration(text: str, start: int, end: int, after: int) -> Iterator[Edit]:
    """Changes to a declaration; `after` is where its semicolon ends."""
    yield Edit("declaration deleted", start, after)
    visible = _HIDDEN.sub(lambda hidden: "_" * len(hidden[0]), text[start:end])
    colon = text.find(":", start, end)
    for number in _NUMBER.finditer(visible, max(colon - start, 0)):
        if float(number[0]):
            yield Edit("number doubled", start + number.start(), start + number.end(), f"{float(number[0]) * 2:g}")
