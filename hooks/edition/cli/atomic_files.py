"""Writes files completely or not at all, and makes copies of the content to check changes before they are written."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..loading.paths import CONTENT

_TEMPORARY_SUFFIX = ".new"


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Writes files below a folder, all or none; a file without content is deleted."""
    assert all((root / name).resolve().is_relative_to(root.resolve()) for name in files), files.keys()
    temporary_paths = {
        name: (root / name).with_name((root / name).name + _TEMPORARY_SUFFIX) for name, content in files.items() if content
    }
    try:
        for name, path in temporary_paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[name].encode("utf-8"))
        with _delay_interrupts():
            for name in files:
                if name in temporary_paths:
                    temporary_paths[name].replace(root / name)
                else:
                    (root / name).unlink(missing_ok=True)
    finally:
        for path in temporary_paths.values():
            path.unlink(missing_ok=True)


@contextmanager
def _delay_interrupts() -> Iterator[None]:
    """Delays an interruption until all files are in place."""
    pending: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pending.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pending:
        raise KeyboardInterrupt


@contextmanager
def temporary_copy(root: Path, files: Mapping[str, str]) -> Iterator[Path]:
    """Makes a temporary copy of a project's content with changed files, to check them before they are written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(root / CONTENT, copy / CONTENT)
        write_files(copy, files)
        yield copy
