"""What is begun by a command can be read at once, stands where it belongs, and the check says what is left to fill in."""

from __future__ import annotations

import io

import pytest

from commands import main
from conftest import Project
from edition.loading.loader import load

DOCUMENT = (
    "new",
    "document",
    "note",
    "--kind",
    "brochure",
    "--title",
    "Note d'essai",
    "--short-title",
    "Note",
    "--summary",
    "Une note.",
    "--dated",
    "Sans date.",
    "--origin",
    "Écrite ici.",
    "--text",
    "Un paragraphe.",
    "--text",
    "Un autre.",
)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands speak English, wherever the tests run, and have nobody to ask."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr("sys.stdin", io.StringIO())


def test_a_document_is_listed_and_keeps_what_was_received(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, DOCUMENT) == 0
    assert "address: /note/" in capsys.readouterr().out
    assert project.path("sources/note.txt").read_text() == "Note d'essai\n\nUn paragraphe.\n\nUn autre.\n"
    assert [document.id for document in load(project.root).documents] == ["report", "leaflet", "note"]
    assert {"note/", "note/#p1", "note/#p2"} <= set(project.path("addresses.txt").read_text().splitlines())
    assert project.problems() == []


def test_an_output_takes_the_next_number_in_its_outcome_and_says_that_it_is_empty(project: Project) -> None:
    assert main(project.root, ["new", "division", "output", "--in", "outcome-1", "--title", "Plus de capacité"]) == 0
    assert project.path("report/outcome-1/output-1-2.yml").read_text() == (
        '# yaml-language-server: $schema=../../schemas/division.json\nkind: output\nid: output-1-2\nnumber: "1.2"\ntitle:\n  fr: >-\n    Plus de capacité\n'
    )
    told = project.problems()
    assert told[0] == (
        "content/report/outcome-1/output-1-2.yml:3:5: id: “output-1-2” has no text yet — write its body from the text received"
    )
    assert ["departs from the received text" in line for line in told] == [False, True]


def test_an_outcome_has_a_folder_and_its_place_in_the_outline_whose_comments_stay(project: Project) -> None:
    project.replace("report/document.yml", "outline:\n", "# In printed order.\noutline:\n")
    assert main(project.root, ["new", "division", "outcome", "--title", "Autre", "--title-en", "Another", "--text", "Dit."]) == 0
    assert 'number: "2"' in project.path("report/outcome-2/outcome.yml").read_text()
    assert (
        project.path("report/document.yml")
        .read_text()
        .endswith("# In printed order.\noutline:\n  - id: all\n    divisions: [introduction, outcome-1, outcome-2]\n")
    )
    assert not any("English" in line for line in project.problems())


def test_a_part_is_named_after_its_title(project: Project) -> None:
    assert main(project.root, ["new", "division", "part", "--title", "Prochaines étapes", "--number", "II"]) == 0
    assert project.path("report/prochaines-etapes.yml").exists()


def test_an_entry_stands_with_those_of_its_kind(project: Project) -> None:
    project.replace("leaflet/document.yml", "      Un encadré suit.\n", "      Un encadré suit la convention n° 190.\n")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Un encadré suit la convention n° 190.")
    assert main(project.root, [
        "new", "entry", "instruments", "--id", "C190", "--kind", "convention", "--number", "190", "--year", "2019",
        "--name", "Convention (n° 190)", "--description", "Contre la violence.", "--form", "convention n° 190",
    ]) == 0  # fmt: skip
    assert [entry.id for entry in load(project.root).registers[0].entries] == ["C87", "C98", "C190"]
    assert any("write [convention n° 190](ref:C190)" in line for line in project.problems())


def test_what_is_missing_is_asked_for_on_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["outcome-1", "", "Plus", "More"])
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)
    assert main(project.root, ["new", "division", "output"]) == 0
    assert asked == ["In which division: ", "Number [1.2]: ", "Title: ", "Title, in English (empty: to be translated): "]
    assert "en: >-\n    More" in project.path("report/outcome-1/output-1-2.yml").read_text()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("new", "document", "note"), "missing: Title (title)"),
        (("new", "document", "leaflet", "--title", "x"), "“leaflet” is already taken"),
        (("new", "division", "outcom", "--title", "x"), "outcom is none of: part, outcome, enabler, output"),
        (("new", "division", "output", "--title", "x", "--in", "outcome-9"), "outcome-9 is none of: report/outcome-1"),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_written(
    arguments: tuple[str, ...], told: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.root.rglob("*"))
    assert main(project.root, arguments) == 2
    assert capsys.readouterr().err == f"{told}\n"
    assert sorted(project.root.rglob("*")) == before


def test_nothing_is_ever_overwritten(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.path("sources/note.txt").write_text("mine")
    assert main(project.root, DOCUMENT) == 2
    assert "content/sources/note.txt is there already" in capsys.readouterr().err
    assert project.path("sources/note.txt").read_text() == "mine" and not project.path("note").exists()


def test_what_could_not_be_read_is_not_written(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, [word.replace("note", "Ma note") if word == "note" else word for word in DOCUMENT]) == 2
    assert "“Ma note” cannot name a folder" in capsys.readouterr().err
    assert not project.path("Ma note").exists()
