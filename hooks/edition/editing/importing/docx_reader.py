"""Reads DOCX: paragraphs with their styles and automatic numbers, footnotes, boxes of a single cell."""

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

from ...model.body import roman_numeral
from ...text.inline_markup import plain_text
from .blocks import Block, BlockKind, ParsedText, ReviewNote, is_heading, split_mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_FOOTNOTES_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read_docx(content: bytes) -> ParsedText:
    """Reads a DOCX; words of the file that are in no block are reported."""
    document = docx.Document(io.BytesIO(content))
    reader = _Reader(document)
    blocks = list(reader.read_blocks(document.iter_inner_content()))
    blocks += list(reader.read_notes())
    if blocks and blocks[0].kind in (BlockKind.HEADING, BlockKind.TEXT):
        blocks[0] = Block(BlockKind.HEADING, plain_text(blocks[0].words), blocks[0].line, 0)
    reader.report_missing_words(document, blocks)
    return ParsedText(tuple(blocks), tuple(reader.review_notes))


class _Reader:
    """Reads the blocks of a document, and counts its paragraphs and automatic numbers."""

    def __init__(self, document: Document) -> None:
        self.review_notes: list[ReviewNote] = []
        self._line = 0
        self._marks: dict[str, str] = {}
        self._numbering = _Numbering(document)
        self._footnotes = _read_footnotes(document)

    def read_blocks(self, parts: Iterable[Paragraph | Table]) -> Iterator[Block]:
        for part in parts:
            if isinstance(part, Paragraph):
                self._line += 1
                yield from self._read_paragraph(part)
            elif len(part.rows) == len(part.columns) == 1:
                line = self._line + 1
                yield Block(BlockKind.BOX, "", line, children=tuple(self.read_blocks(part.cell(0, 0).iter_inner_content())))
            else:
                cells = [cell for row in part.rows for cell in row.cells]
                words = (
                    plain_text(self._read_words(paragraph)) for cell in dict.fromkeys(cells) for paragraph in cell.paragraphs
                )
                yield Block(BlockKind.TABLE, "\n".join(filter(None, words)), self._line + 1)

    def _read_paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        words = self._read_words(paragraph)
        if not words:
            return
        style = (paragraph.style.name or "") if paragraph.style else ""
        mark, level = self._numbering.mark(paragraph)
        if style == "Title" or re.fullmatch(r"Heading \d", style):
            level = 0 if style == "Title" else int(style[-1])
            yield Block(BlockKind.HEADING, plain_text(f"{mark} {words}".strip()), self._line, level)
            return
        if not mark and style.startswith("List"):
            mark, level = "–", int(style[-1]) if style[-1].isdigit() else 1
        if not mark:
            mark, words = split_mark(words)
            level = 1
        if mark:
            yield Block(BlockKind.ITEM, words, self._line, level, mark)
        elif re.fullmatch(r"\*\*[^*]+\*\*", words) and is_heading(plain_text(words)) is not False:
            self.review_notes.append(ReviewNote(self._line, "review-heading", {"words": plain_text(words)}))
            yield Block(BlockKind.HEADING, plain_text(words), self._line)
        else:
            yield Block(BlockKind.TEXT, words, self._line)

    def _read_words(self, paragraph: Paragraph) -> str:
        runs: list[tuple[str, str]] = []
        for part in paragraph.iter_inner_content():
            if isinstance(part, Hyperlink):
                web = part.url.startswith(("https://", "http://", "mailto:"))
                runs.append(("", f"[{part.text}]({part.url})" if web else part.text))
            else:
                runs += self._read_run(part)
        return " ".join(_join_runs(runs).split())

    def _read_run(self, run: Run) -> Iterator[tuple[str, str]]:
        for note in run._r.iter(qn("w:footnoteReference")):
            yield "", f"[^{self._note_mark(str(note.get(qn('w:id'))))}]"
        if run.font.superscript and run.text.strip():
            yield "", f"^{run.text.strip()}^" if " " not in run.text.strip() else run.text
        elif run.text:
            yield ("**" if run.bold else "*" if run.italic else ""), run.text

    def _note_mark(self, identifier: str) -> str:
        """Returns a footnote's printed mark: its number in the order of calls."""
        return self._marks.setdefault(identifier, str(len(self._marks) + 1))

    def read_notes(self) -> Iterator[Block]:
        for identifier, mark in self._marks.items():
            words = self._footnotes.get(identifier, "")
            yield Block(BlockKind.NOTE, " ".join(words.split()), self._line, mark=mark)

    def report_missing_words(self, document: Document, blocks: list[Block]) -> None:
        """Reports words of the file that are in no block: text boxes, changes not yet accepted, headers and footers."""
        in_file = Counter(" ".join(_paragraph_text(p) for p in document.element.body.iter(qn("w:p"))).split())
        in_blocks = Counter(word for block in _flatten(blocks) for word in plain_text(f"{block.mark} {block.words}").split())
        if missing := [word for word in in_file - in_blocks if re.search(r"\w", word)]:
            self.review_notes.append(ReviewNote(self._line, "review-left-out", {"words": " ".join(missing[:20])}))
        headers_and_footers = {
            p.text for s in document.sections for part in (s.header, s.footer) for p in part.paragraphs if p.text.strip()
        }
        if headers_and_footers:
            self.review_notes.append(ReviewNote(1, "review-around", {"words": " · ".join(sorted(headers_and_footers))}))


def _flatten(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _flatten(block.children)


def _paragraph_text(paragraph: _Element) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def _join_runs(runs: list[tuple[str, str]]) -> str:
    """Joins runs of the same emphasis, with the marks next to the words."""
    parts: list[tuple[str, str]] = []
    for sign, words in runs:
        if parts and parts[-1][0] == sign:
            parts[-1] = (sign, parts[-1][1] + words)
        else:
            parts.append((sign, words))
    return "".join(_emphasize(sign, words) for sign, words in parts)


def _emphasize(sign: str, words: str) -> str:
    stripped = words.strip()
    if not sign or not stripped:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{sign}{stripped}{sign}{after}"


def _read_footnotes(document: Document) -> dict[str, str]:
    """Returns the words of the footnotes, by their identifiers in the file."""
    part = next((r.target_part for r in document.part.rels.values() if r.reltype == _FOOTNOTES_TYPE), None)
    if part is None:
        return {}
    notes = parse_xml(part.blob).iter(qn("w:footnote"))
    return {str(note.get(qn("w:id"))): " ".join(_paragraph_text(p) for p in note.iter(qn("w:p"))) for note in notes}


class _Numbering:
    """The automatic numbers that Word prints before paragraphs."""

    def __init__(self, document: Document) -> None:
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is None:
            return
        root = part.element
        definitions = {node.get(qn("w:abstractNumId")): node for node in root.iter(qn("w:abstractNum"))}
        for node in root.iter(qn("w:num")):
            definition = definitions.get(_read_value(node, "w:abstractNumId"))
            if definition is not None:
                levels = {int(level.get(qn("w:ilvl"))): _read_level(level) for level in definition.iter(qn("w:lvl"))}
                self._levels[node.get(qn("w:numId"))] = levels

    def mark(self, paragraph: Paragraph) -> tuple[str, int]:
        """Returns what Word prints before a paragraph, and its level from 1."""
        number, depth = _list_and_depth(paragraph)
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

        def number_of_level(placeholder: re.Match[str]) -> str:
            index = int(placeholder[1]) - 1
            return _format_number(counts.get(index, 1), levels[index][0])

        return re.sub(r"%(\d)", number_of_level, text), depth + 1


def _list_and_depth(paragraph: Paragraph) -> tuple[str, int]:
    """Returns the list that a paragraph belongs to, by itself or by its style, and its depth there."""
    properties = [paragraph._p.pPr]
    style, seen = paragraph.style, set()
    while style is not None and style.style_id not in seen:
        seen.add(style.style_id)
        properties.append(style.element.pPr)
        style = style.base_style
    for node in properties:
        numbering = node.find(qn("w:numPr")) if node is not None else None
        if numbering is not None and (number := _read_value(numbering, "w:numId")):
            return number, int(_read_value(numbering, "w:ilvl") or 0)
    return "", 0


def _read_level(node: BaseOxmlElement) -> tuple[str, str, int]:
    """Returns the format of a level's numbers, the text around them, and the first number."""
    return _read_value(node, "w:numFmt"), _read_value(node, "w:lvlText"), int(_read_value(node, "w:start") or 1)


def _read_value(node: _Element, name: str) -> str:
    child = node.find(qn(name))
    return str(child.get(qn("w:val"))) if child is not None else ""


def _format_number(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return roman_numeral(number) if form == "lowerRoman" else roman_numeral(number).upper()
    return str(number)
