"""Problems: what is wrong with the content, where it stands, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

_CATALOGUE = Path(__file__).with_name("messages.yml")


@dataclass(frozen=True, slots=True)
class Spot:
    """A value's line and column in its file (both from 1) and its YAML style (`>`, `|`, `"`, `'` or empty)."""

    line: int
    column: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a YAML mapping stands, and where each of its fields does.

    `file` is relative to the project, `path` the way of fields that leads to it (`body[3].list`).
    """

    file: str
    line: int
    column: int
    path: str = ""
    fields: Mapping[str, Spot] = field(default_factory=dict, compare=False, repr=False)

    def of(self, name: str) -> Place:
        """The place of one field; the mapping's own where it lacks that field."""
        spot = self.fields.get(name)
        path = f"{self.path}.{name}" if self.path else name
        return Place(self.file, spot.line, spot.column, path) if spot else Place(self.file, self.line, self.column, path)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its place, the rule it breaks (a key of messages.yml) and the facts its message names.

    A warning asks for a second look and keeps nothing from being published.
    """

    place: Place
    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False

    def wrong(self, language: str) -> str:
        """What is wrong, in plain words."""
        return self._told("wrong", language)

    def mend(self, language: str) -> str:
        """How to mend it."""
        return self._told("mend", language)

    def _told(self, part: str, language: str) -> str:
        facts = {name: str(value) for name, value in self.facts.items()}
        return _messages()[self.rule][language][part].format_map(facts)

    def text(self, language: str) -> str:
        """`file:line:column: field: what is wrong — how to mend it`."""
        place = self.place
        field = f"{place.path}: " if place.path else ""
        return f"{place.file}:{place.line}:{place.column}: {field}{self.wrong(language)} — {self.mend(language)}"


class ContentError(Exception):
    """The content cannot be published; carries every problem found, and apart from them the warnings.

    `loaded` is the edition without the files that could not be read, where there is enough of it to look at.
    """

    def __init__(self, problems: Iterable[Problem], warnings: Iterable[Problem] = (), loaded: object = None) -> None:
        self.problems = tuple(problems)
        self.warnings = tuple(warnings)
        self.loaded = loaded
        super().__init__(f"{len(self.problems)} problems")


def ordered(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order of files and lines, each once."""
    once = {(problem.place, problem.rule, repr(problem.facts)): problem for problem in problems}
    return sorted(once.values(), key=lambda p: (p.place.file, p.place.line, p.place.column, p.rule))


def report(problems: Iterable[Problem], language: str) -> list[str]:
    """The problems as lines, in the order of files and lines."""
    return [problem.text(language) for problem in ordered(problems)]


@cache
def _messages() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return yaml.safe_load(_CATALOGUE.read_text(encoding="utf-8"))
