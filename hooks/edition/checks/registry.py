"""The registry of rules: functions decorated with `@rule`, which declares what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from ..problems.problem import Problem
from .project import Project

Check = Callable[[Project], Iterator[Problem]]


class Needs(IntEnum):
    """How much of a project a rule needs; each value includes those before it."""

    FILES = 0
    """Its files only, even where no content can be loaded."""
    LOADED_CONTENT = 1
    """The content that could be loaded, even where some of its files could not."""
    WHOLE_CONTENT = 2
    """The whole content."""
    RECORDS = 3
    """The whole content, with what is recorded of it before it is merged."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with its requirements; see `rule`."""

    check: Check
    needs: Needs
    excusable: tuple[str, ...]


RULES: list[Rule] = []
"""Every rule, in the order in which the modules of this package are imported."""


def rule(needs: Needs = Needs.WHOLE_CONTENT, *, excusable: tuple[str, ...] = ()) -> Callable[[Check], Check]:
    """Registers a check; `excusable` are the keys of its problems that an exception in translation.yml may declare."""

    def register(check: Check) -> Check:
        RULES.append(Rule(check, needs, excusable))
        return check

    return register
