"""Spreadsheets for translators: export of the texts, and import of the translations."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ..design.file_cache import make_key
from ..loading.yaml_writer import TextEdit
from ..model import Edition
from ..problems.problem import Place, Problem
from ..text.inline_markup import referenced_identifiers
from ..text.raw_html import find_html
from ..text.suggestions import list_with_counts, nearest_name
from ..text.typography import remove_typography
from .status import TARGET_LANGUAGE, TranslationState, translation_state
from .texts import TranslatableText, TranslationFile, translation_files

COLUMNS = ("key", "place", "French", "English", "state")
"""The columns of a spreadsheet; translators fill in English and state."""

_EDITABLE = ("English", "state")
_WIDTHS = {"key": 30, "place": 30, "French": 70, "English": 70, "state": 13}
_WRAPPED, _LOCKED, _UNLOCKED = Alignment(wrap_text=True, vertical="top"), Protection(locked=True), Protection(locked=False)
# Spreadsheet programs take a cell that begins like this for a formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# A line break becomes a space, since a text is one paragraph.
_BREAKS = re.compile("[\t\r\n\v\f\x85\u2028\u2029]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_UNREADABLE = (
    OSError,
    csv.Error,
    zipfile.BadZipFile,
    InvalidFileException,
    LookupError,
    TypeError,
    ValueError,
    SyntaxError,
    zlib.error,
    RuntimeError,
)
"""The errors of reading a spreadsheet; RuntimeError where it is encrypted, TypeError where a part is malformed."""
_MAX_ROWS, _MAX_COLUMNS = 20_000, 100
"""Many times the size of any document; a single distant cell would make a million rows."""
# The date of every file within a workbook, so that the same texts give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One text as a row of a spreadsheet."""

    key: str
    place: str
    french: str
    english: str
    state: str

    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of COLUMNS."""
        return self.key, self.place, self.french, self.english, self.state


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row of an imported spreadsheet; `english` is None where the cell is not text."""

    place: Place
    key: str
    french: str
    english: str | None
    state: str


@dataclass(frozen=True)
class SheetChanges:
    """The changes of an imported spreadsheet: English texts by key, and the keys whose translation is accepted."""

    english: Mapping[str, str]
    accepted: frozenset[str]


# --- Export ------------------------------------------------------------------------------------------------------


def sheet_rows(edition: Edition, translation_file: TranslationFile) -> list[SheetRow]:
    """Returns the texts of a translation file as rows, in reading order."""
    return [
        SheetRow(
            text.key,
            f"{text.place.file}:{text.place.line}",
            text.text.fr,
            text.text.get(TARGET_LANGUAGE) or "",
            translation_state(edition, text).value,
        )
        for text in translation_file.texts
    ]


def spreadsheet_key(rows: Sequence[SheetRow], file_format: str) -> bytes:
    """Returns the key of everything that a spreadsheet is made from: its rows, its format, the libraries, this module."""
    return make_key(__file__, rows, file_format, openpyxl.__version__, zlib.ZLIB_RUNTIME_VERSION)


def format_spreadsheet(rows: Iterable[SheetRow], file_format: str) -> bytes:
    """Formats rows as a spreadsheet in one of SHEET_FORMATS."""
    return _WRITERS[file_format](rows)


def _format_csv(rows: Iterable[SheetRow]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    writer.writerows([_escape_formula(cell) for cell in row.cells()] for row in rows)
    # The byte-order mark tells spreadsheet programs that the file is UTF-8.
    return sheet.getvalue().encode("utf-8-sig")


def _escape_formula(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _format_xlsx(rows: Iterable[SheetRow]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(COLUMNS)
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row.cells(), 1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type, cell.number_format = text or None, "s" if text else "n", "@"
            cell.quotePrefix = bool(_FORMULA.match(text))
            cell.alignment = _WRAPPED
            cell.protection = _UNLOCKED if COLUMNS[column - 1] in _EDITABLE else _LOCKED
    for column, name in enumerate(COLUMNS, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_timestamps(buffer)


def _without_timestamps(buffer: io.BytesIO) -> bytes:
    """Returns a workbook with a fixed date in place of the time of its creation."""
    fixed = io.BytesIO()
    time = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*_DATE).encode()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATE), _TIMES.sub(rb"\g<1>" + time, old.read(name)), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


_WRITERS = {"csv": _format_csv, "xlsx": _format_xlsx}


# --- Import ------------------------------------------------------------------------------------------------------


def read_spreadsheet(path: Path) -> tuple[list[FilledRow], list[Problem]]:
    """Reads the rows of a spreadsheet, and reports its problems."""
    name = path.name
    try:
        rows = list(_read_xlsx_rows(path) if path.suffix.lower() == ".xlsx" else _read_csv_rows(path))
    except UnicodeDecodeError:
        return [], [Problem(Place(name, 1, 1), "not-utf-8")]
    except _UNREADABLE as error:
        return [], [Problem(Place(name, 1, 1), "sheet-unreadable", {"error": error})]
    header = [str(cell or "").strip() for cell in rows[0][1]] if rows else []
    if any(header.count(column) != 1 for column in COLUMNS):
        return [], [Problem(Place(name, 1, 1), "sheet-columns", {"names": ", ".join(COLUMNS)})]
    indices = [header.index(column) for column in COLUMNS]
    return [
        _filled_row(Place(name, number, 1), [cells[index] if index < len(cells) else None for index in indices])
        for number, cells in rows[1:]
        if any(cell not in (None, "") for cell in cells)
    ], []


def _filled_row(place: Place, cells: Sequence[object]) -> FilledRow:
    key, _, french, english, state = ("" if cell is None else cell for cell in cells)
    words = _plain(english) if isinstance(english, str) else None
    return FilledRow(place, str(key).strip(), _plain(str(french)), words, str(state).strip())


def _plain(words: str) -> str:
    """Returns the words of a cell as the content stores them."""
    return remove_typography(_BREAKS.sub(" ", words)).strip(" ")


def _read_csv_rows(path: Path) -> Iterator[tuple[int, list[object]]]:
    source = path.read_bytes().decode("utf-8-sig")
    head = source.partition("\n")[0]
    # Spreadsheet programs use the list separator of their locale.
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=delimiter, strict=True)
    number = 1
    for row in reader:
        yield number, [cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell for cell in row]
        number = reader.line_num + 1


def _read_xlsx_rows(path: Path) -> Iterator[tuple[int, list[object]]]:
    sheet = load_workbook(path).worksheets[0]
    if sheet.max_row > _MAX_ROWS or sheet.max_column > _MAX_COLUMNS:
        raise ValueError(f"{sheet.max_row} × {sheet.max_column} > {_MAX_ROWS} × {_MAX_COLUMNS}")
    for number, row in enumerate(sheet.iter_rows(), 1):
        # A formula is not text, although its value is a string.
        yield number, [_Formula(cell.value) if cell.data_type == "f" else cell.value for cell in row]


@dataclass(frozen=True, slots=True)
class _Formula:
    """The formula of a cell."""

    value: object


def collect_changes(edition: Edition, rows: Iterable[FilledRow]) -> tuple[SheetChanges, list[Problem]]:
    """Returns the changes of imported rows to an edition, and the problems of rows that cannot be imported."""
    texts = {text.key: text for translation_file in translation_files(edition) for text in translation_file.texts}
    english: dict[str, str] = {}
    accepted: set[str] = set()
    problems: list[Problem] = []
    seen: dict[str, Place] = {}
    for row in rows:
        text = texts.get(row.key)
        if text is None:
            problems.append(Problem(row.place, "unknown-unit", {"name": row.key} | nearest_name(row.key, texts)))
            continue
        if seen.setdefault(row.key, row.place) is not row.place:
            problems.append(Problem(row.place, "sheet-twice", {"key": row.key, "line": seen[row.key].line}))
            continue
        row_problems = list(_row_problems(edition, text, row))
        problems += row_problems
        if row_problems or not row.english:
            continue
        if row.english != _plain(text.text.get(TARGET_LANGUAGE) or ""):
            english[row.key] = row.english
            accepted.add(row.key)
        elif row.state == TranslationState.TRANSLATED and translation_state(edition, text) is not TranslationState.TRANSLATED:
            accepted.add(row.key)
    return SheetChanges(english, frozenset(accepted)), problems


def _row_problems(edition: Edition, text: TranslatableText, row: FilledRow) -> Iterator[Problem]:
    """Yields the problems of a row; its English is checked where it is new."""
    facts = {"key": row.key, "file": text.place.file}
    if row.french != _plain(text.text.fr):
        recorded = edition.recorded_sources.get(row.key)
        outdated = recorded is not None and row.french == _plain(recorded.french)
        yield Problem(row.place, "sheet-outdated" if outdated else "sheet-french", facts)
    words = text.text.get(TARGET_LANGUAGE)
    if row.english is None:
        yield Problem(row.place, "sheet-not-text", facts)
    elif not row.english and words:
        yield Problem(row.place, "sheet-text-missing", facts)
    elif row.english and row.english != _plain(words or ""):
        for character in dict.fromkeys(_CONTROL.findall(row.english)):
            yield Problem(row.place, "sheet-character", facts | {"sign": f"U+{ord(character):04X}"})
        for tag in find_html(row.english):
            yield Problem(row.place, "raw-html", {"markup": tag})
        french, sheet_references = Counter(referenced_identifiers(text.text.fr)), Counter(referenced_identifiers(row.english))
        if french != sheet_references:
            facts = {"missing": list_with_counts(french - sheet_references), "extra": list_with_counts(sheet_references - french)}
            yield Problem(row.place, "references-differ", facts)


def locate_in_sheet(
    problems: Iterable[Problem], edition: Edition, rows: Iterable[FilledRow], english: Mapping[str, str]
) -> list[Problem]:
    """Returns problems of the files of the edition; those of imported texts (`english`, by key) at their rows of the sheet."""
    row_places = {row.key: row.place for row in rows}
    sheet_places = {
        (text.place.file, text.place.of_field(TARGET_LANGUAGE).path): row_places[text.key]
        for translation_file in translation_files(edition)
        for text in translation_file.texts
        if text.key in english
    }
    return [
        replace(problem, place=sheet_places.get((problem.place.file, problem.place.path), problem.place)) for problem in problems
    ]


def text_edits(edition: Edition, english: Mapping[str, str]) -> Mapping[str, list[TextEdit]]:
    """Returns the edits that put new English texts into the files of the content, by file."""
    edits: dict[str, list[TextEdit]] = defaultdict(list)
    for translation_file in translation_files(edition):
        for text in translation_file.texts:
            if text.key in english:
                edits[text.place.file].append(TextEdit(text.place, TARGET_LANGUAGE, english[text.key]))
    return edits
