"""Reads a PDF that Chromium has printed: the lines of each sheet, and the places of the anchors that its links lead to."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?s)\n(\d+) 0 obj\n(.*?)\nendobj")
_ANCHOR = re.compile(rb"/([\w-]+) \[(\d+) 0 R /XYZ [\d.-]+ ([\d.-]+) 0\]")
_OPERATION = re.compile(rb"((?:[-.\d]+ )*)(cm|Tm|q|Q)(?=\s)|/(F\d+) [-.\d]+ Tf|<([0-9A-F]+)> Tj")
_MAPPED_RANGE = re.compile(rb"<(\w{4})> <(\w{4})> <(\w+)>")
_MAPPED = re.compile(rb"<(\w{4})> <(\w+)>")


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper: its lines with their heights, in the order of the page, and the anchors on it; heights are shares of its own."""

    lines: tuple[tuple[float, str], ...]
    anchors: dict[str, float]

    @property
    def words(self) -> str:
        """All that is printed on it, without spaces: where a line is broken there is none."""
        return squeeze("".join(text for _, text in self.lines))

    def ends_at(self, *, foot: float = 0.94) -> float:
        """The height of its last line above the page number."""
        return max(height for height, _ in self.lines if height < foot)


def squeeze(text: str) -> str:
    """A text without spaces."""
    return re.sub(r"\s|\u2060|\u00ad", "", text)


def read_sheets(pdf: bytes) -> list[Sheet]:
    """The sheets of a PDF, in order."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    pages = {number: body for number, body in objects.items() if body.startswith(b"<</Type /Page\n")}
    (names,) = (body for body in objects.values() if body.startswith(b"<</ [") or _ANCHOR.match(body, 2))
    sheets = []
    for number, body in pages.items():
        height = float(re.findall(rb"/MediaBox \[0 0 [\d.]+ ([\d.]+)\]", body)[0])
        fonts = {name: _characters(objects, int(font)) for name, font in re.findall(rb"/(F\d+) (\d+) 0 R", body)}
        content = _stream(objects[int(re.findall(rb"/Contents (\d+)", body)[0])])
        anchors = {name.decode(): 1 - float(y) / height for name, page, y in _ANCHOR.findall(names) if int(page) == number}
        sheets.append(Sheet(tuple((1 - y / height, text) for y, text in _lines(content, fonts)), anchors))
    return sheets


def _stream(body: bytes) -> bytes:
    return zlib.decompress(body[body.index(b"stream\n") + len(b"stream\n") :])


def _characters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    """The characters by the glyphs of a font."""
    table = _stream(objects[int(re.findall(rb"/ToUnicode (\d+)", objects[font])[0])])
    characters = {}
    for section in re.findall(rb"(?s)beginbfrange(.*?)endbfrange", table):
        for first, last, character in _MAPPED_RANGE.findall(section):
            for glyph in range(int(first, 16), int(last, 16) + 1):
                characters[glyph] = chr(int(character, 16) + glyph - int(first, 16))
    for section in re.findall(rb"(?s)beginbfchar(.*?)endbfchar", table):
        for glyph, text in _MAPPED.findall(section):
            characters[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return characters


def _lines(content: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[tuple[float, str]]:
    """Each run of text on one line, with its distance from the foot of the sheet; no text is turned."""
    scale, shift, stack = 1.0, 0.0, [(1.0, 0.0)]
    y, text, font = 0.0, "", b""
    for numbers, operator, name, glyphs in _OPERATION.findall(content):
        if operator == b"q":
            stack.append((scale, shift))
        elif operator == b"Q":
            scale, shift = stack.pop()
        elif operator == b"cm":
            *_, factor, _, offset = map(float, numbers.split())
            scale, shift = scale * factor, shift + scale * offset
        elif operator == b"Tm":
            place = shift + scale * float(numbers.split()[5])
            if text and abs(place - y) > 1:
                yield y, text
                text = ""
            y = place
        elif name:
            font = name
        else:
            text += "".join(fonts[font][int(glyphs[i : i + 4], 16)] for i in range(0, len(glyphs), 4))
    if text:
        yield y, text
