"""The files of the edition as a whole: its head, phrases, corrections, translation exceptions, redirects, synonyms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .text import Address, Date, Forms, Id, KindOf, Node, SiteAddress, Slug, Text, Words


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


class PhraseForms(Forms):
    """The forms of a phrase and of its translations; neither is empty."""

    fr: Annotated[tuple[Words, ...], Field(min_length=1)]
    en: Annotated[tuple[Words, ...], Field(min_length=1)]


class TranslatedPhrase(Node):
    """A recurrent phrase that no register has, and its translation; `reason` is why it has several."""

    words: PhraseForms
    reason: Text | None = None


class Translation(Node):
    """`translation.yml`: how recurrent phrases are translated, and the exceptions to the rules on translations."""

    phrases: tuple[TranslatedPhrase, ...] = ()
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
