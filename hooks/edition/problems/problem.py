"""Problems: what is wrong with the content, where it stands, and how to fix it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from ..text.phrases import fill, read_catalogue

PLACE_KEY = "<place>"
"""Key under which every mapping carries its `Place`; refused as the name of a field."""
_CATALOGUE = Path(__file__).with_name("messages.yml")
_MAX_FACT = 500
"""A message names what it means; it does not repeat what was pasted there by mistake."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of a mapping: where its value and its name stand, in lines and columns from 1.

    `style` is that of YAML (`>`, `|`, `"`, `'` or empty), `written` what is in the file, quotation marks and all.
    """

    line: int
    column: int
    style: str = ""
    written: str = field(default="", repr=False)
    name_line: int = 0
    name_column: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file: a mapping with its fields, one of them, or words of its text.

    `file` is relative to the project, `path` the way of fields that leads there (`body[3].list`), `written` what the
    file has from there on, where that is known.
    """

    file: str
    line: int
    column: int
    path: str = ""
    fields: Mapping[str, Spot] = field(default_factory=dict, compare=False, repr=False)
    written: str = field(default="", compare=False, repr=False)

    @property
    def length(self) -> int:
        """How many columns of its line are meant; 0 where that is not known."""
        return len(self.written.partition("\n")[0].rstrip())

    def of(self, name: str) -> Place:
        """The place of one field's value; the mapping's own where it lacks that field."""
        spot, path = self.fields.get(name), self._way(name)
        if spot is None:
            return Place(self.file, self.line, self.column, path, written=self.written)
        return Place(self.file, spot.line, spot.column, path, written=spot.written)

    def named(self, name: str) -> Place:
        """The place of one field's name."""
        spot = self.fields.get(name)
        return Place(self.file, spot.name_line, spot.name_column, self._way(name), written=name) if spot else self.of(name)

    def at(self, words: str, nth: int = 0) -> Place:
        """The place of some words in what is written here, wherever its lines are broken; all of it without them.

        `nth` tells which one is meant of the same words, counted from 0.
        """
        # Words may stand on two lines, a single sign (a no-break space, perhaps) only as it is.
        pattern = r"\s+".join(map(re.escape, words.split())) or re.escape(words.strip(" "))
        found = next(islice(re.finditer(pattern, self.written), nth, None), None) if pattern else None
        if found is None:
            return self
        before = self.written[: found.start()]
        first = "\n" not in before
        column = self.column + len(before) if first else len(before) - before.rindex("\n")
        return Place(self.file, self.line + before.count("\n"), column, self.path, written=found[0])

    def _way(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its place, the rule it breaks (a key of messages.yml) and the facts its message names.

    A warning asks for a second look and keeps nothing from being published.
    """

    place: Place
    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False

    def wrong(self, language: str) -> str:
        """What is wrong, in plain words."""
        return self._message("wrong", language)

    def fix(self, language: str) -> str:
        """How to fix it."""
        return self._message("fix", language)

    def _message(self, part: str, language: str) -> str:
        facts = {name: _short(str(value)) for name, value in self.facts.items()}
        message: str = read_catalogue(_CATALOGUE)[self.rule][language][part]
        return fill(message, facts)

    def text(self, language: str) -> str:
        """`file:line:column: field: what is wrong — how to fix it`."""
        place = self.place
        field = f"{place.path}: " if place.path else ""
        return f"{place.file}:{place.line}:{place.column}: {field}{self.wrong(language)} — {self.fix(language)}"


def _short(fact: str) -> str:
    return fact if len(fact) <= _MAX_FACT else fact[: _MAX_FACT - 1] + "…"


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
