"""Blocks of a received text to a first document: sections, numbered paragraphs, lists, notes, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...languages import SOURCE_LANGUAGE
from ...model import (
    Box,
    BoxEntry,
    CommitmentList,
    DocumentHead,
    Edition,
    Entry,
    Footnote,
    Item,
    ListEntry,
    Paragraph,
    Passage,
    Section,
    SectionEntry,
)
from ...references.mentions import matcher
from ...references.units import superscript_mark
from ...text.inline_markup import plain
from ..scaffold import Said, free, made, slug, text
from .blocks import BULLETS, Block, BlockKind, Doubt, Received

_LINK = re.compile(r"\[[^\[\]]*\]\([^()]*\)|\[\^[^\[\]]+\]")
_NUMBER = re.compile(r"\d+\.")
_START = 48


@dataclass(frozen=True)
class Composed:
    """A document made of a received text, the wording it is to be compared with, and what to look at."""

    head: DocumentHead
    source: str
    doubts: tuple[Doubt, ...]
    counts: Mapping[str, int]


def compose(received: Received, edition: Edition, lists: str, **facts: object) -> Composed:
    """A first document: `facts` are the fields of its head that the text does not say, `lists` the kind of its lists."""
    composer = _Composer(received.blocks, edition, lists)
    title, body = composer.title(str(facts["id"])), composer.body(0)
    notes = tuple(composer.notes)
    given = {"short_title": Said(title.fr), **{name: value for name, value in facts.items() if value}}
    head = made(DocumentHead, **{**given, "title": title, "body": tuple(body), "footnotes": notes})
    source = received.source or "\n\n".join(_printed(received.blocks)) + "\n"
    doubts = sorted((*received.doubts, *composer.doubts), key=lambda doubt: doubt.line)
    return Composed(head, source, tuple(doubts), composer.counts)


@dataclass
class _Composer:
    """Goes through the blocks once; gathers notes, doubts and the identifiers that it gives."""

    blocks: Sequence[Block]
    edition: Edition
    lists: str
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[Footnote] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("paragraphs", "lists", "sections", "references"), 0))
    taken: set[str] = field(default_factory=set)
    at: int = 0

    def __post_init__(self) -> None:
        self._numbered = self._paragraphs()
        self._matcher = matcher(self.edition, SOURCE_LANGUAGE, "references")

    # --- what comes next

    def _next(self) -> Block | None:
        return self.blocks[self.at] if self.at < len(self.blocks) else None

    def _doubt(self, block: Block, about: str, **facts: object) -> None:
        words = plain(block.words)
        start = words if len(words) <= _START else words[:_START] + "…"
        self.doubts.append(Doubt(block.line, about, {"words": start, **facts}))

    def _paragraphs(self) -> frozenset[int]:
        """The blocks that are numbered paragraphs: their numbers run through the text; a list's begin anew at 1."""
        found: set[int] = set()
        expected, within = 1, 0
        for index, block in enumerate(self.blocks):
            if block.kind is not BlockKind.ITEM or block.level > 1 or not _NUMBER.fullmatch(block.mark):
                within = 0 if block.kind is not BlockKind.ITEM else within
                continue
            number = int(block.mark[:-1])
            opened = number == 1 and index > 0 and self.blocks[index - 1].words.endswith(":")
            if opened or (within and number == within + 1):
                within = number
            elif number == expected:
                found.add(index)
                expected, within = expected + 1, 0
            else:
                self._doubt(block, "doubt-number", number=number, expected=expected)
        return frozenset(found)

    # --- the parts of a document

    def title(self, untitled: str) -> Said:
        """The title: the first heading of all; `untitled` where there is none."""
        first = self._next()
        if first is None or first.kind is not BlockKind.HEADING:
            self.doubts.append(Doubt(1, "doubt-title"))
            return Said(untitled)
        self.at += 1
        return Said(_french(first.words))

    def body(self, floor: int) -> list[Entry]:
        """The entries up to the next heading that is not deeper than `floor`."""
        entries: list[Entry] = []
        while (block := self._next()) is not None:
            if block.kind is BlockKind.HEADING and max(block.level, 1) <= floor:
                break
            entries += self._entries(block)
        return entries

    def _entries(self, block: Block) -> Iterator[Entry]:
        numbered = self.at in self._numbered
        self.at += 1
        match block.kind:
            case BlockKind.HEADING:
                yield self._section(block)
            case BlockKind.TEXT:
                yield self._text(block, None)
            case BlockKind.ITEM if numbered:
                yield self._text(block, int(block.mark[:-1]))
            case BlockKind.ITEM:
                self._doubt(block, "doubt-item")
                yield self._passage(f"{'–' if block.mark in BULLETS else block.mark} {block.words}")
            case BlockKind.NOTE:
                mark = slug(block.mark)
                self.notes.append(made(Footnote, id=self._given(f"fn-{mark}"), mark=block.mark, fr=self._running(block.words)))
            case BlockKind.BOX:
                yield self._box(block)
            case BlockKind.TABLE:
                self._doubt(block, "doubt-table")

    def _section(self, heading: Block) -> Entry:
        self.counts["sections"] += 1
        title, level = Said(_french(heading.words)), max(heading.level, 1)
        identifier = self._given(slug(plain(heading.words)))
        start = self.at
        if items := self._items():
            after = self._next()
            if (
                after is None
                or after.kind is BlockKind.NOTE
                or (after.kind is BlockKind.HEADING and max(after.level, 1) <= level)
            ):
                return made(ListEntry, list=self._list(items, identifier, title=text(title)))
            self.at = start
        return made(SectionEntry, section=made(Section, id=identifier, title=title, body=tuple(self.body(level))))

    def _box(self, block: Block) -> Entry:
        first, *rest = block.within or (block,)
        inner = _Composer(rest, self.edition, self.lists, self.doubts, self.notes, self.counts, self.taken)
        identifier = self._given("box-1")
        body = tuple(inner.body(0))
        self._doubt(first, "doubt-box")
        return made(BoxEntry, box=made(Box, id=identifier, title=Said(_french(plain(first.words))), body=body))

    def _text(self, block: Block, number: int | None) -> Entry:
        items = self._items()
        if not items:
            if number is None:
                return self._passage(block.words)
            self.counts["paragraphs"] += 1
            return made(Paragraph, paragraph=number, fr=self._running(block.words))
        if not block.words.endswith(":"):
            self._doubt(block, "doubt-lead")
        identifier = None if number else self._anchor()
        return made(ListEntry, list=self._list(items, identifier, paragraph=number, lead=text(Said(self._running(block.words)))))

    def _passage(self, words: str) -> Entry:
        self.counts["paragraphs"] += 1
        return made(Passage, passage=self._anchor(), fr=self._running(words))

    def _items(self) -> list[Block]:
        """The items that come next."""
        start = self.at
        while (block := self._next()) and block.kind is BlockKind.ITEM and self.at not in self._numbered:
            self.at += 1
        return list(self.blocks[start : self.at])

    def _list(self, items: Sequence[Block], identifier: str | None, **opening: object) -> CommitmentList:
        self.counts["lists"] += 1
        if any(item.level > items[0].level for item in items):
            self._doubt(items[0], "doubt-levels")
        first = items[0].mark
        form: dict[str, object] = {}
        if first == "1.":
            form = {"ordered": True}
        elif first in ("a)", "i)"):
            form = {"marks": "letters" if first == "a)" else "roman"}
        as_printed = made(CommitmentList, **form)
        if not all(_same(item.mark, as_printed.printed(number)) for number, item in enumerate(items, 1)):
            # What the list would not print by itself stays in the words.
            self._doubt(items[0], "doubt-marks")
            form, items = {}, [_with_mark(item) for item in items]
        owner = f"p{opening['paragraph']}" if opening.get("paragraph") else identifier
        made_items = tuple(
            made(Item, id=self._given(f"{owner}-{number}"), fr=self._running(item.words)) for number, item in enumerate(items, 1)
        )
        return made(CommitmentList, id=identifier, kind=self.lists, items=made_items, **form, **opening)

    # --- identifiers and words

    def _anchor(self) -> str:
        """The identifier of a passage: `p1`, `p2` …, unless the text numbers its own paragraphs."""
        stem = "passage-" if self._numbered else "p"
        number = 1
        while f"{stem}{number}" in self.taken:
            number += 1
        return self._given(f"{stem}{number}")

    def _given(self, wanted: str) -> str:
        found = free(wanted, self.taken)
        self.taken.add(found)
        return found

    def _running(self, words: str) -> str:
        """Running text as the edition stores it, with a reference at each mention of a registered thing."""
        said = _french(words)
        blanked = _LINK.sub(lambda link: "\n" * len(link[0]), said)
        for mention in reversed(list(self._matcher.find(blanked))):
            self.counts["references"] += 1
            said = f"{said[: mention.start]}[{said[mention.start : mention.end]}](ref:{mention.identifier}){said[mention.end :]}"
        return said


def _same(mark: str, printed: str) -> bool:
    return mark == printed or (not printed and mark in BULLETS)


def _with_mark(item: Block) -> Block:
    words = item.words if item.mark in BULLETS else f"{item.mark} {item.words}"
    return Block(item.kind, words, item.line, item.level)


_STORED = (
    (re.compile("[’‘]"), "'"),
    (re.compile("[\u00a0\u2007\u2009\u202f]"), " "),
    (re.compile(r"(?<=«)\s+|(?<!\s)\s+(?=»)"), ""),
    (re.compile(r"\s{2,}"), " "),
)


def _french(words: str) -> str:
    """Words with the signs that the edition stores; display sets apostrophes and spaces."""
    for pattern, replacement in _STORED:
        words = pattern.sub(replacement, words)
    return words.strip()


def _printed(blocks: Sequence[Block]) -> Iterator[str]:
    """The wording of blocks, as a plain text has it."""
    for block in sorted(blocks, key=lambda block: block.kind is BlockKind.NOTE):
        words = plain(re.sub(r"\[\^(\w+)\]", lambda call: superscript_mark(call[1]), block.words))
        if block.kind is BlockKind.BOX:
            yield from _printed(block.within)
        elif block.kind is BlockKind.NOTE:
            yield f"{superscript_mark(block.mark)} {words}"
        elif block.kind is BlockKind.ITEM:
            yield f"{'-' if block.mark in BULLETS else block.mark} {words}"
        else:
            yield words
