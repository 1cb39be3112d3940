"""The folder in which a site is published: checks that it may be replaced, and can be in one step."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from .error import PublishingError

_MOUNTS = Path("/proc/self/mountinfo")
_MOUNT_POINT = 4
"""The index of the path in a line of `mountinfo` (proc_pid_mountinfo(5))."""


def resolve_target(target: Path, project: Path) -> Path:
    """Returns the path of the folder in which to publish, which may not exist yet; symbolic links are resolved.

    `project` is the folder of the project, which publishing must not replace. Raises PublishingError and OSError.
    """
    try:
        real = target.resolve()
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
        raise PublishingError(target, "target-link-broken", leads=target.readlink()) from None
    if not real.exists():
        # A killed build may have renamed the folder that the link leads to.
        if target.is_symlink() and not hidden_path(real, "old").is_dir():
            raise PublishingError(target, "target-link-broken", leads=target.readlink())
        return real
    if not real.is_dir():
        raise PublishingError(target, "target-no-folder")
    if os.path.ismount(real) or real in _mount_points():
        raise PublishingError(target, "target-mount-point")
    if project.resolve().is_relative_to(real):
        raise PublishingError(target, "target-holds-project", project=project.resolve())
    if not _is_replaceable({path.name for path in real.iterdir()}):
        raise PublishingError(target, "target-other-files")
    return real


def hidden_path(target: Path, suffix: str) -> Path:
    """Returns a path next to the target, hence on the same file system: it can be renamed without copying."""
    return target.with_name(f".{target.name}.{suffix}")


def _is_replaceable(names: Collection[str]) -> bool:
    """Whether a folder with these names may be replaced: it is empty or a site, but not a checkout of one with its history."""
    return not names or ("index.html" in names and ".git" not in names)


def _mount_points() -> Iterator[Path]:
    """Yields the mount points; only this list contains those of folders on the same file system."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        # Spaces and backslashes are octal escapes.
        escaped = line.split(" ")[_MOUNT_POINT].encode("utf-8", "surrogateescape")
        yield Path(escaped.decode("unicode_escape").encode("latin-1").decode("utf-8", "surrogateescape"))
