"""The comments of a YAML file, and what they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import yaml

from .yaml_lines import LINE_PATTERN

INDENT = 2
_COMMENT = re.compile(r"(?:(?<=\s)|^)#.*")


def walk_yaml_nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    """Yields a YAML node and its descendants."""
    yield node
    if isinstance(node, yaml.CollectionNode):
        for child in chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else node.value:
            yield from walk_yaml_nodes(child)


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a field or an item of a sequence begins, its parent, and its last line if its value is inline (otherwise -1)."""

    key: int
    parent: int
    line: int
    column: int
    end: int


class Comments:
    """The comments of a file: at its head, before a field or item, on its line, at the end of a mapping or sequence."""

    def __init__(self, source: str = "", root: yaml.Node | None = None) -> None:
        self.head: list[str] = []
        self.before: dict[int, list[str]] = defaultdict(list)
        self.inline: dict[int, list[str]] = defaultdict(list)
        self.trailing: dict[int, list[str]] = defaultdict(list)
        if root is None:
            return
        lines = [line.rstrip("\r\n\x85\u2028\u2029") for line in LINE_PATTERN.findall(source)]
        positions = sorted(_positions(root), key=lambda position: (position.line, position.column))
        for number, line in enumerate(_blank_scalars(lines, root)):
            if found := _COMMENT.search(line):
                column = found.start()
                self._attach(positions, number, column, lines[number][column:].rstrip(), bool(line[:column].strip()))

    def update(self, other: Comments) -> None:
        """Adds the comments of the fields and items of another file."""
        self.before.update(other.before)
        self.inline.update(other.inline)
        self.trailing.update(other.trailing)

    def words(self) -> list[str]:
        """Returns the words of every comment, sorted."""
        comments = (*self.before.values(), *self.inline.values(), *self.trailing.values())
        return sorted(" ".join(chain(self.head, *comments)).split())

    def _attach(self, positions: list[_Position], line: int, column: int, comment: str, is_inline: bool) -> None:
        above = [position for position in positions if position.line < line or (is_inline and position.line == line)]
        below = next((position for position in positions if position.line > line), None)
        if not above:
            self.head.append(comment)
        elif is_inline or line <= above[-1].end:
            self.inline[above[-1].key].append(comment)
        elif below and column <= below.column:
            self.before[below.key].append(comment)
        else:
            # It is indented deeper than the next field: it closes the mapping or sequence that it is in.
            sibling = next((position for position in reversed(above) if 0 < position.column <= column), above[0])
            self.trailing[sibling.parent].append(comment)


NO_COMMENTS = Comments()


def _positions(node: yaml.Node) -> Iterator[_Position]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            start = key.start_mark
            yield _Position(id(key), id(node), start.line, start.column, value.end_mark.line if is_inline(value) else -1)
            yield from _positions(value)
    elif isinstance(node, yaml.SequenceNode) and not is_inline(node):
        for item in node.value:
            # The dash is two columns before its item.
            yield _Position(id(item), id(node), item.start_mark.line, max(0, item.start_mark.column - INDENT), -1)
            yield from _positions(item)


def is_inline(node: yaml.Node) -> bool:
    """Whether a sequence is on the line of its field."""
    return isinstance(node, yaml.SequenceNode) and (
        not node.value or (bool(node.flow_style) and all(isinstance(item, yaml.ScalarNode) for item in node.value))
    )


def _blank_scalars(lines: list[str], root: yaml.Node) -> list[str]:
    """Returns the lines with all scalars blanked out, so that every remaining `#` begins a comment."""
    left = list(lines)
    for node in walk_yaml_nodes(root):
        if not isinstance(node, yaml.ScalarNode):
            continue
        start, end = node.start_mark, node.end_mark
        if node.style in (">", "|"):
            for number in range(start.line + 1, min(end.line + bool(end.column), len(left))):
                left[number] = ""
            continue
        for number in range(start.line, min(end.line + 1, len(left))):
            first = start.column if number == start.line else 0
            last = end.column if number == end.line else len(left[number])
            left[number] = left[number][:first] + "x" * (last - first) + left[number][last:]
    return left
