"""A new document, division or entry is valid at once, in its place, and the check reports what remains to be filled in."""

from __future__ import annotations

import pytest

from edition.cli.commands import main
from edition.loading.loader import load_edition
from support.new_commands import CASES, options
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english", "unattended")

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
DIVISION = ("new", "division", "part", "--title", "Suite", "--text", "Un paragraphe.", "--text", "Un autre.")


def test_a_document_is_listed_and_has_its_source_text(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, DOCUMENT) == 0
    assert "address: /note/" in capsys.readouterr().out
    assert project.path("sources/note.txt").read_text() == "Note d'essai\n\nUn paragraphe.\n\nUn autre.\n"
    assert [document.id for document in load_edition(project.root).documents] == ["report", "leaflet", "note"]
    assert not any(line.startswith("note/") for line in project.path("addresses.txt").read_text().splitlines())
    assert project.problems() == []


def test_an_output_takes_the_next_number_in_its_outcome_and_is_reported_as_empty(project: Project) -> None:
    assert main(project.root, ["new", "division", "output", "--in", "outcome-1", "--title", "Plus de capacité"]) == 0
    assert project.path("report/outcome-1/output-1-2.yml").read_text() == (
        '# yaml-language-server: $schema=../../schemas/division.json\nkind: output\nid: output-1-2\nnumber: "1.2"\ntitle:\n  fr: >-\n    Plus de capacité\n'
    )
    assert project.problems() == [
        "content/report/outcome-1/output-1-2.yml:3:5: id: “output-1-2” has no text yet — write its text under “body:”"
    ]


def test_an_outcome_has_a_folder_and_its_place_in_the_outline_whose_comments_are_preserved(project: Project) -> None:
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


def test_an_entry_is_placed_with_those_of_its_kind(project: Project) -> None:
    project.replace("leaflet/document.yml", "      Un encadré suit.\n", "      Un encadré suit la convention n° 190.\n")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Un encadré suit la convention n° 190.")
    assert main(project.root, [
        "new", "entry", "instruments", "--id", "C190", "--kind", "convention", "--number", "190", "--year", "2019",
        "--name", "Convention (n° 190)", "--description", "Contre la violence.", "--form", "convention n° 190",
    ]) == 0  # fmt: skip
    assert [entry.id for entry in load_edition(project.root).registers[0].entries] == ["C87", "C98", "C190"]
    assert any("write [convention n° 190](ref:C190)" in line for line in project.problems())


def test_no_file_is_overwritten(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.path("sources/note.txt").write_text("mine")
    assert main(project.root, DOCUMENT) == 2
    assert "content/sources/note.txt already exists" in capsys.readouterr().err
    assert project.path("sources/note.txt").read_text() == "mine" and not project.path("note").exists()


def test_an_entry_takes_its_number_year_link_and_every_form(project: Project) -> None:
    more = ["--link-en", "https://example.org/C190"]
    forms = ["--form", "convention sur la violence", "--form-en", "Violence Convention"]
    assert main(project.root, ["new", "entry", *options(CASES["entry"].questions), *more, *forms]) == 0
    entry = load_edition(project.root).registers[0].entries[-1]
    assert (entry.number, entry.year, entry.official("fr")) == ("190", 2019, ("https://example.org/C190", "en"))
    assert entry.mentions
    assert entry.mentions.fr == ("convention n° 190", "convention sur la violence")
    assert entry.mentions.en == ("Convention No. 190", "Violence Convention")


@pytest.mark.parametrize(
    ("command", "file", "prefix"),
    [(DOCUMENT, "note/document.yml", "p"), (DIVISION, "report/suite.yml", "suite-p")],
    ids=["document", "division"],
)
def test_paragraphs_take_the_english_given_in_their_order(
    command: tuple[str, ...], file: str, prefix: str, project: Project
) -> None:
    assert main(project.root, [*command, "--text-en", "A paragraph."]) == 0
    assert project.path(file).read_text(encoding="utf-8").endswith(
        f"body:\n  - passage: {prefix}1\n    fr: >-\n      Un paragraphe.\n    en: >-\n      A paragraph.\n"
        f"  - passage: {prefix}2\n    fr: >-\n      Un autre.\n"
    )  # fmt: skip


def test_only_problems_that_a_command_adds_are_reported(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.replace("sources/leaflet.txt", "Premier but;", "Dernier but;")
    assert main(project.root, ["new", "division", "output", "--in", "outcome-1", "--title", "Plus"]) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith("\nproblems to fix before publishing (see above): 1\n")
    assert "has no text yet" in printed.err and "content/leaflet/" not in printed.err
