"""Problems of the content: what is wrong, where, and how to fix it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from ..text.phrases import fill_placeholders, read_catalogue

PLACE_KEY = "<place>"
"""The key under which every mapping carries its `Place`; not allowed as the name of a field."""
_CATALOGUE = Path(__file__).with_name("messages.yml")
_MAX_FACT = 500
"""Characters of a fact in a message, so that text pasted by mistake is not repeated in full."""


@dataclass(frozen=True, slots=True)
class FieldPosition:
    """The position of a field of a mapping: of its value and of its name, in lines and columns from 1.

    `style` is that of YAML (`>`, `|`, `"`, `'` or empty), `source` the value as it is in the file, with quotation marks.
    """

    line: int
    column: int
    style: str = ""
    source: str = field(default="", repr=False)
    name_line: int = 0
    name_column: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: that of a mapping with its fields, of a field, or of words of a text.

    `file` is relative to the project, `path` is the path of fields (`body[3].list`), `source` the text of the file at
    this place, where it is known.
    """

    file: str
    line: int
    column: int
    path: str = ""
    fields: Mapping[str, FieldPosition] = field(default_factory=dict, compare=False, repr=False)
    source: str = field(default="", compare=False, repr=False)

    @property
    def length(self) -> int:
        """The number of columns on its line; 0 where it is not known."""
        return len(self.source.partition("\n")[0].rstrip())

    def of_field(self, name: str) -> Place:
        """Returns the place of a field's value, or that of the mapping where it lacks the field."""
        position, path = self.fields.get(name), self._path_of(name)
        if position is None:
            return Place(self.file, self.line, self.column, path, source=self.source)
        return Place(self.file, position.line, position.column, path, source=position.source)

    def of_field_name(self, name: str) -> Place:
        """Returns the place of a field's name."""
        position = self.fields.get(name)
        return (
            Place(self.file, position.name_line, position.name_column, self._path_of(name), source=name)
            if position
            else self.of_field(name)
        )

    def of_words(self, words: str, nth: int = 0) -> Place:
        """Returns the place of words in the source, across line breaks; this place where they do not occur.

        `nth` is the number of the occurrence, counted from 0.
        """
        # Words may be separated by a line break; a single character (such as a no-break space) has to match exactly.
        pattern = r"\s+".join(map(re.escape, words.split())) or re.escape(words.strip(" "))
        match = next(islice(re.finditer(pattern, self.source), nth, None), None) if pattern else None
        if match is None:
            return self
        preceding = self.source[: match.start()]
        first = "\n" not in preceding
        column = self.column + len(preceding) if first else len(preceding) - preceding.rindex("\n")
        return Place(self.file, self.line + preceding.count("\n"), column, self.path, source=match[0])

    def _path_of(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: its place, the rule it breaks (a key of messages.yml) and the facts its message names.

    A warning asks for review and does not prevent publication.
    """

    place: Place
    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)
    warning: bool = False

    def message(self, language: str) -> str:
        """What is wrong."""
        return self._message("wrong", language)

    def fix(self, language: str) -> str:
        """How to fix it."""
        return self._message("fix", language)

    def _message(self, part: str, language: str) -> str:
        facts = {name: _truncate(str(value)) for name, value in self.facts.items()}
        message: str = read_catalogue(_CATALOGUE)[self.rule][language][part]
        return fill_placeholders(message, facts)

    def text(self, language: str) -> str:
        """`file:line:column: field: what is wrong — how to fix it`."""
        place = self.place
        field = f"{place.path}: " if place.path else ""
        return f"{place.file}:{place.line}:{place.column}: {field}{self.message(language)} — {self.fix(language)}"


def _truncate(fact: str) -> str:
    return fact if len(fact) <= _MAX_FACT else fact[: _MAX_FACT - 1] + "…"


class ContentError(Exception):
    """The content cannot be published; carries every problem found, and the warnings separately.

    `partial_edition` is the edition without the unreadable files, where enough of it could be loaded to be checked.
    """

    def __init__(self, problems: Iterable[Problem], warnings: Iterable[Problem] = (), partial_edition: object = None) -> None:
        self.problems = tuple(problems)
        self.warnings = tuple(warnings)
        self.partial_edition = partial_edition
        super().__init__(f"{len(self.problems)} problems")

    def __reduce__(self) -> tuple[type[ContentError], tuple[object, ...]]:
        """Returns how to make the same error again, in another process (pickle)."""
        return ContentError, (self.problems, self.warnings, self.partial_edition)


SYMPTOMS = frozenset(
    (
        "address-changed",
        "address-vanished",
        "addresses-vanished",
        "correction-mismatch",
        "entry-uncited",
        "exception-unused",
        "headword-unused",
        "phrase-unused",
        "record-left",
        "synonym-unused",
        "translation-stale",
        "translation-unrecorded",
    )
)
"""The rules that are mostly broken by a change somewhere else."""


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Returns the problems without duplicates: causes before symptoms, each in the order of files and lines."""
    unique = {(problem.place, problem.rule, repr(problem.facts)): problem for problem in problems}
    return sorted(unique.values(), key=lambda p: (p.rule in SYMPTOMS, p.place.file, p.place.line, p.place.column, p.rule))


def report_lines(problems: Iterable[Problem], language: str) -> list[str]:
    """Formats the problems as lines, in the order of files and lines."""
    return [problem.text(language) for problem in sort_problems(problems)]
