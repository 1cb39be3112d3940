"""Texts are exported for translators as spreadsheets, each with its place and state."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from edition.cli.messages import UsageError
from edition.translation.spreadsheet import COLUMNS, SheetRow, format_spreadsheet, read_spreadsheet
from support.small_project import Project
from support.spreadsheets import LEAFLET, exported, translate


def test_a_spreadsheet_contains_each_text_with_its_place_and_state(project: Project, form: str) -> None:
    project.replace("report/outcome-1/output-1-1.yml", "            agir.", "            agir vite.")
    rows, problems = read_spreadsheet(exported(project, "report", form))
    assert not problems
    assert len(rows) == 18
    texts = {row.key: (row.french, row.english, row.state) for row in rows}
    assert texts["report/p3"] == (
        "Au niveau national, l'OIT aidera les mandants à:",
        "At the country level, the ILO will help constituents to:",
        "translated",
    )
    assert texts["report/p3-2"] == ("agir vite.", "act.", "stale")
    assert texts["report/p2"][1:] == ("", "missing")


def test_csv_is_utf_8_with_named_columns(project: Project) -> None:
    content = exported(project, "leaflet", "csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfkey,place,French,English,state\r\n")
    assert f"\r\nleaflet/p1,{LEAFLET}:30,Un encadré suit.,A box follows.,translated\r\n" in content.decode("utf-8-sig")


def test_a_workbook_is_formatted_for_translation(project: Project) -> None:
    sheet = load_workbook(exported(project, "leaflet", "xlsx")).worksheets[0]
    assert tuple(cell.value for cell in sheet[1]) == COLUMNS
    assert sheet.freeze_panes == "A2"
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, True, True, False, False]
    assert all(cell.alignment.wrap_text for cell in sheet[2])
    assert [sheet.column_dimensions[letter].width for letter in "ABCDE"] == [30, 30, 70, 70, 13]


TRAPS = ("=1+1", "+1", "-1", "@sum", "'=1", "''-1", "'quoted'", "plain")


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    rows = [SheetRow(f"key-{number}", "place", trap, trap, "translated") for number, trap in enumerate(TRAPS)]
    cells = list(csv.reader(io.StringIO(format_spreadsheet(rows, "csv").decode("utf-8-sig"))))[1:]
    assert [row[3] for row in cells] == ["'=1+1", "'+1", "'-1", "'@sum", "''=1", "'''-1", "'quoted'", "plain"]
    (tmp_path / "book.xlsx").write_bytes(format_spreadsheet(rows, "xlsx"))
    sheet = load_workbook(tmp_path / "book.xlsx").worksheets[0]
    assert [(row[3].value, row[3].data_type, row[3].number_format) for row in sheet.iter_rows(min_row=2)] == [
        (trap, "s", "@") for trap in TRAPS
    ]


def test_any_text_survives_a_round_trip(tmp_path: Path, form: str) -> None:
    rows = [SheetRow(f"key-{number}", "place", trap, trap, "translated") for number, trap in enumerate(TRAPS)]
    (tmp_path / f"sheet.{form}").write_bytes(format_spreadsheet(rows, form))
    back, problems = read_spreadsheet(tmp_path / f"sheet.{form}")
    assert ([(row.french, row.english) for row in back], problems) == ([(trap, trap) for trap in TRAPS], [])


def test_the_same_texts_give_the_same_bytes(form: str) -> None:
    rows = [SheetRow("key", "place", "Français", "English", "translated")]
    assert format_spreadsheet(rows, form) == format_spreadsheet(rows, form)
    if form == "xlsx":
        assert load_workbook(io.BytesIO(format_spreadsheet(rows, form))).properties.modified.year == 1980


def test_an_unknown_document_is_not_exported(project: Project) -> None:
    with pytest.raises(UsageError) as end:
        translate(project.root, "export", "leaflets")
    assert str(end.value) == (
        "leaflets is not allowed; possible values: report, leaflet, registers/instruments, registers/terms, corrections,"
        " exceptions, edition, kinds, interface"
    )
