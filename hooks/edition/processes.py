"""Runs functions in copies of this process, side by side on the processor's cores; one after another where it cannot."""

from __future__ import annotations

import ctypes
import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from typing import Generic, TypeVar

Result = TypeVar("Result")

_PR_SET_PDEATHSIG = 1
_INDEX_SIZE = 4
_MAX_PROCESSES = 8
"""More would wait for the longest function, and each takes memory."""


class ProcessError(Exception):
    """A copy of this process ended without a result; the message says why."""


class BackgroundTask(AbstractContextManager["BackgroundTask[Result]"], Generic[Result]):
    """A function that runs in a copy of this process (fork(2)).

    What it changes stays in the copy: only its result or its exception comes back, pickled. The copy ends with this process,
    and at the end of the context.
    """

    def __init__(self, function: Callable[[], Result]) -> None:
        # What is not written yet would be written by both.
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        reader, writer = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            os.close(reader)
            _run_child(function, parent, writer)
        os.close(writer)
        self._reader: int | None = reader

    def wait(self, seconds: float) -> bool:
        """Waits for the function at most for a time; returns whether it has an outcome."""
        assert self._reader is not None
        return bool(select.select([self._reader], [], [], seconds)[0])

    def result(self) -> Result:
        """Waits for the function; returns its result or raises its exception. Raises ProcessError where there is neither."""
        assert self._reader is not None
        with os.fdopen(self._reader, "rb") as pipe:
            self._reader = None
            content = pipe.read()
        _, status = os.waitpid(self.process, 0)
        self.process = 0
        if not content:
            raise ProcessError(f"exit status {os.waitstatus_to_exitcode(status)}")
        succeeded, outcome = pickle.loads(content)  # noqa: S301  # written by this program
        if not succeeded:
            raise outcome
        result: Result = outcome
        return result

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def cancel(self) -> None:
        """Ends the copy, unless its outcome has come."""
        if self._reader is not None:
            os.close(self._reader)
            self._reader = None
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = 0


def _run_child(function: Callable[[], object], parent: int, writer: int) -> None:
    """Runs a function in the copy, sends its outcome and ends, without what this process does at its own end."""
    status = 1
    try:
        _end_with_parent(parent)
        # An interruption is meant for the process that waits, which ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        content = _pickle_outcome(function)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(content)
        status = 0
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _pickle_outcome(function: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps((True, function()))
    except BaseException as error:  # noqa: BLE001  # raised again in the process that waits
        try:
            content = pickle.dumps((False, error))
            pickle.loads(content)  # noqa: S301  # some exceptions can be pickled, but not read again
        except Exception:  # noqa: BLE001
            return pickle.dumps((False, ProcessError(traceback.format_exc())))
        return content


def _end_with_parent(parent: int) -> None:
    """Has the system end this process with its parent, even if that is killed (prctl(2), Linux)."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def can_run_in_background() -> bool:
    """Whether a copy of this process would run beside it: there is a second core, and the system can copy processes."""
    return hasattr(os, "fork") and count_cores() > 1


def count_cores() -> int:
    """Returns the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_tasks(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """Runs functions side by side, each once, and returns their results in order; raises the first exception.

    Each process takes the next function as soon as it has finished one: the longest should come first.
    """
    if not can_run_in_background():
        return [task() for task in tasks]
    reader, writer = os.pipe()
    with os.fdopen(writer, "wb") as queue:
        queue.write(b"".join(index.to_bytes(_INDEX_SIZE, "big") for index in range(len(tasks))))

    def run_next() -> dict[int, Result]:
        # A read of so few bytes is not divided between processes (pipe(7)).
        return {
            (index := int.from_bytes(content, "big")): tasks[index]()
            for content in iter(lambda: os.read(reader, _INDEX_SIZE), b"")
        }

    with ExitStack() as stack:
        stack.callback(os.close, reader)
        others = [
            stack.enter_context(BackgroundTask(run_next)) for _ in range(min(count_cores(), len(tasks), _MAX_PROCESSES) - 1)
        ]
        results = run_next()
        for other in others:
            results |= other.result()
    return [results[index] for index in range(len(tasks))]
