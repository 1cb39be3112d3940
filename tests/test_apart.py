"""Work in a process of its own gives its result, is dropped when nobody wants it, and says when it fails."""

from __future__ import annotations

import os
import signal
from contextlib import nullcontext

import pytest

from edition.serving.child_process import apart


def test_the_result_comes_from_another_process() -> None:
    assert apart(os.getpid, lambda: True, nullcontext()) != os.getpid()


def test_what_nobody_wants_is_dropped() -> None:
    assert apart(signal.pause, lambda: False, nullcontext()) is None


def test_work_that_fails_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(EOFError):
        apart(lambda: dict[str, str]()["missing"], lambda: True, nullcontext())
    assert "KeyError" in capfd.readouterr().err
