"""Exports the small project's spreadsheets, fills them in, and imports them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook

from edition.cli.commands import build_parser
from support.small_project import Project

LEAFLET = "content/leaflet/document.yml"
Row = list[str]


def translate(root: Path, *arguments: str) -> int:
    """Runs `scripts/edition translate` on a project."""
    asked = build_parser(root).parse_args(["translate", *arguments])
    return int(asked.run(asked))


def files(project: Project) -> dict[str, bytes]:
    """Every file of a project's content."""
    return {path.relative_to(project.root).as_posix(): path.read_bytes() for path in project.root.rglob("content/**/*.*")}


def filled(sheet: Path, form: str, fill: Callable[[list[Row]], None]) -> None:
    """Opens a spreadsheet, changes its rows and saves it, as a spreadsheet program would."""
    if form == "xlsx":
        book = load_workbook(sheet)
        page = book.worksheets[0]
        rows = [[cell.value or "" for cell in row] for row in page.iter_rows()]
        before = [list(row) for row in rows]
        fill(rows)
        for number, (old, new) in enumerate(zip(before, rows, strict=True), 1):
            for column, (was, words) in enumerate(zip(old, new, strict=True), 1):
                if was != words:
                    page.cell(number, column).value = words or None
        book.save(sheet)
        return
    rows = list(csv.reader(io.StringIO(sheet.read_text(encoding="utf-8-sig"), newline="")))
    fill(rows)
    with sheet.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(rows)


def row_of(rows: list[Row], key: str) -> Row:
    """The row of a key."""
    return next(row for row in rows if row[0] == key)


def exported(project: Project, document: str, form: str) -> Path:
    """A document's spreadsheet, outside the project."""
    sheet = project.root / f"sheet.{form}"
    assert translate(project.root, "export", document, f"--{form}", "-o", str(sheet)) == 0
    return sheet
