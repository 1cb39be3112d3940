"""The declared exceptions to the rules on translations: what they cover, and those that cover nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Edition, TranslationException
from ..problems.problem import Problem
from ..text.suggestions import nearest
from .pairs import pairs
from .project import Project
from .registry import RULES


def excusable() -> tuple[str, ...]:
    """The problems that an exception may declare, by their keys in messages.yml."""
    return tuple(key for rule in RULES for key in rule.excusable)


def uncovered(edition: Edition, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that no declared exception covers."""
    declared = edition.translation.exceptions
    return (problem for problem in problems if not any(_covers(exception, problem) for exception in declared))


def without_exceptions(project: Project, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems that no declared exception covers, then the exceptions that cover no problem any more."""
    declared = project.edition.translation.exceptions
    used: set[TranslationException] = set()
    for problem in problems:
        covering = [exception for exception in declared if _covers(exception, problem)]
        used.update(covering)
        if not covering:
            yield problem
    for exception in declared:
        if exception not in used and not (wrong := list(_misnamed(project, exception))):
            yield Problem(exception.at, "exception-unused", {"unit": exception.unit, "rule": exception.rule})
        elif exception not in used:
            yield from wrong


def _covers(exception: TranslationException, problem: Problem) -> bool:
    facts = problem.facts
    return (
        exception.rule == problem.rule in excusable()
        and exception.unit == facts["unit"]
        and exception.words in (None, facts["words"])
    )


def _misnamed(project: Project, exception: TranslationException) -> Iterator[Problem]:
    """What an exception names that is not there."""
    units = {pair.unit for pair in pairs(project.links)}
    for field, rule, known in (("unit", "unknown-unit", units), ("rule", "unknown-rule", excusable())):
        name = getattr(exception, field)
        if name not in known:
            yield Problem(exception.at.of_field(field), rule, {"name": name} | nearest(name, known))
