"""Every problem planted by faults.yml is reported once, with its place, its field, its message and its fix, in both languages."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.problems.problem import ContentError, Problem
from edition.site import prepare_site
from support.folders import TESTS
from support.small_project import SMALL, Project


@dataclass(frozen=True)
class PlantedProblem:
    """One entry of faults.yml."""

    fault: str
    file: str
    wrong: str
    fix: str
    at: str = ""
    line: str = ""
    field: str = ""
    told_in: str = ""
    change: str | None = None
    to: str = ""
    repeat: tuple[str, int] = ("", 0)
    says: str | None = None
    starts: str = ""
    ends: str = ""
    encoding: str = "utf-8"
    gone: bool = False
    folder: bool = False
    link: str = ""
    pipe: bool = False
    refused: bool = False
    also: Sequence[dict[str, Any]] = ()

    def plant(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Plants the problem in a project."""
        path = root / self.file
        text = self.says if self.says is not None else path.read_text(encoding="utf-8") if path.is_file() else ""
        if self.change is not None:
            assert text.count(self.change) == 1, f"{self.change!r} stands {text.count(self.change)} times in {self.file}"
            text = text.replace(self.change, self.to + self.repeat[0] * self.repeat[1])
        if self.gone or self.folder or self.link or self.pipe:
            path.unlink(missing_ok=True)
        if self.folder:
            path.mkdir()
        elif self.link:
            path.symlink_to(self.link)
        elif self.pipe:
            os.mkfifo(path)
        elif not self.gone:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((self.starts + text + self.ends).encode(self.encoding))
        if self.refused:
            _refuse(path, monkeypatch)
        for more in self.also:
            PlantedProblem(self.fault, wrong="", fix="", **more).plant(root, monkeypatch)

    def is_reported(self, problem: Problem, root: Path) -> bool:
        """Whether a reported problem is the expected one."""
        place = problem.place
        file, words = self.told_in or self.file, (problem.message("en"), problem.fix("en"))
        if self.line:
            words = _LINE.sub("line …", words[0]), words[1]
        field = _INDEX.sub("[…]", place.path) if self.line else place.path
        if (place.file, field, *words) != (file, self.field, self.wrong, self.fix):
            return False
        if self.line:
            return (root / file).read_text(encoding="utf-8").splitlines()[place.line - 1].strip() == self.line
        return f"{place.line}:{place.column}" == self.at


# Files of the real edition grow: what is told of them names no line and no place in a list that could be written down.
_INDEX = re.compile(r"\[\d+\]")
_LINE = re.compile(r"(?<=, )line \d+$")


def _refuse(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevents a file from being read, as its permissions would if the tests did not run as root."""
    read = Path.read_bytes

    def refused(self: Path) -> bytes:
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refused)


PLANTED = [PlantedProblem(**entry) for entry in yaml.safe_load((TESTS / "faults.yml").read_text(encoding="utf-8"))]


@pytest.fixture
def site(project: Project) -> Project:
    """The small project with its configuration and its handwritten pages."""
    shutil.copy(SMALL / "mkdocs.yml", project.root)
    shutil.copytree(SMALL / "docs", project.root / "docs")
    return project


def problems(root: Path) -> tuple[Problem, ...]:
    """The problems that loading and checking the content finds."""
    try:
        prepare_site(root)
    except ContentError as error:
        return error.problems
    return ()


def test_the_unchanged_project_has_no_problem(site: Project) -> None:
    assert problems(site.root) == ()


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.fault)
def test_a_planted_problem_is_reported_once_with_its_place_and_fix(
    site: Project, planted: PlantedProblem, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted.plant(site.root, monkeypatch)
    found = problems(site.root)
    said = "\n".join(["said:", *(problem.text("en")[:300] for problem in found)])
    assert len(found) == 1 and planted.is_reported(found[0], site.root), said
    assert found[0].message("fr") != found[0].message("en") and found[0].fix("fr")
