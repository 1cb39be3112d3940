"""An exclusive lock on the folder in which a site is published."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from datetime import datetime
from pathlib import Path
from typing import Self

from .error import PublishingError


class TargetLock:
    """The lock of one build on its target.

    The system releases it when the process ends, in whatever way; the file is not removed, since two processes could
    then lock two files of the same name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self, target: Path) -> Self:
        """Acquires the lock for publishing in `target`. Raises PublishingError, which names the process that has the lock."""
        # A symbolic link could lead to another file, which would be truncated here.
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise PublishingError(target, "target-locked", **self._read_holder()) from None
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(_this_process()).encode(), 0)
        return self

    def release(self) -> None:
        """Releases the lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _read_holder(self) -> dict[str, object]:
        try:
            holder = json.loads(self._path.read_text(encoding="utf-8"))
            return {name: holder[name] for name in _this_process()}
        except (OSError, ValueError, KeyError, TypeError):
            # The lock has just been acquired: its process has not written its details yet.
            return dict.fromkeys(_this_process(), "?")


def _this_process() -> dict[str, object]:
    start_time = datetime.now().astimezone().isoformat(" ", "seconds")
    return {"process": os.getpid(), "host": socket.gethostname(), "started": start_time}
