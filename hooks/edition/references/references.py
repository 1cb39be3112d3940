"""Resolves identifiers to addresses, and finds which units cite which targets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Division, Document, Edition, Text
from ..text.inline_markup import plain_text, referenced_identifiers
from .mentions import find_mentions
from .traversal import all_texts, anchored_nodes
from .units import Unit, all_units
from .urls import division_address, document_address, entry_address

_STANDARD_LEAD_COUNT = 3
"""A lead-in that opens this many lists in the same words is a standard one."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an identifier names: the address of its page (from the root of a language's site), its anchor there, its title."""

    identifier: str
    address: str
    anchor: str = ""
    kind: str = ""
    title: Text | None = None
    printed: str = ""

    @property
    def href(self) -> str:
        """The address with the anchor, from the root of a language's site."""
        return self.address + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True, slots=True)
class Citation:
    """A unit that cites a target, and the page of the unit."""

    unit: Unit
    page: Target


def numbered_units(edition: Edition, units: Iterable[Unit]) -> Iterator[Unit]:
    """Yields the units with short addresses: the numbered paragraphs and numbered lead-ins of the principal document."""
    for unit in units:
        has_paragraph_anchor = unit.role in ("paragraph", "lead") and re.fullmatch(r"p\d+", unit.anchor)
        if has_paragraph_anchor and unit.document == edition.head.principal and unit.printed == f"{unit.anchor[1:]}.":
            yield unit


class Links:
    """All targets of an edition, and the citations between them."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.units = tuple(all_units(edition))
        self.texts = tuple(all_texts(edition))
        self._targets: Mapping[str, Target] = {target.identifier: target for target in reversed(list(self._all_targets()))}
        self.aliases: Mapping[str, Target] = dict(self._alias_targets())
        """The targets of retired identifiers."""

    def _all_targets(self) -> Iterator[Target]:
        for document in self.edition.documents:
            yield Target(document.id, document_address(document.id), kind="document", title=document.head.short_title)
            for division in document.divisions():
                yield self._division_target(document, division)
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
                address, _, anchor = entry_address(register, entry).partition("#")
                yield Target(register.identifier(entry), address, anchor, register.id, entry.name)

    def _division_target(self, document: Document, division: Division) -> Target:
        head = division.head
        return Target(
            f"{document.id}/{head.id}", division_address(document.id, head.id), "", head.kind, head.title, head.number or ""
        )

    def _alias_targets(self) -> Iterator[tuple[str, Target]]:
        for document in self.edition.documents:
            for node in anchored_nodes(document):
                if (target := self._targets.get(f"{document.id}/{node.id}")) is not None:
                    yield from ((f"{document.id}/{alias}", target) for alias in node.aliases)

    def resolve(self, identifier: str, document: str = "") -> Target | None:
        """Returns the target of an identifier or alias, within `document` first, then anywhere; None where there is none."""
        names = (f"{document}/{identifier}", identifier)
        return next((target for known in (self._targets, self.aliases) for name in names if (target := known.get(name))), None)

    @cached_property
    def _units_by_identifier(self) -> Mapping[str, tuple[Unit, ...]]:
        units: dict[str, list[Unit]] = defaultdict(list)
        for unit in self.units:
            units[unit.identifier].append(unit)
        return {identifier: tuple(group) for identifier, group in units.items()}

    def units_of(self, identifier: str) -> tuple[Unit, ...]:
        """Returns the units that share an identifier: a field's label and value, a list's title and lead-in."""
        return self._units_by_identifier.get(identifier, ())

    def known_identifiers(self, document: str = "") -> list[str]:
        """Returns every identifier that a text of a document may refer to."""
        prefix = f"{document}/"
        return [name.removeprefix(prefix) if document else name for name in self._targets]

    def page_of(self, unit: Unit) -> Target:
        """Returns the page of a unit."""
        return self._targets["/".join(filter(None, (unit.document, unit.division)))]

    @cached_property
    def citations(self) -> Mapping[str, tuple[Citation, ...]]:
        """The citations of each target, in reading order: by reference, or by words for registers cited by words.

        A document does not cite its subject, nor does a standard lead-in cite what it names.
        """
        citations: dict[str, dict[str, Citation]] = defaultdict(dict)
        by_words = [register for register in self.edition.registers if register.cited_by == "words"]
        subjects = {document.id: document.head.subject for document in self.edition.documents}
        for unit in self.units:
            if unit.is_editorial or not unit.text or (unit.role == "lead" and unit.source_text in self._standard_leads):
                continue
            cited = [
                t.identifier for name in referenced_identifiers(unit.source_text) if (t := self.resolve(name, unit.document))
            ]
            words = plain_text(unit.source_text)
            for register in by_words:
                cited += [mention.identifier for mention in find_mentions(register, SOURCE_LANGUAGE, words)]
            for identifier in cited:
                if identifier == subjects[unit.document]:
                    continue
                citations[identifier].setdefault(unit.identifier, Citation(unit, self.page_of(unit)))
        return {identifier: tuple(citations.values()) for identifier, citations in citations.items()}

    @cached_property
    def _standard_leads(self) -> frozenset[str]:
        """The lead-ins that open several lists in the same words: what they name, they name of none of them."""
        counts = Counter(unit.source_text for unit in self.units if unit.role == "lead")
        return frozenset(words for words, count in counts.items() if count >= _STANDARD_LEAD_COUNT)

    def documents_about(self, identifier: str) -> list[Document]:
        """Returns the documents that are about a register's entry."""
        return [document for document in self.edition.documents if document.head.subject == identifier]

    @cached_property
    def _entries_by_name(self) -> Mapping[str, tuple[str, ...]]:
        """The identifiers of the register entries with a name, in any language."""
        identifiers: dict[str, dict[str, None]] = defaultdict(dict)
        for identifier, (_, entry) in self.edition.entries.items():
            for name in filter(None, map(entry.name.get, LANGUAGES)):
                identifiers[name][identifier] = None
        return {name: tuple(group) for name, group in identifiers.items()}

    def namesakes(self, identifier: str) -> list[str]:
        """Returns the other register entries with the same name as one in any language, as a theme and a term may have."""
        names = filter(None, map(self.edition.entries[identifier][1].name.get, LANGUAGES))
        others = (other for name in names for other in self._entries_by_name[name])
        return list(dict.fromkeys(other for other in others if other != identifier))

    @cached_property
    def _identifiers_by_unit(self) -> Mapping[str, tuple[str, ...]]:
        """The identifiers that each unit cites."""
        identifiers_by_unit: dict[str, list[str]] = defaultdict(list)
        for identifier, citations in self.citations.items():
            for citation in citations:
                identifiers_by_unit[citation.unit.identifier].append(identifier)
        return {unit: tuple(identifiers) for unit, identifiers in identifiers_by_unit.items()}

    def cited_identifiers(self, unit: str) -> tuple[str, ...]:
        """Returns the identifiers that a unit cites, by reference or by words."""
        return self._identifiers_by_unit.get(unit, ())

    def cited_with(self, identifier: str) -> list[tuple[str, int]]:
        """Returns the other identifiers cited by the units that cite this one, with their counts, most frequent first."""
        units = (citation.unit.identifier for citation in self.citations.get(identifier, ()))
        shared = Counter(other for unit in units for other in self.cited_identifiers(unit) if other != identifier)
        return sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))
