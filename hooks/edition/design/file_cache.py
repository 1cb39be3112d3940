"""A folder of files that are costly to make, cached between builds."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


class FileCache:
    """Files by a key that says all that they are made from.

    A file is named after its key and after its content, so that what a full disk or a crash has left of one is made again.
    A folder that cannot be written costs time, and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._found = {file.name.partition("-")[0]: file for file in self._files()}

    def get(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """The content of a key: as it is cached, or made and then cached."""
        mark = _digest(key)
        content = self._cached(mark)
        if content is None:
            content = make()
            self._write(mark, content)
        self._used.add(_name(mark, content))
        return content

    def remove_unused(self) -> None:
        """Removes every file that was not asked for."""
        for file in self._files():
            if file.name not in self._used:
                with suppress(OSError):
                    file.unlink()

    def _files(self) -> list[Path]:
        with suppress(OSError):
            return [file for file in self._folder.iterdir() if file.is_file()]
        return []

    def _cached(self, mark: str) -> bytes | None:
        file = self._found.get(mark)
        if file is None:
            return None
        try:
            content = file.read_bytes()
        except OSError:
            return None
        return content if file.name == _name(mark, content) else None

    def _write(self, mark: str, content: bytes) -> None:
        unfinished = self._folder / f"{mark}.{os.getpid()}"
        try:
            unfinished.write_bytes(content)
            unfinished.replace(self._folder / _name(mark, content))
        except OSError:
            with suppress(OSError):
                unfinished.unlink()


def _name(mark: str, content: bytes) -> str:
    return f"{mark}-{_digest(content)}"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]
