"""The day for which the site is built: what is to be published later than that is left out."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from ..problems.problem import ContentError, Place, Problem
from .git import ask_git

DATE_VARIABLE = "EDITION_DATE"
"""The environment variable with the day, if it is not that of the commit: `2026-11-22`."""


def read_edition_date(root: Path) -> str:
    """Returns the day of the variable, else of the last commit, else today.

    Builds of a commit are the same on any day unless the variable says otherwise. Raises ContentError where it has no date.
    """
    if given := os.environ.get(DATE_VARIABLE):
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError:
            problem = Problem(Place("mkdocs.yml", 1, 1), "edition-date", {"name": DATE_VARIABLE, "value": given})
            raise ContentError([problem]) from None
    if (seconds := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()
    committed = ask_git(root, "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d")
    return (committed or "").strip() or datetime.now(UTC).date().isoformat()
