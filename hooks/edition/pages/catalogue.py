"""Which pages there are, at which addresses, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..charts.gallery import PICTURES
from ..charts.table import picture_address
from ..loading.paths import CONTENT
from ..model import Division, Document, Edition, Register, RegisterEntry, Text
from ..references.urls import (
    COMMITMENTS_ADDRESS,
    CORRECTIONS_ADDRESS,
    OFFLINE_ADDRESS,
    PICTURES_ADDRESS,
    SEARCH_ADDRESS,
    TRANSLATION_ADDRESS,
    division_address,
    document_address,
    entry_address,
    register_address,
)


@dataclass(frozen=True, eq=False)
class Page:
    """A page generated from the content; `file` is the YAML file that an editor would change."""

    address: str
    template: str
    title: Text
    file: str
    document: Document | None = None
    division: Division | None = None
    register: Register | None = None
    entry: RegisterEntry | None = None
    picture: str = ""
    above: Page | None = None


def pages(edition: Edition) -> list[Page]:
    """Every generated page."""
    return list(_pages(edition))


def _pages(edition: Edition) -> Iterator[Page]:
    yield Page("", "home", edition.head.title, f"{CONTENT}/edition.yml")
    for document in edition.documents:
        yield document_page(document)
        for division in document.divisions():
            yield division_page(document, division)
    for register in edition.registers:
        yield register_page(register)
        for entry in register.entries:
            yield Page(entry_address(register, entry), "entry", entry.name, register.at.file, register=register, entry=entry)
    for document in edition.documents:
        if document.id == edition.head.principal:
            yield Page(COMMITMENTS_ADDRESS, "commitments", edition.phrases["commitments"], document.file, document)
    yield from _pictures(edition)
    yield Page(SEARCH_ADDRESS, "search", edition.phrases["search"], f"{CONTENT}/edition.yml")
    yield Page(CORRECTIONS_ADDRESS, "corrections", edition.phrases["corrections"], f"{CONTENT}/sources/corrections.yml")
    yield Page(OFFLINE_ADDRESS, "offline", edition.phrases["offline"], f"{CONTENT}/edition.yml")
    yield Page(TRANSLATION_ADDRESS, "translation", edition.phrases["translation"], f"{CONTENT}/edition.yml")


def _pictures(edition: Edition) -> Iterator[Page]:
    """The index of pictures and a page for each, where there is a principal text to draw them from."""
    for document in edition.documents:
        if document.id == edition.head.principal:
            index = Page(PICTURES_ADDRESS, "pictures", edition.phrases["pictures"], document.file)
            yield index
            for name in PICTURES:
                title = edition.phrases[f"picture-{name}"]
                yield Page(picture_address(name), "picture", title, document.file, picture=name, above=index)


def document_page(document: Document) -> Page:
    """A document's own page."""
    return Page(document_address(document.id), "document", document.head.title, document.file, document)


def register_page(register: Register) -> Page:
    """A register's index."""
    return Page(register_address(register), register.layout, register.title, register.at.file, register=register)


def division_page(document: Document, division: Division) -> Page:
    """A division's page."""
    address = division_address(document.id, division.head.id)
    return Page(address, "division", division.head.title, division.file, document, division)


def neighbours(page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after one of a document, in reading order."""
    if page.document is None or page.template not in ("document", "division"):
        return None, None
    row = [document_page(page.document), *(division_page(page.document, d) for d in page.document.divisions())]
    index = next(i for i, other in enumerate(row) if other.address == page.address)
    return (row[index - 1] if index else None), (row[index + 1] if index + 1 < len(row) else None)


def chain(page: Page) -> list[Page]:
    """The pages that a page stands under, outermost first, without home."""
    if page.document and page.division:
        above = [division for division in page.document.divisions() if page.division in division.within]
        return [document_page(page.document), *(division_page(page.document, division) for division in above)]
    if page.register and page.entry:
        return [register_page(page.register)]
    return [page.above] if page.above else []
