"""The blocks of an imported text, in any format, and notes on what an editor should review."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """The kind of a block."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    BOX = "box"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item … with its words in the inline marks of the edition.

    `line` counts the lines of a text file, the paragraphs of a DOCX; `mark` is what is printed before it (`27.`, `–`,
    `a)`, the mark of a note), `level` that of a heading (0: the title of the whole) or item, `children` the blocks of a box.
    """

    kind: BlockKind
    words: str
    line: int
    level: int = 1
    mark: str = ""
    children: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """Something to review: a phrase of commands.yml with its facts, and its line in the imported file."""

    line: int
    phrase: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedText:
    """An imported text as blocks; `source` is its wording for the comparison with the edition, if not that of the blocks."""

    blocks: tuple[Block, ...]
    review_notes: tuple[ReviewNote, ...] = ()
    source: str = ""


BULLETS = "-–—•●▪■◦o►*"
_MARK = re.compile(rf"(?P<mark>[{BULLETS}]|\d{{1,3}}[.)]|[a-z]\)|\([a-z]\)|[ivx]{{1,5}}\)|\([ivx]{{1,5}}\))[ \t\u00a0]+(?=\S)")
_HEADING_START = re.compile(
    r"(?:article|annexe|chapitre|partie|section|titre|préambule|introduction|conclusions?)\b|[IVX]{1,5}\.\s", re.IGNORECASE
)
_MAX_HEADING_LENGTH = 110


def split_mark(words: str) -> tuple[str, str]:
    """Splits a paragraph into the mark printed before it (empty for running text) and the rest."""
    match = _MARK.match(words)
    return (match["mark"], words[match.end() :]) if match else ("", words)


def is_heading(words: str) -> bool | None:
    """Whether a line by itself is a heading; None where that is uncertain."""
    if len(words) > _MAX_HEADING_LENGTH or not words or words[-1] in ".;:,":
        return bool(re.fullmatch(r"(?:Article|Annexe|Chapitre)\s+\S+\.", words))
    if _HEADING_START.match(words) or words.isupper():
        return True
    return None if words[0].isupper() else False
