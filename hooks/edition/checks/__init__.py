"""Checks: each rule is a small pure function that yields the problems it finds; all run, all are reported."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from ..problems.problem import Problem
from .exceptions import uncovered, without_exceptions
from .project import Project
from .registry import RULES, Needs

# Each module registers its rules when it is imported.
for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)


def check(project: Project, needs: Needs = Needs.CONTENT) -> list[Problem]:
    """Every problem that no declared exception covers, of the rules that need no more than is named."""
    found = (problem for rule in RULES if rule.needs <= needs for problem in rule.check(project))
    match needs:
        case Needs.FILES:
            return list(found)
        case Needs.PART:
            return list(uncovered(project.edition, found))
    return list(_causes(list(without_exceptions(project, found))))


def _causes(problems: list[Problem]) -> Iterator[Problem]:
    """Problems without those that follow from another: an identifier that stands twice takes a path twice."""
    twice = {(problem.place.file, problem.place.line) for problem in problems if problem.rule == "identifier-twice"}
    return (p for p in problems if p.rule != "path-taken" or (p.place.file, p.place.line) not in twice)
