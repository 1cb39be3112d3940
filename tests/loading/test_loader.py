"""Unreadable and invalid files are reported separately, each with its place."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from edition.cli.commands import main
from edition.loading.loader import load_edition
from edition.references.units import all_units
from edition.serving.snapshot import changed_files, take_snapshot
from support.small_project import Project

OUTPUT = "report/outcome-1/output-1-1.yml"
FILE = f"content/{OUTPUT}"


def test_problems_of_several_files_are_reported_in_one_run(project: Project) -> None:
    project.replace(OUTPUT, "paragraph: 3", "paragraph: three")
    project.replace("registers/terms.yml", "cited_by: words", "cited_by: word")
    assert [line.split(":")[0] for line in project.problems()] == ["content/registers/terms.yml", FILE]


def test_an_unknown_field_is_reported_with_the_nearest_one_of_its_mapping(project: Project) -> None:
    project.replace(OUTPUT, "      levels: [national]\n", "      levels: [national]\n      nivels: [national]\n")
    assert project.problems() == [
        f"{FILE}:14:7: body[0].list.nivels: unknown field “nivels” — did you mean: levels? Otherwise delete it"
    ]


@pytest.mark.parametrize(
    ("file", "line", "misspelt", "problem"),
    [
        ("registers/terms.yml", "description:", "descripton:", "unknown field “descripton” — did you mean: description?"),
        ("report/document.yml", "short_title:", "shorttitle:", "unknown field “shorttitle” — did you mean: short_title?"),
    ],
)
def test_a_misspelt_field_is_reported_once_and_not_as_missing_too(
    project: Project, file: str, line: str, misspelt: str, problem: str
) -> None:
    path = project.path(file)
    path.write_text(path.read_text(encoding="utf-8").replace(line, misspelt, 1), encoding="utf-8")
    (found,) = project.problems()
    assert found.endswith(f"{problem} Otherwise delete it")


def test_an_unreadable_file_does_not_hide_the_problems_of_others(project: Project) -> None:
    project.replace(OUTPUT, "paragraph: 3", "paragraph: three")
    project.replace("report/introduction.yml", "[98](ref:C98).[^1]", "98.[^1]")
    project.replace("leaflet/document.yml", "kind: goals", "kind: goal")
    assert [line.split(":")[0] for line in project.problems()] == [
        "content/leaflet/document.yml",
        "content/report/introduction.yml",
        FILE,
    ]


def test_the_tree_follows_the_outline(project: Project) -> None:
    project.replace("report/document.yml", "[introduction, outcome-1]", "[introduction, outcome-2]")
    assert project.problems() == [
        (
            "content/report/document.yml:51:31: outline[0].divisions: the outline names “outcome-2”, which does not exist"
            " — did you mean: outcome-1? Otherwise remove it from outline"
        ),
    ]


def test_windows_line_endings_are_normalized(project: Project) -> None:
    before = load_edition(project.root)
    for path in project.root.rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert project.problems() == []
    assert [unit.source_text for unit in all_units(load_edition(project.root))] == [
        unit.source_text for unit in all_units(before)
    ]


def test_a_problem_in_a_file_with_windows_line_endings_is_reported_at_its_line(project: Project) -> None:
    project.replace(OUTPUT, "            act.", "            <b>act</b>.")
    path = project.path(OUTPUT)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert project.problems()[0].startswith(f"{FILE}:29:13: body[0].list.items[1].en: HTML in a text: <b>")


def test_a_byte_order_mark_is_ignored(project: Project) -> None:
    for path in project.root.rglob("*.*"):
        if path.is_file():
            path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert project.problems() == []


def test_decomposed_letters_are_composed(project: Project) -> None:
    path = project.path("leaflet/document.yml")
    path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert project.problems() == []
    assert load_edition(project.root).documents[1].head.title.fr == "Dépliant"


def test_problems_that_follow_from_an_unreadable_file_are_not_reported(project: Project) -> None:
    project.path("report/outcome-1/outcome.yml").write_text("kind: [")
    assert [line.split(":")[0] for line in project.problems()] == ["content/report/outcome-1/outcome.yml"]


def test_an_unreadable_outcome_does_not_hide_the_problems_of_its_outputs(project: Project) -> None:
    project.path("report/outcome-1/outcome.yml").write_text("kind: [")
    project.replace(OUTPUT, "kind: commitments", "kind: comitments")
    assert [line.split(":")[0] for line in project.problems()] == ["content/report/outcome-1/outcome.yml", FILE]


def test_a_reference_of_a_complete_document_is_checked_despite_an_unreadable_file_of_another(project: Project) -> None:
    project.replace("leaflet/document.yml", "      Un encadré suit.", "      Un encadré [suit](ref:p9), [là](ref:report/p2).")
    project.path("report/introduction.yml").write_text("kind: [")
    reported = [line for line in project.problems() if "the reference “" in line]
    assert [line.split("“")[1].split("”")[0] for line in reported] == ["p9"]


# What editors and systems write beside a file: its name, and the file that it is a lock, a backup or a shadow of.
IGNORED = {
    "registers/.#terms.yml": "registers/terms.yml",
    "registers/._terms.yml": "registers/terms.yml",
    "registers/#terms.yml#": "registers/terms.yml",
    "registers/terms.yml~": "registers/terms.yml",
    "leaflet/.#document.yml": "leaflet/document.yml",
    "leaflet/._document.yml": "leaflet/document.yml",
    "report/.#introduction.yml": "report/introduction.yml",
    "report/outcome-1/._outcome.yml": "report/outcome-1/outcome.yml",
    "report/.trash-1/trash.yml": "report/outcome-1/outcome.yml",
    "report/.#translated.tsv": "report/translated.tsv",
    "report/._translated.tsv": "report/translated.tsv",
    "../docs/fr/.#about.md": "edition.yml",
    "../docs/fr/._about.md": "edition.yml",
}


@pytest.mark.parametrize("kind", ["shadow", "lock", "copy"])
@pytest.mark.parametrize("name", IGNORED)
def test_temporary_files_of_editors_and_systems_are_not_content(project: Project, name: str, kind: str) -> None:
    path = project.path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "lock":
        path.symlink_to("someone@example.org.1234")
    else:
        path.write_bytes(b"\x00\x05\x16\x07\xff" if kind == "shadow" else project.path(IGNORED[name]).read_bytes())
    assert project.problems() == []


@pytest.mark.parametrize("command", ["format", "schema"])
def test_commands_ignore_temporary_files(project: Project, command: str) -> None:
    main(project.root, ["schema"])
    shadow = project.path("registers/._terms.yml")
    shadow.write_bytes(b"\x00\x05\x16\x07\xff")
    assert main(project.root, [command]) == 0
    assert shadow.read_bytes() == b"\x00\x05\x16\x07\xff"


@pytest.mark.parametrize("name", [*IGNORED, "4913~", ".document.yml.swp"])
def test_the_live_server_ignores_temporary_files(tmp_path: Path, name: str) -> None:
    folder = tmp_path / ".hidden" / "content"
    (folder / "leaflet").mkdir(parents=True)
    before = take_snapshot([folder])
    (folder / name.removeprefix("../")).parent.mkdir(parents=True, exist_ok=True)
    (folder / name.removeprefix("../")).write_text("")
    assert changed_files(before, take_snapshot([folder])) == []


def test_the_live_server_watches_every_other_file(tmp_path: Path) -> None:
    folder = tmp_path / ".hidden" / "content"
    (folder / "leaflet").mkdir(parents=True)
    before = take_snapshot([folder])
    document = folder / "leaflet" / "document.yml"
    document.write_text("")
    assert changed_files(before, take_snapshot([folder])) == [document]
    # So editors save: what they have written for themselves takes the file's place.
    before, swap = take_snapshot([folder]), document.with_name(".document.yml.swp")
    swap.write_text("new")
    swap.rename(document)
    assert changed_files(before, take_snapshot([folder])) == [document]
