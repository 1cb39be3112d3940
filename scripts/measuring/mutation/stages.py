"""A plugin of pytest: runs the tests in the order in which they are likely to notice a mutant, and notes the first that does."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

# This variable led to the plugin; what the tests start is to find the modules of their own checkout alone.
os.environ.pop("PYTHONPATH", None)

_FIXTURES = {"browser": {"browser", "served", "hosted"}, "built": {"built"}, "whole": {"whole"}}
"""The stages of tests that use a browser, that read the built site, and that build small sites; all others are quick."""
_OF_SOURCES = {"test_guides.py", "test_mutants.py"}
"""Tests that read the text of the sources notice any change, even one without effect."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which tests run, and where the first failure is noted."""
    parser.addoption("--stages", default="", help="the stages that run, in this order, with a comma between them")
    parser.addoption("--names", default="(?!)", help="a pattern: the test files that it finds come first in their stage")
    parser.addoption("--named-only", action="store_true", help="run no other files")
    parser.addoption("--without", action="append", default=[], help="a test that does not run")
    parser.addoption("--failure", type=Path, help="the file for the first failure")


def stage(fixtures: set[str]) -> str:
    """The stage of a test that uses these fixtures."""
    return next((name for name, used in _FIXTURES.items() if fixtures & used), "quick")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves the tests that are asked for, in order."""
    stages = config.getoption("--stages").split(",")
    names = re.compile(config.getoption("--names"))
    named = {path: bool(names.search(path.read_text(encoding="utf-8"))) for path in {item.path for item in items}}
    places = {item: (stage(set(getattr(item, "fixturenames", ()))), not named[item.path]) for item in items}
    items[:] = sorted(
        (
            item
            for item, (own, unnamed) in places.items()
            if own in stages
            and not (unnamed and config.getoption("--named-only"))
            and item.path.name not in _OF_SOURCES
            and item.nodeid not in config.getoption("--without")
        ),
        key=lambda item: (stages.index(places[item][0]), places[item][1]),
    )


class Failure:
    """Notes the first test, or file of tests, that failed."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notes a test."""
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Notes a file."""
        self._note(report)

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.failed and not self._file.exists():
            lines = [line for line in report.longreprtext.splitlines() if line.startswith("E ")]
            self._file.write_text(json.dumps({"test": report.nodeid, "message": lines[0][2:].strip() if lines else ""}))


def pytest_configure(config: pytest.Config) -> None:
    """Starts to note failures."""
    if file := config.getoption("--failure"):
        config.pluginmanager.register(Failure(file))
