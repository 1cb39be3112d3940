"""The YAML files of the content while they are being changed together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from ..loading.paths import CONTENT
from ..loading.yaml_comments import walk_yaml_nodes
from ..loading.yaml_writer import YamlDocument, get_field, node_type_of, set_field
from ..model import Node
from .json_schema import with_modeline


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list in a file: `field` is that of the list, `mapping` the node of the model, which the item may wrap."""

    file: str
    field: str
    sequence: yaml.SequenceNode
    node: yaml.Node
    mapping: yaml.MappingNode

    @property
    def index(self) -> int:
        """The place of the item in its list, from 0."""
        return next(index for index, node in enumerate(self.sequence.value) if node is self.node)


class ContentFiles:
    """The files of a project that are being changed; `read` returns the content of one, by its path within the project."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self._documents: dict[str, YamlDocument] = {}
        self._new_paths: dict[str, str] = {}
        self._deleted: set[str] = set()

    def open(self, file: str) -> YamlDocument:
        """Returns a file to be changed."""
        if file not in self._documents:
            self._documents[file] = YamlDocument(self._read(file), node_type_of(file.removeprefix(f"{CONTENT}/")))
        return self._documents[file]

    def find_mapping(self, node: Node) -> yaml.MappingNode:
        """Returns the mapping of a node of the model."""
        return self.open(node.at.file).find_mapping(node.at)

    def find_item(self, node: Node) -> ListItem:
        """Returns the item of a list that is a node of the model, or wraps it; raises LookupError where it is in no list."""
        document = self.open(node.at.file)
        mapping = document.find_mapping(node.at)
        for field, sequence in _lists(document.root):
            for item in sequence.value:
                if item is mapping or (isinstance(item, yaml.MappingNode) and any(value is mapping for _, value in item.value)):
                    return ListItem(node.at.file, field, sequence, item, mapping)
        raise LookupError(node)

    def move_item(self, item: ListItem, target: ListItem, *, before: bool = False) -> None:
        """Moves an item next to another, with its comments."""
        item.sequence.value.pop(item.index)
        self.open(target.file).adopt_comments(self.open(item.file))
        target.sequence.value.insert(target.index + (0 if before else 1), item.node)

    def append_item(self, item: ListItem, file: str, mapping: yaml.MappingNode, field: str) -> None:
        """Moves an item, with its comments, to the end of a list of a mapping of a file; the list is made where there is none."""
        item.sequence.value.pop(item.index)
        self.open(file).adopt_comments(self.open(item.file))
        listed = get_field(mapping, field)
        if not isinstance(listed, yaml.SequenceNode):
            set_field(mapping, field, [])
            listed = get_field(mapping, field)
            assert isinstance(listed, yaml.SequenceNode)
        listed.flow_style = False
        listed.value.append(item.node)

    def rename(self, file: str, new: str) -> None:
        """Gives a file another path."""
        self.open(file)
        self._new_paths[file] = new

    def delete(self, file: str) -> None:
        """Deletes a file."""
        self._deleted.add(file)

    def changed(self) -> dict[str, str]:
        """Returns the content of each file that has been opened, by its path; nothing for one that is to be deleted."""
        left = {file: document for file, document in self._documents.items() if file not in self._deleted}
        written = {self._new_paths.get(file, file): document.format() for file, document in left.items()}
        renamed = [file for file, new in self._new_paths.items() if file != new]
        for file in renamed:
            new = self._new_paths[file]
            written[new] = with_modeline(new, written[new])
        return written | dict.fromkeys((*self._deleted, *renamed), "")


def _lists(root: yaml.Node) -> Iterator[tuple[str, yaml.SequenceNode]]:
    """Yields every list below a node, with its field."""
    for node in walk_yaml_nodes(root):
        if isinstance(node, yaml.MappingNode):
            yield from ((key.value, value) for key, value in node.value if isinstance(value, yaml.SequenceNode))
