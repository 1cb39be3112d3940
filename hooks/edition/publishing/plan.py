"""Compares a finished site with the planned files, so that no incomplete site is published."""

from __future__ import annotations

import stat
from collections.abc import Collection
from pathlib import Path

from .error import PublishingError

_MAX_LISTED = 5
"""The number of paths that a message lists of each kind."""


def compare_with_plan(folder: Path, planned: Collection[str]) -> None:
    """Raises PublishingError where a planned file is missing or empty, or where a file is not planned."""
    entries = ((path.relative_to(folder).as_posix(), path.lstat()) for path in folder.rglob("*"))
    # Everything but folders is compared, links and pipes included: these are never planned.
    sizes = {name: status.st_size for name, status in entries if not stat.S_ISDIR(status.st_mode)}
    missing = sorted(set(planned) - sizes.keys())
    empty = sorted(name for name, size in sizes.items() if not size)
    unplanned = sorted(sizes.keys() - set(planned))
    if missing or empty or unplanned:
        facts = {"missing": _list_paths(missing), "empty": _list_paths(empty), "unplanned": _list_paths(unplanned)}
        raise PublishingError(folder, "site-differs-from-plan", **facts)


def write_new_file(folder: Path, path: str, content: bytes) -> None:
    """Writes a file of the site. Raises PublishingError where the path exists already, as each path has one owner."""
    file = folder / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as new:
            new.write(content)
    except (FileExistsError, NotADirectoryError):
        raise PublishingError(path, "path-written-twice") from None


def _list_paths(names: list[str]) -> str:
    more = f" … ({len(names)})" if len(names) > _MAX_LISTED else ""
    return ", ".join(names[:_MAX_LISTED]) + more if names else "–"
