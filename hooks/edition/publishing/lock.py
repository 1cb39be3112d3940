"""An exclusive lock on the folder that a site is published in."""

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

    The system releases it when the process ends, however it ends; the file stays, since removing it would let two
    processes lock two files of one name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self, target: Path) -> Self:
        """Takes the lock for publishing in `target`. Raises PublishingError, which names who holds it and since when."""
        # A link could lead to anybody's file, which would be emptied here.
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise PublishingError(target, "target-locked", **self._holder()) from None
        self._descriptor = descriptor
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(_current_holder()).encode(), 0)
        return self

    def release(self) -> None:
        """Gives the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _holder(self) -> dict[str, object]:
        try:
            holder = json.loads(self._path.read_text(encoding="utf-8"))
            return {name: holder[name] for name in _current_holder()}
        except (OSError, ValueError, KeyError, TypeError):
            # It has just been taken: its holder has not written yet who it is.
            return dict.fromkeys(_current_holder(), "?")


def _current_holder() -> dict[str, object]:
    started = datetime.now().astimezone().isoformat(" ", "seconds")
    return {"process": os.getpid(), "host": socket.gethostname(), "started": started}
