"""Work in a child process returns its result, is dropped when it is no longer wanted, and reports its failure."""

from __future__ import annotations

import os
import signal
from contextlib import nullcontext

import pytest

from edition.serving.child_process import run_in_child


def test_the_result_comes_from_another_process() -> None:
    assert run_in_child(os.getpid, lambda: True, nullcontext()) != os.getpid()


def test_work_that_is_no_longer_wanted_is_dropped() -> None:
    assert run_in_child(signal.pause, lambda: False, nullcontext()) is None


def test_failed_work_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(EOFError):
        run_in_child(lambda: dict[str, str]()["missing"], lambda: True, nullcontext())
    assert "KeyError" in capfd.readouterr().err
