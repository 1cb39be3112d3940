"""The kinds of pages, one a row: whatever the site derives from a page's kind stands in its row, explained in page.py."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.commitments import commitments
from ..charts.gallery import pictures
from ..charts.table import picture_address
from ..loading.paths import CONTENT
from ..model import CommitmentList, Division, Document, Edition, Node, Register, Text
from ..references.references import Links
from ..references.traversal import nodes_of_type
from ..references.urls import (
    COMMITMENTS_ADDRESS,
    CORRECTIONS_ADDRESS,
    PICTURES_ADDRESS,
    SEARCH_ADDRESS,
    TRANSLATION_ADDRESS,
    division_address,
    document_address,
    entry_address,
    register_address,
)
from .fragment_view import FragmentView
from .navigation import Item, Section
from .page import Page, PageKind

Content = Iterator[Node | str]


def _nothing(links: Links, page: Page) -> Content:
    """A page of which no part is content: it has no date."""
    return iter(())


# --- Home ---


def _home(edition: Edition) -> Iterator[Page]:
    yield Page(HOME, "", edition.head.title, HOME.file)


def _tagline(view: FragmentView, page: Page) -> str:
    return view.plain(view.edition.head.tagline)


def _edition(links: Links, page: Page) -> Content:
    yield links.edition.head
    yield from (document.head.summary for document in links.edition.documents)


HOME = PageKind(name="home", pages=_home, description=_tagline, content=_edition, type="WebSite")


# --- The texts ---


def document_page(document: Document) -> Page:
    """A document's own page."""
    return Page(DOCUMENT, document_address(document.id), document.head.title, document.file, document)


def division_page(document: Document, division: Division) -> Page:
    """A division's page."""
    address = division_address(document.id, division.head.id)
    return Page(DIVISION, address, division.head.title, division.file, document, division)


def _documents(edition: Edition) -> Iterator[Page]:
    return map(document_page, edition.documents)


def _divisions(edition: Edition) -> Iterator[Page]:
    return (division_page(document, division) for document in edition.documents for division in document.divisions())


def _summary(view: FragmentView, page: Page) -> str:
    assert page.document
    return view.plain(page.document.head.summary)


def _first_paragraph(view: FragmentView, page: Page) -> str:
    assert page.document and page.division
    place = page.document.id, page.division.head.id
    units = (unit for unit in view.links.units if (unit.document, unit.division) == place)
    first = next((unit.text for unit in units if unit.role in ("paragraph", "lead") and unit.text), None)
    return view.plain(first) if first else view.heading(page.division)


def _document(links: Links, page: Page) -> Content:
    assert page.document
    yield page.document.head
    yield from (division.head.title for division in page.document.divisions())


def _division(links: Links, page: Page) -> Content:
    assert page.division
    yield page.division.head
    yield from (inner.head.title for inner in page.division.children)


DOCUMENT = PageKind(name="document", pages=_documents, description=_summary, content=_document, is_text=True)
DIVISION = PageKind(name="division", pages=_divisions, description=_first_paragraph, content=_division, is_text=True)


# --- The registers ---


def register_page(register: Register) -> Page:
    """A register's index."""
    kind = next(kind for kind in (REGISTER, GLOSSARY) if kind.name == register.layout)
    return Page(kind, register_address(register), register.title, register.at.file, register=register)


def _registers(edition: Edition) -> Iterator[Page]:
    return (register_page(register) for register in edition.registers if register.layout == REGISTER.name)


def _glossaries(edition: Edition) -> Iterator[Page]:
    return (register_page(register) for register in edition.registers if register.layout == GLOSSARY.name)


def _entries(edition: Edition) -> Iterator[Page]:
    for register in edition.registers:
        for entry in register.entries:
            yield Page(ENTRY, entry_address(register, entry), entry.name, register.at.file, register=register, entry=entry)


def _register_introduction(view: FragmentView, page: Page) -> str:
    assert page.register
    return view.plain(page.register.introduction)


def _entry_description(view: FragmentView, page: Page) -> str:
    assert page.entry
    return view.plain(page.entry.description)


def _register(links: Links, page: Page) -> Content:
    assert page.register
    yield page.register


def _entry(links: Links, page: Page) -> Content:
    assert page.register and page.entry
    yield page.entry
    for citation in links.citations.get(page.register.identifier(page.entry), ()):
        yield citation.unit.text or citation.unit.monolingual


REGISTER = PageKind(
    name="register",
    pages=_registers,
    description=_register_introduction,
    content=_register,
    type="CollectionPage",
    is_searched=True,
)
GLOSSARY = PageKind(
    name="glossary",
    pages=_glossaries,
    description=_register_introduction,
    content=_register,
    type="CollectionPage",
    is_searched=True,
)
ENTRY = PageKind(name="entry", pages=_entries, description=_entry_description, content=_entry)


# --- The principal document at a glance ---


def _principal(edition: Edition) -> Iterator[Document]:
    """The document that the explorer and the charts are about, where there is one."""
    return (document for document in edition.documents if document.id == edition.head.principal)


def _explorer(edition: Edition) -> Iterator[Page]:
    for document in _principal(edition):
        yield Page(EXPLORER, COMMITMENTS_ADDRESS, edition.phrases[EXPLORER.name], document.file, document)


def _charts(edition: Edition) -> Iterator[Page]:
    for document in _principal(edition):
        yield Page(CHARTS, PICTURES_ADDRESS, edition.phrases[CHARTS.name], document.file)


def _each_chart(edition: Edition) -> Iterator[Page]:
    for above in _charts(edition):
        for chart in pictures(edition):
            yield Page(CHART, picture_address(chart.id), chart.title(edition), above.file, picture=chart.id, above=above)


def _number_of_commitments(view: FragmentView, page: Page) -> str:
    assert page.document
    return view.phrase("commitments-introduction", count=sum(1 for _ in commitments(view.links, page.document)))


def _finding(view: FragmentView, page: Page) -> str:
    return view.gallery.finding(page.picture) or view.gallery.counts(page.picture)


def _commitments(links: Links, page: Page) -> Content:
    assert page.document
    return nodes_of_type(page.document, CommitmentList)


EXPLORER = PageKind(
    name="commitments",
    pages=_explorer,
    address=COMMITMENTS_ADDRESS,
    description=_number_of_commitments,
    content=_commitments,
    type="CollectionPage",
    section=Section.INDEXES,
)
CHARTS = PageKind(
    name="pictures", pages=_charts, address=PICTURES_ADDRESS, content=_nothing, section=Section.INDEXES, is_searched=True
)
CHART = PageKind(name="picture", pages=_each_chart, description=_finding, content=_nothing, is_searched=True)


# --- The edition ---


def _corrections(links: Links, page: Page) -> Content:
    yield links.edition.corrections


SEARCH = PageKind(
    name="search", address=SEARCH_ADDRESS, content=_nothing, type="SearchResultsPage", section=Section.TOP, is_indexed=False
)
CORRECTIONS = PageKind(
    name="corrections",
    address=CORRECTIONS_ADDRESS,
    file=f"{CONTENT}/sources/corrections.yml",
    content=_corrections,
    section=Section.EDITION,
    is_searched=True,
)
TRANSLATION = PageKind(
    name="translation", address=TRANSLATION_ADDRESS, content=_nothing, section=Section.EDITION, is_searched=True
)
OFFLINE = PageKind(name="offline", address="offline/", content=_nothing, section=Section.EDITION, is_searched=True)


# --- Written by hand ---


def handwritten_page(address: str, title: Text) -> Page:
    """A page that is written by hand in docs/."""
    return Page(HANDWRITTEN, address, title, "")


HANDWRITTEN = PageKind(name="handwritten", content=_nothing, is_generated=False)
ABOUT = PageKind(name="about", address="about/", content=_nothing, section=Section.EDITION, is_generated=False)
ACCESSIBILITY = PageKind(
    name="accessibility", address="accessibility/", content=_nothing, section=Section.EDITION, is_generated=False
)

KINDS = (
    HOME,
    DOCUMENT,
    DIVISION,
    REGISTER,
    GLOSSARY,
    ENTRY,
    EXPLORER,
    CHARTS,
    CHART,
    SEARCH,
    ABOUT,
    ACCESSIBILITY,
    CORRECTIONS,
    TRANSLATION,
    OFFLINE,
)
"""Every kind, in the order of the navigation."""


def pages_of(kind: PageKind, edition: Edition) -> Iterator[Page]:
    """The pages of a kind, in reading order."""
    if kind.pages is not None:
        yield from kind.pages(edition)
    elif kind.is_generated and kind.address is not None:
        yield Page(kind, kind.address, edition.phrases[kind.name], kind.file)


def navigation(edition: Edition) -> Iterator[Item]:
    """The pages that are the only ones of their kind, in the order of the navigation."""
    for kind in KINDS:
        if kind.address is not None and (not kind.is_generated or any(pages_of(kind, edition))):
            yield Item(kind.name, kind.address, edition.phrases[kind.name], kind.section)
