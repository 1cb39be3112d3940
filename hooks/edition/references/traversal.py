"""Every mapping of a given shape within another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from ..model import Anchored, Document, Edition, Node, Text

Shape = TypeVar("Shape", bound=Node)


def nodes(node: Node) -> Iterator[Node]:
    """A mapping and all that stand within it, in the order of their fields."""
    yield node
    for name in type(node).model_fields:
        value = getattr(node, name)
        for child in value if isinstance(value, tuple) else (value,):
            if isinstance(child, Node):
                yield from nodes(child)


def heads(edition: Edition) -> Iterator[Node]:
    """What each file of an edition holds."""
    for document in edition.documents:
        yield from document_heads(document)
    yield from edition.registers
    yield from (edition.head, edition.kinds, edition.interface, edition.corrections, edition.translation)


def document_heads(document: Document) -> Iterator[Node]:
    """What each file of a document holds."""
    yield document.head
    for division in document.divisions():
        yield division.head


def anchored(document: Document) -> Iterator[Anchored]:
    """All mappings of a document's files that have an anchor of their own; each has an `id`."""
    return within(document, Anchored)


def within(document: Document, shape: type[Shape]) -> Iterator[Shape]:
    """All mappings of one shape in a document's files."""
    for head in document_heads(document):
        yield from (node for node in nodes(head) if isinstance(node, shape))


def texts_within(node: Node) -> Iterator[Text]:
    """All texts within a mapping."""
    return (found for found in nodes(node) if isinstance(found, Text))


def texts(edition: Edition) -> Iterator[Text]:
    """All texts of all files."""
    for head in heads(edition):
        yield from texts_within(head)
