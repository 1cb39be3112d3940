"""The lists of divisions in the outline of a document."""

from __future__ import annotations

import yaml

from ...model import Division, Document
from ..content_files import ContentFiles
from ..scaffold import get_sequence


def list_outline(files: ContentFiles, document: Document) -> list[yaml.SequenceNode]:
    """Returns the lists of divisions in a document's outline."""
    return [get_sequence(files.find_mapping(group.head), "divisions") for group in document.groups if group.head.divisions]


def remove_from_outline(files: ContentFiles, document: Document, division: Division) -> None:
    """Removes a division from the outline of its document, where it is in one."""
    for names in list_outline(files, document):
        position = find_name(names, division.head.id)
        if position is not None:
            names.value.pop(position)


def find_name(names: yaml.SequenceNode, name: str) -> int | None:
    """Returns the place of a name in a list, from 0."""
    return next((index for index, node in enumerate(names.value) if node.value == name), None)
