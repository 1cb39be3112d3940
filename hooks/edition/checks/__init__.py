"""Checks the content: each rule is a pure function that yields problems; all rules run, all problems are reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules

from ..problems.problem import Problem
from ..processes import run_tasks
from .consequences import without_consequences
from .exceptions import apply_exceptions, problems_without_exception
from .project import Project
from .registry import RULES, Check, Needs

_MANY_UNITS = 500
"""Texts of an edition from which on it takes longer to check them than to copy the process for a second core."""

# Each module registers its rules when it is imported.
for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)


def check_project(project: Project, needs: Needs = Needs.WHOLE_CONTENT) -> list[Problem]:
    """Returns the problems of all rules that need no more than `needs`, but for those that a declared exception covers."""
    problems = _run_rules(project, [rule.check for rule in RULES if rule.needs <= needs])
    match needs:
        case Needs.FILES:
            return list(problems)
        case Needs.LOADED_CONTENT:
            return without_consequences(list(problems_without_exception(project.edition, problems)))
    return without_consequences(list(apply_exceptions(project, problems)))


def _run_rules(project: Project, checks: Sequence[Check]) -> Iterator[Problem]:
    if project.content is None or len(project.links.units) < _MANY_UNITS:
        return chain.from_iterable(check(project) for check in checks)
    return chain.from_iterable(run_tasks([partial(_list_problems, check, project) for check in checks]))


def _list_problems(check: Check, project: Project) -> list[Problem]:
    return list(check(project))
