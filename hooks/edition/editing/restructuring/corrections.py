"""The declared corrections of what is restructured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...loading.paths import CORRECTIONS
from ...loading.yaml_writer import set_field
from ...model import Correction, Edition
from ..content_files import ContentFiles
from ..scaffold import get_sequence
from .parts import Restructuring


def corrections_of(edition: Edition, units: Iterable[str]) -> Iterator[Correction]:
    """Yields the corrections of units, and those by which something stands after them in the source."""
    names = frozenset(units)
    return (one for one in edition.corrections.corrections if names & {one.unit, one.after})


def follow_with_corrections(edition: Edition, files: ContentFiles, restructuring: Restructuring) -> None:
    """Gives the declared corrections their new units, and removes those that no longer apply."""
    changed = {one.id: one for one in edition.corrections.corrections if one.id in restructuring.corrections}
    if not changed:
        return
    listed = get_sequence(files.open(CORRECTIONS).root, "corrections")
    for identifier, correction in changed.items():
        unit = restructuring.corrections[identifier]
        if unit is None:
            mapping = files.find_mapping(correction)
            listed.value[:] = [node for node in listed.value if node is not mapping]
        else:
            set_field(files.find_mapping(correction), "unit", unit)
