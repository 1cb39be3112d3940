"""Reads plain text: paragraphs separated by empty lines, headings and lists recognized by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Block, BlockKind, ParsedText, ReviewNote, is_heading, split_mark

_NOTE = re.compile(r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹])\s*(?=\w)|\[\^?(?P<digits>\d+)\]:?\s+")
_DIGITS = {"¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9"}
_NOTE_CALL = re.compile("[¹²³⁴⁵⁶⁷⁸⁹]")


@dataclass(frozen=True, slots=True)
class _LineGroup:
    """The lines of one block; `after_blank_line` tells whether an empty line precedes them."""

    line: int
    words: str
    indent: int
    after_blank_line: bool
    count: int


def read_plain_text(content: bytes) -> ParsedText:
    """Reads a plain text."""
    review_notes: list[ReviewNote] = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        review_notes.append(ReviewNote(1, "review-encoding"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    groups = list(_group_lines(text.split("\n")))
    notes = {mark for group in groups if (match := _NOTE.match(group.words)) and (mark := _note_mark(match))}
    blocks: list[Block] = []
    for group in groups:
        block, review_note = _to_block(group, blocks)
        words = _NOTE_CALL.sub(lambda call: f"[^{_DIGITS[call[0]]}]" if _DIGITS[call[0]] in notes else call[0], block.words)
        if re.search(r"[*_`^]", group.words):
            review_notes.append(ReviewNote(group.line, "review-signs", {"words": _truncate(group.words)}))
        blocks.append(Block(block.kind, words, block.line, block.level, block.mark))
        review_notes += [review_note] if review_note else []
    return ParsedText(tuple(blocks), tuple(review_notes), text)


def _group_lines(lines: list[str]) -> Iterator[_LineGroup]:
    """Groups lines: a new paragraph begins after an empty line, or with the mark of an item or note."""
    group: list[str] = []
    start, indent, after_blank_line, follows_blank = 0, 0, True, True
    for number, line in enumerate([*lines, ""], 1):
        words = line.strip()
        has_mark = bool(words) and bool(split_mark(words)[0] or _NOTE.match(words))
        if group and (not words or (has_mark and _may_begin_list(group))):
            yield _LineGroup(start, " ".join(group), indent, after_blank_line, len(group))
            group, follows_blank = [], not words
        if words and not group:
            start, indent, after_blank_line = number, len(line) - len(line.lstrip()), follows_blank
        if words:
            group.append(words)
        else:
            follows_blank = True


def _may_begin_list(before: list[str]) -> bool:
    """Whether a list may begin after these lines: a dash within a sentence does not begin one."""
    return before[-1][-1] in ":;.,!?»" or bool(split_mark(before[0])[0]) or bool(_NOTE.match(before[0]))


def _note_mark(match: re.Match[str]) -> str:
    return match["digits"] or _DIGITS[match["mark"]]


def _to_block(group: _LineGroup, before: list[Block]) -> tuple[Block, ReviewNote | None]:
    if match := _NOTE.match(group.words):
        return Block(BlockKind.NOTE, group.words[match.end() :], group.line, mark=_note_mark(match)), None
    mark, words = split_mark(group.words)
    if not before:
        return Block(BlockKind.HEADING, group.words, group.line, 0), None
    heading = (
        is_heading(group.words) if group.after_blank_line and group.count == 1 and (not mark or group.words.isupper()) else False
    )
    if heading or (heading is None and not mark):
        review_note = None if heading else ReviewNote(group.line, "review-heading", {"words": group.words})
        return Block(BlockKind.HEADING, group.words, group.line), review_note
    if mark:
        deeper = any(block.kind is BlockKind.ITEM for block in before[-1:]) and group.indent >= 4
        return Block(BlockKind.ITEM, words, group.line, 2 if deeper else 1, mark), None
    return Block(BlockKind.TEXT, group.words, group.line), None


def _truncate(words: str) -> str:
    return words if len(words) <= 40 else words[:40] + "…"
