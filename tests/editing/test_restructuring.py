"""Passages, divisions and documents are moved, merged, split and retired by a command, with all that follows from it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest
import yaml

from edition.cli.commands import main
from edition.loading.loader import load_edition
from edition.references.units import all_units
from edition.translation.status import missing_texts, stale_texts
from support.folders import ROOT
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english", "unattended")

PUBLISHED = """\
leaflet/
leaflet/#p1
leaflet/#p2-2
old-report/
report/
report/introduction/
report/introduction/#p1
report/outcome-1/
report/outcome-1/#p2
report/output-1-1/
report/output-1-1/#p3
report/output-1-1/#p3-2
"""
UNTRANSLATED = {"report/p2", "report/p2b"}
REASON = ["--reason", "Essai.", "--reason-en", "Test."]


class Case(NamedTuple):
    """A command, the reading order after it, the declared corrections (kind, unit), where old addresses lead, what is left to do."""

    command: str
    order: list[str]
    declared: list[tuple[str, str]]
    redirects: Mapping[str, str] = MappingProxyType({})
    aliases: Mapping[str, list[str]] = MappingProxyType({})
    left: tuple[str, ...] = ()


LEAFLET = ["leaflet/p1", "leaflet/box-1", "leaflet/p2", "leaflet/p2-1", "leaflet/p2-2", "leaflet/quotation-1"]
REPORT = ["report/introduction", "report/p1", "report/fn-1", "report/outcome-1", "report/p2", "report/output-1-1"]
LIST = ["report/p3", "report/p3-1", "report/p3-2"]
CASES = {
    "a passage after another": Case(
        "move leaflet/p1 --after leaflet/quotation-1", [*LEAFLET[1:], "leaflet/p1"], [("move", "leaflet/p1")]
    ),
    "an item before another": Case(
        "move report/p3-2 --before report/p3-1", ["report/p3", "report/p3-2", "report/p3-1"], [("move", "report/p3-2")]
    ),
    "a passage into a box": Case(
        "move leaflet/p1 --in leaflet/box-1",
        ["leaflet/box-1", "leaflet/p2", "leaflet/p2-1", "leaflet/p2-2", "leaflet/p1"],
        [("move", "leaflet/p1")],
    ),
    "a numbered paragraph to another page": Case(
        "move report/p3 --in report/introduction",
        ["report/p1", *LIST, "report/fn-1", "report/outcome-1", "report/p2", "report/output-1-1"],
        [("move", "report/p3"), ("move", "report/p3-1"), ("move", "report/p3-2")],
        {"report/output-1-1/#p3": "report/introduction/#p3", "report/output-1-1/#p3-2": "report/introduction/#p3-2"},
        left=("“output-1-1” has no text yet",),
    ),
    "a division of the outline": Case(
        "move report/introduction --after report/outcome-1",
        ["report/outcome-1", "report/p2", "report/output-1-1", *LIST, "report/introduction", "report/p1", "report/fn-1"],
        [("move", "report/introduction"), ("move", "report/p1"), ("move", "report/fn-1")],
    ),
    "a document": Case("move leaflet --before report", ["leaflet", "leaflet/p1", "report", "report/introduction"], []),
    "an item merged with the one before": Case(
        "merge report/p3-2 report/p3-1",
        ["report/p3", "report/p3-1"],
        [],
        aliases={"report/p3-1": ["p3-2"]},
    ),
    "an item merged with a passage elsewhere": Case(
        "merge leaflet/p2-2 leaflet/p1",
        ["leaflet/p1", "leaflet/box-1", "leaflet/p2", "leaflet/p2-1", "leaflet/quotation-1"],
        [("supply", "leaflet/p1"), ("omit", "leaflet/p2-1")],
        aliases={"leaflet/p1": ["p2-2"]},
    ),
    "an output merged with a part": Case(
        "merge report/output-1-1 report/introduction",
        ["report/introduction", "report/p1", *LIST, "report/fn-1", "report/outcome-1", "report/p2"],
        [("supply", "report/p3"), ("supply", "report/p3-1"), ("supply", "report/p3-2"), ("omit", "report/p2")],
        {"report/output-1-1/": "report/introduction/"},
    ),
    "a passage split": Case(
        "split leaflet/p1 --beginning-fr suit. --beginning-en follows.", ["leaflet/p1", "leaflet/p1b", *LEAFLET[1:]], []
    ),
    "a paragraph split whose correction is in the second part": Case(
        "split report/p2 --beginning-fr Elle", ["report/p2", "report/p2b", "report/output-1-1"], [("replace", "report/p2b")]
    ),
    "an item renamed": Case(
        "rename report/p3-2 p3-b", ["report/p3", "report/p3-1", "report/p3-b"], [], aliases={"report/p3-b": ["p3-2"]}
    ),
    "a list renamed, which has a correction": Case(
        "rename leaflet/p2 goals", ["leaflet/box-1", "leaflet/goals", "leaflet/p2-1"], [("replace", "leaflet/goals")]
    ),
    "an item retired": Case(
        "retire leaflet/p2-2 --to leaflet/p2-1",
        [*LEAFLET[:4], "leaflet/quotation-1"],
        [("omit", "leaflet/p2-1")],
        aliases={"leaflet/p2-1": ["p2-2"]},
    ),
    "an output retired": Case(
        "retire report/output-1-1 --to report/outcome-1",
        REPORT[:-1],
        [("omit", "report/p2")],
        {
            "report/output-1-1/": "report/outcome-1/",
            "report/output-1-1/#p3": "report/outcome-1/",
            "report/output-1-1/#p3-2": "report/outcome-1/",
        },
        left=("the passage “p3-2” does not exist",),
    ),
    "a numbered paragraph retired, whose number is then missing": Case(
        "retire report/p2 --to report/introduction",
        ["report/outcome-1", "report/output-1-1", *LIST],
        [("omit", "report/outcome-1-strategy")],
        {"report/outcome-1/#p2": "report/introduction/"},
        left=(
            "fr: the reference “p2” does not exist",
            "en: the reference “p2” does not exist",
            "sources: the passage “p2” does not exist",
        ),
    ),
    "a document retired": Case(
        "retire leaflet --to report",
        [*REPORT, *LIST],
        [],
        {"leaflet/": "report/", "leaflet/#p1": "report/", "leaflet/#p2-2": "report/"},
    ),
}


@pytest.fixture
def published(project: Project) -> Project:
    """The small project, of which some addresses are published, and whose translations are all accepted."""
    project.path("addresses.txt").write_text(PUBLISHED)
    return project


def reading_order(root: Path) -> list[str]:
    """The identifiers of the units of a project, in the order in which they are read."""
    return list(dict.fromkeys(unit.identifier for unit in all_units(load_edition(root))))


def corrections(project: Project) -> list[tuple[str, str]]:
    """The kind and unit of each declared correction."""
    declared = yaml.safe_load(project.path("sources/corrections.yml").read_text(encoding="utf-8"))["corrections"]
    return [(one["kind"], one["unit"]) for one in declared]


def redirects(project: Project) -> dict[str, str]:
    """The declared redirects."""
    declared = yaml.safe_load(project.path("redirects.yml").read_text(encoding="utf-8"))["redirects"]
    return {one["old"]: one["new"] for one in declared}


@pytest.mark.parametrize("name", CASES)
def test_a_command_does_all_that_follows(published: Project, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    case = CASES[name]
    before = corrections(published)
    assert main(published.root, [*case.command.split(), *REASON]) == 0
    # What is read, in its order; what lies between is not asked about.
    order = reading_order(published.root)
    assert [unit for unit in order if unit in case.order] == case.order
    assert [one for one in corrections(published) if one not in before] == case.declared
    assert {unit for _, unit in corrections(published)} <= set(order)
    assert redirects(published) == {"old-report/": "report/", **case.redirects}
    written = {unit: names for unit, names in case.aliases.items() if f"aliases: [{', '.join(names)}]" in _all_yaml(published)}
    assert written == case.aliases
    problems = published.problems()
    assert len(problems) == len(case.left) and all(words in problems[index] for index, words in enumerate(case.left)), problems
    edition = load_edition(published.root)
    assert stale_texts(edition) == () and {text.key for text in missing_texts(edition)} <= UNTRANSLATED
    output = capsys.readouterr()
    assert f"problems to fix before publishing (see above): {len(case.left)}" in output.out or not case.left


def _all_yaml(project: Project) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in sorted(project.path(".").rglob("*.yml")))


def test_words_are_joined_in_their_order_and_split_where_they_are_asked_to(published: Project) -> None:
    main(published.root, ["merge", "report/p3-1", "report/p3-2"])
    assert "ratifier la [convention n° 98](ref:C98); agir." in published.path("report/outcome-1/output-1-1.yml").read_text()
    main(published.root, ["split", "leaflet/p1", "--beginning-fr", "suit.", "--beginning-en", "follows."])
    assert (
        "  - passage: p1\n    fr: >-\n      Un encadré\n    en: >-\n      A box\n"
        "  - passage: p1b\n    fr: >-\n      suit.\n    en: >-\n      follows.\n"
    ) in published.path("leaflet/document.yml").read_text(encoding="utf-8")


def test_sentences_that_rest_on_a_merged_passage_rest_on_the_other(published: Project) -> None:
    main(published.root, ["merge", "report/p3-2", "report/p3-1"])
    assert "sources: [p2, p3-1]" in published.path("report/outcome-1/outcome.yml").read_text(encoding="utf-8")


def test_a_renamed_passage_stays_accepted_by_whoever_accepted_it(published: Project) -> None:
    record = published.path("leaflet/translated.tsv")
    before = record.read_text(encoding="utf-8")
    assert before.count("leaflet/p1\t") == 1 and "Another" not in before
    signed = before.replace("Un encadré suit.\n", "Un encadré suit.\t2026-01-02\tAnother\n")
    record.write_text(signed, encoding="utf-8")
    assert main(published.root, ["rename", "leaflet/p1", "p1-b", *REASON]) == 0
    lines = record.read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(signed.replace("leaflet/p1\t", "leaflet/p1-b\t").splitlines())


def test_a_translation_to_be_revised_stays_so_under_another_name(published: Project) -> None:
    published.replace("leaflet/document.yml", "Un encadré suit.", "Un cadre suit.")
    published.replace("sources/leaflet.txt", "Un encadré suit.", "Un cadre suit.")
    assert main(published.root, ["rename", "leaflet/p1", "p1-b", *REASON]) == 0
    assert [text.key for text in stale_texts(load_edition(published.root))] == ["leaflet/p1-b"]


def test_a_removed_passage_leads_to_its_page_and_its_note_is_named(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(published.root, ["correct", "--note", "report/p3-2", *REASON]) == 0
    assert main(published.root, ["retire", "p3-2", *REASON]) == 0
    assert redirects(published)["report/output-1-1/#p3-2"] == "report/output-1-1/"
    assert "correction or note removed: c-report-p3-2\n" in capsys.readouterr().out


def test_an_output_moves_to_another_outcome_with_its_next_number(published: Project) -> None:
    new = [
        "new",
        "division",
        "outcome",
        "--title",
        "Un autre",
        "--title-en",
        "Another",
        "--text",
        "Un texte.",
        "--text-en",
        "A text.",
    ]
    assert main(published.root, [*new, *REASON]) == 0
    assert main(published.root, ["move", "report/output-1-1", "--in", "report/outcome-2", *REASON]) == 0
    text = published.path("report/outcome-2/output-1-1.yml").read_text(encoding="utf-8")
    assert 'number: "2.1"' in text and text.startswith("# yaml-language-server: $schema=../../schemas/division.json\n")
    assert not published.path("report/outcome-1/output-1-1.yml").exists()
    assert published.problems() == []


@pytest.mark.thorough
def test_a_moved_output_is_declared_as_moved_with_another_number(tmp_path: Path) -> None:
    for name in ("content", "docs", "mkdocs.yml"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    project = Project(tmp_path)
    before = corrections(project)
    assert main(tmp_path, ["move", "output-2-3", "--in", "outcome-1", *REASON]) == 0
    first, *others = [one for one in corrections(project) if one not in before]
    assert first == ("replace", "programme-budget-2024-25/output-2-3")
    assert others[0] == ("move", first[1]) and {kind for kind, _ in others} == {"move"}
    assert project.problems() == []


def test_comments_move_with_what_they_belong_to(published: Project) -> None:
    published.replace("leaflet/document.yml", "  - passage: p1\n", "  # About the box.\n  - passage: p1 # First.\n")
    main(published.root, ["move", "leaflet/p1", "--in", "leaflet/box-1", *REASON])
    text = published.path("leaflet/document.yml").read_text(encoding="utf-8")
    assert "        # About the box.\n        - passage: p1  # First.\n" in text


REFUSED = {
    "move report/outcome-1 --in report/introduction": "“outcome-1” cannot be placed next to or in “introduction”",
    "move report/output-1-1 --after report/introduction": "the place of “output-1-1” follows from its number",
    "move leaflet/p1 --after report/p1": "leaflet/p1 stays in its document",
    "move leaflet/p1 --after leaflet/p1": "“p1” cannot be placed next to or in “p1”",
    "move leaflet --after leaflet": "“leaflet” cannot be placed next to or in “leaflet”",
    "move leaflet/box-1 --in leaflet/box-1": "“box-1” cannot be placed next to or in “box-1”",
    "move leaflet/p2-1 --after leaflet/p1": "“p2-1” cannot be placed next to or in “p1”",
    "move leaflet/p11 --after leaflet/p1": "the unit “leaflet/p11” does not exist; did you mean: leaflet/p1?",
    "merge report/p3 report/p2": "“p3” and “p2” cannot be joined",
    "merge leaflet report": "report is in another one",
    "split report/p3 --beginning-fr a --beginning-en b": "“p3” cannot be split",
    "split leaflet/p1 --beginning-fr Un --beginning-en follows.": "cannot begin with “Un” (fr)",
    "split leaflet/p1 --beginning-fr suit. --beginning-en suit.": "cannot begin with “suit.” (en)",
    "split leaflet/p1 --beginning-fr suit.": "missing: Its first English words (beginning-en)",
    "rename report/p3 p4": "“p3” cannot be renamed",
    "rename report/output-1-1 output-1": "“output-1-1” cannot be renamed",
    "rename leaflet/p1 p2-1": "“p2-1” is already taken",
    "rename leaflet/p1 deux/mots": "“deux/mots” is not a valid identifier",
    "retire leaflet --to leaflet/p1": "cannot lead to “leaflet/p1”, which is removed too",
    "retire leaflet/p1 --to leaflet/p99": "the unit “leaflet/p99” does not exist",
}


@pytest.mark.parametrize("command", REFUSED)
def test_what_cannot_be_done_is_refused_in_a_line_and_writes_nothing(
    published: Project, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in published.root.rglob("*") if path.is_file()}
    assert main(published.root, [*command.split(), *REASON]) == 2
    output = capsys.readouterr().err
    assert REFUSED[command] in output and output.count("\n") == 1
    assert {path: path.read_bytes() for path in published.root.rglob("*") if path.is_file()} == before


def test_what_would_leave_an_unreadable_file_is_reported_and_writes_nothing(
    published: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    main(published.root, ["retire", "leaflet/p2-2", *REASON])
    before = {path: path.read_bytes() for path in published.root.rglob("*") if path.is_file()}
    assert main(published.root, ["retire", "leaflet/p2-1", *REASON]) == 1
    assert "content/leaflet/document.yml" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in published.root.rglob("*") if path.is_file()} == before
