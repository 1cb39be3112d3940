"""What there is: the shapes of the YAML files, and the tree that they make together.

Every class with the suffix of a file shape is a frozen pydantic model that refuses unknown fields; `Edition`,
`Document`, `Group`, `Division` and `Register` join them into one tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, Field, InstanceOf, Tag
from pydantic.json_schema import SkipJsonSchema

from .problem import Place
from .read import PLACE_KEY

LANGUAGES = ("fr", "en")
"""The languages of the edition; the first is the one the texts were received in."""
SOURCE_LANGUAGE = LANGUAGES[0]

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9./-]*$")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Words = Annotated[str, Field(min_length=1)]
Address = Annotated[str, Field(pattern=r"^(https?://|www\.)[^\s<>\"']+$")]


class Node(BaseModel):
    """A mapping of a YAML file; knows where it stands."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    at: SkipJsonSchema[InstanceOf[Place]] = Field(alias=PLACE_KEY, repr=False, exclude=True)


class Text(Node):
    """One text in both languages; the English may still be missing."""

    fr: Words
    en: Words | None = None

    def get(self, language: str) -> str | None:
        """The text in a language, None where it has not been translated yet."""
        return getattr(self, language)

    def shown(self, language: str) -> tuple[str, str]:
        """The text a reader of `language` is shown, and the language that it is in."""
        text = self.get(language)
        return (text, language) if text is not None else (self.fr, SOURCE_LANGUAGE)


class Forms(Node):
    """The forms under which the texts of each language name something."""

    fr: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()

    def get(self, language: str) -> tuple[str, ...]:
        """The forms of a language, longest first where it matters to the reader of them."""
        return getattr(self, language)


class Acronym(Node):
    """An acronym; a language may lack one."""

    fr: Words | None = None
    en: Words | None = None

    def get(self, language: str) -> str | None:
        """The acronym in a language."""
        return getattr(self, language)


# --- The body of a text -----------------------------------------------------------------------------------------


class Paragraph(Text):
    """A numbered paragraph of the printed text."""

    paragraph: Annotated[int, Field(gt=0)]

    @property
    def id(self) -> str:
        """Its anchor, made from the printed number."""
        return f"p{self.paragraph}"


class Passage(Text):
    """A paragraph that the printed text does not number; `role` names its part in the text (see kinds.yml)."""

    passage: Id
    role: Id | None = None

    @property
    def id(self) -> str:
        """Its stored anchor."""
        return self.passage


class Item(Text):
    """One item of a list: an aim, a commitment, a deliverable …"""

    id: Id


class CommitmentList(Node):
    """A list with its lead-in; `kind`, `levels` and `addressees` are entries of kinds.yml."""

    paragraph: Annotated[int, Field(gt=0)] | None = None
    stored_id: Id | None = Field(None, alias="id")
    kind: Id
    levels: tuple[Id, ...] = ()
    addressees: tuple[Id, ...] = ()
    ordered: bool = False
    title: Text | None = None
    lead: Text | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @property
    def id(self) -> str:
        """Its anchor: that of the paragraph whose lead-in opens it, or the stored one."""
        return f"p{self.paragraph}" if self.paragraph else self.stored_id or ""


class Figure(Node):
    """A picture drawn from the data; `drawing` names the one who draws it."""

    id: Id
    drawing: Id
    title: Text


class Quotation(Text):
    """Somebody's words, with their author."""

    id: Id
    author: Text


class Person(Node):
    """A person to turn to, as printed."""

    id: Id
    name: Words
    role: Text
    mail: Words


class Contacts(Node):
    """The people a text sends its readers to."""

    id: Id
    lead: Text
    people: Annotated[tuple[Person, ...], Field(min_length=1)]


class Site(Node):
    """An address printed in a text; shown as words, since printed addresses outlive their sites."""

    id: Id
    address: Address


class Sites(Node):
    """The sites a text sends its readers to."""

    id: Id
    title: Text
    items: Annotated[tuple[Site, ...], Field(min_length=1)]


class KeyFigure(Node):
    """A figure taken from a passage of the text and shown by itself."""

    id: Id
    value: Text
    label: Text
    source: Id


class KeyFigures(Node):
    """Figures of the text, shown as figures; they repeat what their passages say."""

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

    sites: Sites


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
    "paragraph", "passage", "list", "box", "figure", "section", "quotation", "contacts", "sites", "key_figures",
)


def entry_kind(entry: object) -> str | None:
    """The field that tells what a body entry is; None where it has none of them."""
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


class Box(Node):
    """A boxed text within a text."""

    id: Id
    title: Text
    body: tuple[Entry, ...]


class Section(Node):
    """A part of a text under a heading of its own, or under one of the document's repeated labels."""

    id: Id
    title: Text | None = None
    label: Id | None = None
    body: tuple[Entry, ...] = ()


class Footnote(Text):
    """A note called in the text by `[^mark]`."""

    id: Id
    mark: Words


# --- Files ------------------------------------------------------------------------------------------------------


class HeaderField(Node):
    """A line of a document's title page; a `heading` stands over its value, a label before it."""

    id: Id
    label: Text | None = None
    value: Text
    heading: bool = False


class GroupHead(Node):
    """A run of divisions, under a heading of its own where the printed text has one."""

    id: Id
    number: Words | None = None
    title: Text | None = None
    divisions: tuple[Id, ...]


class Label(Node):
    """A heading that a document repeats, written once."""

    id: Id
    title: Text


class DocumentHead(Node):
    """`document.yml`: what a document is, its title page, its outline; its body where it has no divisions."""

    id: Slug
    kind: Id
    source: Words
    symbol: Words | None = None
    date: Words | None = None
    title: Text
    short_title: Text
    subtitle: Text | None = None
    summary: Text
    dated: Text
    origin: Text
    notice: Text | None = None
    status: Text | None = None
    official: Address | None = None
    masthead: tuple[HeaderField, ...] = ()
    header: tuple[HeaderField, ...] = ()
    labels: tuple[Label, ...] = ()
    outline: tuple[GroupHead, ...] = ()
    body: tuple[Entry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class DivisionHead(Node):
    """A file of a divided document: a part, an outcome, an enabler, an output (see kinds.yml)."""

    kind: Id
    id: Slug
    number: Words | None = None
    title: Text
    body: tuple[Entry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class RegisterKind(Node):
    """A class of a register's entries."""

    id: Id
    title: Text


class RegisterEntry(Node):
    """A registered thing: an instrument, a target, an organization, a term, a theme …"""

    id: Id
    slug: Slug | None = None
    kind: Id | None = None
    number: Words | None = None
    year: int | None = None
    issuer: Text | None = None
    name: Text
    acronym: Acronym | None = None
    description: Text
    link: Address | None = None
    mentions: Forms | None = None
    linked: bool = True

    @property
    def path(self) -> str:
        """Its part of an address."""
        return self.slug or "-".join("".join(c if c.isalnum() else " " for c in self.id.lower()).split())


class Register(Node):
    """`registers/*.yml`: what the texts name, once for all; `cited_by` tells how places that cite it are found."""

    id: Slug
    path: Slug
    cited_by: Annotated[str, Field(pattern="^(references|words)$")]
    layout: Annotated[str, Field(pattern="^(register|glossary)$")] = "register"
    facet: Annotated[str, Field(pattern="^(theme|instrument|sdg)$")] | None = None
    title: Text
    introduction: Text
    kinds: tuple[RegisterKind, ...] = ()
    entries: tuple[RegisterEntry, ...]

    def identifier(self, entry: RegisterEntry) -> str:
        """An entry's full identifier: its own, or `register/entry` where texts name it by words, not by reference."""
        return entry.id if self.cited_by == "references" else f"{self.id}/{entry.id}"


class Kind(Node):
    """A kind of document, division, list, level … with its names.

    `within` lists the kinds a division may stand in; `printed` kinds have their name before their number
    («Résultat 1.»).
    """

    id: Id
    name: Text
    plural: Text | None = None
    printed: bool = False
    within: tuple[Id, ...] = ()


class Kinds(Node):
    """`kinds.yml`: the kinds that the files name."""

    documents: tuple[Kind, ...]
    divisions: tuple[Kind, ...]
    lists: tuple[Kind, ...]
    levels: tuple[Kind, ...]
    addressees: tuple[Kind, ...]
    roles: tuple[Kind, ...]
    corrections: tuple[Kind, ...]


class Correction(Node):
    """A declared difference between the source and the edition's reading (see corrections.yml)."""

    id: Id
    kind: Id
    unit: Id
    source: Words | None = None
    reading: Words | None = None
    after: Id | None = None
    reason: Text


class Normalization(Node):
    """A difference that is not counted as one, everywhere alike."""

    id: Id
    title: Text


class Corrections(Node):
    """`sources/corrections.yml`."""

    normalizations: tuple[Normalization, ...]
    corrections: tuple[Correction, ...]


class TranslationException(Node):
    """A translation that a rule would refuse and that is right.

    `unit` is a unit's full identifier, else a register entry's, else a file; `rule` a key of messages.yml; `words` what
    the rule finds there, everything where it is not given.
    """

    unit: Id
    rule: Id
    words: Words | None = None
    reason: Text


class Translation(Node):
    """`translation.yml`: the exceptions to the rules on translations."""

    exceptions: tuple[TranslationException, ...]


class Redirect(Node):
    """A published address that has moved: `old` and `new` from the site's root, with their anchors."""

    old: Words
    new: Words


class Redirects(Node):
    """`redirects.yml`."""

    redirects: tuple[Redirect, ...]


class EditionHead(Node):
    """`edition.yml`: the edition's own name, the order of its documents, where its files are kept in public."""

    title: Text
    tagline: Text
    documents: tuple[Slug, ...]
    repository: Address | None = None


class Phrase(Node):
    """A phrase of the interface."""

    id: Id
    text: Text


class Interface(Node):
    """`interface.yml`: every phrase that surrounds the texts."""

    phrases: tuple[Phrase, ...]


# --- The tree ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Division:
    """A division with those that stand within it; `file` is its YAML file, relative to the project."""

    head: DivisionHead
    file: str
    within: tuple[Division, ...] = ()

    def walk(self) -> Iterator[Division]:
        """Itself and those within it, in reading order."""
        yield self
        for division in self.within:
            yield from division.walk()


@dataclass(frozen=True, eq=False)
class Group:
    """A run of divisions of a document."""

    head: GroupHead
    divisions: tuple[Division, ...]


@dataclass(frozen=True, eq=False)
class Document:
    """One of the texts; `file` is its document.yml."""

    head: DocumentHead
    file: str
    groups: tuple[Group, ...] = ()

    @property
    def id(self) -> str:
        """Its identifier, also its address."""
        return self.head.id

    def divisions(self) -> Iterator[Division]:
        """All divisions, in reading order."""
        for group in self.groups:
            for division in group.divisions:
                yield from division.walk()


@dataclass(frozen=True, slots=True)
class Recorded:
    """The French that a text's English was made from, as a record keeps it (see freshness)."""

    key: str
    french: str
    place: Place


@dataclass(frozen=True, eq=False)
class Edition:
    """All of the content; `recorded` leads from the keys of translated texts to their lines."""

    head: EditionHead
    documents: tuple[Document, ...]
    registers: tuple[Register, ...]
    kinds: Kinds
    corrections: Corrections
    translation: Translation
    interface: Interface
    redirects: tuple[Redirect, ...]
    sources: Mapping[str, str]
    recorded: Mapping[str, Recorded] = field(default_factory=dict)

    @cached_property
    def entries(self) -> Mapping[str, tuple[Register, RegisterEntry]]:
        """Registered things by identifier."""
        return {register.identifier(entry): (register, entry) for register in self.registers for entry in register.entries}

    @cached_property
    def phrases(self) -> Mapping[str, Text]:
        """The interface's phrases by identifier."""
        return {phrase.id: phrase.text for phrase in self.interface.phrases}

    @cached_property
    def kind_names(self) -> Mapping[str, Kind]:
        """Every kind by identifier, whatever it is a kind of."""
        fields = type(self.kinds).model_fields
        return {kind.id: kind for name in fields if name != "at" for kind in getattr(self.kinds, name)}
