"""Identifiers, addresses, references and back-references."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..languages import SOURCE_LANGUAGE
from ..model import Division, Document, Edition, Text
from ..text.inline_markup import plain, references
from .mentions import mentioned
from .traversal import anchored, texts
from .units import Unit, units
from .urls import division_address, document_address, entry_address


@dataclass(frozen=True, slots=True)
class Target:
    """What an identifier stands for: its page's address (from the site's root), its anchor there, its name."""

    identifier: str
    address: str
    anchor: str = ""
    kind: str = ""
    title: Text | None = None
    printed: str = ""

    @property
    def href(self) -> str:
        """Address and anchor, from the root of a language's site."""
        return self.address + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True, slots=True)
class Citation:
    """A unit that cites something, and the page it stands on."""

    unit: Unit
    page: Target


def numbered(edition: Edition, units: Iterable[Unit]) -> Iterator[Unit]:
    """The numbered paragraphs of the principal document, and its lists that one opens: those with short addresses."""
    for unit in units:
        opens = unit.role in ("paragraph", "lead") and re.fullmatch(r"p\d+", unit.anchor)
        if opens and unit.document == edition.head.principal and unit.printed == f"{unit.anchor[1:]}.":
            yield unit


class Links:
    """All targets of an edition, and who refers to whom."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.units = tuple(units(edition))
        self.texts = tuple(texts(edition))
        self._targets: Mapping[str, Target] = {target.identifier: target for target in reversed(list(self._all()))}
        self.aliases: Mapping[str, Target] = dict(self._aliases())
        """What identifiers that were retired stand for now."""

    def _all(self) -> Iterator[Target]:
        for document in self.edition.documents:
            yield Target(document.id, document_address(document.id), kind="document", title=document.head.short_title)
            for division in document.divisions():
                yield self._division(document, division)
        for unit in self.units:
            if unit.anchor:
                yield Target(
                    unit.identifier,
                    division_address(unit.document, unit.division),
                    unit.anchor,
                    unit.role,
                    unit.text if unit.role == "heading" else None,
                    unit.printed,
                )
        for register in self.edition.registers:
            for entry in register.entries:
                yield Target(register.identifier(entry), entry_address(register, entry), kind=register.id, title=entry.name)

    def _division(self, document: Document, division: Division) -> Target:
        head = division.head
        return Target(
            f"{document.id}/{head.id}", division_address(document.id, head.id), "", head.kind, head.title, head.number or ""
        )

    def _aliases(self) -> Iterator[tuple[str, Target]]:
        for document in self.edition.documents:
            for node in anchored(document):
                if (target := self._targets.get(f"{document.id}/{node.id}")) is not None:
                    yield from ((f"{document.id}/{alias}", target) for alias in node.aliases)

    def resolve(self, identifier: str, document: str = "") -> Target | None:
        """What an identifier names, or named once: within its own document first, then anywhere."""
        names = (f"{document}/{identifier}", identifier)
        return next((found for known in (self._targets, self.aliases) for name in names if (found := known.get(name))), None)

    @cached_property
    def _units_by_identifier(self) -> Mapping[str, tuple[Unit, ...]]:
        found: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            found[unit.identifier].append(unit)
        return {identifier: tuple(group) for identifier, group in found.items()}

    def units_of(self, identifier: str) -> tuple[Unit, ...]:
        """The units that share an identifier: a field's label and value, a list's title and lead-in."""
        return self._units_by_identifier.get(identifier, ())

    def known(self, document: str = "") -> list[str]:
        """Every identifier that a text of a document may refer to."""
        prefix = f"{document}/"
        return [name.removeprefix(prefix) if document else name for name in self._targets]

    def page_of(self, unit: Unit) -> Target:
        """The page a unit stands on."""
        return self._targets["/".join(filter(None, (unit.document, unit.division)))]

    @cached_property
    def citations(self) -> Mapping[str, tuple[Citation, ...]]:
        """Who cites each target, in reading order; by reference, or by words for registers found so."""
        found: dict[str, dict[str, Citation]] = defaultdict(dict)
        by_words = [register for register in self.edition.registers if register.cited_by == "words"]
        for unit in self.units:
            if unit.apparatus or not unit.text:
                continue
            cited = [t.identifier for name in references(unit.source) if (t := self.resolve(name, unit.document))]
            words = plain(unit.source)
            for register in by_words:
                cited += [mention.identifier for mention in mentioned(register, SOURCE_LANGUAGE, words)]
            for identifier in cited:
                found[identifier].setdefault(unit.identifier, Citation(unit, self.page_of(unit)))
        return {identifier: tuple(citations.values()) for identifier, citations in found.items()}

    @cached_property
    def _cited_by(self) -> Mapping[str, tuple[str, ...]]:
        """What each unit cites."""
        found: dict[str, list[str]] = defaultdict(list)
        for identifier, citations in self.citations.items():
            for citation in citations:
                found[citation.unit.identifier].append(identifier)
        return {unit: tuple(identifiers) for unit, identifiers in found.items()}

    def cites(self, unit: str) -> tuple[str, ...]:
        """What a unit cites, by reference or by words."""
        return self._cited_by.get(unit, ())

    def cited_with(self, identifier: str) -> list[tuple[str, int]]:
        """What else the units that cite a thing cite, and how often, most often first."""
        units = (citation.unit.identifier for citation in self.citations.get(identifier, ()))
        shared = Counter(other for unit in units for other in self.cites(unit) if other != identifier)
        return sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
