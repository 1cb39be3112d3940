"""Every problem planted by faults.yml is reported once, with its place, its field, its message and its fix, in both languages.

Whoever then does what the fix says has no problem left.
"""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from edition.cli.commands import SUCCESS, main
from edition.problems.problem import ContentError, Problem
from edition.site import prepare_site
from support.folders import TESTS
from support.small_project import SMALL, small_project


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of a file: what plants a problem, or what somebody does who mends it."""

    file: str
    change: str | None = None
    to: str = ""
    repeat: tuple[str, int] = ("", 0)
    says: str | None = None
    starts: str = ""
    ends: str = ""
    encoding: str = "utf-8"
    gone: bool = False
    copied: str = ""
    renamed: str = ""
    folder: bool = False
    link: str = ""
    pipe: bool = False
    refused: bool = False

    def apply(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Makes the change in a project."""
        path = root / self.file
        if self.copied:
            (shutil.copytree if path.is_dir() else shutil.copy)(path, root / self.copied)
            return
        if self.renamed:
            path.rename(root / self.renamed)
            return
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


Fix = str | Sequence[Mapping[str, Any]]
"""What somebody does who follows a fix: `undo`, or changes and commands, one after the other."""


@dataclass(frozen=True, kw_only=True)
class PlantedProblem(Change):
    """One entry of faults.yml."""

    fault: str
    wrong: str
    fix: str
    fixed: Fix
    otherwise: Fix = ()
    at: str = ""
    line: str = ""
    field: str = ""
    told_in: str = ""
    also: Sequence[Mapping[str, Any]] = ()

    def plant(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Plants the problem in a project."""
        self.apply(root, monkeypatch)
        for more in self.also:
            Change(**{"file": self.file, **more}).apply(root, monkeypatch)

    def follow(self, fix: Fix, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Does in a project what the fix says."""
        assert not isinstance(fix, str)
        for step in fix:
            if command := step.get("command"):
                assert main(root, shlex.split(command)) == SUCCESS
            else:
                Change(**{"file": self.file, **step}).apply(root, monkeypatch)

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


PLANTED = [PlantedProblem(**entry) for entry in yaml.load((TESTS / "faults.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)]
WAYS = [(planted, fix) for planted in PLANTED for fix in (planted.fixed, planted.otherwise) if fix]


@pytest.fixture(scope="session")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its configuration and its handwritten pages, not to be changed."""
    root = small_project(tmp_path_factory.mktemp("unchanged")).root
    shutil.copy(SMALL / "mkdocs.yml", root)
    shutil.copytree(SMALL / "docs", root / "docs")
    return root


@pytest.fixture
def site(unchanged: Path, tmp_path: Path) -> Path:
    """That project, free to be changed."""
    return Path(shutil.copytree(unchanged, tmp_path / "site"))


def problems(root: Path) -> tuple[Problem, ...]:
    """The problems that loading and checking the content finds; the warnings, if there are no other."""
    try:
        return prepare_site(root).warnings
    except ContentError as error:
        return error.problems


def list_problems(found: Sequence[Problem]) -> str:
    """Lists problems for the message of a failed test."""
    return "\n".join(["reported:", *(problem.text("en")[:300] for problem in found)])


def test_the_unchanged_project_has_no_problem(site: Path) -> None:
    assert problems(site) == ()


@pytest.mark.parametrize(("planted", "fix"), WAYS, ids=[planted.fault for planted, _ in WAYS])
@pytest.mark.usefixtures("in_english", "unattended")
def test_a_planted_problem_is_reported_once_with_its_place_and_a_fix_that_leaves_none(
    site: Path, planted: PlantedProblem, fix: Fix, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted.plant(site, monkeypatch)
    found = problems(site)
    assert len(found) == 1 and planted.is_reported(found[0], site), list_problems(found)
    assert found[0].message("fr") != found[0].message("en") and found[0].fix("fr")
    if fix == "undo":
        return  # The project without the problem has none: another test shows that.
    planted.follow(fix, site, monkeypatch)
    left = problems(site)
    if all(problem.rule in ("translation-stale", "translation-unrecorded", "record-left") for problem in left):
        # The French or its identifier is another: the English is to be accepted, as is said of each text.
        assert not left or main(site, ["translate", "accept", "--all"]) == SUCCESS
        left = problems(site)
    assert not left, list_problems(left)
