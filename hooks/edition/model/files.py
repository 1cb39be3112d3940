"""What each YAML file holds: the heads of documents and divisions, registers, kinds, corrections."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .body import Entry, Footnote
from .text import Acronym, Address, Addresses, Anchored, Date, FileName, Forms, Id, KindOf, Node, SiteAddress, Slug, Text, Words

SchemaType = Literal[
    "Article", "Chapter", "CreativeWork", "DefinedTerm", "Legislation", "Organization", "Project", "Report", "WebPage"
]
"""What a thing is called in the words of schema.org, which machines know."""


class HeaderField(Anchored):
    """A line of a document's title page; a `heading` stands over its value, a label before it."""

    id: Id
    label: Text | None = None
    heading: bool = False
    value: Text


class GroupHead(Anchored):
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
    """`document.yml`: what a document is, its title page, its outline; its body where it has no divisions.

    `author` is the registered organization that issued the original.
    """

    id: Slug
    kind: Annotated[Id, KindOf("documents")]
    author: Id | None = None
    source: FileName
    symbol: Words | None = None
    date: Date | None = None
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

    kind: Annotated[Id, KindOf("divisions")]
    id: Slug
    number: Words | None = None
    title: Text
    body: tuple[Entry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class RegisterKind(Node):
    """A class of a register's entries."""

    id: Id
    type: SchemaType | None = None
    title: Text


class RegisterEntry(Node):
    """A registered thing: an instrument, a target, an organization, a term, a theme and so on."""

    id: Id
    slug: Slug | None = None
    kind: Id | None = None
    type: SchemaType | None = None
    number: Words | None = None
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    issuer: Text | None = None
    name: Text
    acronym: Acronym | None = None
    description: Text
    link: Address | None = None
    links: Addresses | None = None
    mentions: Forms | None = None
    linked: bool = True

    def official(self, language: str) -> str | None:
        """The address of its official page, in a language where there is one for each."""
        return self.links.get(language) if self.links else self.link

    @property
    def path(self) -> str:
        """Its part of an address."""
        return self.slug or "-".join("".join(c if c.isalnum() else " " for c in self.id.lower()).split())


class Register(Node):
    """`registers/*.yml`: what the texts name, once for all; `cited_by` tells how places that cite it are found.

    `type` is what its entries are, unless their kind or they themselves say otherwise.
    """

    id: Slug
    path: Slug
    type: SchemaType = "DefinedTerm"
    cited_by: Literal["references", "words"]
    layout: Literal["register", "glossary"] = "register"
    facet: Literal["theme", "instrument", "sdg"] | None = None
    described: bool = False
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
    type: SchemaType | None = None
    printed: bool = False
    name: Text
    plural: Text | None = None
    within: Annotated[tuple[Id, ...], KindOf("divisions")] = ()


class Kinds(Node):
    """`kinds.yml`: the kinds that the files name."""

    documents: tuple[Kind, ...]
    divisions: tuple[Kind, ...]
    lists: tuple[Kind, ...]
    levels: tuple[Kind, ...]
    roles: tuple[Kind, ...]
    corrections: tuple[Kind, ...]


class Correction(Node):
    """A declared difference between the source and the edition's reading (see corrections.yml)."""

    id: Id
    kind: Annotated[Id, KindOf("corrections")]
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

    old: SiteAddress
    new: SiteAddress


class Redirects(Node):
    """`redirects.yml`."""

    redirects: tuple[Redirect, ...]


class Repository(Node):
    """The public repository of the edition's files; its addresses have the form of its `host`."""

    host: Literal["github", "gitlab"]
    address: Address


class EditionHead(Node):
    """`edition.yml`: the edition's own name, the order of its documents, where its files are public.

    `principal` is the document whose numbered paragraphs have short addresses, and whose lists the explorer shows.
    `report` is where readers report a problem, if not at the repository: a `mailto:` or `https://` address with places to
    fill.
    """

    title: Text
    tagline: Text
    documents: Annotated[tuple[Slug, ...], Field(min_length=1)]
    principal: Slug | None = None
    repository: Repository | None = None
    report: Words | None = None


class Phrase(Node):
    """A phrase of the interface."""

    id: Id
    text: Text
    one: Text | None = None


class Interface(Node):
    """`interface.yml`: every phrase that surrounds the texts."""

    phrases: tuple[Phrase, ...]


class PageHead(Node):
    """The head of a hand-written page, between its lines `---`."""

    title: Words
    description: Words
