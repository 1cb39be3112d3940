"""The files of a project and when each last changed: shows what changes while it is served."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..loading.text_file import is_ignored_name

Snapshot = Mapping[Path, tuple[int, int]]
"""Time of change and size of each file."""

_LONGEST = 10
"""Seconds after which the lock of a git command is taken for one that was left behind, or waits for its user."""


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """The files at or below some paths; ignored ones and what Python compiles are no part of a project."""
    found = {}
    for file in (file for path in paths for file in _files(path)):
        # A file may vanish meanwhile, and a link may point nowhere.
        with contextlib.suppress(OSError):
            status = file.stat()
            found[file] = status.st_mtime_ns, status.st_size
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name != "__pycache__" and not is_ignored_name(name)]
        yield from (Path(folder, name) for name in names if not is_ignored_name(name))


def changes(before: Snapshot, after: Snapshot) -> list[Path]:
    """The files that were changed, added or removed between two snapshots."""
    return sorted({file for file, _ in before.items() ^ after.items()})


def git_lock(root: Path) -> Path:
    """The file that exists while git changes the files of the project at `root`."""
    git = root / ".git"
    with contextlib.suppress(OSError):
        # A further worktree has a file in place of the folder, which names it.
        return root / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip() / "index.lock"
    return git / "index.lock"


def locked(lock: Path) -> bool:
    """Whether git is changing files now."""
    try:
        return time.time() - lock.stat().st_mtime < _LONGEST
    except OSError:
        return False
