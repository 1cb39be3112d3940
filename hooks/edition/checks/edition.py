"""Rules on edition.yml."""

from __future__ import annotations

import string
from collections.abc import Iterator

from ..problems.problem import Problem
from .project import Project
from .registry import rule

REPORT_PLACEHOLDERS = ("title", "unit", "address", "subject", "body")
"""The placeholders that the address for reports may have."""
_SCHEMES = ("mailto:", "https://")


@rule()
def contact_is_an_address(project: Project) -> Iterator[Problem]:
    """The address of the publisher can be opened by a browser."""
    head = project.edition.head
    if head.contact and not head.contact.startswith(_SCHEMES):
        yield Problem(head.at.of_field("contact"), "address-scheme", {"value": head.contact, "schemes": ", ".join(_SCHEMES)})


@rule()
def report_address_is_valid(project: Project) -> Iterator[Problem]:
    """The address for reports can be opened by a browser, and identifies the passage."""
    head = project.edition.head
    if head.report is None:
        return
    at = head.at.of_field("report")
    if not head.report.startswith(_SCHEMES):
        yield Problem(at, "address-scheme", {"value": head.report, "schemes": ", ".join(_SCHEMES)})
    fields = ", ".join(f"{{{name}}}" for name in REPORT_PLACEHOLDERS)
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(head.report) if name is not None}
    except ValueError:
        yield Problem(at, "report-braces", {"value": head.report, "fields": fields})
        return
    unknown = sorted(used - set(REPORT_PLACEHOLDERS))
    for name in unknown:
        yield Problem(at, "report-field", {"name": f"{{{name}}}", "fields": fields})
    if not unknown and not used & {"address", "body"}:
        yield Problem(at, "report-address", {"value": head.report})
