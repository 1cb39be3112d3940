"""The error of a site that cannot be published."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ..problems.problem import Place, Problem


class PublishingError(Exception):
    """A site cannot be published; carries one problem, whose place is a path of the file system, not of a content file."""

    def __init__(self, path: Path | str, rule: str, **facts: object) -> None:
        self.problem = Problem(Place(str(path), 0, 0), rule, facts)
        super().__init__(rule)

    def __reduce__(self) -> tuple[object, ...]:
        """Returns how to make the same error again, in another process (pickle)."""
        problem = self.problem
        return partial(PublishingError, problem.place.file, problem.rule, **problem.facts), ()

    def text(self, language: str) -> str:
        """Returns `path: what is wrong — how to fix it`."""
        return f"{self.problem.place.file}: {self.problem.message(language)} — {self.problem.fix(language)}"
