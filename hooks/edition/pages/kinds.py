"""The kinds of pages, one a row: everything that the site derives from a page's kind; page.py explains the fields."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.commitments import commitments
from ..charts.chart_set import all_charts
from ..charts.table import chart_address
from ..loading.paths import CONTENT
from ..model import CommitmentList, Division, Document, Edition, Node, Register, Text
from ..references.references import Links
from ..references.traversal import document_file_nodes, nodes_of_type
from ..references.urls import (
    CHARTS_ADDRESS,
    COMMITMENTS_ADDRESS,
    CONCORDANCE_ADDRESS,
    CORRECTIONS_ADDRESS,
    SEARCH_ADDRESS,
    TRANSLATION_ADDRESS,
    division_address,
    document_address,
    entry_address,
    register_address,
    whole_address,
)
from .fragment_view import FragmentView
from .navigation import NavigationItem, NavigationSection
from .page import Page, PageKind

Content = Iterator[Node | str]


def _undated(links: Links, page: Page) -> Content:
    """Returns nothing: the page shows no content, and has no date."""
    return iter(())


# --- Home ---


def _home_pages(edition: Edition) -> Iterator[Page]:
    yield Page(HOME, "", edition.head.title, HOME.file)


def _tagline(view: FragmentView, page: Page) -> str:
    return view.plain(view.edition.head.tagline)


def _home_content(links: Links, page: Page) -> Content:
    yield links.edition.head
    yield from (document.head.summary for document in links.edition.documents)


HOME = PageKind(name="home", pages=_home_pages, description=_tagline, dated_by=_home_content, type="WebSite")


# --- The texts ---


def document_page(document: Document) -> Page:
    """Returns the page of a document."""
    return Page(DOCUMENT, document_address(document.id), document.head.title, document.file, document)


def division_page(document: Document, division: Division) -> Page:
    """Returns the page of a division."""
    address = division_address(document.id, division.head.id)
    return Page(DIVISION, address, division.head.title, division.file, document, division)


def whole_page(document: Document) -> Page:
    """The page with the whole text of a document that has divisions."""
    address, parent = whole_address(document.id), document_page(document)
    return Page(WHOLE, address, document.head.title, document.file, document, parent=parent)


def _document_pages(edition: Edition) -> Iterator[Page]:
    return map(document_page, edition.documents)


def _whole_pages(edition: Edition) -> Iterator[Page]:
    return (whole_page(document) for document in edition.documents if document.groups)


def _division_pages(edition: Edition) -> Iterator[Page]:
    return (division_page(document, division) for document in edition.documents for division in document.divisions())


def _document_summary(view: FragmentView, page: Page) -> str:
    assert page.document
    return view.plain(page.document.head.summary)


def _whole_description(view: FragmentView, page: Page) -> str:
    assert page.document
    return view.phrase("whole-description", title=view.plain(page.document.head.short_title))


def _first_paragraph(view: FragmentView, page: Page) -> str:
    assert page.document and page.division
    place = page.document.id, page.division.head.id
    units = (unit for unit in view.links.units if (unit.document, unit.division) == place)
    first = next((unit.text for unit in units if unit.role in ("paragraph", "lead") and unit.text), None)
    return view.plain(first) if first else view.heading(page.division)


def _document_content(links: Links, page: Page) -> Content:
    assert page.document
    yield page.document.head
    yield from (division.head.title for division in page.document.divisions())


def _whole_content(links: Links, page: Page) -> Content:
    assert page.document
    return document_file_nodes(page.document)


def _division_content(links: Links, page: Page) -> Content:
    assert page.division
    yield page.division.head
    yield from (inner.head.title for inner in page.division.children)


DOCUMENT = PageKind(
    name="document", pages=_document_pages, description=_document_summary, dated_by=_document_content, is_text=True
)
WHOLE = PageKind(
    name="whole",
    pages=_whole_pages,
    description=_whole_description,
    dated_by=_whole_content,
    is_text=True,
    is_whole=True,
    is_in_offline_copy=False,
)
DIVISION = PageKind(
    name="division", pages=_division_pages, description=_first_paragraph, dated_by=_division_content, is_text=True
)


# --- The registers ---


def register_page(register: Register) -> Page:
    """Returns the index page of a register."""
    kind = GLOSSARY if register.layout == GLOSSARY.name else REGISTER
    return Page(kind, register_address(register), register.title, register.at.file, register=register)


def _register_pages(edition: Edition) -> Iterator[Page]:
    return (register_page(register) for register in edition.registers if register.layout != GLOSSARY.name)


def _glossary_pages(edition: Edition) -> Iterator[Page]:
    return (register_page(register) for register in edition.registers if register.layout == GLOSSARY.name)


def _entry_pages(edition: Edition) -> Iterator[Page]:
    for register in edition.registers:
        for entry in register.entries if register.has_entry_pages else ():
            yield Page(ENTRY, entry_address(register, entry), entry.name, register.at.file, register=register, entry=entry)


def _register_introduction(view: FragmentView, page: Page) -> str:
    assert page.register
    return view.plain(page.register.introduction)


def _entry_description(view: FragmentView, page: Page) -> str:
    assert page.entry
    return view.plain(page.entry.description)


def _register_content(links: Links, page: Page) -> Content:
    assert page.register
    yield page.register


def _entry_content(links: Links, page: Page) -> Content:
    assert page.register and page.entry
    yield page.entry
    for citation in links.citations.get(page.register.identifier(page.entry), ()):
        yield citation.unit.text or citation.unit.monolingual


REGISTER = PageKind(
    name="register",
    pages=_register_pages,
    description=_register_introduction,
    dated_by=_register_content,
    type="CollectionPage",
    is_searched=True,
    has_data=True,
)
GLOSSARY = PageKind(
    name="glossary",
    pages=_glossary_pages,
    description=_register_introduction,
    dated_by=_register_content,
    type="CollectionPage",
    is_searched=True,
    has_data=True,
)
ENTRY = PageKind(name="entry", pages=_entry_pages, description=_entry_description, dated_by=_entry_content)


# --- The principal document at a glance ---


def _principal_documents(edition: Edition) -> Iterator[Document]:
    """Yields the document that the explorer and the charts show, if there is one."""
    return (document for document in edition.documents if document.id == edition.head.principal)


def _explorer_pages(edition: Edition) -> Iterator[Page]:
    for document in _principal_documents(edition):
        yield Page(EXPLORER, COMMITMENTS_ADDRESS, edition.phrases[EXPLORER.name], document.file, document)


def _chart_index_pages(edition: Edition) -> Iterator[Page]:
    for document in _principal_documents(edition):
        yield Page(CHART_INDEX, CHARTS_ADDRESS, edition.phrases[CHART_INDEX.name], document.file)


def _chart_pages(edition: Edition) -> Iterator[Page]:
    for parent in _chart_index_pages(edition):
        for chart in all_charts(edition):
            yield Page(CHART, chart_address(chart.id), chart.title(edition), parent.file, chart=chart.id, parent=parent)


def _explorer_description(view: FragmentView, page: Page) -> str:
    assert page.document
    return view.phrase("commitments-introduction", count=sum(1 for _ in commitments(view.links, page.document)))


def _chart_description(view: FragmentView, page: Page) -> str:
    return view.charts.finding(page.chart) or view.charts.counts(page.chart)


def _explorer_content(links: Links, page: Page) -> Content:
    assert page.document
    return nodes_of_type(page.document, CommitmentList)


EXPLORER = PageKind(
    name="commitments",
    pages=_explorer_pages,
    address=COMMITMENTS_ADDRESS,
    description=_explorer_description,
    dated_by=_explorer_content,
    type="CollectionPage",
    section=NavigationSection.INDEXES,
    has_data=True,
)
CHART_INDEX = PageKind(
    name="pictures",
    pages=_chart_index_pages,
    address=CHARTS_ADDRESS,
    dated_by=_undated,
    section=NavigationSection.INDEXES,
    is_searched=True,
)
CHART = PageKind(name="picture", pages=_chart_pages, description=_chart_description, dated_by=_undated, is_searched=True)


# --- The words of the texts ---


CONCORDANCE = PageKind(
    name="concordance",
    address=CONCORDANCE_ADDRESS,
    dated_by=_undated,
    section=NavigationSection.INDEXES,
    is_searched=True,
)


# --- The edition ---


def _correction_content(links: Links, page: Page) -> Content:
    yield links.edition.corrections


SEARCH = PageKind(name="search", address=SEARCH_ADDRESS, dated_by=_undated, type="SearchResultsPage", is_indexed=False)
CORRECTIONS = PageKind(
    name="corrections",
    address=CORRECTIONS_ADDRESS,
    file=f"{CONTENT}/sources/corrections.yml",
    dated_by=_correction_content,
    section=NavigationSection.EDITION,
    is_searched=True,
)
TRANSLATION = PageKind(name="translation", address=TRANSLATION_ADDRESS, dated_by=_undated, is_searched=True)
OFFLINE = PageKind(name="offline", address="offline/", dated_by=_undated, section=NavigationSection.EDITION, is_searched=True)


# --- Hand-written pages ---


def handwritten_page(address: str, title: Text) -> Page:
    """Returns a hand-written page of docs/."""
    return Page(HANDWRITTEN, address, title, "")


HANDWRITTEN = PageKind(name="handwritten", dated_by=_undated, is_generated=False)
ABOUT = PageKind(name="about", address="about/", dated_by=_undated, section=NavigationSection.EDITION, is_generated=False)
ACCESSIBILITY = PageKind(
    name="accessibility", address="accessibility/", dated_by=_undated, section=NavigationSection.EDITION, is_generated=False
)

KINDS = (
    HOME,
    DOCUMENT,
    DIVISION,
    WHOLE,
    REGISTER,
    GLOSSARY,
    ENTRY,
    EXPLORER,
    CHART_INDEX,
    CHART,
    CONCORDANCE,
    SEARCH,
    ABOUT,
    ACCESSIBILITY,
    CORRECTIONS,
    TRANSLATION,
    OFFLINE,
)
"""All kinds, in the order of the navigation."""


def pages_of_kind(kind: PageKind, edition: Edition) -> Iterator[Page]:
    """Yields the pages of a kind, in reading order."""
    if kind.pages is not None:
        yield from kind.pages(edition)
    elif kind.is_generated and kind.address is not None:
        yield Page(kind, kind.address, edition.phrases[kind.name], kind.file)


def navigation(edition: Edition) -> Iterator[NavigationItem]:
    """Yields the items of the navigation: the pages that are the only ones of their kind."""
    for kind in KINDS:
        if kind.address is not None and (not kind.is_generated or any(pages_of_kind(kind, edition))):
            yield NavigationItem(kind.name, kind.address, edition.phrases[kind.name], kind.section)
