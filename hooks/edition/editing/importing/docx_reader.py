"""DOCX: paragraphs with their styles and automatic numbers, footnotes, boxes of a single cell."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ...model.body import roman
from ...text.inline_markup import plain
from .blocks import Block, BlockKind, Doubt, Received, heads, marked

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read(content: bytes) -> Received:
    """A DOCX; its words are held against all that it holds, so that none is left out unsaid."""
    document = docx.Document(io.BytesIO(content))
    reader = _Reader(document)
    blocks = list(reader.blocks(document.iter_inner_content()))
    blocks += list(reader.notes())
    if blocks and blocks[0].kind in (BlockKind.HEADING, BlockKind.TEXT):
        blocks[0] = Block(BlockKind.HEADING, plain(blocks[0].words), blocks[0].line, 0)
    reader.hold_against(document, blocks)
    return Received(tuple(blocks), tuple(reader.doubts))


class _Reader:
    """Goes through a document, counting its paragraphs and automatic numbers."""

    def __init__(self, document: Document) -> None:
        self.doubts: list[Doubt] = []
        self._line = 0
        self._marks: dict[str, str] = {}
        self._numbering = _Numbering(document)
        self._footnotes = _footnotes(document)

    def blocks(self, parts: Iterable[Paragraph | Table]) -> Iterator[Block]:
        for part in parts:
            if isinstance(part, Paragraph):
                self._line += 1
                yield from self._paragraph(part)
            elif len(part.rows) == len(part.columns) == 1:
                line = self._line + 1
                yield Block(BlockKind.BOX, "", line, within=tuple(self.blocks(part.cell(0, 0).iter_inner_content())))
            else:
                cells = [cell for row in part.rows for cell in row.cells]
                words = (plain(self._words(paragraph)) for cell in dict.fromkeys(cells) for paragraph in cell.paragraphs)
                yield Block(BlockKind.TABLE, "\n".join(filter(None, words)), self._line + 1)

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        words = self._words(paragraph)
        if not words:
            return
        style = (paragraph.style.name or "") if paragraph.style else ""
        mark, level = self._numbering.mark(paragraph)
        if style == "Title" or re.fullmatch(r"Heading \d", style):
            level = 0 if style == "Title" else int(style[-1])
            yield Block(BlockKind.HEADING, plain(f"{mark} {words}".strip()), self._line, level)
            return
        if not mark and style.startswith("List"):
            mark, level = "–", int(style[-1]) if style[-1].isdigit() else 1
        if not mark:
            mark, words = marked(words)
            level = 1
        if mark:
            yield Block(BlockKind.ITEM, words, self._line, level, mark)
        elif re.fullmatch(r"\*\*[^*]+\*\*", words) and heads(plain(words)) is not False:
            self.doubts.append(Doubt(self._line, "doubt-heading", {"words": plain(words)}))
            yield Block(BlockKind.HEADING, plain(words), self._line)
        else:
            yield Block(BlockKind.TEXT, words, self._line)

    def _words(self, paragraph: Paragraph) -> str:
        runs: list[tuple[str, str]] = []
        for part in paragraph.iter_inner_content():
            if isinstance(part, Hyperlink):
                web = part.url.startswith(("https://", "http://", "mailto:"))
                runs.append(("", f"[{part.text}]({part.url})" if web else part.text))
            else:
                runs += self._run(part)
        return " ".join(_joined(runs).split())

    def _run(self, run: Run) -> Iterator[tuple[str, str]]:
        for note in run._r.iter(qn("w:footnoteReference")):
            yield "", f"[^{self._mark(str(note.get(qn('w:id'))))}]"
        if run.font.superscript and run.text.strip():
            yield "", f"^{run.text.strip()}^" if " " not in run.text.strip() else run.text
        elif run.text:
            yield ("**" if run.bold else "*" if run.italic else ""), run.text

    def _mark(self, identifier: str) -> str:
        """A footnote's printed mark: its place in the order of calls."""
        return self._marks.setdefault(identifier, str(len(self._marks) + 1))

    def notes(self) -> Iterator[Block]:
        for identifier, mark in self._marks.items():
            words = self._footnotes.get(identifier, "")
            yield Block(BlockKind.NOTE, " ".join(words.split()), self._line, mark=mark)

    def hold_against(self, document: Document, blocks: list[Block]) -> None:
        """Notes the words of the file that no block holds: text boxes, changes not yet accepted, headers and footers."""
        there = Counter(" ".join(_text(p) for p in document.element.body.iter(qn("w:p"))).split())
        kept = Counter(word for block in _all(blocks) for word in plain(f"{block.mark} {block.words}").split())
        if left := [word for word in there - kept if re.search(r"\w", word)]:
            self.doubts.append(Doubt(self._line, "doubt-left-out", {"words": " ".join(left[:20])}))
        around = {p.text for s in document.sections for part in (s.header, s.footer) for p in part.paragraphs if p.text.strip()}
        if around:
            self.doubts.append(Doubt(1, "doubt-around", {"words": " · ".join(sorted(around))}))


def _all(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _all(block.within)


def _text(paragraph: _Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _joined(runs: list[tuple[str, str]]) -> str:
    """Runs of the same emphasis as one, the marks close to its words."""
    parts: list[tuple[str, str]] = []
    for sign, words in runs:
        if parts and parts[-1][0] == sign:
            parts[-1] = (sign, parts[-1][1] + words)
        else:
            parts.append((sign, words))
    return "".join(_emphasized(sign, words) for sign, words in parts)


def _emphasized(sign: str, words: str) -> str:
    said = words.strip()
    if not sign or not said:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{sign}{said}{sign}{after}"


def _footnotes(document: Document) -> dict[str, str]:
    """The words of the footnotes, by their identifiers in the file."""
    part = next((r.target_part for r in document.part.rels.values() if r.reltype == _NOTES), None)
    if part is None:
        return {}
    notes = parse_xml(part.blob).iter(qn("w:footnote"))
    return {str(note.get(qn("w:id"))): " ".join(_text(p) for p in note.iter(qn("w:p"))) for note in notes}


class _Numbering:
    """The numbers that Word sets before paragraphs by itself."""

    def __init__(self, document: Document) -> None:
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is None:
            return
        root = part.element
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.iter(qn("w:abstractNum"))}
        for one in root.iter(qn("w:num")):
            shape = abstract.get(_value(one, "w:abstractNumId"))
            if shape is not None:
                levels = {int(level.get(qn("w:ilvl"))): _level(level) for level in shape.iter(qn("w:lvl"))}
                self._levels[one.get(qn("w:numId"))] = levels

    def mark(self, paragraph: Paragraph) -> tuple[str, int]:
        """What Word prints before a paragraph, and its level from 1."""
        number, depth = _numbered(paragraph)
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return "", 1
        form, text, start = level
        if form == "bullet":
            return "–", depth + 1
        counts = self._counts[number]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        levels = self._levels[number]

        def said(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return _figure(counts.get(at, 1), levels[at][0])

        return re.sub(r"%(\d)", said, text), depth + 1


def _numbered(paragraph: Paragraph) -> tuple[str, int]:
    """The list that a paragraph belongs to, by itself or by its style, and its depth there."""
    properties = [paragraph._p.pPr]
    style, seen = paragraph.style, set()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        properties.append(style.element.pPr)
        style = style.base_style
    for one in properties:
        found = one.find(qn("w:numPr")) if one is not None else None
        if found is not None and (number := _value(found, "w:numId")):
            return number, int(_value(found, "w:ilvl") or 0)
    return "", 0


def _level(node: BaseOxmlElement) -> tuple[str, str, int]:
    """What a level's numbers look like, what stands around them, and where they start."""
    return _value(node, "w:numFmt"), _value(node, "w:lvlText"), int(_value(node, "w:start") or 1)


def _value(node: _Element, name: str) -> str:
    found = node.find(qn(name))
    return str(found.get(qn("w:val"))) if found is not None else ""


def _figure(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    return str(number)
