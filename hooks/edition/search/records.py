"""The records of the search: one for each page, unit and register entry, with its facets and search keys."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..analysis.commitments import entries_by_facet
from ..languages import LANGUAGES
from ..loading.handwritten_pages import HandwrittenPart
from ..model import Box, CommitmentList, Division, Document, Register, RegisterEntry, Text
from ..pages.catalogue import all_pages
from ..pages.inline_html import typeset_plain_text
from ..pages.kinds import document_page
from ..pages.page import Page
from ..pages.renderer import Renderer
from ..references.references import Links
from ..references.traversal import nodes_of_type
from ..references.units import Unit
from ..references.urls import SEARCH_ADDRESS, division_address, document_address, entry_address
from ..text.inline_markup import plain_text
from ..text.search_normalization import tokenize
from .facets import RESULT_KINDS

SEARCH_FOLDER = SEARCH_ADDRESS
"""The folder of the search's files in the site, for all languages: that of the search page in the source language."""

_NAMING_ROLES = ("label", "heading", "author", "name", "figure", "figure-label")
"""Roles whose text is the name of their unit."""


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """A result of the search: what it is, its address, and the words by which it is found.

    unit:                   its full identifier
    href:                   its address and anchor, from the root of its language
    title:                  its name or number
    trail:                  what and where it is: `Commitment`, `Country level`, `Output 1.4`, `§ 37 (3)`
    is_name:                whether the title is a name, which is searched: a name weighs more than a mention
    forms:                  its names
    numbers:                its numbers and identifiers
    foreign_forms:          its names in the other languages
    short_name:             the shortest of its names
    indirect_forms:         words that point to it without naming it
    foreign_indirect_forms: such words in the other languages
    leading_forms:          names and identifiers that mean nothing else, in each language: acronyms, numbers, proper names
    """

    unit: str
    href: str
    kind: str
    title: str
    trail: tuple[str, ...]
    words: str
    is_name: bool = False
    forms: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    foreign_forms: tuple[str, ...] = ()
    short_name: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indirect_forms: tuple[str, ...] = ()
    foreign_indirect_forms: tuple[str, ...] = ()
    leading_forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def make_search_records(
    links: Links, renderer: Renderer, handwritten_parts: Iterable[HandwrittenPart] = ()
) -> list[SearchRecord]:
    """Returns the records of one language, in reading order."""
    return list(_RecordBuilder(links, renderer).build(handwritten_parts))


class _RecordBuilder:
    """Makes the records of one edition in one language."""

    def __init__(self, links: Links, renderer: Renderer) -> None:
        self.links = links
        self.edition = links.edition
        self.renderer = renderer
        self.language = renderer.language
        self._view = renderer.fragment_view("")
        self._levels: dict[str, tuple[str, ...]] = {}
        self._list_kinds: dict[str, str] = {}
        self._boxes: set[str] = set()
        for document in self.edition.documents:
            self._boxes |= {f"{document.id}/{box.id}" for box in nodes_of_type(document, Box)}
            for group in nodes_of_type(document, CommitmentList):
                for anchor in (group.id, *(item.id for item in group.items)):
                    self._levels[f"{document.id}/{anchor}"] = group.levels
                self._list_kinds |= {f"{document.id}/{item.id}": group.kind for item in group.items}
        self._cited_identifiers: dict[str, list[str]] = defaultdict(list)
        for identifier, citations in links.citations.items():
            for citation in citations:
                self._cited_identifiers[citation.unit.identifier].append(identifier)

    @cached_property
    def _ordinary_words(self) -> Mapping[str, set[str]]:
        """The words of the texts in each language, in lower case: an acronym that is one of them may not be meant."""
        return {
            language: {
                word.lower()
                for unit in self.links.units
                if unit.text
                for word in re.findall(r"[^\W\d_]+", plain_text(unit.text.get(language) or ""))
                if word.islower() or word.istitle()
            }
            for language in LANGUAGES
        }

    def _is_leading(self, form: str, register: Register, entry: RegisterEntry, language: str) -> bool:
        """Whether a form can mean its entry alone: it has a number, or is an acronym or a proper name."""
        if any(character.isdigit() for character in form):
            return True
        if form.isupper() or (entry.acronym and form == entry.acronym.get(language)):
            return form.lower() not in self._ordinary_words[language]
        has_proper_names = register.mentions_are_names and register.layout != "glossary"
        return has_proper_names and (form == entry.name.get(language) or (" " in form and not form.islower()))

    def build(self, handwritten_parts: Iterable[HandwrittenPart]) -> Iterator[SearchRecord]:
        for document in self.edition.documents:
            yield self._document_record(document)
            yield from self._unit_records(document)
        for register in self.edition.registers:
            for entry in register.entries:
                yield self._entry_record(register, entry)
        for page in all_pages(self.edition):
            if page.kind.is_searched:
                yield self._page_record(page)
        for part in handwritten_parts:
            unit = "/".join(filter(None, (part.address.rstrip("/"), part.anchor)))
            href = part.address + (f"#{part.anchor}" if part.anchor else "")
            trail = (part.page,) if part.anchor else ()
            yield SearchRecord(unit, href, "page", part.title, trail, part.words, is_name=True, facets={"kind": ("page",)})

    def _plain(self, text: Text) -> str:
        return typeset_plain_text(*text.shown(self.language))

    def _document_record(self, document: Document) -> SearchRecord:
        head = document.head
        texts = [head.title, *([head.subtitle] if head.subtitle else []), head.summary, head.origin]
        forms = [self._plain(head.title), self._plain(head.short_title)]
        foreign_forms = [text.get(other) or "" for text in (head.title, head.short_title) for other in self._other_languages()]
        facets = {"kind": ("document",), "document": (document.id,), **self._cited_entry_facets(document.id)}
        return SearchRecord(
            document.id,
            document_address(document.id),
            "document",
            self._plain(head.short_title),
            (),
            " ".join(f"{text.removesuffix('.')}." for text in map(self._plain, texts)),
            True,
            _distinct(forms),
            _distinct((head.symbol,)),
            _distinct(foreign_forms),
            self._plain(head.short_title),
            facets,
        )

    def _unit_records(self, document: Document) -> Iterator[SearchRecord]:
        divisions = {division.head.id: division for division in document.divisions()}
        outer_divisions = {inner.head.id: outer for outer in divisions.values() for inner in outer.children}
        grouped: dict[str, list[Unit]] = {}
        summaries: dict[str, str] = {}
        for unit in self.links.units:
            if unit.document == document.id and unit.identifier != document.id:
                # A summary is one result: its sentences would come before the passages that they summarize.
                is_summary = unit.role == "summary"
                first = summaries.setdefault(unit.division, unit.identifier) if is_summary else unit.identifier
                grouped.setdefault(first, []).append(unit)
        for identifier, units in grouped.items():
            division = divisions.get(units[0].division)
            chain = [link for link in (outer_divisions.get(units[0].division), division) if link]
            if units[0].role == "title":
                assert division
                yield self._division_record(document, division, chain)
            elif any(unit.role in RESULT_KINDS for unit in units):
                yield self._unit_record(document, identifier, units, chain)

    def _trail(
        self, document: Document, divisions: Sequence[Division], identifier: str = "", number: str = ""
    ) -> tuple[str, ...]:
        """Returns what and where a unit is: its kind and levels in a list, its text unless principal, its division, its number."""
        view = self._view
        item = next((kind.item for kind in self.edition.kinds.lists if kind.id == self._list_kinds.get(identifier)), None)
        levels = (level for level in self.edition.kinds.levels if level.id in self._levels.get(identifier, ()))
        is_clear = document.id == self.edition.head.principal and divisions
        return (
            *([self._plain(item)] if item else []),
            *(view.phrase("search-at-level", level=view.plain(level.name).lower()) for level in levels),
            *([] if is_clear else [self._plain(document.head.short_title)]),
            *(self._division_label(division) for division in divisions[-1:]),
            *([number] if number else []),
        )

    def _division_label(self, division: Division) -> str:
        """Returns the printed kind and number of a division, `Output 1.4`, or its title: the number alone would say little."""
        view = self._view
        is_printed = self.edition.kinds_by_id[division.head.kind].printed
        return view.kind_and_number(division).rstrip(".") if is_printed else view.plain(division.head.title)

    def _division_record(self, document: Document, division: Division, chain: Sequence[Division]) -> SearchRecord:
        head, identifier = division.head, f"{document.id}/{division.head.id}"
        title = self._view.heading(division)
        numbers = [f"{head.kind} {head.number}"] if head.number else []
        if head.number and len(tokenize(head.number)) > 1:
            numbers.append(head.number)
        facets = self._place_facets(document, chain) | {"kind": (head.kind,)} | self._cited_entry_facets(identifier)
        return SearchRecord(
            identifier,
            division_address(document.id, head.id),
            head.kind,
            title,
            self._trail(document, chain[:-1]),
            title,
            True,
            (self._plain(head.title),),
            tuple(numbers),
            _distinct(head.title.get(other) for other in self._other_languages()),
            self._plain(head.title),
            facets,
        )

    def _unit_record(self, document: Document, identifier: str, units: Sequence[Unit], chain: Sequence[Division]) -> SearchRecord:
        first = next(unit for unit in units if unit.role in RESULT_KINDS)
        kind = "box" if identifier in self._boxes else RESULT_KINDS[first.role]
        if first.role == "lead" and not first.printed:
            kind = "passage"
        names = [self._unit_text(unit) for unit in units if unit.role in _NAMING_ROLES]
        view = self.renderer.view(document_page(document))
        title = names[0] if names else view.anchor_label(first.anchor) or view.unit_label(identifier)
        words = " ".join(self._unit_text(unit) for unit in units if unit.role != "repeated")
        match = re.fullmatch(r"p(\d+)(?:-(\d+))?", first.anchor) if view.anchor_label(first.anchor) else None
        is_numbered = bool(match) and (units[0].printed.rstrip(".").isdigit() or first.role == "item") and bool(document.groups)
        numbers = [first.anchor] if kind == "box" else []
        if match and is_numbered:
            numbers += [f"paragraph {' '.join(filter(None, match.groups()))}", *([match[1]] if not match[2] else [])]
        facets = self._place_facets(document, chain) | {"kind": (kind,)} | self._cited_entry_facets(identifier)
        if levels := self._levels.get(identifier):
            facets["level"] = levels
        address = division_address(document.id, first.division)
        return SearchRecord(
            identifier,
            f"{address}#{first.anchor}",
            kind,
            title,
            self._trail(document, chain, identifier, "" if names else title),
            words,
            bool(names),
            tuple(names),
            tuple(numbers),
            facets=facets,
        )

    def _unit_text(self, unit: Unit) -> str:
        return self._plain(unit.text) if unit.text else unit.monolingual

    def _entry_record(self, register: Register, entry: RegisterEntry) -> SearchRecord:
        acronym = entry.acronym.get(self.language) if entry.acronym else None
        name, identifier = self._plain(entry.name), register.identifier(entry)
        mentions = entry.mentions.get(self.language) if entry.mentions else ()
        names = mentions if register.mentions_are_names else ()
        leading_forms = {
            language: tuple(form for form in entry.names(language) if self._is_leading(form, register, entry, language))
            for language in LANGUAGES
        }
        foreign_forms = [
            form
            for other in self._other_languages()
            for form in (
                entry.name.get(other),
                entry.acronym.get(other) if entry.acronym else None,
                *(entry.mentions.get(other) if entry.mentions and names else ()),
            )
        ]
        foreign_indirect_forms = [
            form
            for other in self._other_languages()
            for form in (entry.mentions.get(other) if entry.mentions and not names else ())
        ]
        facets = {"kind": (register.id,)}
        if register.facet:
            facets[register.facet.id] = (identifier,)
        return SearchRecord(
            identifier,
            entry_address(register, entry),
            register.id,
            f"{name} ({acronym})" if acronym else name,
            (self._plain(register.title),),
            self._plain(entry.description),
            True,
            _distinct([name, acronym, *names]),
            tuple(self._entry_numbers(register, entry)),
            _distinct(foreign_forms),
            min((form for form in names if " " in form or len(mentions) == 1), key=len, default=name),
            facets,
            () if names else tuple(mentions),
            tuple(foreign_indirect_forms),
            leading_forms,
        )

    def _entry_numbers(self, register: Register, entry: RegisterEntry) -> Iterator[str]:
        """Yields the numbers by which an entry is searched: its identifier, and its number after its kind or register."""
        if any(character.isdigit() for character in entry.id):
            yield entry.id
        if entry.number:
            yield from (f"{entry.kind} {entry.number}", f"{register.id} {entry.number}", f"n {entry.number}", entry.number)
            # The parts of what has no entry of its own: indicators of a target that no text names.
            whole = entry.number.rpartition(".")[0]
            if "." in whole and whole not in {other.number for other in register.entries}:
                yield from (whole, *(f"{name} {whole}" for name in (register.id, *(kind.id for kind in register.kinds))))

    def _page_record(self, page: Page) -> SearchRecord:
        view = self.renderer.view(page)
        title = view.title(page)
        return SearchRecord(
            page.address.rstrip("/"),
            page.address,
            "page",
            title,
            (),
            view.description(),
            True,
            (title,),
            facets={"kind": ("page",)},
        )

    def _other_languages(self) -> Iterator[str]:
        return (language for language in LANGUAGES if language != self.language)

    def _place_facets(self, document: Document, chain: Sequence[Division]) -> dict[str, tuple[str, ...]]:
        facets: dict[str, tuple[str, ...]] = {"document": (document.id,)}
        if chain:
            facets["division"] = (f"{document.id}/{chain[0].head.id}",)
        return facets

    def _cited_entry_facets(self, identifier: str) -> dict[str, tuple[str, ...]]:
        """Returns the entries that a unit cites, by facet."""
        entries = entries_by_facet(self.edition, self._cited_identifiers.get(identifier, ()))
        return {facet: tuple(names) for facet, names in entries.items() if names}


def _distinct(forms: Iterable[str | None]) -> tuple[str, ...]:
    """Returns the distinct forms that are not empty."""
    return tuple(dict.fromkeys(form for form in forms if form))
