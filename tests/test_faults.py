"""Every planted fault of faults.yml is told with its place, its field, plain words and a remedy, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from conftest import Project
from edition.problem import ContentError, Problem
from edition.site import prepare


@dataclass(frozen=True)
class Fault:
    """One entry of faults.yml."""

    fault: str
    file: str
    wrong: str
    mend: str
    at: str
    field: str = ""
    told_in: str = ""
    change: str | None = None
    to: str = ""

    def plant(self, project: Project) -> None:
        """Puts the fault into a project."""
        if self.change is not None:
            project.replace(self.file, self.change, self.to)

    @property
    def line(self) -> str:
        """What is said of it in English."""
        field = f"{self.field}: " if self.field else ""
        return f"{self.told_in or f'content/{self.file}'}:{self.at}: {field}{self.wrong} — {self.mend}"


FAULTS = [Fault(**entry) for entry in yaml.safe_load(Path(__file__).with_name("faults.yml").read_text(encoding="utf-8"))]


def problems(project: Project) -> tuple[Problem, ...]:
    """What loading and checking the content finds."""
    with pytest.raises(ContentError) as raised:
        prepare(project.root)
    return raised.value.problems


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.fault)
def test_a_fault_is_told_with_its_place_and_remedy(project: Project, fault: Fault) -> None:
    fault.plant(project)
    found = problems(project)
    told = [problem for problem in found if problem.text("en") == fault.line]
    assert told, "\n".join(["said instead:", *(problem.text("en") for problem in found)])
    assert told[0].wrong("fr") != told[0].wrong("en") and told[0].mend("fr") != told[0].mend("en")
