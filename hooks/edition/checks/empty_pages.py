"""Rules on pages that have no text yet."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from .project import Project
from .registry import rule


@rule()
def pages_have_texts(project: Project) -> Iterator[Problem]:
    """A document or division has a text, or contains divisions."""
    for document in project.edition.documents:
        if not (document.head.body or document.head.outline):
            yield Problem(document.head.at.of_field("id"), "empty-page", {"id": document.id})
        for division in document.divisions():
            if not (division.head.body or division.children):
                yield Problem(division.head.at.of_field("id"), "empty-page", {"id": division.head.id})
