"""A plugin of pytest: runs the tests in the order in which they are likely to notice a mutant, and notes the first that does."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

# This variable led to the plugin; what the tests start is to find the modules of their own checkout alone.
os.environ.pop("PYTHONPATH", None)

_FIXTURES = {"browser": {"browser", "served", "hosted"}, "built": {"built"}, "whole": {"whole"}}
"""The stages of tests that use a browser, that read the built site, and that build small sites; all others are quick."""
_OF_SOURCES = {"test_guides.py", "test_mutation.py"}
"""Tests that read the text of the sources notice any change, even one without effect."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which tests run, and where what is noted goes."""
    parser.addoption("--stages", default="", help="the stages that run, in this order, with a comma between them")
    parser.addoption("--names", default="(?!)", help="a pattern: the test files that it finds come first in their stage")
    parser.addoption("--named-only", action="store_true", help="run no other files")
    parser.addoption("--without", action="append", default=[], help="a test that does not run")
    parser.addoption("--failure", type=Path, required=True, help="the file for the first failure")
    parser.addoption("--times", type=Path, required=True, help="the file for the time that the tests of each file take")


def stage(fixtures: set[str]) -> str:
    """The stage of a test that uses these fixtures."""
    return next((name for name, used in _FIXTURES.items() if fixtures & used), "quick")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the tests that are asked for: in each stage first the files that are named, then those whose tests are short."""
    stages = config.getoption("--stages").split(",")
    names = re.compile(config.getoption("--names"))
    times = _read(config.getoption("--times"))
    places = {}
    for path in {item.path for item in items}:
        named = bool(names.search(path.read_text(encoding="utf-8")))
        if path.name not in _OF_SOURCES and (named or not config.getoption("--named-only")):
            seconds, number = times.get(path.name, (0.0, 0))
            places[path] = (not named, seconds / max(number, 1), path.name)
    own = {item: stage(set(getattr(item, "fixturenames", ()))) for item in items}
    without = set(config.getoption("--without"))
    chosen = [item for item in items if item.path in places and own[item] in stages and item.nodeid not in without]
    items[:] = sorted(chosen, key=lambda item: (stages.index(own[item]), places[item.path]))


def pytest_configure(config: pytest.Config) -> None:
    """Starts to note."""
    config.pluginmanager.register(_Notes(config.getoption("--failure"), config.getoption("--times")))


class _Notes:
    """Notes the first test, or file of tests, that fails, and how long the tests of each file take."""

    def __init__(self, failure: Path, times: Path) -> None:
        self._failure = failure
        self._file = times
        self._times = defaultdict(lambda: (0.0, 0), _read(times))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes a part of a test."""
        name = Path(report.location[0]).name
        seconds, number = self._times[name]
        self._times[name] = seconds + report.duration, number + (report.when == "call")
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Notes a file."""
        self._note(report)

    def pytest_sessionfinish(self) -> None:
        """Saves the times."""
        whole = self._file.with_suffix(".new")
        whole.write_text(json.dumps(self._times))
        whole.replace(self._file)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.failed and not self._failure.exists():
            lines = [line for line in report.longreprtext.splitlines() if line.startswith("E ")]
            found = {"test": report.nodeid, "message": lines[0][2:].strip() if lines else ""}
            self._failure.write_text(json.dumps(found))


def _read(times: Path) -> dict[str, tuple[float, int]]:
    """The seconds that the tests of each file took, and how many they were."""
    return json.loads(times.read_text()) if times.exists() else {}
