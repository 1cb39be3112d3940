"""What there is, counted twice: in the model, and in the built HTML alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from ..model import CommitmentList, DivisionHead, Edition, Paragraph
from ..references.traversal import nodes_of_type, walk_nodes

_NUMBERED = re.compile(r"p\d+")


def in_model(edition: Edition) -> dict[str, int]:
    """Counts of the document that numbers its paragraphs, and of documents."""
    document = next(d for d in edition.documents if any(True for _ in nodes_of_type(d, Paragraph)))
    lists = list(nodes_of_type(document, CommitmentList))
    kinds = [division.head.kind for division in document.divisions()]
    output_lists = [
        entry for division in document.divisions() if division.head.kind == "output" for entry in _lists(division.head)
    ]
    return {
        "documents": len(edition.documents),
        "numbered paragraphs": sum(1 for _ in nodes_of_type(document, Paragraph)) + sum(1 for entry in lists if entry.paragraph),
        "outcomes": kinds.count("outcome"),
        "enablers": kinds.count("enabler"),
        "outputs": kinds.count("output"),
        "list items": sum(len(entry.items) for entry in lists),
        "lists of outputs": len(output_lists),
        "items of outputs": sum(len(entry.items) for entry in output_lists),
    }


def _lists(head: DivisionHead) -> Iterator[CommitmentList]:
    return (node for node in walk_nodes(head) if isinstance(node, CommitmentList))


def in_html(site: Path) -> dict[str, int]:
    """The same counts from the pages of the source language."""
    home = _Page((site / "index.html").read_text(encoding="utf-8"))
    documents = [path for path in site.iterdir() if path.name in home.cards]
    whole = next(path for path in documents if any(path.glob("outcome-*/")))
    pages = {path.parent.name: _Page(path.read_text(encoding="utf-8")) for path in whole.rglob("index.html")}
    outputs = [page for name, page in pages.items() if name.startswith("output-")]
    return {
        "documents": len(documents),
        "numbered paragraphs": sum(len(page.paragraphs) for page in pages.values()),
        "outcomes": sum(name.startswith("outcome-") for name in pages),
        "enablers": sum(name.startswith("enabler-") for name in pages),
        "outputs": len(outputs),
        "list items": sum(len(page.items) for page in pages.values()),
        "lists of outputs": sum(page.lists for page in outputs),
        "items of outputs": sum(len(page.items) for page in outputs),
    }


class _Page(HTMLParser):
    """Gathers from a page its paragraphs, items and lists, and the documents that home shows."""

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
