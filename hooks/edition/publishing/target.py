"""The folder that a site is published in: which ones can be exchanged in one step, and which are refused."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from .error import PublishingError

_MOUNTS = Path("/proc/self/mountinfo")
_MOUNT_POINT = 4
"""The field of a line of `mountinfo` that holds the path (proc_pid_mountinfo(5))."""


def resolve_target(target: Path, project: Path) -> Path:
    """The folder, or the place of a folder yet to be made, that a site can be published in; links are followed.

    `project` is the folder of the project, which publishing must not replace. Raises PublishingError and OSError.
    """
    try:
        real = target.resolve()
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
        raise PublishingError(target, "target-link-broken", leads=target.readlink()) from None
    if not real.exists():
        # A build that was killed may have moved aside what the link leads to.
        if target.is_symlink() and not hidden_path(real, "old").is_dir():
            raise PublishingError(target, "target-link-broken", leads=target.readlink())
        return real
    if not real.is_dir():
        raise PublishingError(target, "target-no-folder")
    if os.path.ismount(real) or real in _mount_points():
        raise PublishingError(target, "target-mount-point")
    if project.resolve().is_relative_to(real):
        raise PublishingError(target, "target-holds-project", project=project.resolve())
    if not _is_site({path.name for path in real.iterdir()}):
        raise PublishingError(target, "target-other-files")
    return real


def hidden_path(target: Path, suffix: str) -> Path:
    """A path in the target's own folder, hence on its file system: nothing is copied when it is exchanged."""
    return target.with_name(f".{target.name}.{suffix}")


def _is_site(names: Collection[str]) -> bool:
    """Whether a folder of these names may be replaced: a site, or empty. A checkout of one holds its history as well."""
    return not names or ("index.html" in names and ".git" not in names)


def _mount_points() -> Iterator[Path]:
    """What is mounted where: a folder mounted from the same file system is known from there alone."""
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        # Spaces and backslashes stand as octal numbers.
        escaped = line.split(" ")[_MOUNT_POINT].encode("utf-8", "surrogateescape")
        yield Path(escaped.decode("unicode_escape").encode("latin-1").decode("utf-8", "surrogateescape"))
