"""The registry of checks: a function is one when it is decorated, and the decorator says what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..problems.problem import Problem
from ..references.references import Links

Check = Callable[[Links], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with what it needs; see `rule`."""

    check: Check
    partial: bool
    excusable: tuple[str, ...]


RULES: list[Rule] = []
"""Every rule, in the order in which the modules of this room are imported."""


def rule(*, partial: bool = False, excusable: tuple[str, ...] = ()) -> Callable[[Check], Check]:
    """Registers a check.

    `partial` marks a check that also holds where other files of the content could not be read; `excusable` names the
    problems of it, by their keys in messages.yml, that an exception in translation.yml may declare.
    """

    def register(check: Check) -> Check:
        RULES.append(Rule(check, partial, excusable))
        return check

    return register
