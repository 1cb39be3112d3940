"""Plain text: paragraphs parted by empty lines, headings and lists known by their look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Block, BlockKind, Doubt, Received, heads, marked

_NOTE = re.compile(r"(?P<mark>[¹²³⁴⁵⁶⁷⁸⁹])\s*(?=\w)|\[\^?(?P<digits>\d+)\]:?\s+")
_DIGITS = {"¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9"}
_CALL = re.compile("[¹²³⁴⁵⁶⁷⁸⁹]")


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines that belong together; `apart` where an empty line stands before them."""

    line: int
    words: str
    indent: int
    apart: bool
    count: int


def read(content: bytes) -> Received:
    """A plain text; its words are those of the file."""
    doubts: list[Doubt] = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        doubts.append(Doubt(1, "doubt-encoding"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    groups = list(_groups(text.split("\n")))
    notes = {mark for group in groups if (found := _NOTE.match(group.words)) and (mark := _note(found))}
    blocks: list[Block] = []
    for group in groups:
        block, doubt = _block(group, blocks)
        words = _CALL.sub(lambda call: f"[^{_DIGITS[call[0]]}]" if _DIGITS[call[0]] in notes else call[0], block.words)
        if re.search(r"[*_`^]", group.words):
            doubts.append(Doubt(group.line, "doubt-signs", {"words": _start(group.words)}))
        blocks.append(Block(block.kind, words, block.line, block.level, block.mark))
        doubts += [doubt] if doubt else []
    return Received(tuple(blocks), tuple(doubts), text)


def _groups(lines: list[str]) -> Iterator[_Lines]:
    """Lines that belong together: a new paragraph begins after an empty line, or with the mark of an item or note."""
    gathered: list[str] = []
    start, indent, apart, fresh = 0, 0, True, True
    for number, line in enumerate([*lines, ""], 1):
        words = line.strip()
        opens = bool(words) and bool(marked(words)[0] or _NOTE.match(words))
        if gathered and (not words or (opens and _may_open(gathered))):
            yield _Lines(start, " ".join(gathered), indent, apart, len(gathered))
            gathered, fresh = [], not words
        if words and not gathered:
            start, indent, apart = number, len(line) - len(line.lstrip()), fresh
        if words:
            gathered.append(words)
        else:
            fresh = True


def _may_open(before: list[str]) -> bool:
    """Whether a list may open after these lines: a dash in the midst of a sentence opens none."""
    return before[-1][-1] in ":;.,!?»" or bool(marked(before[0])[0]) or bool(_NOTE.match(before[0]))


def _note(found: re.Match[str]) -> str:
    return found["digits"] or _DIGITS[found["mark"]]


def _block(group: _Lines, before: list[Block]) -> tuple[Block, Doubt | None]:
    if found := _NOTE.match(group.words):
        return Block(BlockKind.NOTE, group.words[found.end() :], group.line, mark=_note(found)), None
    mark, words = marked(group.words)
    if not before:
        return Block(BlockKind.HEADING, group.words, group.line, 0), None
    heading = heads(group.words) if group.apart and group.count == 1 and (not mark or group.words.isupper()) else False
    if heading or (heading is None and not mark):
        doubt = None if heading else Doubt(group.line, "doubt-heading", {"words": group.words})
        return Block(BlockKind.HEADING, group.words, group.line), doubt
    if mark:
        deeper = any(block.kind is BlockKind.ITEM for block in before[-1:]) and group.indent >= 4
        return Block(BlockKind.ITEM, words, group.line, 2 if deeper else 1, mark), None
    return Block(BlockKind.TEXT, group.words, group.line), None


def _start(words: str) -> str:
    return words if len(words) <= 40 else words[:40] + "…"
