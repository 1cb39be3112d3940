"""What the search finds: a record for each thing that can be opened, the facets it has, and what a query is read with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ..analysis.commitments import by_facet
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
from ..text.search_normalization import form_key, searchable_text, tokenize
from .facets import KINDS
from .pagefind import Entry

FOLDER = SEARCH_ADDRESS
"""Where the search's own files stand in the site, once for all languages: beside the page of the source language."""

_NAMING = ("label", "heading", "author", "name", "figure", "figure-label")
"""Roles whose words are the name of their unit."""


@dataclass(frozen=True, slots=True)
class Record:
    """One result: what it is, where it opens, the words it is found by.

    `unit` is its full identifier, `href` its address and anchor from the root of its language, `title` its name or
    number; it is searched where it is `named`, since a name says more than a mention. `keys` are the forms under which
    it is known, `numbers` its identifiers, `foreign` its forms in the other languages, `said` the shortest of its own,
    `signs` words that point to it without naming it, `foreign_signs` those of other languages.
    """

    unit: str
    href: str
    kind: str
    title: str
    trail: tuple[str, ...]
    words: str
    named: bool = False
    keys: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    said: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    signs: tuple[str, ...] = ()
    foreign_signs: tuple[str, ...] = ()


# --- Records ----------------------------------------------------------------------------------------------------


def records(links: Links, renderer: Renderer, written: Iterable[HandwrittenPart] = ()) -> list[Record]:
    """Everything the search of one language finds, in reading order."""
    return list(_Records(links, renderer).all(written))


class _Records:
    """Makes the records of one edition in one language."""

    def __init__(self, links: Links, renderer: Renderer) -> None:
        self.links = links
        self.edition = links.edition
        self.renderer = renderer
        self.language = renderer.language
        self._home = renderer.fragment_view("")
        self._levels: dict[str, tuple[str, ...]] = {}
        self._boxes: set[str] = set()
        for document in self.edition.documents:
            self._boxes |= {f"{document.id}/{box.id}" for box in nodes_of_type(document, Box)}
            for group in nodes_of_type(document, CommitmentList):
                for anchor in (group.id, *(item.id for item in group.items)):
                    self._levels[f"{document.id}/{anchor}"] = group.levels
        self._cited: dict[str, list[str]] = defaultdict(list)
        for identifier, citations in links.citations.items():
            for citation in citations:
                self._cited[citation.unit.identifier].append(identifier)

    def all(self, written: Iterable[HandwrittenPart]) -> Iterator[Record]:
        for document in self.edition.documents:
            yield self._document(document)
            yield from self._units(document)
        for register in self.edition.registers:
            for entry in register.entries:
                yield self._entry(register, entry)
        for page in all_pages(self.edition):
            if page.kind.is_searched:
                yield self._page(page)
        for part in written:
            unit = "/".join(filter(None, (part.address.rstrip("/"), part.anchor)))
            href = part.address + (f"#{part.anchor}" if part.anchor else "")
            trail = (part.page,) if part.anchor else ()
            yield Record(unit, href, "page", part.title, trail, part.words, named=True, facets={"kind": ("page",)})

    def _shown(self, text: Text) -> str:
        return typeset_plain_text(*text.shown(self.language))

    def _document(self, document: Document) -> Record:
        head = document.head
        said = [head.title, *([head.subtitle] if head.subtitle else []), head.summary, head.origin]
        keys = [self._shown(head.title), self._shown(head.short_title)]
        foreign = [text.get(other) or "" for text in (head.title, head.short_title) for other in self._others()]
        facets = {"kind": ("document",), "document": (document.id,), **self._citing(document.id)}
        return Record(
            document.id,
            document_address(document.id),
            "document",
            self._shown(head.short_title),
            (),
            " ".join(f"{text.removesuffix('.')}." for text in map(self._shown, said)),
            True,
            _some(keys),
            _some((head.symbol,)),
            _some(foreign),
            self._shown(head.short_title),
            facets,
        )

    def _units(self, document: Document) -> Iterator[Record]:
        divisions = {division.head.id: division for division in document.divisions()}
        above = {inner.head.id: outer for outer in divisions.values() for inner in outer.children}
        grouped: dict[str, list[Unit]] = {}
        for unit in self.links.units:
            if unit.document == document.id and unit.identifier != document.id:
                grouped.setdefault(unit.identifier, []).append(unit)
        for identifier, units in grouped.items():
            division = divisions.get(units[0].division)
            chain = [one for one in (above.get(units[0].division), division) if one]
            if units[0].role == "title":
                assert division
                yield self._division(document, division, chain)
            elif any(unit.role in KINDS for unit in units):
                yield self._unit(document, identifier, units, chain)

    def _trail(self, document: Document, divisions: Sequence[Division]) -> tuple[str, ...]:
        view = self._home
        return (
            self._shown(document.head.short_title),
            *((view.kind_and_number(one) or view.plain(one.head.title)).rstrip(".") for one in divisions),
        )

    def _division(self, document: Document, division: Division, chain: Sequence[Division]) -> Record:
        head, identifier = division.head, f"{document.id}/{division.head.id}"
        title = self._home.heading(division)
        numbers = [f"{head.kind} {head.number}"] if head.number else []
        if head.number and len(tokenize(head.number)) > 1:
            numbers.append(head.number)
        facets = self._within(document, chain) | {"kind": (head.kind,)} | self._citing(identifier)
        return Record(
            identifier,
            division_address(document.id, head.id),
            head.kind,
            title,
            self._trail(document, chain[:-1]),
            title,
            True,
            (self._shown(head.title),),
            tuple(numbers),
            _some(head.title.get(other) for other in self._others()),
            self._shown(head.title),
            facets,
        )

    def _unit(self, document: Document, identifier: str, units: Sequence[Unit], chain: Sequence[Division]) -> Record:
        first = next(unit for unit in units if unit.role in KINDS)
        kind = "box" if identifier in self._boxes else KINDS[first.role]
        if first.role == "lead" and not first.printed:
            kind = "passage"
        naming = [self._said(unit) for unit in units if unit.role in _NAMING]
        view = self.renderer.view(document_page(document))
        title = naming[0] if naming else view.anchor_label(first.anchor) or view.unit_label(identifier)
        said = " ".join(self._said(unit) for unit in units if unit.role != "repeated")
        numbers = re.fullmatch(r"p(\d+)(?:-(\d+))?", first.anchor) if view.anchor_label(first.anchor) else None
        numbered = bool(numbers) and (units[0].printed.rstrip(".").isdigit() or first.role == "item") and bool(document.groups)
        keys = [first.anchor] if kind == "box" else []
        if numbers and numbered:
            keys += [f"paragraph {' '.join(filter(None, numbers.groups()))}", *([numbers[1]] if not numbers[2] else [])]
        facets = self._within(document, chain) | {"kind": (kind,)} | self._citing(identifier)
        if levels := self._levels.get(identifier):
            facets["level"] = levels
        address = division_address(document.id, first.division)
        return Record(
            identifier,
            f"{address}#{first.anchor}",
            kind,
            title,
            self._trail(document, chain),
            said,
            bool(naming),
            tuple(naming),
            tuple(keys),
            facets=facets,
        )

    def _said(self, unit: Unit) -> str:
        return self._shown(unit.text) if unit.text else unit.monolingual

    def _entry(self, register: Register, entry: RegisterEntry) -> Record:
        acronym = entry.acronym.get(self.language) if entry.acronym else None
        name, identifier = self._shown(entry.name), register.identifier(entry)
        own = entry.mentions.get(self.language) if entry.mentions else ()
        names = own if register.mentions_are_names else ()
        others = [
            form
            for other in self._others()
            for form in (
                entry.name.get(other),
                entry.acronym.get(other) if entry.acronym else None,
                *(entry.mentions.get(other) if entry.mentions and names else ()),
            )
        ]
        foreign_signs = [
            form for other in self._others() for form in (entry.mentions.get(other) if entry.mentions and not names else ())
        ]
        facets = {"kind": (register.id,)}
        if register.facet:
            facets[register.facet.id] = (identifier,)
        return Record(
            identifier,
            entry_address(register, entry),
            register.id,
            f"{name} ({acronym})" if acronym else name,
            (self._shown(register.title),),
            self._shown(entry.description),
            True,
            _some([name, acronym, *names]),
            tuple(self._numbers(register, entry)),
            _some(others),
            min((form for form in names if " " in form or len(own) == 1), key=len, default=name),
            facets,
            () if names else tuple(own),
            tuple(foreign_signs),
        )

    def _numbers(self, register: Register, entry: RegisterEntry) -> Iterator[str]:
        """The identifiers by which people ask for a registered thing: its own, its kind's or its register's with its number."""
        if any(sign.isdigit() for sign in entry.id):
            yield entry.id
        if entry.number:
            yield from (f"{entry.kind} {entry.number}", f"{register.id} {entry.number}", f"n {entry.number}", entry.number)

    def _page(self, page: Page) -> Record:
        view = self.renderer.view(page)
        title = view.title(page)
        return Record(
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

    def _others(self) -> Iterator[str]:
        return (language for language in LANGUAGES if language != self.language)

    def _within(self, document: Document, chain: Sequence[Division]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {"document": (document.id,)}
        if chain:
            found["division"] = (f"{document.id}/{chain[0].head.id}",)
        return found

    def _citing(self, identifier: str) -> dict[str, tuple[str, ...]]:
        """The registered things that a unit cites, by facet."""
        found = by_facet(self.edition, self._cited.get(identifier, ()))
        return {facet: tuple(names) for facet, names in found.items() if names}


def _some(forms: Iterable[str | None]) -> tuple[str, ...]:
    """Forms without the empty ones, each once."""
    return tuple(dict.fromkeys(form for form in forms if form))


# --- What a query is compared with ------------------------------------------------------------------------------


_LONGEST_KEY = 80
"""A form longer than this is not typed whole; its words are searched all the same."""
OWN, FOREIGN, FOREIGN_SIGN = "x", "y", "w"
"""The marks of the keys of names in the language of the search, of names in another, and of words there that point to it."""


def entry_of(record: Record, language: str) -> Entry:
    """A record as Pagefind takes it. What is shown of it stands in its address, which is not searched."""
    address, _, anchor = record.href.partition("#")
    shown = {"u": record.unit, "k": record.kind, "t": record.title, "w": " › ".join(record.trail), "s": record.said}
    keys = [form_key(form, language, OWN) for form in (*record.keys, *record.numbers)]
    for other in LANGUAGES:
        if other != language:
            keys += [form_key(form, other, FOREIGN) for form in record.foreign]
            keys += [form_key(form, other, FOREIGN_SIGN) for form in record.foreign_signs]
    meta = {"title": searchable_text(record.title, language)} if record.named else {}
    if further := [form for form in record.keys if form != record.title]:
        meta["forms"] = searchable_text(" · ".join(further), language)
    if record.signs:
        meta["signs"] = searchable_text(" · ".join(record.signs), language)
    if whole := sorted({one for one in keys if 1 < len(one) <= _LONGEST_KEY}):
        meta["keys"] = " ".join(whole)
    url = f"{address}?{urlencode({name: value for name, value in shown.items() if value})}" + (f"#{anchor}" if anchor else "")
    return Entry(url, searchable_text(record.words, language), meta)


# --- Files ------------------------------------------------------------------------------------------------------
