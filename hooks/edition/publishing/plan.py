"""Compares a finished site with what was planned, so that nothing half-made is published."""

from __future__ import annotations

import stat
from collections.abc import Collection
from pathlib import Path

from .error import PublishingError

_NAMED = 5
"""How many paths a message names of each sort."""


def compare_with_plan(folder: Path, planned: Collection[str]) -> None:
    """Raises PublishingError where a planned file is missing or empty, or where one stands that nobody planned."""
    entries = ((path.relative_to(folder).as_posix(), path.lstat()) for path in folder.rglob("*"))
    # Whatever is no folder counts: nobody plans a link or a pipe.
    sizes = {name: status.st_size for name, status in entries if not stat.S_ISDIR(status.st_mode)}
    missing = sorted(set(planned) - sizes.keys())
    empty = sorted(name for name, size in sizes.items() if not size)
    unplanned = sorted(sizes.keys() - set(planned))
    if missing or empty or unplanned:
        facts = {"missing": _listed(missing), "empty": _listed(empty), "unplanned": _listed(unplanned)}
        raise PublishingError(folder, "site-differs-from-plan", **facts)


def write_new(folder: Path, path: str, content: bytes) -> None:
    """Writes a file of the site; every path has one owner, so that nothing may stand there yet. Raises PublishingError."""
    file = folder / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as new:
            new.write(content)
    except (FileExistsError, NotADirectoryError):
        raise PublishingError(path, "path-written-twice") from None


def _listed(names: list[str]) -> str:
    more = f" … ({len(names)})" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more if names else "–"
