"""Rules on the record of when pages last changed."""

from __future__ import annotations

from collections.abc import Iterator

from ..loading.text_file import read_text
from ..pages.page_dates import RECORD, parse_page_change, read_page_changes, valid_dates
from ..problems.problem import Place, Problem
from .handwritten_pages import handwritten_pages_are_complete
from .project import Project
from .registry import Needs, rule


@rule()
def date_record_is_readable(project: Project) -> Iterator[Problem]:
    """Every line of the record gives the date of a page; a project need not have a record."""
    source, problems = read_text(project.root / RECORD, RECORD)
    yield from (problem for problem in problems if problem.rule != "missing-file")
    for number, line in enumerate((source or "").split("\n"), 1):
        if line and not parse_page_change(line):
            yield Problem(Place(RECORD, number, 1, source=line), "changes-line")


@rule(Needs.RECORDS)
def date_record_is_complete(project: Project) -> Iterator[Problem]:
    """The record, if there is one, has the current fingerprints of all pages."""
    # Pages that cannot be read have no fingerprint to compare.
    if (record := read_page_changes(project.root)) and not any(handwritten_pages_are_complete(project)):
        outdated = len(project.fingerprints.keys() ^ valid_dates(record, project.fingerprints).keys())
        if outdated:
            yield Problem(Place(RECORD, 1, 1), "changes-unrecorded", {"count": outdated})
