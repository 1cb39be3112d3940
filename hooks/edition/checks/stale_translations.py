"""Rules on the translation records: each text was translated from the current French."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from ..translation.status import TARGET_LANGUAGE, missing_texts, obsolete_records, stale_texts
from .project import Project
from .registry import Needs, rule


@rule()
def translations_are_fresh(project: Project) -> Iterator[Problem]:
    """The English of a text was translated from its current French."""
    for text in stale_texts(project.edition):
        rule = "translation-unrecorded" if text.old is None else "translation-stale"
        yield Problem(text.place.of_field(TARGET_LANGUAGE), rule, {"key": text.key}, warning=True)


@rule(Needs.RECORDS)
def texts_are_translated(project: Project) -> Iterator[Problem]:
    """Every text has its English, except while it is written."""
    for text in missing_texts(project.edition):
        yield Problem(text.place, "translation-missing", {"key": text.key})


@rule()
def accepted_translations_remain(project: Project) -> Iterator[Problem]:
    """A text whose translation was accepted still has one."""
    for text in missing_texts(project.edition):
        if text.key in project.edition.recorded_sources:
            yield Problem(text.place, "translation-deleted", {"key": text.key})


@rule()
def translation_records_name_known_texts(project: Project) -> Iterator[Problem]:
    """A record has no lines for texts that no longer exist."""
    for row in obsolete_records(project.edition):
        yield Problem(row.place, "record-left", {"key": row.key}, warning=True)
