"""Every list item of the divided documents as one row, with all that it can be found by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import CommitmentList, Division, Document, Item
from ..references.references import Links
from ..references.traversal import walk_nodes


@dataclass(frozen=True)
class Commitment:
    """One list item: where it stands, and the registered things it names, by register.

    `division` is the page it is on, `above` the outcome or enabler it belongs to (itself where it stands there).
    """

    identifier: str
    item: Item
    entry: CommitmentList
    division: Division
    above: Division
    themes: tuple[str, ...]
    instruments: tuple[str, ...]
    targets: tuple[str, ...]


def commitments(links: Links, document: Document) -> Iterator[Commitment]:
    """The list items of a document, in reading order."""
    for group in document.groups:
        for above in group.divisions:
            for division in above.walk():
                for entry in (node for node in walk_nodes(division.head) if isinstance(node, CommitmentList)):
                    yield from _rows(links, document, above, division, entry)


def _rows(links: Links, document: Document, above: Division, division: Division, entry: CommitmentList) -> Iterator[Commitment]:
    for item in entry.items:
        identifier = f"{document.id}/{item.id}"
        cited = links.cited_identifiers(identifier)

        def of(facet: str, cited: tuple[str, ...] = cited) -> tuple[str, ...]:
            known = links.edition.entries
            return tuple(name for name in cited if name in known and known[name][0].facet == facet)

        yield Commitment(identifier, item, entry, division, above, of("theme"), of("instrument"), of("sdg"))
