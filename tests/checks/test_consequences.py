"""One mistake gives one message: what follows from it is not reported beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from edition.checks.consequences import without_consequences
from edition.problems.problem import Place, Problem
from support.small_project import Project

OUTPUT, LEAFLET = "report/outcome-1/output-1-1.yml", "leaflet/document.yml"
ITEM = """\
        - id: p3-1
          fr: >-
            ratifier la [convention n° 98](ref:C98);
          en: >-
            ratify [Convention No. 98](ref:C98);
"""


def replace(file: str, old: str, new: str) -> Callable[[Project], object]:
    """A mistake that replaces words of a file."""
    return lambda project: project.replace(file, old, new)


def copy_register(project: Project) -> None:
    """What a program that synchronizes folders leaves behind."""
    shutil.copy(project.path("registers/instruments.yml"), project.path("registers/instruments (conflicted copy).yml"))


def move_output(project: Project) -> None:
    """An output in the folder of another outcome."""
    outcome = project.path("report/outcome-2/outcome.yml")
    outcome.parent.mkdir()
    outcome.write_text(
        'kind: outcome\nid: outcome-2\nnumber: "2"\ntitle:\n  fr: >-\n    Autre\n  en: >-\n    Other\n', encoding="utf-8"
    )
    project.replace("report/document.yml", "[introduction, outcome-1]", "[introduction, outcome-1, outcome-2]")
    project.path(OUTPUT).rename(outcome.parent / "output-1-1.yml")


MISTAKES: dict[str, tuple[Callable[[Project], object], str]] = {
    "a passage pasted without a new identifier": (replace(OUTPUT, ITEM, ITEM + ITEM), "is already used in"),
    "a misspelt reference in one language": (
        replace(OUTPUT, "ratifier la [convention n° 98](ref:C98)", "ratifier la [convention n° 98](ref:C9)"),
        "the reference “C9” does not exist",
    ),
    "a paragraph numbered 3bis": (replace(OUTPUT, "paragraph: 3\n", "paragraph: 3bis\n"), "a whole number is expected"),
    "bold words that are not closed": (
        replace(LEAFLET, "      Un encadré suit.", "      **Un encadré suit."), "the mark ** has no matching mark"
    ),
    "a file of a document deleted": (lambda project: project.path(LEAFLET).unlink(), "this file does not exist"),
    "a register copied": (copy_register, "one is a copy of the other"),
    "an output moved to another outcome": (move_output, "number 1.1 does not begin with that of the division"),
    "HTML": (replace(LEAFLET, "      Un encadré suit.", "      Un <b>encadré</b> suit."), "HTML in a text: <b>"),
}  # fmt: skip


@pytest.mark.parametrize("warning", [False, True])
def test_only_an_error_hides_what_follows_from_it(warning: bool) -> None:
    place = Place("content/leaflet/document.yml", 1, 1, "body[0].fr")
    cause = Problem(place, "unknown-reference", {"name": "C9"}, warning=warning)
    difference = Problem(place, "references-differ", {})
    assert without_consequences([cause, difference]) == ([cause, difference] if warning else [cause])


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_reported_once(project: Project, name: str) -> None:
    plant, message = MISTAKES[name]
    plant(project)
    (reported,) = project.problems()
    assert message in reported
