"""What each page is, in the words of schema.org (JSON-LD): true types, what it is part of, and that it is not official."""

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
from ..pages.register_view import IndexView
from ..references.urls import SEARCH_ADDRESS, language_prefix

Value: TypeAlias = "str | int | Thing | Sequence[Thing] | None"

_TERM = "DefinedTerm"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of schema.org: its types, its identifier where it has one, what is said of it; what is empty is not said."""

    types: tuple[str, ...] = ()
    id: str = ""
    said: Mapping[str, Value] = field(default_factory=dict)

    def json(self) -> dict[str, object]:
        """The thing as JSON-LD has it."""
        types = self.types[0] if len(self.types) == 1 else list(self.types)
        named = {"@type": types, "@id": self.id, **{name: _json(value) for name, value in self.said.items()}}
        return {name: value for name, value in named.items() if value}


def _json(value: Value) -> object:
    match value:
        case Thing():
            return value.json()
        case str() | int() | None:
            return value
    return [thing.json() for thing in value]


def script(things: Sequence[Thing]) -> Markup:
    """Things as the content of a script element, which no text of theirs can close."""
    graph = {"@context": "https://schema.org", "@graph": [thing.json() for thing in things]}
    source = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Markup(source)  # noqa: S704  # no `<` is left in it


@dataclass(frozen=True)
class Subject:
    """A page to be described: where its site stands, its view, and what its head says of it."""

    base: str
    view: IndexView
    title: str
    description: str
    changed: str = ""

    @property
    def page(self) -> Page:
        """The page."""
        return self.view.page

    def url(self, address: str, language: str = "") -> str:
        """The full address of a page in a language, the page's own unless another is given."""
        return f"{self.base}{language_prefix(language or self.view.language)}{address}"


def things(subject: Subject) -> list[Thing]:
    """The page, and the way that leads to it."""
    return [_page(subject), *_breadcrumbs(subject)]


def _page(subject: Subject) -> Thing:
    page = subject.page
    match page:
        case Page(is_home=True):
            return _home(subject)
        case Page(division=Division()):
            return _division(subject)
        case Page(document=Document()) if page.kind.is_text:
            return _document(subject)
        case Page(entry=RegisterEntry()):
            whole = Thing(id=subject.url(register_page(_register(page)).address))
            return _work(subject, page.kind.type, isPartOf=whole, mainEntity=_entry(subject))
        case Page(register=Register() as register):
            return _work(subject, page.kind.type, *(["DefinedTermSet"] if register.type == _TERM else []))
        case Page(document=Document() as document):
            whole = Thing(id=subject.url(document_page(document).address))
            return _work(subject, page.kind.type, isBasedOn=whole)
    return _work(subject, page.kind.type)


def _register(page: Page) -> Register:
    assert page.register
    return page.register


def _work(subject: Subject, *types: str, **said: Value) -> Thing:
    """A page of this edition as a work: its language, what it was translated from or into, where it belongs."""
    view, address = subject.view, subject.page.address
    in_language = partial(subject.url, address)
    translation: dict[str, Value]
    if not subject.page.kind.is_generated:
        translation = {}  # Written by hand in each language alike.
    elif view.language == SOURCE_LANGUAGE:
        translation = {"workTranslation": [Thing(id=in_language(other)) for other in LANGUAGES if other != SOURCE_LANGUAGE]}
    else:
        translation = {"translationOfWork": Thing(id=in_language(SOURCE_LANGUAGE))}
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
            **said,
        },
    )


def _home(subject: Subject) -> Thing:
    view = subject.view
    documents = [
        Thing(
            (_kind_type(view, document.head.kind),),
            subject.url(document_page(document).address),
            {"name": view.plain(document.head.title)},
        )
        for document in view.edition.documents
    ]
    target = Thing(("EntryPoint",), said={"urlTemplate": f"{subject.url(SEARCH_ADDRESS)}?q={{search_term_string}}"})
    search = Thing(("SearchAction",), said={"target": target, "query-input": "required name=search_term_string"})
    return _work(
        subject,
        subject.page.kind.type,
        isPartOf=None,
        creativeWorkStatus=view.phrase("unofficial"),
        hasPart=documents,
        potentialAction=search,
    )


def _kind_type(view: IndexView, kind: str) -> str:
    return view.edition.kinds_by_id[kind].type or "CreativeWork"


def _document(subject: Subject) -> Thing:
    view, document = subject.view, subject.page.document
    assert document
    head, type_ = document.head, _kind_type(view, document.head.kind)
    author = view.edition.entries[head.author] if head.author else None
    original = Thing(
        (type_,),
        said={
            "identifier": head.symbol,
            "url": head.official,
            "datePublished": head.date,
            "author": Thing((_entry_type(*author),), said={"name": view.plain(author[1].name)}) if author else None,
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
    return _work(
        subject,
        type_,
        disambiguatingDescription=view.plain(head.status or view.edition.phrases["status"]),
        creativeWorkStatus=view.phrase("unofficial"),
        isBasedOn=original,
        hasPart=parts,
    )


def _division(subject: Subject) -> Thing:
    view, document, division = subject.view, subject.page.document, subject.page.division
    assert document and division
    whole = Thing((_kind_type(view, document.head.kind),), subject.url(document_page(document).address))
    parts = [Thing(id=subject.url(division_page(document, inner).address)) for inner in division.children]
    above = next((outer for outer in document.divisions() if division in outer.children), None)
    parents = [whole, *([Thing(id=subject.url(division_page(document, above).address))] if above else [])]
    unofficial = view.phrase("unofficial")
    return _work(subject, _kind_type(view, division.head.kind), isPartOf=parents, hasPart=parts, creativeWorkStatus=unofficial)


def _entry_type(register: Register, entry: RegisterEntry) -> str:
    """An entry's type: its own, else its class's, else its register's."""
    return entry.type or next((kind.type for kind in register.kinds if kind.id == entry.kind and kind.type), register.type)


def _entry(subject: Subject) -> Thing:
    """A registered thing, which is not the page on it."""
    view, register, entry = subject.view, _register(subject.page), subject.page.entry
    assert entry
    type_ = _entry_type(register, entry)
    said: dict[str, Value] = {
        "name": view.plain(entry.name),
        "alternateName": entry.acronym.get(view.language) if entry.acronym else None,
        "description": view.plain(entry.description),
    }
    issuer = Thing(("Organization",), said={"name": view.plain(entry.issuer)}) if entry.issuer else None
    year, identifier = str(entry.year or ""), entry.id if entry.number else None
    official = entry.official(view.language)
    if type_ == _TERM:
        whole = Thing(("DefinedTermSet",), subject.url(register_page(register).address))
        said |= {"termCode": entry.number, "inDefinedTermSet": whole}
        said |= {"subjectOf": Thing(("WebPage",), said={"url": official}) if official else None}
    elif type_ == "Legislation":
        said |= {"legislationIdentifier": identifier, "legislationDate": year, "legislationPassedBy": issuer, "url": official}
    elif type_ in ("Organization", "Project"):
        said |= {"url": official}
    else:
        said |= {"identifier": identifier, "dateCreated": year, "creator": issuer, "url": official}
    return Thing((type_,), said=said)


def _breadcrumbs(subject: Subject) -> Iterator[Thing]:
    """The way from home, in the names that the page itself gives it."""
    view = subject.view
    if not subject.page.address:
        return
    steps = [("", view.phrase("home")), *((page.address, _step(view, page)) for page in view.chain())]
    items = [
        Thing(("ListItem",), said={"position": place, "name": name, "item": subject.url(address)})
        for place, (address, name) in enumerate([*steps, (subject.page.address, subject.title)], 1)
    ]
    yield Thing(("BreadcrumbList",), said={"itemListElement": items})


def _step(view: IndexView, page: Page) -> str:
    if page.division:
        return view.numbered(page.division).rstrip(".") or view.plain(page.title)
    return view.plain(page.document.head.short_title if page.document else page.title)
