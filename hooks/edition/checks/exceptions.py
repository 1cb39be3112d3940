"""Applies the declared exceptions to the rules on translations, and reports those that are not needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Edition, TranslationException
from ..problems.problem import Problem
from ..text.suggestions import nearest_name
from .pairs import text_pairs
from .project import Project
from .registry import RULES


def excusable_keys() -> tuple[str, ...]:
    """Returns the keys in messages.yml of the problems that an exception may declare."""
    return tuple(key for rule in RULES for key in rule.excusable)


def problems_without_exception(edition: Edition, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Returns the problems that no declared exception covers."""
    declared = edition.translation.exceptions
    return (problem for problem in problems if not any(_covers(exception, problem) for exception in declared))


def apply_exceptions(project: Project, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yields the problems that no declared exception covers, then a problem for each exception that covers none.

    What an exception with a misspelt name was to cover is no second problem.
    """
    declared = project.edition.translation.exceptions
    unknown_names = {exception: list(_unknown_names(project, exception)) for exception in declared}
    misspelt = {_nearest_names(exception, names) for exception, names in unknown_names.items() if names}
    used: set[TranslationException] = set()
    for problem in problems:
        covering = [exception for exception in declared if _covers(exception, problem)]
        used.update(covering)
        if not covering and (problem.facts.get("unit"), problem.rule) not in misspelt:
            yield problem
    for exception in declared:
        if exception not in used and not unknown_names[exception]:
            yield Problem(exception.at, "exception-unused", {"unit": exception.unit, "rule": exception.rule})
        yield from unknown_names[exception]


def _nearest_names(exception: TranslationException, unknown_names: Iterable[Problem]) -> tuple[object, object]:
    """Returns the unit and the rule that an exception seems to mean."""
    nearest = {problem.rule: problem.facts["nearest"] for problem in unknown_names}
    return nearest.get("unknown-unit", exception.unit), nearest.get("unknown-rule", exception.rule)


def _covers(exception: TranslationException, problem: Problem) -> bool:
    facts = problem.facts
    return (
        exception.rule == problem.rule in excusable_keys()
        and exception.unit == facts["unit"]
        and exception.words in (None, facts["words"])
    )


def _unknown_names(project: Project, exception: TranslationException) -> Iterator[Problem]:
    """Yields a problem for each name in an exception that does not exist."""
    units = {pair.unit for pair in text_pairs(project.links)}
    for field, rule, known in (("unit", "unknown-unit", units), ("rule", "unknown-rule", excusable_keys())):
        name = getattr(exception, field)
        if name not in known:
            yield Problem(exception.at.of_field(field), rule, {"name": name} | nearest_name(name, known))
