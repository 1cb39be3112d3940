"""Rules on former anchors."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from ..references.traversal import anchored_nodes
from .project import Project
from .registry import rule


@rule()
def aliases_are_unique(project: Project) -> Iterator[Problem]:
    """A former anchor belongs to one unit only, and is not the current anchor of another."""
    for document in project.edition.documents:
        present = {node.id for node in anchored_nodes(document)} | {division.head.id for division in document.divisions()}
        owners: dict[str, str] = {}
        for node in anchored_nodes(document):
            for alias in node.aliases:
                owner = alias if alias in present else owners.setdefault(alias, node.id)
                if owner != node.id or alias == node.id:
                    yield Problem(node.at.of_field("aliases"), "alias-taken", {"id": alias, "owner": f"{document.id}/{owner}"})
