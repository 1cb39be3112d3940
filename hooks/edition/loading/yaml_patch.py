"""Texts put into YAML files: the block of a text is replaced or added, everything else stays, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..languages import SOURCE_LANGUAGE
from ..problems.problem import ContentError, Place, Problem, Spot

WIDTH = 100
"""Columns that a line of a text may fill, its margin included."""

LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")
"""A line with its end, as YAML counts them: places are counted so."""

_BLOCKS = (">", "|")
_INDICATOR = re.compile(r"[>|][0-9+-]*")
# A fold stands for one space: only single spaces may become one.
_FOLDS = re.compile(r"(?<=[^ ]) (?=[^ ])")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a text is to say in a language; `place` is that of the mapping that holds the text's languages."""

    place: Place
    language: str
    text: str


def splice(source: str, edits: Iterable[Edit]) -> str:
    """A YAML file with some texts replaced, or added after the text of the source language.

    Raises ContentError where a text of the file is not a block.
    """
    lines = LINE.findall(source)
    # From the end of the file, so that the lines still to be edited stay where their places say.
    for edit in sorted(edits, key=lambda edit: _field(edit)[1].line, reverse=True):
        _splice(lines, edit)
    return "".join(lines)


def _field(edit: Edit) -> tuple[str, Spot]:
    """The field that is replaced, or after which the text is added."""
    name = edit.language if edit.language in edit.place.fields else SOURCE_LANGUAGE
    return name, edit.place.fields[name]


def _splice(lines: list[str], edit: Edit) -> None:
    margin = edit.place.column - 1
    name, spot = _field(edit)
    if spot.style not in _BLOCKS:
        raise ContentError([Problem(edit.place.of(name), "not-block", {"language": name})])
    start, end = _block(lines, spot.line - 1, margin)
    newline = _ending(lines[start])
    block = [f"{line}{newline}" for line in folded(edit.text, margin)]
    if name == edit.language:
        header = lines[start]
        lines[start:end] = [header[: spot.column - 1] + _INDICATOR.sub(">-", header[spot.column - 1 :], count=1), *block]
    else:
        if not _ending(lines[end - 1]):
            lines[end - 1] += newline
        lines[end:end] = [f"{' ' * margin}{edit.language}: >-{newline}", *block]


def _block(lines: list[str], start: int, margin: int) -> tuple[int, int]:
    """From the line that bears a block's indicator to the one after its last line of words, counted from 0."""
    end = start + 1
    inner = None
    for index in range(start + 1, len(lines)):
        words = lines[index].strip("\r\n\x85\u2028\u2029 ")
        if not words:
            continue
        indent = len(lines[index]) - len(lines[index].lstrip(" "))
        # The first line of words sets the block's margin; a comment further left is no part of it.
        inner = inner if inner is not None else indent
        if indent <= margin or indent < inner:
            break
        end = index + 1
    return start, end


def _ending(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def folded(text: str, margin: int) -> Iterator[str]:
    """A text as the lines of a folded block; a line feed of the text is an empty line of the block."""
    indent = " " * (margin + 2)
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            yield ""
        line = ""
        for word in _FOLDS.split(paragraph):
            if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
                yield indent + line
                line = ""
            line = f"{line} {word}" if line else word
        if line:
            yield indent + line
