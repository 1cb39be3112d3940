"""Checks the content: each rule is a pure function that yields problems; all rules run, all problems are reported."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ..problems.problem import Problem
from .consequences import without_consequences
from .exceptions import apply_exceptions, problems_without_exception
from .project import Project
from .registry import RULES, Needs

# Each module registers its rules when it is imported.
for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)


def check_project(project: Project, needs: Needs = Needs.WHOLE_CONTENT) -> list[Problem]:
    """Returns the problems of all rules that need no more than `needs`, but for those that a declared exception covers."""
    problems = (problem for rule in RULES if rule.needs <= needs for problem in rule.check(project))
    match needs:
        case Needs.FILES:
            return list(problems)
        case Needs.LOADED_CONTENT:
            return without_consequences(list(problems_without_exception(project.edition, problems)))
    return without_consequences(list(apply_exceptions(project, problems)))
