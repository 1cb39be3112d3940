"""Counts the content in the model and in the built HTML, so that both can be compared."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from ..model import CommitmentList, Edition, Paragraph
from ..references.traversal import nodes_of_type, walk_nodes
from ..references.urls import whole_address

_NUMBERED = re.compile(r"p\d+")


def count_in_model(edition: Edition) -> dict[str, int]:
    """Counts the documents, and the contents of the document with numbered paragraphs, in the model."""
    document = next(d for d in edition.documents if any(True for _ in nodes_of_type(d, Paragraph)))
    lists = list(nodes_of_type(document, CommitmentList))
    counts = {
        "documents": len(edition.documents),
        "numbered paragraphs": sum(1 for _ in nodes_of_type(document, Paragraph)) + sum(1 for entry in lists if entry.paragraph),
        "list items": sum(len(entry.items) for entry in lists),
    }
    for kind in _printed_kinds(edition):
        heads = [division.head for division in document.divisions() if division.head.kind == kind]
        lists = [node for head in heads for node in walk_nodes(head) if isinstance(node, CommitmentList)]
        counts |= _counts(kind, len(heads), len(lists), sum(len(entry.items) for entry in lists))
    return counts


def count_in_html(site: Path, edition: Edition) -> dict[str, int]:
    """Counts the same in the pages of the source language; the kind of a division is the first word of its address.

    The page with the whole text repeats the others, and is not counted.
    """
    home = _PageCounter((site / "index.html").read_text(encoding="utf-8"))
    documents = [path for path in site.iterdir() if path.name in home.cards]
    divided = next(path for path in documents if any(path.glob("*/index.html")))
    files = set(divided.rglob("index.html")) - {site / whole_address(divided.name) / "index.html"}
    pages = {path.parent.name: _PageCounter(path.read_text(encoding="utf-8")) for path in files}
    counts = {
        "documents": len(documents),
        "numbered paragraphs": sum(len(page.paragraphs) for page in pages.values()),
        "list items": sum(len(page.items) for page in pages.values()),
    }
    for kind in _printed_kinds(edition):
        of_kind = [page for name, page in pages.items() if name.startswith(f"{kind}-")]
        lists, items = sum(page.lists for page in of_kind), sum(len(page.items) for page in of_kind)
        counts |= _counts(kind, len(of_kind), lists, items)
    return counts


def _printed_kinds(edition: Edition) -> list[str]:
    """Returns the kinds of divisions whose names are printed, and are in their addresses."""
    return [kind.id for kind in edition.kinds.divisions if kind.printed]


def _counts(kind: str, divisions: int, lists: int, items: int) -> dict[str, int]:
    return {kind: divisions, f"{kind}: lists": lists, f"{kind}: list items": items}


class _PageCounter(HTMLParser):
    """Collects the paragraphs, items and lists of a page, and the documents that the home page shows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.paragraphs: set[str] = set()
        self.items: set[str] = set()
        self.cards: set[str] = set()
        self.lists = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        classes, anchor = values.get("class", "").split(), values.get("id", "")
        if tag == "p" and "unit" in classes and _NUMBERED.fullmatch(anchor):
            self.paragraphs.add(anchor)
        if tag == "li" and "unit" in classes:
            self.items.add(anchor)
        if "items" in classes:
            self.lists += 1
        if "data-document" in values:
            self.cards.add(values["data-document"])
