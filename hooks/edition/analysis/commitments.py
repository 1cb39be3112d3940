"""The list items of a document, with the values by which they can be filtered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import CommitmentList, Division, Document, Edition, Item
from ..references.references import Links
from ..references.traversal import walk_nodes
from .actions import ActionFinder

NO_LEVEL = "none"
"""The level of an item whose list names none."""


@dataclass(frozen=True)
class Commitment:
    """A list item with its place, its action, and the entries it cites, by facet.

    `division` is its page, `outer_division` the outermost division that contains it.
    """

    identifier: str
    item: Item
    list: CommitmentList
    division: Division
    outer_division: Division
    cited: Mapping[str, Sequence[str]]
    action: str

    @property
    def levels(self) -> Sequence[str]:
        """The levels of its list, else NO_LEVEL."""
        return self.list.levels or (NO_LEVEL,)


def commitments(links: Links, document: Document) -> Iterator[Commitment]:
    """Yields the list items of a document, in reading order."""
    actions = ActionFinder(links.edition.kinds)
    for group in document.groups:
        for outer_division in group.divisions:
            for division in outer_division.walk():
                for item_list in (node for node in walk_nodes(division.head) if isinstance(node, CommitmentList)):
                    yield from _commitments_of_list(links, document, outer_division, division, item_list, actions)


@lru_cache(maxsize=4)
def entries_in_commitments(links: Links, document: Document) -> frozenset[str]:
    """Returns the identifiers of the entries that a commitment of a document cites."""
    return frozenset(name for commitment in commitments(links, document) for names in commitment.cited.values() for name in names)


def _commitments_of_list(
    links: Links,
    document: Document,
    outer_division: Division,
    division: Division,
    item_list: CommitmentList,
    actions: ActionFinder,
) -> Iterator[Commitment]:
    for item in item_list.items:
        identifier = f"{document.id}/{item.id}"
        yield Commitment(
            identifier,
            item,
            item_list,
            division,
            outer_division,
            entries_by_facet(links.edition, links.cited_identifiers(identifier)),
            actions.find(item, item_list.kind),
        )


def entries_by_facet(edition: Edition, cited: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Returns the identifiers of cited entries by the facets of their registers."""
    entries: dict[str, list[str]] = {facet.id: [] for facet, _ in edition.facets}
    for name in cited:
        if name in edition.entries and (facet := edition.entries[name][0].facet):
            entries[facet.id].append(name)
    return entries
