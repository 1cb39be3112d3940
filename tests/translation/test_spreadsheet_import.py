"""A translator's spreadsheet is imported: only new English is accepted, and only if all rows are valid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from edition.cli.commands import main
from edition.loading.loader import load_edition
from edition.problems.problem import ContentError, report_lines
from edition.translation.status import stale_texts
from support.small_project import Project
from support.spreadsheets import LEAFLET, Row, exported, files, filled, row_of, translate

OUTCOME = "content/report/outcome-1/outcome.yml"


def test_filled_texts_are_imported_and_nothing_else_changes(
    project: Project, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project.replace("leaflet/document.yml", "  - passage: p1\n", "  - passage: p1   # the first\n")
    project.replace("report/outcome-1/outcome.yml", "            efficace.\n", "            efficace.\n# End of the outcome\n")
    sheet = exported(project, "report", form)
    before = files(project)
    filled(
        sheet,
        form,
        lambda rows: row_of(rows, "report/p2").__setitem__(
            3, "The 3^rd^ step follows\n[outcome 1](ref:outcome-1) and cuts a sentence, as it was meant to. It is effective.  "
        ),
    )
    capsys.readouterr()
    assert translate(project.root, "import", str(sheet)) == 0
    assert capsys.readouterr().out == "English texts written: 1; files changed: 1; accepted: 1\n"
    after = files(project)
    assert {name for name in after if after[name] != before.get(name)} == {OUTCOME, "content/report/translated.tsv"}
    assert after[OUTCOME] == before[OUTCOME].replace(
        b"            efficace.\n",
        b"            efficace.\n          en: >-\n"
        b"            The 3^rd^ step follows [outcome 1](ref:outcome-1) and cuts a sentence, as it was meant\n"
        b"            to. It is effective.\n",
    )
    assert stale_texts(load_edition(project.root)) == ()


def test_line_endings_and_comments_are_preserved(project: Project, form: str) -> None:
    path = project.path("leaflet/document.yml")
    source = path.read_bytes().replace(b"  - passage: p1\n", b"  - passage: p1  # the first\n").replace(b"\n", b"\r\n")
    path.write_bytes(source)
    sheet = exported(project, "leaflet", form)
    filled(sheet, form, lambda rows: row_of(rows, "leaflet/p1").__setitem__(3, "Here comes a box."))
    translate(project.root, "import", str(sheet))
    assert path.read_bytes() == source.replace(b"A box follows.", b"Here comes a box.")


def test_an_unfilled_spreadsheet_changes_nothing(project: Project, form: str) -> None:
    sheet = exported(project, "report", form)
    before = files(project)
    translate(project.root, "import", str(sheet))
    assert files(project) == before


def test_rows_may_be_omitted_and_columns_added(project: Project, form: str) -> None:
    if form == "csv":
        sheet = project.root / "part.csv"
        sheet.write_text(
            "note;state;English;French;place;key\r\n?;;Here comes a box.;Un encadré suit.;;leaflet/p1\r\n;;;;;\r\n",
            encoding="utf-8",
        )
    else:
        sheet = project.root / "part.xlsx"
        book = Workbook()
        book.worksheets[0].append(["note", "state", "English", "French", "place", "key"])
        book.worksheets[0].append(["?", None, "Here comes a box.", "Un encadré suit.", None, "leaflet/p1"])
        book.save(sheet)
    translate(project.root, "import", str(sheet))
    assert "      Here comes a box.\n" in project.path("leaflet/document.yml").read_text(encoding="utf-8")


def test_new_english_of_a_stale_text_is_accepted_and_the_others_remain_stale(project: Project, form: str) -> None:
    for old, new in (("Premier but;", "Le premier but;"), ("Second but.", "Le second but.")):
        project.replace("leaflet/document.yml", f"                  {old}", f"                  {new}")
        project.replace("sources/leaflet.txt", f". {old}", f". {new}")
    sheet = exported(project, "leaflet", form)
    filled(sheet, form, lambda rows: row_of(rows, "leaflet/p2-1").__setitem__(3, "The first goal;"))
    translate(project.root, "import", str(sheet))
    assert [found.key for found in stale_texts(load_edition(project.root))] == ["leaflet/p2-2"]


def test_unchanged_english_is_accepted_by_its_state(project: Project, form: str) -> None:
    project.replace("leaflet/document.yml", "                  Premier but;", "                  Le premier but;")
    project.replace("sources/leaflet.txt", "1. Premier but;", "1. Le premier but;")
    sheet = exported(project, "leaflet", form)
    before = files(project)
    filled(sheet, form, lambda rows: row_of(rows, "leaflet/p2-1").__setitem__(4, "translated"))
    translate(project.root, "import", str(sheet))
    after = files(project)
    assert {name for name in after if after[name] != before[name]} == {"content/leaflet/translated.tsv"}
    assert stale_texts(load_edition(project.root)) == ()


def refusal(project: Project, sheet: Path) -> Sequence[str]:
    """The reasons why a spreadsheet is refused; nothing may be written."""
    before = files(project)
    with pytest.raises(ContentError) as error:
        translate(project.root, "import", str(sheet))
    assert files(project) == before
    return [line.replace(sheet.name, "sheet") for line in report_lines(error.value.problems, "en")]


def test_french_that_has_changed_since_is_refused(project: Project, form: str) -> None:
    sheet = exported(project, "leaflet", form)
    project.replace("leaflet/document.yml", "      Un encadré suit.", "      Un grand encadré suit.")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Un grand encadré suit.")
    filled(sheet, form, lambda rows: row_of(rows, "leaflet/p2-1").__setitem__(3, "Aim;"))
    assert refusal(project, sheet) == [
        "sheet:3:1: the French of leaflet/p1 has changed since the export — export this text again, or delete the row"
    ]


def _set(key: str, column: int, words: str) -> Callable[[list[Row]], None]:
    return lambda rows: row_of(rows, key).__setitem__(column, words)


REFUSED = {
    "changed French": (
        _set("leaflet/p1", 2, "Un encadré vient."),
        (
            "sheet:3:1: the French of leaflet/p1 differs from that of the edition"
            f" — restore it: fill in only the column English; change the French in {LEAFLET}"
        ),
    ),
    "unknown key": (
        _set("leaflet/p1", 0, "leaflet/p11"),
        "sheet:3:1: the unit “leaflet/p11” does not exist — did you mean: leaflet/p1? Otherwise delete the entry that names it",
    ),
    "doubled key": (
        lambda rows: rows[3].__setitem__(slice(None), rows[2]),
        "sheet:4:1: leaflet/p1 is already in row 3 — keep only one",
    ),
    "missing column": (
        _set("key", 3, "Anglais"),
        (
            "sheet:1:1: the first row must name each of these columns once: key, place, French, English, state"
            " — restore it from an exported spreadsheet"
        ),
    ),
    "English taken away": (
        _set("leaflet/p1", 3, ""),
        "sheet:3:1: the English of leaflet/p1 is empty here, but not in the edition — restore it, or delete the row",
    ),
    "HTML": (
        _set("leaflet/p1", 3, "A <b>box</b> follows."),
        "sheet:3:1: HTML in a text: </b> — remove it and write the character itself, or *italics*, **bold**, ^e^ in both languages",
    ),
    "control character": (
        _set("leaflet/p1", 3, "A box\u0080 follows."),
        "sheet:3:1: the English of leaflet/p1 contains a control character (U+0080) — type the text instead of pasting it",
    ),
    "link that leads nowhere": (
        _set("leaflet/p1", 3, "A [box](box.html) follows."),
        "sheet:3:1: the target of the link is not allowed: “box.html” — remove the link, or write ref:identifier or an https:// address in both languages",
    ),
}


@pytest.mark.parametrize("problem", REFUSED)
def test_an_invalid_row_is_refused(project: Project, form: str, problem: str) -> None:
    fill, message = REFUSED[problem]
    sheet = exported(project, "leaflet", form)
    filled(sheet, form, fill)
    assert message in refusal(project, sheet)


@pytest.mark.parametrize(
    ("english", "missing", "extra"),
    [
        ("ratify Convention No. 98;", "C98", "–"),
        ("ratify [Convention No. 98](ref:C87);", "C98", "C87"),
        ("ratify [Convention No. 98](ref:C98) and [another](ref:C98);", "–", "C98"),
    ],
)
def test_lost_or_altered_references_are_refused(project: Project, form: str, english: str, missing: str, extra: str) -> None:
    sheet = exported(project, "report", form)
    filled(sheet, form, _set("report/p3-1", 3, english))
    assert refusal(project, sheet) == [
        (
            "sheet:13:1: the English does not have the same references as the French"
            f" (missing: {missing}; extra: {extra}) — use the same ref: in both languages"
        )
    ]


def test_apostrophes_and_spaces_of_a_word_processor_are_read_as_those_of_the_content(project: Project, form: str) -> None:
    sheet = exported(project, "report", form)

    def fill(rows: list[Row]) -> None:
        row = row_of(rows, "report/p3-1")
        assert row[2] == "ratifier la [convention n° 98](ref:C98);"
        row[2] = row[2].replace("n° 98", "n°\u00a098")
        row[3] = "ratify the ILO’s\u202f[Convention\u00a0No. 98](ref:C98);"

    filled(sheet, form, fill)
    assert translate(project.root, "import", str(sheet)) == 0
    output = project.path("report/outcome-1/output-1-1.yml").read_text(encoding="utf-8")
    assert "            ratify the ILO's [Convention No. 98](ref:C98);\n" in output


def test_a_refused_sheet_says_that_nothing_was_written(
    project: Project, form: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    sheet = exported(project, "leaflet", form)
    filled(sheet, form, _set("leaflet/p1", 3, "A [box](box.html) follows."))
    before = files(project)
    assert main(project.root, ["translate", "import", str(sheet)]) == 1
    assert files(project) == before
    *problem, last = capfd.readouterr().err.splitlines()
    assert any(f"sheet.{form}:3" in line for line in problem)
    assert last == "Nothing was written. Correct these rows of the spreadsheet, then import it again."


def test_all_problems_are_reported_at_once(project: Project, form: str) -> None:
    sheet = exported(project, "leaflet", form)

    def spoil(rows: list[Row]) -> None:
        row_of(rows, "leaflet/p1")[3] = ""
        row_of(rows, "leaflet/p2-1")[2] = "Autre but;"
        row_of(rows, "leaflet/p2-2")[0] = "leaflet/p3"

    filled(sheet, form, spoil)
    assert [line.split(":")[1] for line in refusal(project, sheet)] == ["3", "6", "7"]


@pytest.mark.parametrize("value", [25, 2.5, True, "=1+1"])
def test_a_cell_converted_by_a_spreadsheet_program_is_refused(project: Project, value: object) -> None:
    sheet = exported(project, "leaflet", "xlsx")
    book = load_workbook(sheet)
    cell = next(row[3] for row in book.worksheets[0].iter_rows() if row[0].value == "leaflet/p1")
    cell.value = value
    book.save(sheet)
    assert refusal(project, sheet) == [
        (
            "sheet:3:1: the English of leaflet/p1 is not text but a number, a date or a formula"
            " — format the cell as text and write the English again"
        )
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "old.csv",
            "key,place,French,English,state\r\nleaflet/p1,,Un encadré suit.,A café,\r\n".encode("cp1252"),
            "sheet:1:1: the file is not encoded in UTF-8 — save it as UTF-8",
        ),
        (
            "book.xlsx",
            b"key,place,French,English,state\r\n",
            (
                "sheet:1:1: this spreadsheet cannot be read (File is not a zip file)"
                " — save it as .xlsx, or as .csv encoded in UTF-8"
            ),
        ),
        (
            "empty.csv",
            b"",
            (
                "sheet:1:1: the first row must name each of these columns once: key, place, French, English, state"
                " — restore it from an exported spreadsheet"
            ),
        ),
    ],
)
def test_a_file_that_is_not_a_spreadsheet_is_refused(project: Project, name: str, content: bytes, message: str) -> None:
    sheet = project.root / name
    sheet.write_bytes(content)
    assert refusal(project, sheet) == [message]
