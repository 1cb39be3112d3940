"""Counts of the contents of a document."""

from __future__ import annotations

from ..model import CommitmentList, Document
from ..references.traversal import nodes_of_type


def count_items(document: Document) -> int:
    """Returns the number of list items of a document."""
    return sum(len(entry.items) for entry in nodes_of_type(document, CommitmentList))
