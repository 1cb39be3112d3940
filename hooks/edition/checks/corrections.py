"""Rules on the declared corrections."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from ..text.suggestions import nearest_name
from .project import Project
from .registry import Needs, rule

_REQUIRED_FIELDS = {"replace": ("source", "reading"), "supply": ("reading",), "omit": ("source",), "move": ("after",)}


@rule()
def corrections_name_known_units(project: Project) -> Iterator[Problem]:
    """A correction names units that exist."""
    for correction in project.edition.corrections.corrections:
        for field in ("unit", "after"):
            name = getattr(correction, field)
            if name is not None and project.links.resolve(name) is None:
                yield Problem(
                    correction.at.of_field(field),
                    "unknown-unit",
                    {"name": name} | nearest_name(name, project.links.known_identifiers()),
                )


@rule(Needs.LOADED_CONTENT)
def corrections_are_complete(project: Project) -> Iterator[Problem]:
    """A correction has the fields that are needed to undo one of its kind."""
    for correction in project.edition.corrections.corrections:
        for field in _REQUIRED_FIELDS.get(correction.kind, ()):
            if getattr(correction, field) is None:
                yield Problem(correction.at, "missing-field", {"name": field})
