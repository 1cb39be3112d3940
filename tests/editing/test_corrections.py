"""A change of the French is declared by a command: afterwards the source texts come out again, and nothing else has changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
import yaml

from edition.cli.commands import main
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english", "unattended")

LEAFLET, OUTPUT, OUTCOME = "leaflet/document.yml", "report/outcome-1/output-1-1.yml", "report/outcome-1/outcome.yml"
INTRODUCTION = "report/introduction.yml"
ITEM = """\
        - id: p3-2
          fr: >-
            agir.
          en: >-
            act.
"""
P1 = """\
  - passage: p1
    fr: >-
      Un encadré suit.
    en: >-
      A box follows.
"""
FOOTNOTE = """\
footnotes:
  - id: fn-2
    mark: "2"
    fr: >-
      Une note.
    en: >-
      A note.
"""


class Change(NamedTuple):
    """What an editor changes (file, old, new), and the corrections that declare it: kind, unit, source, reading, after."""

    edits: Sequence[tuple[str, str, str]]
    declared: Sequence[tuple[str, str, str | None, str | None, str | None]]


CHANGES = {
    "a word replaced": Change(
        [(LEAFLET, "      Un encadré suit.", "      Un cadre suit.")], [("replace", "leaflet/p1", "encadré", "cadre", None)]
    ),
    "a word added": Change(
        [(LEAFLET, "      Un encadré suit.", "      Un grand encadré suit.")], [("supply", "leaflet/p1", None, "grand", None)]
    ),
    "a word that is there already": Change(
        [(OUTCOME, "            efficace.", "            est efficace.")], [("replace", "report/p2", "est", "est est", None)]
    ),
    "words taken away within a passage": Change(
        [(LEAFLET, "      Un encadré suit.", "      Un suit.")], [("replace", "leaflet/p1", "Un encadré", "Un", None)]
    ),
    "words taken away at the end": Change(
        [(LEAFLET, "                  Second but.", "                  Second")], [("omit", "leaflet/p2-2", "but.", None, None)]
    ),
    "an item deleted": Change([(OUTPUT, ITEM, "")], [("omit", "report/p3-1", "agir.", None, None)]),
    "an item added": Change(
        [(OUTPUT, ITEM, ITEM + ITEM.replace("p3-2", "p3-3").replace("agir.", "finir.").replace("act.", "end."))],
        [("supply", "report/p3-3", None, "finir.", None)],
    ),
    "an item with the words of the one before it": Change(
        [(OUTPUT, ITEM, ITEM + ITEM.replace("p3-2", "p3-3"))], [("supply", "report/p3-3", None, "agir.", None)]
    ),
    "a passage moved": Change(
        [(LEAFLET, P1, ""), (LEAFLET, "  - quotation:\n", P1 + "  - quotation:\n")],
        [("move", "leaflet/p1", None, None, "leaflet")],
    ),
    "a footnote with its call": Change(
        [
            (OUTPUT, ITEM, ITEM.replace("agir.", "agir[^2].").replace("act.", "act.[^2]") + FOOTNOTE),
        ],
        [("replace", "report/p3-2", "agir.", "agir ² .", None), ("supply", "report/fn-2", None, "² Une note.", None)],
    ),
    "two changes in one document, one in another": Change(
        [
            (LEAFLET, "      Un encadré suit.", "      Un cadre suit."),
            (LEAFLET, "                  Second but.", "                  Dernier but."),
            (OUTPUT, "            agir.", "            réagir."),
        ],
        [
            ("replace", "report/p3-2", "agir.", "réagir.", None),
            ("replace", "leaflet/p1", "encadré", "cadre", None),
            ("replace", "leaflet/p2-2", "Second", "Dernier", None),
        ],
    ),
}


def declared(project: Project) -> list[tuple[Any, ...]]:
    """The corrections after those that the project had, by their fields."""
    corrections = yaml.safe_load(project.path("sources/corrections.yml").read_text(encoding="utf-8"))["corrections"]
    return [
        tuple(one.get(name) for name in ("id", "kind", "unit", "source", "reading", "after", "reason")) for one in corrections
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_declared(project: Project, name: str) -> None:
    before = declared(project)
    for file, old, new in CHANGES[name].edits:
        project.replace(file, old, new)
    assert any("differs from the source text" in problem for problem in project.problems())
    assert main(project.root, ["correct", "--reason", "Essai.", "--reason-en", "Test."]) == 0
    assert [one for one in declared(project) if one in before] == before
    added = [one for one in declared(project) if one not in before]
    reason = {"fr": "Essai.", "en": "Test."}
    assert [one[1:] for one in added] == [(*one, reason) for one in CHANGES[name].declared]
    names = [one[0] for one in added]
    assert all(
        one.startswith(f"c-{unit.replace('/', '-')}") for one, (_, unit, *_) in zip(names, CHANGES[name].declared, strict=True)
    )
    assert len(set(names)) == len(names)
    assert [problem for problem in project.problems() if "source text" in problem or "corrections" in problem] == []


def test_a_reason_of_ones_own_gets_no_english_that_was_not_given(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, ["correct", "--note", "leaflet/p1", "--reason", "Obscur."]) == 0
    assert [one[-1] for one in declared(project) if one[0] == "c-leaflet-p1"] == [{"fr": "Obscur."}]
    assert "texts to be translated: 1 (scripts/edition translate status)\n" in capsys.readouterr().out


def test_a_note_is_added_to_a_unit(project: Project) -> None:
    before = declared(project)
    assert main(project.root, ["correct", "--note", "leaflet/p1", "--reason", "Obscur.", "--reason-en", "Unclear."]) == 0
    reason = {"fr": "Obscur.", "en": "Unclear."}
    assert declared(project) == [*before[:2], ("c-leaflet-p1", "note", "leaflet/p1", None, None, None, reason), *before[2:]]
    assert project.problems() == []


def test_without_a_difference_nothing_is_written(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = project.path("sources/corrections.yml").read_bytes()
    assert main(project.root, ["correct"]) == 0
    assert capsys.readouterr().out.startswith("no difference to declare")
    assert project.path("sources/corrections.yml").read_bytes() == before


def test_a_note_on_an_unknown_unit_is_refused(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = project.path("sources/corrections.yml").read_bytes()
    assert main(project.root, ["correct", "--note", "leaflet/p11", "--reason", "Obscur."]) == 2
    assert capsys.readouterr().err == "the unit “leaflet/p11” does not exist; did you mean: leaflet/p1?\n"
    assert project.path("sources/corrections.yml").read_bytes() == before


def test_a_declared_correction_that_does_not_fit_is_reported_first(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.replace(OUTCOME, "            efficace.", "            efficient.")
    before = project.path("sources/corrections.yml").read_bytes()
    assert main(project.root, ["correct", "--reason", "Essai."]) == 1
    assert "it looks for “est efficace.”, once" in capsys.readouterr().err
    assert project.path("sources/corrections.yml").read_bytes() == before


def test_a_new_division_is_declared_with_all_its_words(project: Project) -> None:
    command = ["new", "division", "output", "--in", "outcome-1", "--title", "Un titre", "--title-en", "A title"]
    words = ["--text", "Un texte.", "--text-en", "A text.", "--reason", "Ajout.", "--reason-en", "Addition."]
    assert main(project.root, [*command, *words]) == 0
    reason = {"fr": "Ajout.", "en": "Addition."}
    assert declared(project)[1:3] == [
        ("c-report-output-1-2", "supply", "report/output-1-2", None, "Produit 1.2. Un titre", None, reason),
        ("c-report-output-1-2-p1", "supply", "report/output-1-2-p1", None, "Un texte.", None, reason),
    ]
    assert project.problems() == []
