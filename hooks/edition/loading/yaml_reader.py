"""Reads the YAML of the content as plain data with its places in the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from yaml.error import Mark

from ..languages import LANGUAGES
from ..problems.problem import PLACE_KEY, FieldPosition, Place, Problem
from .text_file import first_invisible, read_text

if TYPE_CHECKING:
    from yaml._yaml import Mark as CMark


def empty_rule(path: str) -> str:
    """Returns the rule that an empty value breaks: that on texts, if its field is a language."""
    return "empty-text" if path.rpartition(".")[2] in LANGUAGES else "empty-value"


Data = dict[str, object] | tuple[object, ...] | str | int | bool

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,8})")
_MAX_DIGITS = 9
_MAX_DEPTH = 40
_MAX_SKIPPED = 500
"""Levels below the deepest that are skipped: beyond them, the parser's time grows with the square of their number."""
_FIXED_SPACE = re.compile("^(?:[ -]*(?:\\w+:)?)([\u00a0\u2007\u2009\u202f])", re.MULTILINE)
"""A fixed space where YAML knows only plain ones: in the indentation of a line, or after its field."""
# A whole value in quotation marks that YAML takes for letters, and a value that it takes for a comment.
_QUOTED = re.compile("([“”„‘’])(.*)([“”‘’])", re.DOTALL)
_COMMENTED_OUT = re.compile(r"[ \t]*(#\S.*)")
_SLIP_RULES = ("yaml-character", "yaml-colon", "yaml-item", "yaml-margin", "yaml-no-field")
"""The rules whose message can name a slip more precisely."""
_BLOCK_BEGINS = re.compile(r":\s+[>|][-+]?\s*$")
_FIELD_WITHOUT_COLON = re.compile(r" *(?:- )?[a-z_]+ [^:]*")
_PREFIX = "tag:yaml.org,2002:"

# The message of the parser, the rule of messages.yml for it, and the mark to report: that of the `context` is where a
# construct began, that of the `problem` where the parser failed.
_SYNTAX_RULES = (
    (re.compile(r"quoted scalar found unexpected (end of stream|document indicator)"), "yaml-quotation-open", "context"),
    (re.compile(r"quoted scalar .*(escape|hexdecimal)"), "yaml-escape", "problem"),
    (re.compile(r"flow (sequence|mapping)"), "yaml-bracket-open", "context"),
    (re.compile(r"mapping values are not allowed"), "yaml-colon", "problem"),
    (re.compile(r"could not find expected ':'"), "yaml-no-field", "context"),
    (re.compile(r"did not find expected (key|'-' indicator)|wrong indentation"), "yaml-margin", "problem"),
    (re.compile(r"block sequence entries are not allowed"), "yaml-dash", "problem"),
    (re.compile(r"\btab character\b"), "tab", "problem"),
    (re.compile(r"block scalar did not find expected comment"), "yaml-block-line", "problem"),
    (re.compile(r"cannot start any token|scanning an? (alias|anchor|tag)|node content"), "yaml-character", "context"),
    (re.compile(r"document start"), "yaml-second", "problem"),
)


def read_yaml(path: Path, name: str) -> tuple[Data | None, list[Problem]]:
    """Reads a YAML file as data, and reports its problems.

    Mappings become dicts with their `Place` under `PLACE_KEY`, sequences tuples. `name` is the file's name in
    problems. Data is None where the file cannot be read as one YAML document.
    """
    source, problems = read_text(path, name)
    if source is None:
        return None, problems
    data, syntax_problems = parse_yaml(source, name)
    return data, [*problems, *syntax_problems]


def parse_yaml(source: str, name: str) -> tuple[Data | None, list[Problem]]:
    """Parses YAML as data, as `read_yaml` does with a file."""
    reader = _Reader(name, source)
    try:
        return reader.read_document(), reader.problems
    except _TooDeepError:
        return None, reader.problems
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, _syntax_problem(error, name, source)]
    finally:
        reader.loader.dispose()


def _syntax_problem(error: yaml.MarkedYAMLError, name: str, source: str) -> Problem:
    message = f"{error.context or ''} {error.problem or ''}"
    known = ((rule, mark_kind) for pattern, rule, mark_kind in _SYNTAX_RULES if pattern.search(message))
    rule, mark_kind = next(known, ("yaml-syntax", "problem"))
    mark = (error.context_mark if mark_kind == "context" else error.problem_mark) or error.problem_mark or error.context_mark
    assert mark
    sign = source[mark.index : mark.index + 1]
    if rule == "yaml-character" and sign == "\t":
        rule = "tab"
    if not sign:
        # There is nothing at the end of the file: its last line is shown.
        ended = source.rstrip()
        last = ended.rpartition("\n")[2]
        return Problem(Place(name, ended.count("\n") + 1, 1, source=last), "yaml-ends")
    line = source.split("\n")[mark.line]
    if rule == "yaml-margin" and line[: mark.column].strip():
        rule = "yaml-after-value"
        if (opened := _find_unclosed_quotation(source, mark.index)) is not None:
            # The mark that opens the value of a later line has closed this one.
            before = source[:opened]
            place = Place(name, before.count("\n") + 1, opened - before.rfind("\n"), source=source[opened:].partition("\n")[0])
            return Problem(place, "yaml-quotation-open", {"sign": source[opened]})
    if rule == "yaml-margin" and sign == "-":
        rule = "yaml-item"
    if re.fullmatch("={7}", line):
        rule = "merge-conflict"
    elif space := _FIXED_SPACE.search(source, 0, mark.index + len(line)):
        before = source[: space.start(1)]
        return Problem(Place(name, before.count("\n") + 1, space.start(1) - before.rfind("\n"), source=space[1]), "yaml-space")
    place = Place(name, mark.line + 1, mark.column + 1, source=line[mark.column :])
    likely = _find_likely_slip(rule, source.split("\n")[: mark.line + 1], place)
    return likely or Problem(place, rule, {"error": message.strip(), "sign": sign})


def _find_likely_slip(rule: str, lines: list[str], place: Place) -> Problem | None:
    """Returns the slip that most often leads to an error at the last of some lines; None where it is none of these."""
    line = lines[-1]
    before = next((number for number in range(len(lines) - 1, 0, -1) if lines[number - 1].strip()), 0)
    previous = lines[before - 1] if before else ""
    margin = _margin(line)
    if rule not in _SLIP_RULES:
        return None
    for number, written in ((place.line, line), (before, previous)):
        if re.match(r" *-[a-z_]+:", written):
            return Problem(Place(place.file, number, _margin(written) + 1, source=written.strip()), "yaml-dash-space")
    if _BLOCK_BEGINS.search(previous) and margin <= _margin(previous):
        at = Place(place.file, place.line, margin + 1, source=line[margin:])
        return Problem(at, "yaml-block-margin", {"field": previous.strip()})
    if rule == "yaml-colon" and _FIELD_WITHOUT_COLON.fullmatch(previous):
        at = Place(place.file, before, _margin(previous) + 1, source=previous.strip())
        return Problem(at, "yaml-field-colon", {"line": previous.strip()})
    if rule == "yaml-item":
        items = (number for number in range(len(lines) - 1, 0, -1) if lines[number - 1].lstrip().startswith("- "))
        # Lists within each other have an even distance.
        near = next((number for number in items if abs(_margin(lines[number - 1]) - margin) in (1, 3)), None)
        if near is not None:
            return Problem(place, "yaml-item-margin", {"spaces": _margin(lines[near - 1]), "found": margin, "line": near})
    return None


def _margin(line: str) -> int:
    """Returns the number of spaces before a line."""
    return len(line) - len(line.lstrip(" "))


def _find_unclosed_quotation(source: str, end: int) -> int | None:
    """Returns where a quoted value begins that ends just before a position, if it begins on an earlier line."""
    value = source[:end].rstrip()
    opened = value.rfind(value[-1:], 0, -1) if value.endswith(("'", '"')) else -1
    return opened if "\n" in value[opened:] and opened >= 0 else None


class _TooDeepError(Exception):
    """A file is nested too deep to read the rest of it; raised after the problem has been reported."""


class _Reader:
    """Turns the YAML events of one file into data, and collects problems."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.source = source
        self.loader = yaml.CSafeLoader(source)
        self.problems: list[Problem] = []

    def read_document(self) -> Data | None:
        """Returns the data of the only document."""
        self._next_event()
        if isinstance(self._next_event(), yaml.StreamEndEvent):
            self.problems.append(Problem(Place(self.name, 1, 1), "empty-file"))
            return None
        data, _ = self._read_value(self._next_event(), "", 0)
        self._next_event()
        if not isinstance(more := self._next_event(), yaml.StreamEndEvent):
            self._report(more, "", "yaml-second")
        return data

    def _next_event(self) -> yaml.Event:
        event = self.loader.get_event()
        assert event
        return event

    def _source_between(self, start: yaml.Event, end: yaml.Event) -> str:
        return self.source[_start_mark(start).index : _end_mark(end).index].rstrip()

    def _source_line(self, start: yaml.Event) -> str:
        begin = _start_mark(start).index
        end = self.source.find("\n", begin)
        return self.source[begin : end if end >= 0 else None]

    def _report(self, event: yaml.Event, path: str, rule: str, **facts: object) -> None:
        mark = _start_mark(event)
        place = Place(self.name, mark.line + 1, mark.column + 1, path, source=self._source_between(event, event))
        self.problems.append(Problem(place, rule, facts))

    def _read_value(self, event: yaml.Event, path: str, depth: int) -> tuple[Data | None, str]:
        """Returns the value that begins with an event, and its source, of which only the first line for nested values."""
        # The only other event that begins a value is an alias.
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._report(event, path, "alias")
            return None, self._source_between(event, event)
        if event.anchor is not None:
            self._report(event, path, "alias")
        if event.tag is not None:
            self._report(event, path, "unexpected-tag", tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._read_scalar(event, path), self._source_between(event, event)
        if depth > _MAX_DEPTH:
            self._report(event, path.partition("[")[0], "too-deep", depth=_MAX_DEPTH)
            self._skip_collection()
            return None, self._source_line(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._read_mapping(event, path, depth), self._source_line(event)
        return self._read_sequence(event, path, depth)

    def _skip_collection(self) -> None:
        """Skips the rest of a mapping or sequence, however deep it is."""
        depth = 1
        while depth:
            event = self._next_event()
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _MAX_SKIPPED:
                raise _TooDeepError

    def _read_sequence(self, start: yaml.Event, path: str, depth: int) -> tuple[Data, str]:
        items: list[Data] = []
        only_scalars, index = True, 0
        while not isinstance(event := self._next_event(), yaml.SequenceEndEvent):
            only_scalars &= isinstance(event, yaml.ScalarEvent)
            value, _ = self._read_value(event, f"{path}[{index}]", depth + 1)
            index += 1
            if value is not None:
                items.append(value)
        return tuple(items), self._source_between(start, event) if only_scalars else self._source_line(start)

    def _read_mapping(self, start: yaml.MappingStartEvent, path: str, depth: int) -> Data:
        data: dict[str, object] = {}
        fields: dict[str, FieldPosition] = {}
        in_braces, repeated = start.flow_style, False
        while not isinstance(key := self._next_event(), yaml.MappingEndEvent):
            name = self._read_field_name(key, path)
            where = f"{path}.{name}" if path and name else name or path
            was_repeated, repeated = repeated, name in fields
            if name in fields:
                # Where several fields in a row are repeated, a dash is missing: one problem.
                if not was_repeated:
                    self._report(key, where, "duplicate-key", name=name, line=fields[name].name_line)
            elif in_braces and name in ("fr", "en"):
                self._report(key, where, "flow-text", name=name)
                in_braces = False
            event = self._next_event()
            value, written = self._read_value(event, where, depth + 1)
            if name is None or name in fields:
                continue
            mark, name_mark, style = _start_mark(event), _start_mark(key), getattr(event, "style", None) or ""
            fields[name] = FieldPosition(mark.line + 1, mark.column + 1, style, written, name_mark.line + 1, name_mark.column + 1)
            if value is not None:
                data[name] = value
        mark = _start_mark(start)
        data[PLACE_KEY] = Place(self.name, mark.line + 1, mark.column + 1, path, fields, self._source_line(start))
        return data

    def _read_field_name(self, event: yaml.Event, path: str) -> str | None:
        """Returns the name of a field; None where it is not a plain string."""
        if isinstance(event, yaml.ScalarEvent) and event.value not in ("", PLACE_KEY):
            return event.value
        self._report(event, path, "unexpected-key")
        if isinstance(event, yaml.CollectionStartEvent):
            self._skip_collection()
        return None

    def _read_scalar(self, event: yaml.ScalarEvent, path: str) -> Data | None:
        if event.tag is not None:
            return None
        # A character that is not escaped has already been reported in the text of the file.
        if (
            event.style == '"'
            and (sign := first_invisible(event.value))
            and not first_invisible(self._source_between(event, event))
        ):
            self._report(event, path, "invisible-character", sign=sign)
        kind = self.loader.resolve(yaml.ScalarNode, event.value, event.implicit).removeprefix(_PREFIX)
        if kind == "str" and not event.style and (quoted := _QUOTED.fullmatch(event.value)):
            self._report(event, path, "yaml-quotes", signs=f"{quoted[1]}{quoted[3]}", value=quoted[2])
            return quoted[2]
        if kind == "str":
            return event.value
        if kind == "null" and (comment := _COMMENTED_OUT.match(self.source, _end_mark(event).index)):
            self._report(event, path, "yaml-comment", value=comment[1])
            return None
        if kind == "null":
            self._report(event, path, empty_rule(path))
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


def _start_mark(event: yaml.Event) -> Mark | CMark:
    """Returns the start of an event; events parsed from a string always have one."""
    assert event.start_mark
    return event.start_mark


def _end_mark(event: yaml.Event) -> Mark | CMark:
    """Returns the end of an event."""
    assert event.end_mark
    return event.end_mark
