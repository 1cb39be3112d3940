"""Snapshots of the files of a project, which show what changes while it is served."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..loading.text_file import is_ignored_name

Snapshot = Mapping[Path, tuple[int, int]]
"""Time of change and size of each file."""

_MAX_LOCK_AGE = 10
"""Seconds after which a lock of git is ignored: it was left behind, or its command waits for its user."""


def take_snapshot(paths: Iterable[Path]) -> Snapshot:
    """Returns the files at or below some paths, without ignored ones and compiled Python."""
    files = {}
    for file in (file for path in paths for file in _files(path)):
        # A file may be deleted meanwhile, and a link may be broken.
        with contextlib.suppress(OSError):
            status = file.stat()
            files[file] = status.st_mtime_ns, status.st_size
    return files


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if name != "__pycache__" and not is_ignored_name(name)]
        yield from (Path(folder, name) for name in names if not is_ignored_name(name))


def changed_files(before: Snapshot, after: Snapshot) -> list[Path]:
    """Returns the files that were changed, added or removed between two snapshots."""
    return sorted({file for file, _ in before.items() ^ after.items()})


def git_lock_path(root: Path) -> Path:
    """Returns the path of the file that exists while git changes files of the project at `root`."""
    git = root / ".git"
    with contextlib.suppress(OSError):
        # In an additional worktree, `.git` is a file that names the folder.
        return root / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip() / "index.lock"
    return git / "index.lock"


def is_locked(lock: Path) -> bool:
    """Whether git is changing files."""
    try:
        return time.time() - lock.stat().st_mtime < _MAX_LOCK_AGE
    except OSError:
        return False
