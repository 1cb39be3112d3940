"""Rules on edition.yml."""

from __future__ import annotations

import string
from collections.abc import Iterator

from ..problems.problem import Problem
from .project import Project
from .registry import rule

REPORT_FIELDS = ("title", "unit", "address", "subject", "body")
"""What the address for reports may have filled in."""
_SCHEMES = ("mailto:", "https://")


@rule()
def reports_can_be_sent(project: Project) -> Iterator[Problem]:
    """The address for reports is one that a browser opens, and tells which passage is meant."""
    head = project.edition.head
    if head.report is None:
        return
    at = head.at.of_field("report")
    if not head.report.startswith(_SCHEMES):
        yield Problem(at, "report-scheme", {"value": head.report, "schemes": ", ".join(_SCHEMES)})
    fields = ", ".join(f"{{{name}}}" for name in REPORT_FIELDS)
    try:
        named = {name for _, name, _, _ in string.Formatter().parse(head.report) if name is not None}
    except ValueError:
        yield Problem(at, "report-braces", {"value": head.report, "fields": fields})
        return
    for name in sorted(named - set(REPORT_FIELDS)):
        yield Problem(at, "report-field", {"name": f"{{{name}}}", "fields": fields})
    if not named & {"address", "body"}:
        yield Problem(at, "report-address", {"value": head.report})
