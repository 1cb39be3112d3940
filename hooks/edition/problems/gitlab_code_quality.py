"""Formats problems as a code quality report, which GitLab shows at the lines concerned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from .problem import Problem, sort_problems


def format_code_quality(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Yields the report, as GitLab documents it: a JSON list with the description, file and line of each problem."""
    yield json.dumps([_make_issue(problem, language) for problem in sort_problems(problems)], ensure_ascii=False, indent=1)


def _make_issue(problem: Problem, language: str) -> dict[str, object]:
    place = problem.place
    return {
        "description": f"{problem.message(language)} — {problem.fix(language)}",
        "check_name": problem.rule,
        # GitLab tells new problems from those that a branch already had by this, which is to outlive a change of lines.
        "fingerprint": hashlib.sha256(repr((place.file, place.path, problem.rule, problem.facts)).encode()).hexdigest(),
        "severity": "minor" if problem.warning else "major",
        "location": {"path": place.file, "lines": {"begin": place.line}},
    }
