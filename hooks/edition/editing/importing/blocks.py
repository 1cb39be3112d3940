"""What a received text is made of, whatever its form, and what its reader was unsure of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is."""

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
    `a)`, the mark of a note), `level` that of a heading (0: the title of the whole) or item, `within` what a box holds.
    """

    kind: BlockKind
    words: str
    line: int
    level: int = 1
    mark: str = ""
    within: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """What somebody should look at: a phrase of commands.yml with its facts, and where it stands in the received file."""

    line: int
    about: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """A received text as blocks; `source` is its wording for the comparison with the edition, if it is not the blocks'."""

    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = ()
    source: str = ""


BULLETS = "-–—•●▪■◦o►*"
_MARK = re.compile(rf"(?P<mark>[{BULLETS}]|\d{{1,3}}[.)]|[a-z]\)|\([a-z]\)|[ivx]{{1,5}}\)|\([ivx]{{1,5}}\))[ \t\u00a0]+(?=\S)")
_HEADED = re.compile(
    r"(?:article|annexe|chapitre|partie|section|titre|préambule|introduction|conclusions?)\b|[IVX]{1,5}\.\s", re.IGNORECASE
)
_LONGEST_HEADING = 110


def marked(words: str) -> tuple[str, str]:
    """What is printed before a paragraph (nothing where it is running text), and the rest."""
    found = _MARK.match(words)
    return (found["mark"], words[found.end() :]) if found else ("", words)


def heads(words: str) -> bool | None:
    """Whether a line by itself is a heading: surely, perhaps (None), or not."""
    if len(words) > _LONGEST_HEADING or not words or words[-1] in ".;:,":
        return bool(re.fullmatch(r"(?:Article|Annexe|Chapitre)\s+\S+\.", words))
    if _HEADED.match(words) or words.isupper():
        return True
    return None if words[0].isupper() else False
