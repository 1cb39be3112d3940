"""Finds the problems that a change of the content brings."""

from __future__ import annotations

from pathlib import Path

from ..problems.problem import ContentError, Problem
from ..site import prepare_site


def find_new_problems(before: Path, after: Path) -> list[Problem]:
    """Returns the problems that prevent publication of a changed project, without those that it had before."""
    known = {_problem_key(problem) for problem in _publication_problems(before)}
    return [problem for problem in _publication_problems(after) if _problem_key(problem) not in known]


def _publication_problems(root: Path) -> tuple[Problem, ...]:
    try:
        prepare_site(root)
    except ContentError as error:
        return error.problems
    return ()


def _problem_key(problem: Problem) -> tuple[str, str, str, str]:
    """Returns what identifies a problem when its lines have moved."""
    return problem.place.file, problem.place.path, problem.rule, repr(problem.facts)
