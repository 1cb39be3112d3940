"""Every generated page of an edition, and the ways from one to another."""

from __future__ import annotations

from ..model import Edition
from .kinds import KINDS, division_page, document_page, pages_of, register_page
from .page import Page


def pages(edition: Edition) -> list[Page]:
    """Every generated page."""
    return [page for kind in KINDS for page in pages_of(kind, edition)]


def neighbours(page: Page) -> tuple[Page | None, Page | None]:
    """The pages before and after one of a document, in reading order."""
    if page.document is None or not page.kind.is_text:
        return None, None
    row = [document_page(page.document), *(division_page(page.document, d) for d in page.document.divisions())]
    index = next(i for i, other in enumerate(row) if other.address == page.address)
    return (row[index - 1] if index else None), (row[index + 1] if index + 1 < len(row) else None)


def chain(page: Page) -> list[Page]:
    """The pages that a page stands under, outermost first, without home."""
    if page.document and page.division:
        above = [division for division in page.document.divisions() if page.division in division.children]
        return [document_page(page.document), *(division_page(page.document, division) for division in above)]
    if page.register and page.entry:
        return [register_page(page.register)]
    return [page.above] if page.above else []
