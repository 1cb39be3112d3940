"""The tree that the files make together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..problems.problem import Place
from .files import (
    Corrections,
    DivisionHead,
    DocumentHead,
    EditionHead,
    GroupHead,
    Interface,
    Kind,
    Kinds,
    Redirect,
    Register,
    RegisterEntry,
    Translation,
)
from .text import Text


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
    """All of the content; `recorded` leads from the keys of translated texts to their lines.

    `unread` are the files that should be part of it and could not be read.
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
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    unread: tuple[str, ...] = ()

    @cached_property
    def entries(self) -> Mapping[str, tuple[Register, RegisterEntry]]:
        """Registered things by identifier."""
        return {register.identifier(entry): (register, entry) for register in self.registers for entry in register.entries}

    @cached_property
    def phrases(self) -> Mapping[str, Text]:
        """The interface's phrases by identifier."""
        return {phrase.id: phrase.text for phrase in self.interface.phrases}

    @cached_property
    def singulars(self) -> Mapping[str, Text]:
        """What the interface's phrases become where they count one."""
        return {phrase.id: phrase.one for phrase in self.interface.phrases if phrase.one}

    @cached_property
    def kind_names(self) -> Mapping[str, Kind]:
        """Every kind by identifier, whatever it is a kind of."""
        fields = type(self.kinds).model_fields
        return {kind.id: kind for name in fields if name != "at" for kind in getattr(self.kinds, name)}
