"""Runs work in a child process, which is ended as soon as its result is not needed any more."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")

_POLL_INTERVAL = 0.1
"""Seconds between two checks whether the work is still needed."""


def run_in_child(
    work: Callable[[], Result], is_needed: Callable[[], bool], lock: AbstractContextManager[object]
) -> Result | None:
    """Runs work in a child process; returns None once it is not `is_needed` any more. Raises EOFError where it failed.

    The child is a copy of this process, made with `lock` acquired: a lock of another thread would never be released in
    the copy. Where the system cannot fork, the work is done in this process.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return work()
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, sender), daemon=True)
    with lock:
        process.start()
    sender.close()
    try:
        while not receiver.poll(_POLL_INTERVAL):
            if not is_needed():
                return None
        result: Result = receiver.recv()
        return result
    finally:
        process.kill()
        process.join()
        receiver.close()


def _send(work: Callable[[], object], sender: Connection) -> None:
    # An interruption is meant for the server, which waits for this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(BrokenPipeError):
        sender.send(work())
