"""What search engines are told of the site: its pages in all languages with their dates of change, and where to read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree

from .head_metadata import Head
from .inputs import Inputs

_SITEMAP, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The site map and robots.txt: path in the site, and content; a site without a public address has no map to point to."""
    yield "sitemap.xml", _sitemap(inputs.heads, inputs.dates)
    pointer = f"\nSitemap: {inputs.base}sitemap.xml\n" if inputs.is_public else ""
    yield "robots.txt", f"User-agent: *\nDisallow:\n{pointer}".encode()


def _sitemap(heads: Iterable[Head], dates: Mapping[str, str]) -> bytes:
    ElementTree.register_namespace("", _SITEMAP)
    ElementTree.register_namespace("xhtml", _XHTML)
    root = ElementTree.Element(f"{{{_SITEMAP}}}urlset")
    for head in sorted(heads, key=lambda head: head.url):
        if not head.listed:
            continue
        url = ElementTree.SubElement(root, f"{{{_SITEMAP}}}url")
        ElementTree.SubElement(url, f"{{{_SITEMAP}}}loc").text = head.url
        if date := dates.get(head.prefix + head.address):
            ElementTree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = date
        for language, address in head.alternates.items():
            ElementTree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=address)
    ElementTree.indent(root, "")
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
