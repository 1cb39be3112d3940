"""Runs a command and measures the time that it takes, or the memory of its processes at their peak."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

_INTERVAL = 0.05


def measure_time(command: Sequence[str], folder: Path) -> float:
    """Runs a command in a folder; returns its seconds. Raises CalledProcessError where it fails."""
    started = time.perf_counter()
    with _start(command, folder) as process:
        _wait(process)
        return time.perf_counter() - started


def measure_memory(command: Sequence[str], folder: Path) -> float:
    """Runs a command in a folder; returns the peak memory of all its processes together, in MiB, shared pages counted once.

    Looking at the memory again and again takes time: this run is none to measure the time of. Raises CalledProcessError.
    """
    with _start(command, folder) as process:
        peak = _Peak(process.pid)
        try:
            _wait(process)
        finally:
            memory = peak.end()
        return memory


def _start(command: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _wait(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    output = process.stdout.read()
    if process.wait():
        raise subprocess.CalledProcessError(process.returncode, process.args, output)


class _Peak:
    """Looks again and again at the memory of the processes of a session."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._most = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Returns the peak, in MiB."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._ended.wait(_INTERVAL):
            self._most = max(self._most, sum(map(_proportional_memory, _processes_of(self._session))))


def _processes_of(session: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(path.name)) == session:
                found.append(int(path.name))
        except OSError:
            continue  # It has just ended.
    return found


def _proportional_memory(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
