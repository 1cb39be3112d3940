"""Rules on the translation: its French is still the French of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from ..translation.status import TARGET_LANGUAGE, obsolete_records, stale_texts
from .project import Project
from .registry import rule


@rule()
def translations_are_fresh(project: Project) -> Iterator[Problem]:
    """The English of a text was made from its French as it is now."""
    for found in stale_texts(project.edition):
        rule = "translation-unrecorded" if found.old is None else "translation-stale"
        yield Problem(found.place.of_field(TARGET_LANGUAGE), rule, {"key": found.key}, warning=True)


@rule()
def records_name_what_exists(project: Project) -> Iterator[Problem]:
    """A record keeps nothing of texts that are gone."""
    for row in obsolete_records(project.edition):
        yield Problem(row.place, "record-left", {"key": row.key}, warning=True)
