"""What can be restructured, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...model import Anchored, Division, Document, Edition, Footnote, Item, Paragraph, Passage
from ...references.traversal import nodes_of_type
from ..content_files import ContentFiles, ListItem

Part = Document | Division | Anchored
"""What can be restructured."""
Words = Paragraph | Passage | Item | Footnote
"""What consists of words alone, and can be split and merged."""


class RestructuringError(Exception):
    """Something cannot be restructured in this way; `reason` names why, with its facts."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Restructuring:
    """What follows from a change of the files.

    successors:   the identifiers that no longer exist, each with the one that takes its place
    corrections:  the corrections whose unit changes, with their new unit; None for those that no longer apply
    texts:        the identifiers of the texts whose words change, each with those from which it has them
    """

    successors: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, str | None] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def find_part(edition: Edition, name: str) -> tuple[Document, Part] | None:
    """Returns what has an identifier, and its document: a document, a division, or a unit of either."""
    for document in edition.documents:
        if document.id == name:
            return document, document
        found = next((part for part in _parts(document) if f"{document.id}/{identify(part)}" == name), None)
        if found:
            return document, found
    return None


def part_names(edition: Edition) -> list[str]:
    """Returns the identifiers of all that can be restructured."""
    return [
        name
        for document in edition.documents
        for name in (document.id, *(f"{document.id}/{identify(part)}" for part in _parts(document)))
    ]


def _parts(document: Document) -> Iterator[Division | Anchored]:
    yield from document.divisions()
    yield from nodes_of_type(document, Anchored)


def identify(part: Part) -> str:
    """Returns the identifier of a part within its document."""
    return part.head.id if isinstance(part, Division) else part.id


def find_list_item(files: ContentFiles, part: Anchored) -> ListItem:
    """Returns a unit as an item of the list that it is in; raises RestructuringError where it is in none."""
    try:
        return files.find_item(part)
    except LookupError:
        raise RestructuringError("in-no-list", unit=identify(part)) from None
