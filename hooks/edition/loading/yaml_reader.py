"""YAML files to plain data that knows its place; the only reader of YAML in the content."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from yaml.error import Mark

from ..problems.problem import PLACE_KEY, Place, Problem, Spot
from .text_file import contents, unseen

if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark


Data = dict[str, object] | tuple[object, ...] | str | int | bool

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_MAX_DIGITS = 9
_MAX_DEPTH = 40
_MAX_SKIPPED = 500
"""Levels below the deepest that are passed over: beyond them, the parser's time grows with the square of their number."""
_PREFIX = "tag:yaml.org,2002:"

# What the parser says, and the rule that says it in plain words; where the mark is that of the `context`, the problem
# lies where something was begun, not where its end was missed.
_SYNTAX = (
    (re.compile(r"quoted scalar found unexpected (end of stream|document indicator)"), "yaml-quotation-open", "context"),
    (re.compile(r"quoted scalar .*(escape|hexdecimal)"), "yaml-escape", "problem"),
    (re.compile(r"flow (sequence|mapping)"), "yaml-bracket-open", "context"),
    (re.compile(r"mapping values are not allowed"), "yaml-colon", "problem"),
    (re.compile(r"could not find expected ':'"), "yaml-no-field", "context"),
    (re.compile(r"did not find expected (key|'-' indicator)|wrong indentation"), "yaml-margin", "problem"),
    (re.compile(r"block sequence entries are not allowed"), "yaml-dash", "problem"),
    (re.compile(r"\btab character\b"), "tab", "problem"),
    (re.compile(r"block scalar did not find expected comment"), "yaml-block-line", "problem"),
    (re.compile(r"cannot start any token|scanning an? (alias|anchor|tag)|node content"), "yaml-sign", "context"),
    (re.compile(r"document start"), "yaml-second", "problem"),
)


def read(path: Path, name: str) -> tuple[Data | None, list[Problem]]:
    """One YAML file as data, and every problem found in reading it.

    Mappings become dicts with their `Place` under `PLACE_KEY`, sequences tuples. `name` is the file's name in
    problems. Data is None where the file cannot be read as one YAML document.
    """
    source, problems = contents(path, name)
    if source is None:
        return None, problems
    data, found = parse(source, name)
    return data, [*problems, *found]


def parse(source: str, name: str) -> tuple[Data | None, list[Problem]]:
    """Some YAML as data, as `read` gives that of a file."""
    reader = _Reader(name, source)
    try:
        return reader.document(), reader.problems
    except _EndlessError:
        return None, reader.problems
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, _syntax(error, name, source)]
    finally:
        reader.loader.dispose()


def _syntax(error: yaml.MarkedYAMLError, name: str, source: str) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    known = ((rule, marked) for pattern, rule, marked in _SYNTAX if pattern.search(said))
    rule, marked = next(known, ("yaml-syntax", "problem"))
    mark = (error.context_mark if marked == "context" else error.problem_mark) or error.problem_mark or error.context_mark
    assert mark
    sign = source[mark.index : mark.index + 1]
    if rule == "yaml-sign" and sign == "\t":
        rule = "tab"
    if not sign:
        # Nothing stands at the end of the file: its last line is shown.
        ended = source.rstrip()
        last = ended.rpartition("\n")[2]
        return Problem(Place(name, ended.count("\n") + 1, 1, written=last), "yaml-ends")
    line = source.split("\n")[mark.line]
    if rule == "yaml-margin" and line[: mark.column].strip():
        rule = "yaml-after-value"
    if re.fullmatch("={7}", line):
        rule = "merge-conflict"
    place = Place(name, mark.line + 1, mark.column + 1, written=line[mark.column :])
    return Problem(place, rule, {"error": said.strip(), "sign": sign})


class _EndlessError(Exception):
    """A file is nested so deep that the rest of it is not read; that has been reported."""


class _Reader:
    """The events of one file's YAML to data; collects problems on the way."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.source = source
        self.loader = yaml.CSafeLoader(source)
        self.problems: list[Problem] = []

    def document(self) -> Data | None:
        """The data of the one document."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            self.problems.append(Problem(Place(self.name, 1, 1), "empty-file"))
            return None
        data, _ = self._value(self._next(), "", 0)
        self._next()
        if not isinstance(more := self._next(), yaml.StreamEndEvent):
            self._report(more, "", "yaml-second")
        return data

    def _next(self) -> yaml.Event:
        event = self.loader.get_event()
        assert event
        return event

    def _written(self, start: yaml.Event, end: yaml.Event) -> str:
        return self.source[_start(start).index : _end(end).index].rstrip()

    def _line(self, start: yaml.Event) -> str:
        begin = _start(start).index
        end = self.source.find("\n", begin)
        return self.source[begin : end if end >= 0 else None]

    def _report(self, event: yaml.Event, path: str, rule: str, **facts: object) -> None:
        mark = _start(event)
        place = Place(self.name, mark.line + 1, mark.column + 1, path, written=self._written(event, event))
        self.problems.append(Problem(place, rule, facts))

    def _value(self, event: yaml.Event, path: str, depth: int) -> tuple[Data | None, str]:
        """The data that an event begins, and what is written for it: words, lists of words, the first line of all else."""
        # Nothing else begins a value but an alias.
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._report(event, path, "alias")
            return None, self._written(event, event)
        if event.anchor is not None:
            self._report(event, path, "alias")
        if event.tag is not None:
            self._report(event, path, "odd-tag", tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path), self._written(event, event)
        if depth > _MAX_DEPTH:
            self._report(event, path.partition("[")[0], "too-deep", depth=_MAX_DEPTH)
            self._skip()
            return None, self._line(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path, depth), self._line(event)
        return self._sequence(event, path, depth)

    def _skip(self) -> None:
        """Passes over the rest of a mapping or sequence, however deep it is."""
        open_ = 1
        while open_:
            event = self._next()
            open_ += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if open_ > _MAX_SKIPPED:
                raise _EndlessError

    def _sequence(self, start: yaml.Event, path: str, depth: int) -> tuple[Data, str]:
        items: list[Data] = []
        only_words, index = True, 0
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            only_words &= isinstance(event, yaml.ScalarEvent)
            value, _ = self._value(event, f"{path}[{index}]", depth + 1)
            index += 1
            if value is not None:
                items.append(value)
        return tuple(items), self._written(start, event) if only_words else self._line(start)

    def _mapping(self, start: yaml.MappingStartEvent, path: str, depth: int) -> Data:
        data: dict[str, object] = {}
        fields: dict[str, Spot] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            name = self._name(key, path)
            where = f"{path}.{name}" if path and name else name or path
            if name in fields:
                self._report(key, where, "duplicate-key", name=name, line=fields[name].name_line)
            elif start.flow_style and name in ("fr", "en"):
                self._report(key, where, "flow-text", name=name)
            event = self._next()
            value, written = self._value(event, where, depth + 1)
            if name is None or name in fields:
                continue
            mark, name_mark, style = _start(event), _start(key), getattr(event, "style", None) or ""
            fields[name] = Spot(mark.line + 1, mark.column + 1, style, written, name_mark.line + 1, name_mark.column + 1)
            if value is not None:
                data[name] = value
        mark = _start(start)
        data[PLACE_KEY] = Place(self.name, mark.line + 1, mark.column + 1, path, fields, self._line(start))
        return data

    def _name(self, event: yaml.Event, path: str) -> str | None:
        """The name of a field; None where it is not a plain one."""
        if isinstance(event, yaml.ScalarEvent) and event.value not in ("", PLACE_KEY):
            return event.value
        self._report(event, path, "odd-key")
        if isinstance(event, yaml.CollectionStartEvent):
            self._skip()
        return None

    def _scalar(self, event: yaml.ScalarEvent, path: str) -> Data | None:
        if event.tag is not None:
            return None
        # What is not spelled out has been seen in the file itself.
        if event.style == '"' and (sign := unseen(event.value)) and not unseen(self._written(event, event)):
            self._report(event, path, "unseen-sign", sign=sign)
        kind = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit).removeprefix(_PREFIX)
        if kind == "str":
            return event.value
        if kind == "null":
            self._report(event, path, "empty-value")
            return None
        if kind == "int" and _DECIMAL.fullmatch(event.value):
            return int(event.value)
        if kind == "int" and len(event.value) > _MAX_DIGITS:
            self._report(event, path, "not-in-bounds", value=event.value)
            return None
        if kind == "bool" and event.value in ("true", "false"):
            return event.value == "true"
        self._report(event, path, "yaml-trap", value=event.value)
        return event.value


def _start(event: yaml.Event) -> Mark | CMark:
    """Where an event begins; what is parsed from a text has such a place."""
    assert event.start_mark
    return event.start_mark


def _end(event: yaml.Event) -> Mark | CMark:
    """Where an event ends."""
    assert event.end_mark
    return event.end_mark
