"""Files written whole or not at all, and content tried before it is written."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..loading.paths import CONTENT

_FRESH = ".new"


def write(root: Path, files: Mapping[str, str]) -> None:
    """Writes files below a folder, all or none; one without content is deleted."""
    assert all((root / name).resolve().is_relative_to(root.resolve()) for name in files), files.keys()
    fresh = {name: (root / name).with_name((root / name).name + _FRESH) for name, content in files.items() if content}
    try:
        for name, path in fresh.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name].encode("utf-8"))
        with _undisturbed():
            for name in files:
                if name in fresh:
                    fresh[name].replace(root / name)
                else:
                    (root / name).unlink(missing_ok=True)
    finally:
        for path in fresh.values():
            path.unlink(missing_ok=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Puts an interruption off until all files have taken their places."""
    waiting: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: waiting.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if waiting:
        raise KeyboardInterrupt


@contextmanager
def trial(root: Path, files: Mapping[str, str]) -> Iterator[Path]:
    """A copy of a project's content with some files changed, to be looked at before anything is written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(root / CONTENT, copy / CONTENT)
        write(copy, files)
        yield copy
