"""The body of a text: paragraphs, lists, boxes, figures and other entries, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from .text import Anchored, Id, KindOf, Node, PrintedAddress, Text, Words


class Paragraph(Anchored, Text):
    """A numbered paragraph of the printed text."""

    paragraph: Annotated[int, Field(gt=0)]

    @property
    def id(self) -> str:
        """The anchor, derived from the printed number."""
        return f"p{self.paragraph}"


class Passage(Anchored, Text):
    """A paragraph without a printed number; `role` names its role in the text (see kinds.yml)."""

    passage: Id
    role: Annotated[Id | None, KindOf("roles")] = None

    @property
    def id(self) -> str:
        """The stored anchor."""
        return self.passage


class Item(Anchored, Text):
    """An item of a list: an aim, a commitment, a deliverable and so on."""

    id: Id


def roman_numeral(number: int) -> str:
    """Formats a number as a Roman numeral in lower case."""
    tens, units = divmod(number, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[units]


class CommitmentList(Anchored):
    """A list with its lead-in; `kind` and `levels` are entries of kinds.yml.

    Its items are printed with bullets, as `1.` (`ordered`), `a)` or `i)` (`marks`).
    """

    paragraph: Annotated[int, Field(gt=0)] | None = None
    stored_id: Id | None = Field(None, alias="id")
    kind: Annotated[Id, KindOf("lists")]
    levels: Annotated[tuple[Id, ...], KindOf("levels")] = ()
    ordered: bool = False
    marks: Literal["letters", "roman"] | None = None
    title: Text | None = None
    lead: Text | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @property
    def id(self) -> str:
        """The anchor: that of its paragraph number, or the stored one."""
        return f"p{self.paragraph}" if self.paragraph else self.stored_id or ""

    def item_mark(self, number: int) -> str:
        """Returns the printed mark of an item, by its number from 1; empty for a bullet."""
        if self.marks == "letters":
            return f"{chr(ord('a') + number - 1)})"
        if self.marks == "roman":
            return f"{roman_numeral(number)})"
        return f"{number}." if self.ordered else ""


class Figure(Anchored):
    """The overview of the principal document, drawn from the data."""

    id: Id
    title: Text


class Quotation(Anchored, Text):
    """A quotation with its author."""

    id: Id
    author: Text


class Person(Anchored):
    """A contact person, as printed."""

    id: Id
    name: Words
    role: Text
    mail: Words


class Contacts(Anchored):
    """The contact persons of a text."""

    id: Id
    lead: Text
    people: Annotated[tuple[Person, ...], Field(min_length=1)]


class WebAddress(Anchored):
    """A web address printed in a text; shown as words, since printed addresses outlive their sites."""

    id: Id
    address: PrintedAddress


class WebAddresses(Anchored):
    """A list of web addresses in a text."""

    id: Id
    title: Text
    items: Annotated[tuple[WebAddress, ...], Field(min_length=1)]


class KeyFigure(Anchored):
    """A figure that is taken from a passage of the text and highlighted."""

    id: Id
    value: Text
    label: Text
    source: Id


class KeyFigures(Node):
    """Highlighted figures, which repeat passages of the text."""

    id: Id
    figures: Annotated[tuple[KeyFigure, ...], Field(min_length=1)]


class ListEntry(Node):
    """Body entry `list`."""

    list: CommitmentList


class FigureEntry(Node):
    """Body entry `figure`."""

    figure: Figure


class QuotationEntry(Node):
    """Body entry `quotation`."""

    quotation: Quotation


class ContactsEntry(Node):
    """Body entry `contacts`."""

    contacts: Contacts


class SitesEntry(Node):
    """Body entry `sites`."""

    sites: WebAddresses


class KeyFiguresEntry(Node):
    """Body entry `key_figures`."""

    key_figures: KeyFigures


class BoxEntry(Node):
    """Body entry `box`."""

    box: Box


class SectionEntry(Node):
    """Body entry `section`."""

    section: Section


ENTRY_KINDS = (
    "paragraph",
    "passage",
    "list",
    "box",
    "figure",
    "section",
    "quotation",
    "contacts",
    "sites",
    "key_figures",
)


def entry_kind(entry: object) -> str | None:
    """Returns the field that determines the kind of a body entry; None where it has none of them."""
    if not isinstance(entry, Mapping):
        return next((kind for kind in ENTRY_KINDS if hasattr(entry, kind)), None)
    return next((kind for kind in ENTRY_KINDS if kind in entry), None)


Entry = Annotated[
    Annotated[Paragraph, Tag("paragraph")]
    | Annotated[Passage, Tag("passage")]
    | Annotated[ListEntry, Tag("list")]
    | Annotated[BoxEntry, Tag("box")]
    | Annotated[FigureEntry, Tag("figure")]
    | Annotated[SectionEntry, Tag("section")]
    | Annotated[QuotationEntry, Tag("quotation")]
    | Annotated[ContactsEntry, Tag("contacts")]
    | Annotated[SitesEntry, Tag("sites")]
    | Annotated[KeyFiguresEntry, Tag("key_figures")],
    Discriminator(entry_kind),
]


class Box(Anchored):
    """A boxed text within a text."""

    id: Id
    title: Text
    body: tuple[Entry, ...]


class Section(Anchored):
    """A part of a text under a heading, or under one of the document's repeated labels."""

    id: Id
    title: Text | None = None
    label: Id | None = None
    body: tuple[Entry, ...] = ()


class Footnote(Anchored, Text):
    """A footnote, called in the text by `[^mark]`."""

    id: Id
    mark: Words


# Boxes and sections contain entries, and entries boxes and sections: the types are complete only here.
for _entry_type in (BoxEntry, SectionEntry):
    _entry_type.model_rebuild()
