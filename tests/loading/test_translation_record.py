"""Translation records: a line for each text, with its key, the fingerprint of its French, and the French."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.loading.loader import load_edition
from edition.loading.translation_record import fingerprint, format_record, read_record
from edition.model import Acceptance, RecordedSource
from edition.problems.problem import ContentError, Place, report_lines
from support.small_project import Project

RECORDED = f"C87:name\t{fingerprint('Convention')}\tConvention"


def test_a_record_has_a_line_for_each_text_with_key_fingerprint_and_french(project: Project) -> None:
    lines = project.path("registers/terms.tsv").read_text(encoding="utf-8").splitlines()
    assert lines == [
        "registers/terms:introduction\t6509b556ef9a\tLes termes employés.",
        "registers/terms:title\teaac7c5c4160\tGlossaire",
        "terms/decent-work:description\tc353cdb6935b\tUn travail productif dans la liberté et la dignité.",
        "terms/decent-work:name\t411771109e79\tTravail décent",
    ]


def test_any_french_survives_a_round_trip_through_its_record(tmp_path: Path) -> None:
    french = "Une ligne,\n\tune autre\\n et \\ la fin."
    path = tmp_path / "record.tsv"
    path.write_text(format_record([RecordedSource("a", french, Place("", 1, 1))]), encoding="utf-8")
    rows, problems = read_record(path, "record.tsv")
    assert ([(row.key, row.french, row.place.line) for row in rows], problems) == ([("a", french, 1)], [])


def test_a_record_may_have_windows_line_endings(tmp_path: Path) -> None:
    path = tmp_path / "record.tsv"
    path.write_bytes(f"{RECORDED}\r\n".encode())
    rows, problems = read_record(path, "record.tsv")
    assert ([row.french for row in rows], problems) == (["Convention"], [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "C87:name\tabc",
            (
                "record.tsv:2:1: this line does not have the form of a record: key, fingerprint, French, then date and name if known, separated by tabs"
                " — restore it, or delete it and check that text again"
            ),
        ),
        (
            "C98:name\t000000000000\tConvention",
            (
                "record.tsv:2:1: the fingerprint of “C98:name” does not match the French on the line"
                " — restore the line, or delete it and check that text again"
            ),
        ),
    ],
)
def test_an_invalid_line_is_reported_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "record.tsv"
    path.write_text(f"{RECORDED}\n{line}\n", encoding="utf-8")
    rows, problems = read_record(path, "record.tsv")
    assert [row.key for row in rows] == ["C87:name"]
    assert report_lines(problems, "en") == [message]


def test_two_branches_that_accept_a_text_leave_a_line_each_of_which_either_may_be_the_current_one(tmp_path: Path) -> None:
    path = tmp_path / "record.tsv"
    other = f"C87:name\t{fingerprint('La convention')}\tLa convention\t2023-03-01\tÉlise Martin"
    path.write_text(f"{RECORDED}\n{other}\n", encoding="utf-8")
    (row,), problems = read_record(path, "record.tsv")
    found = row.find("La convention")
    assert problems == [] and row.find("Convention") and found and found.acceptance == Acceptance("2023-03-01", "Élise Martin")
    assert sorted(format_record([row]).splitlines()) == sorted([RECORDED, other])


def test_a_text_recorded_in_two_files_is_reported(project: Project) -> None:
    terms = project.path("registers/terms.tsv").read_text(encoding="utf-8")
    record = project.path("interface.tsv")
    record.write_text(terms.splitlines(keepends=True)[0] + record.read_text(encoding="utf-8"), encoding="utf-8")
    assert project.problems() == [
        (
            "content/registers/terms.tsv:1:1: “registers/terms:introduction” is already recorded in content/interface.tsv, line 1"
            " — keep the line whose French is the one that was translated"
        )
    ]


def test_an_invalid_line_prevents_publication(project: Project) -> None:
    record = project.path("registers/terms.tsv")
    record.write_text("terms\n" + record.read_text(encoding="utf-8"), encoding="utf-8")
    assert project.problems() == [
        (
            "content/registers/terms.tsv:1:1: this line does not have the form of a record: key, fingerprint, French, then date and"
            " name if known, separated by tabs — restore it, or delete it and check that text again"
        )
    ]


def test_a_key_is_recorded_once_among_all_records(project: Project) -> None:
    line = project.path("registers/terms.tsv").read_text(encoding="utf-8").splitlines()[0]
    project.path("registers/zz.tsv").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ContentError) as error:
        load_edition(project.root)
    assert report_lines(error.value.problems, "en") == [
        (
            "content/registers/zz.tsv:1:1: “registers/terms:introduction” is already recorded in content/registers/terms.tsv,"
            " line 1 — keep the line whose French is the one that was translated"
        )
    ]
