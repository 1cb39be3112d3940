"""Work done in a process of its own: it keeps nobody waiting, and is dropped as soon as it is of no use."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from multiprocessing.connection import Connection
from typing import TypeVar

Result = TypeVar("Result")

_LOOKING = 0.1
"""Seconds after which to look again whether the work is still wanted."""


def run_in_child(work: Callable[[], Result], wanted: Callable[[], bool], lock: AbstractContextManager[object]) -> Result | None:
    """What some work gives; None where it was not `wanted` any more. Raises EOFError where it failed.

    The process begins as a copy of this one, made while it has `lock`: what another thread has locked would stay so in the
    copy for ever. Where the system knows no such thing, the work is done here and now.
    """
    if "fork" not in multiprocessing.get_all_start_methods():
        return work()
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, there), daemon=True)
    with lock:
        process.start()
    there.close()
    try:
        while not here.poll(_LOOKING):
            if not wanted():
                return None
        result: Result = here.recv()
        return result
    finally:
        process.kill()
        process.join()
        here.close()


def _send(work: Callable[[], object], there: Connection) -> None:
    # Who interrupts the server means the process that waits, not this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(BrokenPipeError):
        there.send(work())
