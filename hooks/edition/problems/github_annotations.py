"""Formats problems as annotations, which GitHub workflows show at the lines concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .problem import Problem, sort_problems
from .source_excerpt import field_path

# In workflow commands, a line feed ends a message, and a colon or comma also ends a property.
_MESSAGE_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY_ESCAPES = _MESSAGE_ESCAPES | {":": "%3A", ",": "%2C"}


def format_annotations(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Yields a workflow command for each problem, in the order of files and lines."""
    for problem in sort_problems(problems):
        place = problem.place
        values = {"file": place.file, "line": place.line, "col": place.column, "title": field_path(place) or problem.rule}
        properties = ",".join(f"{name}={_escape(str(value), _PROPERTY_ESCAPES)}" for name, value in values.items())
        message = _escape(f"{problem.message(language)} — {problem.fix(language)}", _MESSAGE_ESCAPES)
        yield f"::{'warning' if problem.warning else 'error'} {properties}::{message}"


def _escape(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
