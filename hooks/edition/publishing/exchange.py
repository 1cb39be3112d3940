"""Replaces a folder by another, so that at every moment one of them is complete in its place."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def exchange(first: Path, second: Path) -> bool:
    """Exchanges two paths in one step (renameat2(2)); False where the system or its file system cannot. Raises OSError."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(first), None, str(second))


def replace_in_two_steps(new: Path, target: Path, backup: Path) -> None:
    """Renames `target` to `backup`, and `new` to `target`; after a kill in between, `restore_target` restores it.

    Raises OSError after restoring the target.
    """
    try:
        target.rename(backup)
        new.rename(target)
    except BaseException:
        restore_target(target, backup)
        raise


def restore_target(target: Path, backup: Path) -> None:
    """Restores a target that a killed process had renamed to `backup`, where that is a folder."""
    if backup.is_dir() and not backup.is_symlink() and not os.path.lexists(target):
        backup.rename(target)
