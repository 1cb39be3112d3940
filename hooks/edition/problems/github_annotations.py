"""Problems as the annotations that a GitHub workflow shows on the very lines they speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .problem import Problem, ordered
from .source_excerpt import way

# GitHub ends a message at a line feed, and a property at a colon or comma too.
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = _MESSAGE | {":": "%3A", ",": "%2C"}


def workflow_commands(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """A line for each problem, in the order of files and lines."""
    for problem in ordered(problems):
        place = problem.place
        where = {"file": place.file, "line": place.line, "col": place.column, "title": way(place) or problem.rule}
        properties = ",".join(f"{name}={_escaped(str(value), _PROPERTY)}" for name, value in where.items())
        message = _escaped(f"{problem.wrong(language)} — {problem.fix(language)}", _MESSAGE)
        yield f"::{'warning' if problem.warning else 'error'} {properties}::{message}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)
