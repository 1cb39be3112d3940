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

    def text(self, language: str) -> str:
        """`file:line:column: field: what is wrong — how to mend it`."""
        message = _messages()[self.rule][language]
        facts = {name: str(value) for name, value in self.facts.items()}
        wrong, mend = message["wrong"].format_map(facts), message["mend"].format_map(facts)
        place = self.place
        where = f"{place.file}:{place.line}:{place.column}: "
        return f"{where}{place.path + ': ' if place.path else ''}{wrong} — {mend}"


class ContentError(Exception):
    """The content cannot be published; carries every problem found, and apart from them the warnings.

    `loaded` is the edition without the files that could not be read, where there is enough of it to look at.
    """

    def __init__(self, problems: Iterable[Problem], warnings: Iterable[Problem] = (), loaded: object = None) -> None:
        self.problems = tuple(problems)
        self.warnings = tuple(warnings)
        self.loaded = loaded
        super().__init__(f"{len(self.problems)} problems")


def report(problems: Iterable[Problem], language: str) -> list[str]:
    """The problems as lines, in the order of files and lines."""
    ordered = sorted(problems, key=lambda p: (p.place.file, p.place.line, p.place.column, p.rule))
    return list(dict.fromkeys(problem.text(language) for problem in ordered))


@cache
def _messages() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return yaml.safe_load(_CATALOGUE.read_text(encoding="utf-8"))
