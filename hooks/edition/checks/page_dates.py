"""Rules on the record of when pages last changed."""

from __future__ import annotations

from collections.abc import Iterator

from ..loading.text_file import read_text
from ..pages.page_dates import RECORD, dated, parse_line, recorded
from ..problems.problem import Place, Problem
from .handwritten_pages import handwritten_pages_are_complete
from .project import Project
from .registry import rule


@rule()
def the_record_can_be_read(project: Project) -> Iterator[Problem]:
    """Every line of the record, which a project need not have, says when a page changed."""
    source, problems = read_text(project.root / RECORD, RECORD)
    yield from (problem for problem in problems if problem.rule != "missing-file")
    for number, line in enumerate((source or "").split("\n"), 1):
        if line and not parse_line(line):
            yield Problem(Place(RECORD, number, 1, source=line), "changes-line")


@rule()
def the_record_knows_all_pages(project: Project) -> Iterator[Problem]:
    """A record, where there is one, knows all pages as they are."""
    # Of pages that cannot be read there is nothing to compare with it.
    if (record := recorded(project.root)) and not any(handwritten_pages_are_complete(project)):
        late = len(project.fingerprints.keys() ^ dated(record, project.fingerprints).keys())
        if late:
            yield Problem(Place(RECORD, 1, 1), "changes-unrecorded", {"count": late}, warning=True)
