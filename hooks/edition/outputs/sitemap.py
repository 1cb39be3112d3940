"""The sitemap, with the dates and languages of the pages, and robots.txt, which points to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from .head_metadata import PageMetadata
from .inputs import Inputs

_SITEMAP, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the sitemap and robots.txt: path in the site, and content; only a public address can be given in robots.txt."""
    yield "sitemap.xml", _make_sitemap(inputs.metadata, inputs.dates)
    pointer = f"\nSitemap: {inputs.base}sitemap.xml\n" if inputs.is_public else ""
    yield "robots.txt", f"User-agent: *\nDisallow:\n{pointer}".encode()


def _make_sitemap(metadata: Iterable[PageMetadata], dates: Mapping[str, str]) -> bytes:
    ElementTree.register_namespace("", _SITEMAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for page in sorted(metadata, key=lambda page: page.url):
        if not page.is_indexed:
            continue
        url = ElementTree.SubElement(root, f"{{{_SITEMAP}}}url")
        ElementTree.SubElement(url, f"{{{_SITEMAP}}}loc").text = page.url
        if date := dates.get(page.prefix + page.address):
            ElementTree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = date
        for language, address in page.alternates.items():
            ElementTree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=address)
    ElementTree.indent(root, "")
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
