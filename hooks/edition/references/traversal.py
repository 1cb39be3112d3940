"""Traverses the mappings of the content files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from ..model import Anchored, Document, Edition, Node, Text

Shape = TypeVar("Shape", bound=Node)


def walk_nodes(node: Node) -> Iterator[Node]:
    """Yields a mapping and all mappings within it, in the order of their fields."""
    yield node
    for value in vars(node).values():  # half the time of asking the type for its fields
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Node):
                yield from walk_nodes(child)


def file_nodes(edition: Edition) -> Iterator[Node]:
    """Yields the top-level mapping of each file of an edition."""
    for document in edition.documents:
        yield from document_file_nodes(document)
    yield from edition.registers
    yield from (edition.head, edition.kinds, edition.interface, edition.corrections, edition.translation)


def document_file_nodes(document: Document) -> Iterator[Node]:
    """Yields the top-level mapping of each file of a document."""
    yield document.head
    for division in document.divisions():
        yield division.head


def anchored_nodes(document: Document) -> Iterator[Anchored]:
    """Yields the mappings of a document's files that have an anchor; each has an `id`."""
    return nodes_of_type(document, Anchored)


def nodes_of_type(document: Document, shape: type[Shape]) -> Iterator[Shape]:
    """Yields the mappings of one type in a document's files."""
    for head in document_file_nodes(document):
        yield from (node for node in walk_nodes(head) if isinstance(node, shape))


def texts_within(node: Node) -> Iterator[Text]:
    """Yields the texts within a mapping."""
    return (child for child in walk_nodes(node) if isinstance(child, Text))


def all_texts(edition: Edition) -> Iterator[Text]:
    """Yields all texts of all files."""
    for head in file_nodes(edition):
        yield from texts_within(head)
