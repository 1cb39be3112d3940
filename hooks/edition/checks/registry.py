"""The registry of rules: a function is one when it is decorated, and the decorator says what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from ..problems.problem import Problem
from .project import Project

Check = Callable[[Project], Iterator[Problem]]


class Needs(IntEnum):
    """How much of a project a rule needs; each includes what stands before it."""

    FILES = 0
    """Its files alone, even where no content can be loaded."""
    PART = 1
    """The content that could be loaded, even where other files of it could not."""
    CONTENT = 2
    """The whole content."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check with what it needs; see `rule`."""

    check: Check
    needs: Needs
    excusable: tuple[str, ...]


RULES: list[Rule] = []
"""Every rule, in the order in which the modules of this room are imported."""


def rule(needs: Needs = Needs.CONTENT, *, excusable: tuple[str, ...] = ()) -> Callable[[Check], Check]:
    """Registers a check.

    `excusable` names the problems of it, by their keys in messages.yml, that an exception in translation.yml may declare.
    """

    def register(check: Check) -> Check:
        RULES.append(Rule(check, needs, excusable))
        return check

    return register
