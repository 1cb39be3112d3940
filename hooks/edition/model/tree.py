"""The tree that the files form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..problems.problem import Place
from .documents import DivisionHead, DocumentHead, GroupHead
from .edition_files import Corrections, EditionHead, Interface, Redirect, Synonym, Translation
from .kinds import Kind, Kinds
from .registers import Facet, Register, RegisterEntry
from .text import Text


@dataclass(frozen=True, eq=False)
class Division:
    """A division with its child divisions; `file` is its YAML file, relative to the project."""

    head: DivisionHead
    file: str
    children: tuple[Division, ...] = ()

    def walk(self) -> Iterator[Division]:
        """Yields the division and its descendants, in reading order."""
        yield self
        for division in self.children:
            yield from division.walk()


@dataclass(frozen=True, eq=False)
class DivisionGroup:
    """Consecutive divisions of a document, with their heading, if any."""

    head: GroupHead
    divisions: tuple[Division, ...]


@dataclass(frozen=True, eq=False)
class Document:
    """A document of the edition; `file` is its document.yml."""

    head: DocumentHead
    file: str
    groups: tuple[DivisionGroup, ...] = ()

    @property
    def id(self) -> str:
        """The identifier, also the address."""
        return self.head.id

    def divisions(self) -> Iterator[Division]:
        """Yields all divisions, in reading order."""
        for group in self.groups:
            for division in group.divisions:
                yield from division.walk()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """When (`2026-11-22`) and by whom a translation was accepted."""

    on: str
    by: str


@dataclass(frozen=True, slots=True)
class RecordedSource:
    """The French from which a text was translated, as recorded in a translation record.

    `acceptance` is that of the translation, where it is known; `also` are the other lines of the same text, which a merge
    of two branches that accepted it leaves.
    """

    key: str
    french: str
    place: Place
    acceptance: Acceptance | None = None
    also: tuple[RecordedSource, ...] = ()

    def find(self, french: str) -> RecordedSource | None:
        """Returns the line with a French text, if there is one."""
        return next((row for row in (self, *self.also) if row.french == french), None)


@dataclass(frozen=True, eq=False)
class Edition:
    """The whole content.

    `recorded_sources` maps the keys of translated texts to the French that they were translated from; `unread_files` are
    the files that could not be read; `drafts` are the identifiers of what is not published yet.
    """

    head: EditionHead
    documents: tuple[Document, ...]
    registers: tuple[Register, ...]
    kinds: Kinds
    corrections: Corrections
    translation: Translation
    interface: Interface
    redirects: tuple[Redirect, ...]
    sources: Mapping[str, str]
    recorded_sources: Mapping[str, RecordedSource] = field(default_factory=dict)
    synonyms: tuple[Synonym, ...] = ()
    unread_files: tuple[str, ...] = ()
    drafts: frozenset[str] = frozenset()

    @cached_property
    def entries(self) -> Mapping[str, tuple[Register, RegisterEntry]]:
        """The register entries by identifier, each after its register."""
        return {register.identifier(entry): (register, entry) for register in self.registers for entry in register.entries}

    @cached_property
    def facets(self) -> tuple[tuple[Facet, Register], ...]:
        """The facets that registers declare, in their order."""
        found = ((register.facet, register) for register in self.registers if register.facet)
        return tuple(sorted(found, key=lambda pair: (pair[0].order is None, pair[0].order or 0)))

    @cached_property
    def phrases(self) -> Mapping[str, Text]:
        """The interface's phrases by identifier."""
        return {phrase.id: phrase.text for phrase in self.interface.phrases}

    @cached_property
    def singular_phrases(self) -> Mapping[str, Text]:
        """The singular forms of the interface's phrases, by identifier."""
        return {phrase.id: phrase.one for phrase in self.interface.phrases if phrase.one}

    @cached_property
    def kinds_by_id(self) -> Mapping[str, Kind]:
        """All kinds of kinds.yml by identifier."""
        fields = type(self.kinds).model_fields
        return {kind.id: kind for name in fields if name != "at" for kind in getattr(self.kinds, name)}
