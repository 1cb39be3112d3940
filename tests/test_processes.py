"""Functions that run in copies of this process: their results and failures come back, and no copy outlives its use."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from edition import processes
from edition.problems.problem import ContentError, Place, Problem
from edition.processes import BackgroundTask, ProcessError, count_cores, run_tasks
from edition.publishing.error import PublishingError
from support.folders import ROOT
from support.time_limit import bounded


@pytest.fixture(params=[1, 2, 3], ids=lambda cores: f"{cores} cores")
def cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(processes, "count_cores", lambda: request.param)
    return int(request.param)


def raise_error(error: BaseException) -> None:
    raise error


@pytest.mark.usefixtures("cores")
def test_each_task_runs_once_and_its_result_keeps_its_place() -> None:
    assert run_tasks([partial(pow, number, 2) for number in range(40)]) == [number**2 for number in range(40)]
    assert run_tasks([]) == []


def test_tasks_are_shared_among_as_many_processes_as_there_are_cores(cores: int) -> None:
    reader, writer = os.pipe()

    def take_part() -> int:
        # Each waits for the others, hence none takes a second task.
        os.write(writer, b"x")
        while len(present := os.read(reader, cores)) < cores:
            os.write(writer, present)
        os.write(writer, present)
        return os.getpid()

    found = run_tasks([take_part] * cores)
    os.close(reader)
    os.close(writer)
    assert len(set(found)) == cores and os.getpid() in found


@pytest.mark.usefixtures("cores")
@pytest.mark.parametrize(
    "error",
    [
        ContentError([Problem(Place("a.yml", 1, 2), "unknown-unit", {"name": "x"})]),
        PublishingError("site", "path-written-twice", reason="…"),
        SystemExit(3),
        KeyError("name"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_is_raised_with_everything_that_it_carries(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised:
        run_tasks([lambda: raise_error(error)] * 3)
    assert str(raised.value) == str(error)
    assert {name: value for name, value in vars(raised.value).items() if name[0] != "_"} == {
        name: value for name, value in vars(error).items() if name[0] != "_"
    }


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    class LocalError(Exception):
        pass

    with pytest.raises(ProcessError, match="LocalError: why"):
        BackgroundTask(lambda: raise_error(LocalError("why"))).result()


def test_a_copy_that_is_killed_is_an_error() -> None:
    with pytest.raises(ProcessError, match="-9"):
        BackgroundTask(lambda: os.kill(os.getpid(), signal.SIGKILL)).result()


def test_what_a_copy_changes_stays_in_it() -> None:
    numbers = [1, 2]
    assert BackgroundTask(numbers.pop).result() == 2
    assert numbers == [1, 2]


def test_a_copy_ends_with_its_context() -> None:
    with BackgroundTask(signal.pause) as task:
        assert not task.wait(0.01)
        process = task.process
        assert is_running(process)
    assert not is_running(process)


def test_a_copy_ends_with_the_process_that_made_it_even_where_that_is_killed() -> None:
    program = "import signal, sys; from edition.processes import BackgroundTask\n"
    program += "task = BackgroundTask(signal.pause); print('started', flush=True); signal.pause()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    ) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "started\n"
        parent.kill()
        # The copy has the other end of this pipe too: nothing more can be read from it once both have ended.
        with bounded():
            assert parent.stdout.read() == ""


def test_what_is_printed_before_is_printed_once() -> None:
    program = "import sys; from edition.processes import BackgroundTask\n"
    program += (
        "sys.stdout.write('before '); BackgroundTask(lambda: sys.stdout.write('within ')).result(); sys.stdout.write('after')"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    assert subprocess.check_output([sys.executable, "-c", program], text=True, env=environment) == "before within after"


def test_the_cores_are_those_that_this_process_may_use() -> None:
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        assert count_cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)
    assert count_cores() == len(allowed)


def is_running(process: int) -> bool:
    """Whether a process exists and has not ended."""
    return next(_states(process), "Z") != "Z"


def _states(process: int) -> Iterator[str]:
    with suppress(OSError), Path(f"/proc/{process}/stat").open(encoding="ascii") as status:
        yield status.read().rpartition(")")[2].split()[0]
