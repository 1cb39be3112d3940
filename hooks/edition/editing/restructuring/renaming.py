"""Gives a unit another identifier."""

from __future__ import annotations

from ...loading.yaml_writer import get_field, set_field
from ...model import Anchored, Document, Edition
from ...references.traversal import nodes_of_type
from ..content_files import ContentFiles
from .corrections import corrections_of
from .parts import Part, Restructuring, RestructuringError, identify

_FIELDS = ("id", "passage")


def rename(edition: Edition, files: ContentFiles, document: Document, part: Part, name: str) -> Restructuring:
    """Renames a unit; that of a numbered paragraph is its number, and that of a page its address."""
    if name in {known for node in nodes_of_type(document, Anchored) for known in (node.id, *node.aliases)}:
        raise RestructuringError("taken", name=name)
    mapping = files.find_mapping(part) if isinstance(part, Anchored) else None
    field = next((one for one in _FIELDS if mapping and get_field(mapping, one)), None)
    if mapping is None or field is None:
        raise RestructuringError("no-rename", unit=identify(part))
    set_field(mapping, field, name)
    old, new = f"{document.id}/{identify(part)}", f"{document.id}/{name}"
    corrections: dict[str, str | None] = {one.id: new for one in corrections_of(edition, {old}) if one.unit == old}
    corrections |= {one.id: None for one in corrections_of(edition, {old}) if one.unit != old}
    return Restructuring({old: new}, corrections, {new: (old,)})
