"""Every list item of the divided documents as one row, with all that it can be found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model import CommitmentList, Division, Document, Edition, Item
from ..references.references import Links
from ..references.traversal import walk_nodes

NO_LEVEL = "none"
"""The level of an item whose list names none."""


@dataclass(frozen=True)
class Commitment:
    """One list item: where it stands, and the registered things it cites, by facet.

    `division` is the page it is on, `above` the outermost division it belongs to (itself where it stands there).
    """

    identifier: str
    item: Item
    entry: CommitmentList
    division: Division
    above: Division
    cited: Mapping[str, Sequence[str]]

    @property
    def levels(self) -> Sequence[str]:
        """The levels that its list names, else NO_LEVEL."""
        return self.entry.levels or (NO_LEVEL,)


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
        yield Commitment(identifier, item, entry, division, above, by_facet(links.edition, links.cited_identifiers(identifier)))


def by_facet(edition: Edition, cited: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The registered things among those cited, by the facets of their registers."""
    found: dict[str, list[str]] = {facet.id: [] for facet, _ in edition.facets}
    for name in cited:
        if name in edition.entries and (facet := edition.entries[name][0].facet):
            found[facet.id].append(name)
    return found
