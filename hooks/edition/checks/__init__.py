"""Checks: each rule is a small pure function that yields the problems it finds; all run, all are reported."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from ..problems.problem import Problem
from ..references.references import Links
from .exceptions import uncovered, without_exceptions
from .registry import RULES

# Each module registers its rules when it is imported.
for _module in iter_modules(__path__, f"{__name__}."):
    import_module(_module.name)


def check(links: Links) -> list[Problem]:
    """Every problem of a loaded edition that no declared exception covers."""
    return list(without_exceptions(links, (problem for rule in RULES for problem in rule.check(links))))


def check_partially(links: Links) -> list[Problem]:
    """The problems of the files that could be read, where others could not."""
    return list(uncovered(links, (problem for rule in RULES if rule.partial for problem in rule.check(links))))
