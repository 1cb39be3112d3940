"""Asks git about the project; the content does without it where it is not installed or the project is not in a repository."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def ask_git(root: Path, *arguments: str) -> str | None:
    """Returns what git prints, with times in UTC; None where it fails or is not installed."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "TZ": "UTC"},
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
