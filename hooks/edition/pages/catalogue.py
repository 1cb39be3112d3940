"""The generated pages of an edition, and their order and hierarchy."""

from __future__ import annotations

from ..model import Edition
from .kinds import KINDS, division_page, document_page, pages_of_kind, register_page
from .page import Page


def all_pages(edition: Edition) -> list[Page]:
    """Returns every generated page."""
    return [page for kind in KINDS for page in pages_of_kind(kind, edition)]


def adjacent_pages(page: Page) -> tuple[Page | None, Page | None]:
    """Returns the previous and the next page of a page of a document, in reading order."""
    if page.document is None or not page.kind.is_text or page.kind.is_whole:
        return None, None
    pages = [document_page(page.document), *(division_page(page.document, d) for d in page.document.divisions())]
    index = next(i for i, other in enumerate(pages) if other.address == page.address)
    return (pages[index - 1] if index else None), (pages[index + 1] if index + 1 < len(pages) else None)


def ancestors(page: Page) -> list[Page]:
    """Returns the pages above a page in the hierarchy, outermost first, without the home page."""
    if page.document and page.division:
        outer = [division for division in page.document.divisions() if page.division in division.children]
        return [document_page(page.document), *(division_page(page.document, division) for division in outer)]
    if page.register and page.entry:
        return [register_page(page.register)]
    return [page.parent] if page.parent else []
