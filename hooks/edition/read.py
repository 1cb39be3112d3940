"""YAML files to plain data that knows its place; the only reader of YAML in the content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from .problem import Place, Problem, Spot

PLACE_KEY = "<place>"
"""Key under which every mapping carries its `Place`; no YAML of ours can spell it as a field."""

Data = dict[str, object] | tuple[object, ...] | str | int | bool

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)")
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_MAX_DEPTH = 40
_PREFIX = "tag:yaml.org,2002:"


def read(path: Path, name: str) -> tuple[Data | None, list[Problem]]:
    """One YAML file as data, and every fault found in reading it.

    Mappings become dicts with their `Place` under `PLACE_KEY`, sequences tuples. `name` is the file's name in
    problems. Data is None where the file cannot be read as one YAML document.
    """
    start = Place(name, 1, 1)
    try:
        source = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        column = error.start - (error.object.rfind(b"\n", 0, error.start) + 1) + 1
        return None, [Problem(Place(name, line, column), "not-utf-8")]
    except OSError as error:
        return None, [Problem(start, "unreadable", {"error": error.strerror or error})]
    if conflict := _CONFLICT.search(source):
        return None, [Problem(Place(name, source.count("\n", 0, conflict.start()) + 1, 1), "merge-conflict")]
    loader = None
    try:
        loader = yaml.CSafeLoader(source)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        rule = "tab" if re.search(r"\\t|\btab character", error.problem or "") else "yaml-syntax"
        return None, [Problem(_at(name, mark), rule, {"error": error.problem or error.context})]
    except yaml.YAMLError as error:
        return None, [Problem(start, "yaml-syntax", {"error": str(error).splitlines()[0]})]
    except RecursionError:
        return None, [Problem(start, "too-deep", {"depth": _MAX_DEPTH})]
    finally:
        if loader is not None:
            loader.dispose()
    if node is None:
        return None, [Problem(start, "empty-file")]
    converter = _Converter(name, source)
    data = converter.convert(node, "", 0)
    return data, converter.problems


def _at(name: str, mark: yaml.Mark | None, path: str = "") -> Place:
    return Place(name, mark.line + 1, mark.column + 1, path) if mark else Place(name, 1, 1, path)


class _Converter:
    """Nodes of one file to data; gathers faults on the way."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.source = source
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def _fault(self, node: yaml.Node, path: str, rule: str, **facts: object) -> None:
        place = Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1, path, written=self._written(node))
        self.problems.append(Problem(place, rule, facts))

    def convert(self, node: yaml.Node, path: str, depth: int) -> Data | None:
        if id(node) in self._seen:
            self._fault(node, path, "alias")
            return None
        self._seen.add(id(node))
        if depth > _MAX_DEPTH:
            self._fault(node, path, "too-deep", depth=_MAX_DEPTH)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self._items(node, path, depth))
        return self._scalar(node, path)

    def _items(self, node: yaml.SequenceNode, path: str, depth: int) -> Iterator[Data]:
        if node.tag != _PREFIX + "seq":
            self._fault(node, path, "odd-tag", tag=node.tag)
        for index, child in enumerate(node.value):
            value = self.convert(child, f"{path}[{index}]", depth + 1)
            if value is not None:
                yield value

    def _mapping(self, node: yaml.MappingNode, path: str, depth: int) -> Data:
        if node.tag != _PREFIX + "map":
            self._fault(node, path, "odd-tag", tag=node.tag)
        data: dict[str, object] = {}
        fields: dict[str, Spot] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, path, "odd-key")
                continue
            name, where = key.value, f"{path}.{key.value}" if path else key.value
            if name in fields:
                self._fault(key, where, "duplicate-key", name=name, line=fields[name].line)
                continue
            if node.flow_style and name in ("fr", "en"):
                self._fault(key, where, "flow-text", name=name)
            style = getattr(value, "style", None) or ""
            start = value.start_mark
            fields[name] = Spot(
                start.line + 1, start.column + 1, style, self._written(value), key.start_mark.line + 1, key.start_mark.column + 1
            )
            converted = self.convert(value, where, depth + 1)
            if converted is not None:
                data[name] = converted
        start = node.start_mark
        data[PLACE_KEY] = Place(self.name, start.line + 1, start.column + 1, path, fields, self._written(node))
        return data

    def _written(self, node: yaml.Node) -> str:
        """What the file has for a value: all of words and of lists of words, the first line of anything else."""
        start, end = node.start_mark.index, node.end_mark.index
        written = self.source[start:end].rstrip()
        inner = () if isinstance(node, yaml.ScalarNode) else node.value
        return written if all(isinstance(child, yaml.ScalarNode) for child in inner) else written.partition("\n")[0]

    def _scalar(self, node: yaml.ScalarNode, path: str) -> Data | None:
        kind = node.tag.removeprefix(_PREFIX)
        if kind == "str":
            return node.value
        if kind == "null":
            self._fault(node, path, "empty-value")
            return None
        if kind == "int" and _DECIMAL.fullmatch(node.value):
            return int(node.value)
        if kind == "bool" and node.value in ("true", "false"):
            return node.value == "true"
        if kind in ("int", "bool", "float", "timestamp", "merge", "value"):
            self._fault(node, path, "yaml-trap", value=node.value)
            return node.value
        self._fault(node, path, "odd-tag", tag=node.tag)
        return None
