"""Reads the pages of the built site."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

PREFIXES = {"fr": "", "en": "en/"}


def words(element: html.HtmlElement) -> str:
    """The words of an element, with one ordinary space between them."""
    return " ".join(element.text_content().split())


def page_of(built: Path, address: str) -> html.HtmlElement:
    """A page."""
    return html.document_fromstring((built / address / "index.html").read_bytes())


def reading_pages(built: Path) -> list[Path]:
    """The files of all pages except those that only redirect."""
    return [path for path in sorted(built.rglob("index.html")) if b'http-equiv="refresh"' not in path.read_bytes()]


def listed_addresses(built: Path) -> set[str]:
    """The addresses in the site map, relative to the site, and those of the search, which it leaves out."""
    found = re.findall(r"<loc>[^<]*?//[^/]+/([^<]*)</loc>", (built / "sitemap.xml").read_text(encoding="utf-8"))
    return {*found, "search/", "en/search/"}
