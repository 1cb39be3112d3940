"""Puts a folder in the place of another, so that at every instant one of them stands there whole."""

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


def replace_in_two_steps(new: Path, target: Path, aside: Path) -> None:
    """Moves `target` aside and `new` to its place: for an instant nothing stands there, which `recover` repairs after a kill.

    Raises OSError, and has then put the target back.
    """
    try:
        target.rename(aside)
        new.rename(target)
    except BaseException:
        recover(target, aside)
        raise


def recover(target: Path, aside: Path) -> None:
    """Puts back a target that a killed process had moved aside: a folder, and nothing else."""
    if aside.is_dir() and not aside.is_symlink() and not os.path.lexists(target):
        aside.rename(target)
