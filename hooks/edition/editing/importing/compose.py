"""Composes a first document of the blocks of an imported text: sections, numbered paragraphs, lists, notes, references."""

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
from ...references.mentions import citation_matcher
from ...references.units import superscript_mark
from ...text.inline_markup import plain_text
from ...text.typography import remove_typography
from ..scaffold import NewText, build_node, build_text, slugify, unique_identifier
from .blocks import BULLETS, Block, BlockKind, ParsedText, ReviewNote

_LINK = re.compile(r"\[[^\[\]]*\]\([^()]*\)|\[\^[^\[\]]+\]")
_NUMBER = re.compile(r"\d+\.")
_EXCERPT_LENGTH = 48


@dataclass(frozen=True)
class ComposedDocument:
    """A composed document, the wording to compare it with, and notes on what to review."""

    head: DocumentHead
    source: str
    review_notes: tuple[ReviewNote, ...]
    counts: Mapping[str, int]


def compose_document(parsed: ParsedText, edition: Edition, lists: str, **facts: object) -> ComposedDocument:
    """Composes a document: `facts` are the fields of its head that are not in the text, `lists` is the kind of its lists."""
    composer = _Composer(parsed.blocks, edition, lists)
    title, body = composer.compose_title(str(facts["id"])), composer.compose_body(0)
    notes = tuple(composer.footnotes)
    given = {"short_title": NewText(title.fr), **{name: value for name, value in facts.items() if value}}
    head = build_node(DocumentHead, **{**given, "title": title, "body": tuple(body), "footnotes": notes})
    source = parsed.source or "\n\n".join(_plain_texts(parsed.blocks)) + "\n"
    review_notes = sorted((*parsed.review_notes, *composer.review_notes), key=lambda review_note: review_note.line)
    return ComposedDocument(head, source, tuple(review_notes), composer.counts)


@dataclass
class _Composer:
    """Converts the blocks in one pass; collects footnotes, review notes and identifiers."""

    blocks: Sequence[Block]
    edition: Edition
    lists: str
    review_notes: list[ReviewNote] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("paragraphs", "lists", "sections", "references"), 0))
    identifiers: set[str] = field(default_factory=set)
    position: int = 0

    def __post_init__(self) -> None:
        self._numbered = self._find_numbered_paragraphs()
        self._matcher = citation_matcher(self.edition, SOURCE_LANGUAGE, "references")

    # --- The next blocks

    def _next_block(self) -> Block | None:
        return self.blocks[self.position] if self.position < len(self.blocks) else None

    def _add_review_note(self, block: Block, phrase: str, **facts: object) -> None:
        words = plain_text(block.words)
        start = words if len(words) <= _EXCERPT_LENGTH else words[:_EXCERPT_LENGTH] + "…"
        self.review_notes.append(ReviewNote(block.line, phrase, {"words": start, **facts}))

    def _find_numbered_paragraphs(self) -> frozenset[int]:
        """Returns the indices of numbered paragraphs: their numbers run through the text, while each list begins at 1."""
        numbered: set[int] = set()
        expected, list_number = 1, 0
        for index, block in enumerate(self.blocks):
            if block.kind is not BlockKind.ITEM or block.level > 1 or not _NUMBER.fullmatch(block.mark):
                list_number = 0 if block.kind is not BlockKind.ITEM else list_number
                continue
            number = int(block.mark[:-1])
            opened = number == 1 and index > 0 and self.blocks[index - 1].words.endswith(":")
            if opened or (list_number and number == list_number + 1):
                list_number = number
            elif number == expected:
                numbered.add(index)
                expected, list_number = expected + 1, 0
            else:
                self._add_review_note(block, "review-number", number=number, expected=expected)
        return frozenset(numbered)

    # --- The parts of a document

    def compose_title(self, untitled: str) -> NewText:
        """Returns the title: the first heading, or `untitled` where there is none."""
        first = self._next_block()
        if first is None or first.kind is not BlockKind.HEADING:
            self.review_notes.append(ReviewNote(1, "review-title"))
            return NewText(untitled)
        self.position += 1
        return NewText(remove_typography(first.words).strip())

    def compose_body(self, floor: int) -> list[Entry]:
        """Composes the entries up to the next heading whose level is `floor` or less."""
        entries: list[Entry] = []
        while (block := self._next_block()) is not None:
            if block.kind is BlockKind.HEADING and max(block.level, 1) <= floor:
                break
            entries += self._compose_entries(block)
        return entries

    def _compose_entries(self, block: Block) -> Iterator[Entry]:
        numbered = self.position in self._numbered
        self.position += 1
        match block.kind:
            case BlockKind.HEADING:
                yield self._compose_section(block)
            case BlockKind.TEXT:
                yield self._compose_text(block, None)
            case BlockKind.ITEM if numbered:
                yield self._compose_text(block, int(block.mark[:-1]))
            case BlockKind.ITEM:
                self._add_review_note(block, "review-item")
                yield self._compose_passage(f"{'–' if block.mark in BULLETS else block.mark} {block.words}")
            case BlockKind.NOTE:
                mark = slugify(block.mark)
                self.footnotes.append(
                    build_node(
                        Footnote,
                        id=self._reserve_identifier(f"fn-{mark}"),
                        mark=block.mark,
                        fr=self._with_references(block.words),
                    )
                )
            case BlockKind.BOX:
                yield self._compose_box(block)
            case BlockKind.TABLE:
                self._add_review_note(block, "review-table")

    def _compose_section(self, heading: Block) -> Entry:
        self.counts["sections"] += 1
        title, level = NewText(remove_typography(heading.words).strip()), max(heading.level, 1)
        identifier = self._reserve_identifier(slugify(plain_text(heading.words)))
        start = self.position
        if items := self._take_items():
            after = self._next_block()
            if (
                after is None
                or after.kind is BlockKind.NOTE
                or (after.kind is BlockKind.HEADING and max(after.level, 1) <= level)
            ):
                return build_node(ListEntry, list=self._compose_list(items, identifier, title=build_text(title)))
            self.position = start
        return build_node(
            SectionEntry, section=build_node(Section, id=identifier, title=title, body=tuple(self.compose_body(level)))
        )

    def _compose_box(self, block: Block) -> Entry:
        first, *rest = block.children or (block,)
        box_composer = _Composer(rest, self.edition, self.lists, self.review_notes, self.footnotes, self.counts, self.identifiers)
        identifier = self._reserve_identifier("box-1")
        body = tuple(box_composer.compose_body(0))
        self._add_review_note(first, "review-box")
        return build_node(
            BoxEntry,
            box=build_node(Box, id=identifier, title=NewText(remove_typography(plain_text(first.words)).strip()), body=body),
        )

    def _compose_text(self, block: Block, number: int | None) -> Entry:
        items = self._take_items()
        if not items:
            if number is None:
                return self._compose_passage(block.words)
            self.counts["paragraphs"] += 1
            return build_node(Paragraph, paragraph=number, fr=self._with_references(block.words))
        if not block.words.endswith(":"):
            self._add_review_note(block, "review-lead")
        identifier = None if number else self._next_passage_identifier()
        return build_node(
            ListEntry,
            list=self._compose_list(
                items, identifier, paragraph=number, lead=build_text(NewText(self._with_references(block.words)))
            ),
        )

    def _compose_passage(self, words: str) -> Entry:
        self.counts["paragraphs"] += 1
        return build_node(Passage, passage=self._next_passage_identifier(), fr=self._with_references(words))

    def _take_items(self) -> list[Block]:
        """Takes the items at the present position."""
        start = self.position
        while (block := self._next_block()) and block.kind is BlockKind.ITEM and self.position not in self._numbered:
            self.position += 1
        return list(self.blocks[start : self.position])

    def _compose_list(self, items: Sequence[Block], identifier: str | None, **opening: object) -> CommitmentList:
        self.counts["lists"] += 1
        if any(item.level > items[0].level for item in items):
            self._add_review_note(items[0], "review-levels")
        first = items[0].mark
        form: dict[str, object] = {}
        if first == "1.":
            form = {"ordered": True}
        elif first in ("a)", "i)"):
            form = {"marks": "letters" if first == "a)" else "roman"}
        as_printed = build_node(CommitmentList, **form)
        if not all(_is_same_mark(item.mark, as_printed.item_mark(number)) for number, item in enumerate(items, 1)):
            # Marks that the list would not print stay in the words.
            self._add_review_note(items[0], "review-marks")
            form, items = {}, [_with_mark(item) for item in items]
        owner = f"p{opening['paragraph']}" if opening.get("paragraph") else identifier
        made_items = tuple(
            build_node(Item, id=self._reserve_identifier(f"{owner}-{number}"), fr=self._with_references(item.words))
            for number, item in enumerate(items, 1)
        )
        return build_node(CommitmentList, id=identifier, kind=self.lists, items=made_items, **form, **opening)

    # --- Identifiers and words

    def _next_passage_identifier(self) -> str:
        """Returns the next identifier of a passage: `p1`, `p2` …, or `passage-1` … where the text has numbered paragraphs."""
        stem = "passage-" if self._numbered else "p"
        number = 1
        while f"{stem}{number}" in self.identifiers:
            number += 1
        return self._reserve_identifier(f"{stem}{number}")

    def _reserve_identifier(self, wanted: str) -> str:
        identifier = unique_identifier(wanted, self.identifiers)
        self.identifiers.add(identifier)
        return identifier

    def _with_references(self, words: str) -> str:
        """Returns running text in the stored form, with a reference at each mention of a register entry."""
        words = remove_typography(words).strip()
        blanked = _LINK.sub(lambda link: "\n" * len(link[0]), words)
        for mention in reversed(list(self._matcher.find(blanked))):
            self.counts["references"] += 1
            words = (
                f"{words[: mention.start]}[{words[mention.start : mention.end]}](ref:{mention.identifier}){words[mention.end :]}"
            )
        return words


def _is_same_mark(mark: str, printed: str) -> bool:
    return mark == printed or (not printed and mark in BULLETS)


def _with_mark(item: Block) -> Block:
    words = item.words if item.mark in BULLETS else f"{item.mark} {item.words}"
    return Block(item.kind, words, item.line, item.level)


def _plain_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yields the wording of blocks as plain text."""
    for block in sorted(blocks, key=lambda block: block.kind is BlockKind.NOTE):
        words = plain_text(re.sub(r"\[\^(\w+)\]", lambda call: superscript_mark(call[1]), block.words))
        if block.kind is BlockKind.BOX:
            yield from _plain_texts(block.children)
        elif block.kind is BlockKind.NOTE:
            yield f"{superscript_mark(block.mark)} {words}"
        elif block.kind is BlockKind.ITEM:
            yield f"{'-' if block.mark in BULLETS else block.mark} {words}"
        else:
            yield words
