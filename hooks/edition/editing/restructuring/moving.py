"""Moves a document, a division or a unit to another place."""

from __future__ import annotations

import yaml

from ...loading.yaml_writer import set_field
from ...model import Anchored, Division, Document, Edition, Node
from ...references.traversal import walk_nodes
from ..content_files import ContentFiles
from ..scaffold import EDITION_FILE, get_sequence, possible_parents
from .outline import find_name, list_outline, remove_from_outline
from .parts import Part, Restructuring, RestructuringError, find_list_item, identify

_BODIES = ("body", "items")


def move_next_to(
    edition: Edition, files: ContentFiles, document: Document, part: Part, target: Part, *, before: bool
) -> Restructuring:
    """Moves a part to the place after or before another of its kind; raises RestructuringError where there is no such place."""
    if part is target:
        raise RestructuringError("no-place", unit=identify(part), target=identify(target))
    if isinstance(part, Document) and isinstance(target, Document):
        names = get_sequence(files.open(EDITION_FILE).root, "documents")
        _move_name(names, names, part.id, target.id, before=before)
    elif isinstance(part, Division) and isinstance(target, Division):
        _move_in_outline(edition, files, document, part, target, before=before)
    elif isinstance(part, Anchored) and isinstance(target, Anchored):
        item, place = find_list_item(files, part), find_list_item(files, target)
        if item.field != place.field or _contains(part, target):
            raise RestructuringError("no-place", unit=identify(part), target=identify(target))
        files.move_item(item, place, before=before)
    else:
        raise RestructuringError("no-place", unit=identify(part), target=identify(target))
    return Restructuring()


def move_into(
    edition: Edition, files: ContentFiles, document: Document, part: Part, target: Part, number: str | None
) -> Restructuring:
    """Moves a part to the end of another; a division gets the number of its new place."""
    if isinstance(part, Division) and isinstance(target, Division):
        if part.children or (document, target) not in possible_parents(edition, part.head.kind):
            raise RestructuringError("no-place", unit=identify(part), target=identify(target))
        remove_from_outline(files, document, part)
        files.rename(part.file, f"{target.file.rpartition('/')[0]}/{part.head.id}.yml")
        if number:
            set_field(files.open(part.file).root, "number", number)
    elif isinstance(part, Anchored):
        item = find_list_item(files, part)
        file = target.at.file if isinstance(target, Anchored) else target.file
        mapping = files.find_mapping(target) if isinstance(target, Anchored) else files.open(file).root
        if item.field not in _BODIES or (isinstance(target, Anchored) and _contains(part, target)):
            raise RestructuringError("no-place", unit=identify(part), target=identify(target))
        files.append_item(item, file, mapping, item.field)
    else:
        raise RestructuringError("no-place", unit=identify(part), target=identify(target))
    return Restructuring()


def _move_in_outline(
    edition: Edition, files: ContentFiles, document: Document, part: Division, target: Division, *, before: bool
) -> None:
    listed = list_outline(files, document)
    old = next((names for names in listed if find_name(names, part.head.id) is not None), None)
    new = next((names for names in listed if find_name(names, target.head.id) is not None), None)
    if new is None or edition.kinds_by_id[part.head.kind].within:
        raise RestructuringError("place-by-number", unit=identify(part))
    assert old is not None
    _move_name(old, new, part.head.id, target.head.id, before=before)


def _move_name(old: yaml.SequenceNode, new: yaml.SequenceNode, name: str, target: str, *, before: bool) -> None:
    index = find_name(old, name)
    assert index is not None
    node = old.value.pop(index)
    place = find_name(new, target)
    assert place is not None
    new.value.insert(place + (0 if before else 1), node)


def _contains(part: Node, other: Node) -> bool:
    return any(node is other for node in walk_nodes(part))
