"""Rules on the declared corrections."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems.problem import Problem
from ..references.references import Links
from ..text.suggestions import nearest
from .registry import rule

_NEEDED = {"replace": ("source", "reading"), "supply": ("reading",), "omit": ("source",), "move": ("after",)}


@rule()
def corrections_name_what_exists(links: Links) -> Iterator[Problem]:
    """A correction names a unit of a document."""
    for correction in links.edition.corrections.corrections:
        for field in ("unit", "after"):
            name = getattr(correction, field)
            if name is not None and links.resolve(name) is None:
                yield Problem(correction.at.of(field), "unknown-unit", {"name": name} | nearest(name, links.known()))


@rule(partial=True)
def corrections_are_complete(links: Links) -> Iterator[Problem]:
    """A correction has what its kind needs in order to be undone."""
    for correction in links.edition.corrections.corrections:
        for field in _NEEDED.get(correction.kind, ()):
            if getattr(correction, field) is None:
                yield Problem(correction.at, "missing-field", {"name": field})
