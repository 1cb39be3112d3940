"""Describes each page in the vocabulary of schema.org (JSON-LD): its type, the work it is part of, its unofficial status."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from markupsafe import Markup

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Division, Document, Register, RegisterEntry
from ..pages.kinds import division_page, document_page, register_page
from ..pages.page import Page
from ..pages.page_view import PageView
from ..references.urls import SEARCH_ADDRESS, language_prefix

Value: TypeAlias = "str | int | Thing | Sequence[Thing] | None"

_TERM = "DefinedTerm"


@dataclass(frozen=True, slots=True)
class Thing:
    """A `Thing` of schema.org: its types, its identifier, if any, and its properties; empty ones are omitted."""

    types: tuple[str, ...] = ()
    id: str = ""
    properties: Mapping[str, Value] = field(default_factory=dict)

    def json(self) -> dict[str, object]:
        """Returns the JSON-LD object of the thing."""
        types = self.types[0] if len(self.types) == 1 else list(self.types)
        named = {"@type": types, "@id": self.id, **{name: _json(value) for name, value in self.properties.items()}}
        return {name: value for name, value in named.items() if value}


def _json(value: Value) -> object:
    match value:
        case Thing():
            return value.json()
        case str() | int() | None:
            return value
    return [thing.json() for thing in value]


def script_content(things: Sequence[Thing]) -> Markup:
    """Returns things as the content of a script element, with `<` escaped so that no text can close it."""
    graph = {"@context": "https://schema.org", "@graph": [thing.json() for thing in things]}
    source = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(source)  # noqa: S704  # no `<` is left in it


@dataclass(frozen=True)
class Subject:
    """A page to describe: the address of its site, its view, and its metadata."""

    base: str
    view: PageView
    title: str
    description: str
    changed: str = ""

    @property
    def page(self) -> Page:
        """The page."""
        return self.view.page

    def url(self, address: str, language: str = "") -> str:
        """Returns the full address of a page; in the language of the view unless another is given."""
        return f"{self.base}{language_prefix(language or self.view.language)}{address}"


def make_things(subject: Subject) -> list[Thing]:
    """Returns the page and its breadcrumbs."""
    return [_make_page(subject), *_make_breadcrumbs(subject)]


def _make_page(subject: Subject) -> Thing:
    page = subject.page
    match page:
        case Page(is_home=True):
            return _make_home(subject)
        case Page(division=Division()):
            return _make_division(subject)
        case Page(document=Document()) if page.kind.is_text:
            return _make_document(subject)
        case Page(entry=RegisterEntry()):
            whole = Thing(id=subject.url(register_page(_register(page)).address))
            return _make_work(subject, page.kind.type, isPartOf=whole, mainEntity=_make_entry(subject))
        case Page(register=Register() as register):
            return _make_work(subject, page.kind.type, *(["DefinedTermSet"] if register.type == _TERM else []))
        case Page(document=Document() as document):
            whole = Thing(id=subject.url(document_page(document).address))
            return _make_work(subject, page.kind.type, isBasedOn=whole)
    return _make_work(subject, page.kind.type)


def _register(page: Page) -> Register:
    assert page.register
    return page.register


def _make_work(subject: Subject, *types: str, **properties: Value) -> Thing:
    """Returns a page as a creative work: its language, its translation or original, the work it is part of."""
    view, address = subject.view, subject.page.address
    url_in_language = partial(subject.url, address)
    translation: dict[str, Value]
    if not subject.page.kind.is_generated:
        translation = {}  # Hand-written pages are originals in each language.
    elif view.language == SOURCE_LANGUAGE:
        translation = {"workTranslation": [Thing(id=url_in_language(other)) for other in LANGUAGES if other != SOURCE_LANGUAGE]}
    else:
        translation = {"translationOfWork": Thing(id=url_in_language(SOURCE_LANGUAGE))}
    return Thing(
        types,
        subject.url(address),
        {
            "name": subject.title,
            "url": subject.url(address),
            "description": subject.description,
            "inLanguage": view.language,
            "dateModified": subject.changed,
            "isPartOf": Thing(id=subject.url("")),
            **translation,
            **properties,
        },
    )


def _make_home(subject: Subject) -> Thing:
    view = subject.view
    documents = [
        Thing(
            (_kind_type(view, document.head.kind),),
            subject.url(document_page(document).address),
            {"name": view.plain(document.head.title)},
        )
        for document in view.edition.documents
    ]
    target = Thing(("EntryPoint",), properties={"urlTemplate": f"{subject.url(SEARCH_ADDRESS)}?q={{search_term_string}}"})
    search = Thing(("SearchAction",), properties={"target": target, "query-input": "required name=search_term_string"})
    return _make_work(
        subject,
        subject.page.kind.type,
        isPartOf=None,
        creativeWorkStatus=view.phrase("unofficial"),
        hasPart=documents,
        potentialAction=search,
    )


def _kind_type(view: PageView, kind: str) -> str:
    return view.edition.kinds_by_id[kind].type or "CreativeWork"


def _make_document(subject: Subject) -> Thing:
    view, document = subject.view, subject.page.document
    assert document
    head, type_ = document.head, _kind_type(view, document.head.kind)
    author = view.edition.entries[head.author] if head.author else None
    original = Thing(
        (type_,),
        properties={
            "identifier": head.symbol,
            "url": head.official,
            "datePublished": head.date,
            "author": Thing((_entry_type(*author),), properties={"name": view.plain(author[1].name)}) if author else None,
            "description": view.plain(head.origin),
        },
    )
    parts = [
        Thing(
            (_kind_type(view, division.head.kind),),
            subject.url(division_page(document, division).address),
            {"name": view.heading(division)},
        )
        for group in document.groups
        for division in group.divisions
    ]
    return _make_work(
        subject,
        type_,
        disambiguatingDescription=view.plain(head.standing or view.edition.phrases["status"]),
        creativeWorkStatus=view.phrase("unofficial"),
        isBasedOn=original,
        hasPart=parts,
    )


def _make_division(subject: Subject) -> Thing:
    view, document, division = subject.view, subject.page.document, subject.page.division
    assert document and division
    whole = Thing((_kind_type(view, document.head.kind),), subject.url(document_page(document).address))
    parts = [Thing(id=subject.url(division_page(document, inner).address)) for inner in division.children]
    parent = next((outer for outer in document.divisions() if division in outer.children), None)
    parents = [whole, *([Thing(id=subject.url(division_page(document, parent).address))] if parent else [])]
    unofficial = view.phrase("unofficial")
    return _make_work(
        subject, _kind_type(view, division.head.kind), isPartOf=parents, hasPart=parts, creativeWorkStatus=unofficial
    )


def _entry_type(register: Register, entry: RegisterEntry) -> str:
    """Returns the type of an entry: its own, else that of its kind, else that of its register."""
    return entry.type or next((kind.type for kind in register.kinds if kind.id == entry.kind and kind.type), register.type)


def _make_entry(subject: Subject) -> Thing:
    """Returns the thing that a register entry describes, which is distinct from its page."""
    view, register, entry = subject.view, _register(subject.page), subject.page.entry
    assert entry
    type_ = _entry_type(register, entry)
    properties: dict[str, Value] = {
        "name": view.plain(entry.name),
        "alternateName": entry.acronym.get(view.language) if entry.acronym else None,
        "description": view.plain(entry.description),
    }
    issuer = Thing(("Organization",), properties={"name": view.plain(entry.issuer)}) if entry.issuer else None
    year, identifier = str(entry.year or ""), entry.id if entry.number else None
    official, _ = entry.official(view.language) or (None, "")
    if type_ == _TERM:
        whole = Thing(("DefinedTermSet",), subject.url(register_page(register).address))
        properties |= {"termCode": entry.number, "inDefinedTermSet": whole}
        properties |= {"subjectOf": Thing(("WebPage",), properties={"url": official}) if official else None}
    elif type_ == "Legislation":
        properties |= {
            "legislationIdentifier": identifier,
            "legislationDate": year,
            "legislationPassedBy": issuer,
            "url": official,
        }
    elif type_ in ("Organization", "Project"):
        properties |= {"url": official}
    else:
        properties |= {"identifier": identifier, "dateCreated": year, "creator": issuer, "url": official}
    return Thing((type_,), properties=properties)


def _make_breadcrumbs(subject: Subject) -> Iterator[Thing]:
    """Yields the breadcrumbs, with the names that the page shows."""
    view = subject.view
    if not subject.page.address:
        return
    steps = [("", view.phrase("home")), *((page.address, _breadcrumb_name(view, page)) for page in view.ancestors())]
    items = [
        Thing(("ListItem",), properties={"position": position, "name": name, "item": subject.url(address)})
        for position, (address, name) in enumerate([*steps, (subject.page.address, subject.title)], 1)
    ]
    yield Thing(("BreadcrumbList",), properties={"itemListElement": items})


def _breadcrumb_name(view: PageView, page: Page) -> str:
    if page.division:
        return view.kind_and_number(page.division).rstrip(".") or view.plain(page.title)
    return view.plain(page.document.head.short_title if page.document else page.title)
