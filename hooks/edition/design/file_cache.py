"""A cache, between builds, of files that are costly to make."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


class FileCache:
    """Caches files by a key that includes everything that they are made from.

    A file is named after the digests of its key and of its content, so that an incomplete file, left by a full disk or a crash,
    is made again. A folder that cannot be written to only costs time.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._file_by_key = {file.name.partition("-")[0]: file for file in self._files()}

    def get(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """Returns the cached content of a key; makes and caches it where it is lacking."""
        content = self.find(key)
        if content is None:
            content = make()
            self.add(key, content)
        self._used.add(_file_name(_digest(key), content))
        return content

    def find(self, key: bytes) -> bytes | None:
        """Returns the cached content of a key; None where it is lacking or damaged."""
        key_digest = _digest(key)
        file = self._file_by_key.get(key_digest)
        if file is None:
            return None
        try:
            content = file.read_bytes()
        except OSError:
            return None
        return content if file.name == _file_name(key_digest, content) else None

    def add(self, key: bytes, content: bytes) -> None:
        """Caches the content of a key."""
        key_digest = _digest(key)
        unfinished = self._folder / f"{key_digest}.{os.getpid()}"
        try:
            unfinished.write_bytes(content)
            self._file_by_key[key_digest] = unfinished.replace(self._folder / _file_name(key_digest, content))
        except OSError:
            with suppress(OSError):
                unfinished.unlink()

    def remove_unused(self) -> None:
        """Removes every file that `get` has not returned."""
        for file in self._files():
            if file.name not in self._used:
                with suppress(OSError):
                    file.unlink()

    def _files(self) -> list[Path]:
        with suppress(OSError):
            return [file for file in self._folder.iterdir() if file.is_file()]
        return []


def make_key(module: str, *facts: object) -> bytes:
    """Returns a key of facts and of the module that makes a file from them, given by its `__file__`."""
    return repr(facts).encode("utf-8") + Path(module).read_bytes()


def _file_name(key_digest: str, content: bytes) -> str:
    return f"{key_digest}-{_digest(content)}"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:32]
