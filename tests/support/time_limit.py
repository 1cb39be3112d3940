"""Ends a test whose work has no end.

The limit is far above what any work takes that has bounds, and far below what it took, or would take, without them.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

LIMIT = 20
"""Seconds for work that takes less than one."""


@contextmanager
def bounded() -> Iterator[None]:
    """Ends a test whose work has no end."""

    def late(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"not done within {LIMIT} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
