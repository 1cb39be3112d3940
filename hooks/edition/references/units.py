"""Flattens the tree into units: every text of a document, in reading order, with its identifier and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..model import (
    Box,
    BoxEntry,
    BriefSentence,
    CommitmentList,
    ContactsEntry,
    Division,
    Document,
    Edition,
    Entry,
    FigureEntry,
    Footnote,
    HeaderField,
    KeyFiguresEntry,
    ListEntry,
    Node,
    Paragraph,
    Passage,
    QuotationEntry,
    Section,
    SectionEntry,
    SitesEntry,
    Text,
)
from ..problems.problem import Place


@dataclass(frozen=True, slots=True)
class Unit:
    """A text with an identifier.

    anchor:       its id on its page; empty for the title of the page
    division:     the identifier of its page within the document; empty for the page of the document
    role:         `paragraph`, `item`, `lead`, `title` …
    printed:      what the printed text sets before it: `27.`, `Résultat 1.`
    ancestors:    the anchors of the boxes, sections and lists that contain it
    monolingual:  the words of a unit without `text`, the same in all languages: a name, an address
    is_editorial: whether the edition has added it to the printed text
    """

    document: str
    division: str
    anchor: str
    role: str
    place: Place
    text: Text | None = None
    monolingual: str = ""
    printed: str = ""
    ancestors: tuple[str, ...] = ()
    is_editorial: bool = False

    @property
    def identifier(self) -> str:
        """The full identifier: `document/anchor`, or that of its page."""
        return "/".join(filter(None, (self.document, self.anchor or self.division)))

    @property
    def source_text(self) -> str:
        """The text in the source language."""
        return self.text.fr if self.text else self.monolingual


def all_units(edition: Edition) -> Iterator[Unit]:
    """Yields all units of all documents."""
    for document in edition.documents:
        yield from document_units(edition, document)


def document_units(edition: Edition, document: Document) -> Iterator[Unit]:
    """Yields the units of one document, in the order of the printed text."""
    walk = _Walk(edition, document)
    head = document.head
    yield from walk.header(head.masthead)
    yield walk.unit("", "title", head.title)
    if head.subtitle:
        yield walk.unit("subtitle", "subtitle", head.subtitle)
    yield from walk.header(head.header)
    yield from walk.brief(head.brief)
    for group in document.groups:
        if group.head.title:
            yield walk.unit(group.head.id, "heading", group.head.title, printed=_printed_number("", group.head.number))
        for division in group.divisions:
            yield from walk.division(division)
    yield from walk.body(head.body)
    yield from walk.footnotes(head.footnotes)


def _printed_number(name: str, number: str | None) -> str:
    return " ".join(filter(None, (name, f"{number}." if number else "")))


@dataclass(frozen=True)
class _Walk:
    """Walks through one document; `page` is the division of the current page."""

    edition: Edition
    document: Document
    page: str = ""
    ancestors: tuple[str, ...] = ()

    def unit(self, anchor: str, role: str, text: Text, **more: Any) -> Unit:
        return Unit(self.document.id, self.page, anchor, role, text.at, text, ancestors=self.ancestors, **more)

    def monolingual_unit(self, anchor: str, role: str, node: Node, words: str) -> Unit:
        return Unit(self.document.id, self.page, anchor, role, node.at, monolingual=words, ancestors=self.ancestors)

    def with_ancestor(self, anchor: str) -> _Walk:
        return replace(self, ancestors=(*self.ancestors, anchor))

    def header(self, fields: Iterable[HeaderField]) -> Iterator[Unit]:
        for field in fields:
            if field.label:
                yield self.unit(field.id, "heading" if field.heading else "label", field.label)
            yield self.unit(field.id, "value", field.value)

    def division(self, division: Division) -> Iterator[Unit]:
        yield from self.single_division(division)
        for within in division.children:
            yield from self.division(within)

    def single_division(self, division: Division) -> Iterator[Unit]:
        head, walk = division.head, replace(self, page=division.head.id)
        kind = self.edition.kinds_by_id.get(head.kind)
        name = kind.name.fr if kind and kind.printed else ""
        yield walk.unit("", "title", head.title, printed=_printed_number(name, head.number))
        yield from walk.brief(head.brief)
        yield from walk.body(head.body)
        yield from walk.footnotes(head.footnotes)

    def brief(self, sentences: Iterable[BriefSentence]) -> Iterator[Unit]:
        for sentence in sentences:
            yield self.unit(sentence.id, "summary", sentence, is_editorial=True)

    def footnotes(self, notes: Iterable[Footnote]) -> Iterator[Unit]:
        for note in notes:
            yield self.unit(note.id, "footnote", note, printed=_SUPERSCRIPTS.get(note.mark, note.mark))

    def body(self, entries: Iterable[Entry]) -> Iterator[Unit]:
        for entry in entries:
            match entry:
                case Paragraph():
                    yield self.unit(entry.id, "paragraph", entry, printed=f"{entry.paragraph}.")
                case Passage():
                    yield self.unit(entry.id, "passage", entry)
                case ListEntry():
                    yield from self.list(entry.list)
                case BoxEntry():
                    yield from self.box(entry.box)
                case SectionEntry():
                    yield from self.section(entry.section)
                case FigureEntry():
                    yield self.unit(entry.figure.id, "figure", entry.figure.title)
                case QuotationEntry():
                    yield self.unit(entry.quotation.id, "quotation", entry.quotation)
                    yield self.unit(entry.quotation.id, "author", entry.quotation.author)
                case ContactsEntry():
                    yield from self.contacts(entry)
                case SitesEntry():
                    yield self.unit(entry.sites.id, "heading", entry.sites.title)
                    for site in entry.sites.items:
                        yield self.monolingual_unit(site.id, "address", site, site.address)
                case KeyFiguresEntry():
                    for figure in entry.key_figures.figures:
                        yield self.unit(figure.id, "figure-value", figure.value, is_editorial=True)
                        yield self.unit(figure.id, "figure-label", figure.label, is_editorial=True)

    def list(self, entry: CommitmentList) -> Iterator[Unit]:
        if entry.title:
            yield self.unit(entry.id, "heading", entry.title)
        if entry.lead:
            yield self.unit(entry.id, "lead", entry.lead, printed=f"{entry.paragraph}." if entry.paragraph else "")
        for number, item in enumerate(entry.items, 1):
            yield self.with_ancestor(entry.id).unit(item.id, "item", item, printed=entry.item_mark(number))

    def box(self, box: Box) -> Iterator[Unit]:
        yield self.unit(box.id, "heading", box.title)
        yield from self.with_ancestor(box.id).body(box.body)

    def section(self, section: Section) -> Iterator[Unit]:
        title = section.title or next((label.title for label in self.document.head.labels if label.id == section.label), None)
        if title:
            role = "heading" if section.title else "repeated"
            yield replace(self.unit(section.id, role, title), place=section.at)
        yield from self.with_ancestor(section.id).body(section.body)

    def contacts(self, entry: ContactsEntry) -> Iterator[Unit]:
        yield self.unit(entry.contacts.id, "lead", entry.contacts.lead)
        for person in entry.contacts.people:
            yield self.monolingual_unit(person.id, "name", person, person.name)
            yield self.unit(person.id, "role", person.role)
            yield self.monolingual_unit(person.id, "mail", person, person.mail)


_SUPERSCRIPTS = {"1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹"}


def superscript_mark(mark: str) -> str:
    """Returns the mark of a footnote as a superscript, as in the printed text."""
    return _SUPERSCRIPTS.get(mark, mark)
