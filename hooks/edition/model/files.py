"""The content of each YAML file: the heads of documents and divisions, registers, kinds, corrections."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .body import Entry, Footnote
from .text import Acronym, Address, Addresses, Anchored, Date, FileName, Forms, Id, KindOf, Node, SiteAddress, Slug, Text, Words

SchemaType = Literal[
    "Article", "Chapter", "CreativeWork", "DefinedTerm", "Legislation", "Organization", "Project", "Report", "WebPage"
]
"""The types of schema.org that the content may have."""


class HeaderField(Anchored):
    """A line of a document's title page; its label is before its value, or above it where it is a `heading`."""

    id: Id
    label: Text | None = None
    heading: bool = False
    value: Text


class GroupHead(Anchored):
    """A group of consecutive divisions, with a heading where the printed text has one."""

    id: Id
    number: Words | None = None
    title: Text | None = None
    divisions: tuple[Id, ...]


class Label(Node):
    """A heading that a document repeats, declared once."""

    id: Id
    title: Text


class BriefSentence(Anchored, Text):
    """A sentence of a summary that the edition adds; `sources` are the passages that it rests on."""

    id: Id
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class DocumentHead(Node):
    """`document.yml`: a document's metadata, title page and outline, and its body where it has no divisions.

    `author` is the registered organization that issued the original, `subject` the register entry that it is about.
    """

    id: Slug
    kind: Annotated[Id, KindOf("documents")]
    author: Id | None = None
    subject: Id | None = None
    source: FileName
    symbol: Words | None = None
    date: Date | None = None
    title: Text
    short_title: Text
    subtitle: Text | None = None
    summary: Text
    brief: tuple[BriefSentence, ...] = ()
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
    brief: tuple[BriefSentence, ...] = ()
    body: tuple[Entry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class RegisterKind(Node):
    """A kind of a register's entries; `prefixes` are the words that people type before the number of one (`C155`)."""

    id: Id
    type: SchemaType | None = None
    title: Text
    prefixes: Forms | None = None


class RegisterEntry(Node):
    """An entry of a register: an instrument, a target, an organization, a term, a theme and so on.

    `mentions` are the words of the texts; `also` are everyday words for the same thing, which the search understands.
    """

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
    also: Forms | None = None
    linked: bool = True

    def official(self, language: str) -> str | None:
        """Returns the address of its official page, in a language where there is one for each."""
        return self.links.get(language) if self.links else self.link

    def names(self, language: str) -> tuple[str, ...]:
        """Returns its name, its acronym and its mentions in a language."""
        acronym = self.acronym.get(language) if self.acronym else None
        mentions = self.mentions.get(language) if self.mentions else ()
        return tuple(filter(None, (self.name.get(language), acronym, *mentions)))

    @property
    def path(self) -> str:
        """Its segment of an address."""
        return self.slug or "-".join("".join(c if c.isalnum() else " " for c in self.id.lower()).split())


class Facet(Node):
    """A filter of the search and the explorer whose values are a register's entries.

    Filters are sorted by `order`; those without one follow, in the order of the registers.
    """

    id: Slug
    order: Annotated[int, Field(ge=1)] | None = None
    title: Text


class RegisterChart(Node):
    """A chart of where the principal document cites a register's entries, at `pictures/` and the register's identifier.

    A `grid` counts the passages of each division; `strips` mark the numbered paragraphs. `featured` charts are shown on
    the home page and on the principal document's page. The placeholders of `headline` and `finding` are in charts/chart_set.py.
    """

    form: Literal["grid", "strips"]
    featured: bool = False
    title: Text
    counts: Text
    headline: Text | None = None
    finding: Text


class Register(Node):
    """`registers/*.yml`: things that the texts name; `cited_by` is how their citations are found.

    `type` is the schema.org type of its entries, unless they or their kind declare another. `prefixes` are the words that
    people type before the number of an entry. Where `mentions_are_names` is false, the forms only point to an entry. The
    entries of a `list` have no pages of their own: its index has all of them.
    """

    id: Slug
    path: Slug
    type: SchemaType = "DefinedTerm"
    cited_by: Literal["references", "words"]
    layout: Literal["register", "glossary", "list"] = "register"
    facet: Facet | None = None
    described: bool = False
    mentions_are_names: bool = True
    prefixes: Forms | None = None
    title: Text
    introduction: Text
    chart: RegisterChart | None = None
    kinds: tuple[RegisterKind, ...] = ()
    entries: tuple[RegisterEntry, ...]

    @property
    def has_entry_pages(self) -> bool:
        """Whether each entry has a page; else it is a line of the index."""
        return self.layout != "list"

    def identifier(self, entry: RegisterEntry) -> str:
        """Returns an entry's full identifier: `register/entry` where texts cite it by words, not by references."""
        return entry.id if self.cited_by == "references" else f"{self.id}/{entry.id}"


class Kind(Node):
    """A kind of document, division, list, level … with its names.

    `within` lists the kinds that may contain a division; `printed` kinds have their name before their number
    («Résultat 1.»).
    """

    id: Id
    type: SchemaType | None = None
    printed: bool = False
    name: Text
    plural: Text | None = None
    within: Annotated[tuple[Id, ...], KindOf("divisions")] = ()


class ListKind(Kind):
    """A kind of list; lists of a `titled` kind have its name as their heading. `item` is the name of one of its items.

    Where each item `begins_with_verb`, that verb classifies it by action.
    """

    titled: bool = False
    begins_with_verb: bool = False
    item: Text | None = None


class Level(Kind):
    """A level of commitments; its `adjective` completes the heading of a list."""

    adjective: Text


class Action(Kind):
    """What an item of a list undertakes to do: `short` is its name in a word, `meaning` a sentence.

    `verbs` are words of the source language with which an item begins; the longest that matches decides.
    """

    short: Text
    meaning: Text
    verbs: Annotated[tuple[Words, ...], Field(min_length=1)]


class Kinds(Node):
    """`kinds.yml`: the kinds that the other files refer to."""

    documents: tuple[Kind, ...]
    divisions: Annotated[tuple[Kind, ...], Field(min_length=1)]
    lists: tuple[ListKind, ...]
    levels: tuple[Level, ...]
    actions: tuple[Action, ...] = ()
    roles: tuple[Kind, ...]
    corrections: tuple[Kind, ...]

    @property
    def outer(self) -> tuple[Kind, ...]:
        """The kinds of divisions that contain others; all kinds where none does."""
        outer_ids = {name for kind in self.divisions for name in kind.within}
        return tuple(kind for kind in self.divisions if kind.id in outer_ids) or self.divisions

    @property
    def inner(self) -> tuple[Kind, ...]:
        """The kinds of divisions that are within others; all kinds where none is."""
        return tuple(kind for kind in self.divisions if kind.within) or self.divisions


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
    """A difference that is ignored everywhere."""

    id: Id
    title: Text


class Corrections(Node):
    """`sources/corrections.yml`."""

    normalizations: tuple[Normalization, ...]
    corrections: tuple[Correction, ...]


class TranslationException(Node):
    """An exception for a correct translation that a rule would reject.

    `unit` is the full identifier of a unit or a register's entry, or a file; `rule` is a key of messages.yml; `words` are
    the words that the rule finds there, or any where they are not given.
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


class Synonym(Node):
    """Words of the texts that no register has, and everyday words for the same thing, which the search understands."""

    words: Forms
    also: Forms


class Synonyms(Node):
    """`synonyms.yml`."""

    synonyms: tuple[Synonym, ...]


class Repository(Node):
    """The public repository of the edition's files; its addresses have the form of its `host`."""

    host: Literal["github", "gitlab"]
    address: Address


class EditionHead(Node):
    """`edition.yml`: the edition's name, the order of its documents, its public repository.

    `principal` is the document whose numbered paragraphs have short addresses, and whose lists the explorer shows.
    `introduction` is why these documents belong together. `publisher`, `contact` and `date` are named at the foot of each
    page. `report` is the address where readers report a problem, if not at the repository: a `mailto:` or `https://`
    address with placeholders.
    """

    title: Text
    tagline: Text
    introduction: Text | None = None
    publisher: Text | None = None
    contact: Words | None = None
    date: Date | None = None
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
