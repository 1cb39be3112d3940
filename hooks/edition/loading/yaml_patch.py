"""Replaces or adds texts in YAML files; everything else stays, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..languages import SOURCE_LANGUAGE
from ..problems.problem import ContentError, FieldPosition, Place, Problem

WIDTH = 100
"""The maximum width of a line of a text, its margin included, in columns."""

LINE_PATTERN = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+$")
"""A line with its line ending, as YAML defines lines: places are counted in these."""

_BLOCK_STYLES = (">", "|")
_INDICATOR = re.compile(r"[>|][0-9+-]*")
# A line break of a folded block means one space: only single spaces may become one.
_FOLD_POINT = re.compile(r"(?<=[^ ]) (?=[^ ])")


@dataclass(frozen=True, slots=True)
class TextEdit:
    """The new text in a language; `place` is that of the mapping with the text's languages."""

    place: Place
    language: str
    text: str


def apply_edits(source: str, edits: Iterable[TextEdit]) -> str:
    """Returns a YAML file with texts replaced, or added after the text of the source language.

    Raises ContentError where a text of the file is not a block.
    """
    lines = LINE_PATTERN.findall(source)
    # From the end of the file, so that the line numbers of the remaining edits stay valid.
    for edit in sorted(edits, key=lambda edit: _edited_field(edit)[1].line, reverse=True):
        _apply_edit(lines, edit)
    return "".join(lines)


def _edited_field(edit: TextEdit) -> tuple[str, FieldPosition]:
    """Returns the field that is replaced, or after which the text is added."""
    name = edit.language if edit.language in edit.place.fields else SOURCE_LANGUAGE
    return name, edit.place.fields[name]


def _apply_edit(lines: list[str], edit: TextEdit) -> None:
    margin = edit.place.column - 1
    name, spot = _edited_field(edit)
    if spot.style not in _BLOCK_STYLES:
        raise ContentError([Problem(edit.place.of_field(name), "not-block", {"language": name})])
    start, end = _block_range(lines, spot.line - 1, margin)
    newline = _line_ending(lines[start])
    block = [f"{line}{newline}" for line in fold_lines(edit.text, margin)]
    if name == edit.language:
        header = lines[start]
        lines[start:end] = [header[: spot.column - 1] + _INDICATOR.sub(">-", header[spot.column - 1 :], count=1), *block]
    else:
        if not _line_ending(lines[end - 1]):
            lines[end - 1] += newline
        lines[end:end] = [f"{' ' * margin}{edit.language}: >-{newline}", *block]


def _block_range(lines: list[str], start: int, margin: int) -> tuple[int, int]:
    """Returns the lines of a block, from that of its indicator to the one after its last words, counted from 0."""
    end = start + 1
    inner = None
    for index in range(start + 1, len(lines)):
        words = lines[index].strip("\r\n\x85\u2028\u2029 ")
        if not words:
            continue
        indent = len(lines[index]) - len(lines[index].lstrip(" "))
        # The first line of words sets the block's margin; a comment further left is not part of it.
        inner = inner if inner is not None else indent
        if indent <= margin or indent < inner:
            break
        end = index + 1
    return start, end


def _line_ending(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]


def fold_lines(text: str, margin: int) -> Iterator[str]:
    """Returns a text as the lines of a folded block; a line feed of the text becomes an empty line of the block."""
    indent = " " * (margin + 2)
    for number, paragraph in enumerate(text.split("\n")):
        if number:
            yield ""
        line = ""
        for word in _FOLD_POINT.split(paragraph):
            if line and len(indent) + len(line) + 1 + len(word) > WIDTH:
                yield indent + line
                line = ""
            line = f"{line} {word}" if line else word
        if line:
            yield indent + line
