"""A project with a copy of the code, and the live server on it, for the tests of serving."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from support.folders import ROOT
from support.live_server import Served, start, until
from support.small_project import Project


@pytest.fixture
def independent(whole: Project) -> Project:
    """The small project with a copy of the code."""
    for name in ("hooks", "overrides"):
        (whole.root / name).unlink()
        shutil.copytree(ROOT / name, whole.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return whole


@pytest.fixture
def served(independent: Project) -> Iterator[Served]:
    """The small project with a copy of the code, served."""
    with start(independent) as served:
        until(served.process, served.address)
        yield served
