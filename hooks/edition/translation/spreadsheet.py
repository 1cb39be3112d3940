"""Texts as spreadsheets for translators: written for them, and read back when they are filled in."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from ..loading.yaml_patch import TextEdit
from ..model import Edition
from ..problems.problem import Place, Problem
from ..text.inline_markup import references
from ..text.raw_html import markup
from ..text.suggestions import listed, nearest
from .status import TARGET_LANGUAGE, State, state
from .texts import TranslatableText, TranslationFile, translation_files

COLUMNS = ("key", "place", "French", "English", "state")
"""The columns of a spreadsheet; English and state are for filling in."""

_OPEN = ("English", "state")
_WIDTHS = {"key": 30, "place": 30, "French": 70, "English": 70, "state": 13}
_WRAPPED, _LOCKED, _OPENED = Alignment(wrap_text=True, vertical="top"), Protection(locked=True), Protection(locked=False)
# A spreadsheet program would read these as the head of a formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# Ends of lines count as one space: a text is one paragraph. Fixed spaces are kept.
_SPACES = re.compile("[ \t\r\n\v\f\x85\u2028\u2029]+")
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
"""What reading a spreadsheet raises; RuntimeError where it is encrypted, TypeError where a part has another form than it should."""
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
"""Many times what any document has; one cell far away would make a million rows."""
# The date that every file within a workbook bears, so that the same texts give the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One text as a row of a spreadsheet."""

    key: str
    place: str
    french: str
    english: str
    state: str

    def cells(self) -> tuple[str, ...]:
        """Its cells, in the order of COLUMNS."""
        return self.key, self.place, self.french, self.english, self.state


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that has come back; `english` is None where the cell does not hold text."""

    place: Place
    key: str
    french: str
    english: str | None
    state: str


@dataclass(frozen=True)
class Delivery:
    """What a spreadsheet brings: English texts by their keys, and the keys whose translation it accepts."""

    english: Mapping[str, str]
    accepted: frozenset[str]


# --- Out ---------------------------------------------------------------------------------------------------------


def lines(edition: Edition, holding: TranslationFile) -> list[Line]:
    """The texts of a holding as rows, in the order of the text."""
    return [
        Line(
            text.key,
            f"{text.place.file}:{text.place.line}",
            text.text.fr,
            text.text.get(TARGET_LANGUAGE) or "",
            state(edition, text).value,
        )
        for text in holding.texts
    ]


def spreadsheet(rows: Iterable[Line], form: str) -> bytes:
    """Rows as a spreadsheet in one of SHEET_FORMS."""
    return _WRITERS[form](rows)


def _csv(rows: Iterable[Line]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row.cells()] for row in rows)
    # The mark at its head tells spreadsheet programs that it is UTF-8.
    return sheet.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _xlsx(rows: Iterable[Line]) -> bytes:
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
            cell.protection = _OPENED if COLUMNS[column - 1] in _OPEN else _LOCKED
    for column, name in enumerate(COLUMNS, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    made = io.BytesIO()
    book.save(made)
    return _undated(made)


def _undated(made: io.BytesIO) -> bytes:
    """A workbook without the time at which it was made."""
    fixed = io.BytesIO()
    time = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*_DATE).encode()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _DATE), _TIMES.sub(rb"\g<1>" + time, old.read(name)), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


_WRITERS = {"csv": _csv, "xlsx": _xlsx}


# --- In ----------------------------------------------------------------------------------------------------------


def read(path: Path) -> tuple[list[Filled], list[Problem]]:
    """The filled rows of a spreadsheet, and every problem found in reading it."""
    name = path.name
    try:
        rows = list(_rows_of_book(path) if path.suffix.lower() == ".xlsx" else _rows_of_csv(path))
    except UnicodeDecodeError:
        return [], [Problem(Place(name, 1, 1), "not-utf-8")]
    except _UNREADABLE as error:
        return [], [Problem(Place(name, 1, 1), "sheet-unreadable", {"error": error})]
    heads = [str(cell or "").strip() for cell in rows[0][1]] if rows else []
    if any(heads.count(column) != 1 for column in COLUMNS):
        return [], [Problem(Place(name, 1, 1), "sheet-columns", {"names": ", ".join(COLUMNS)})]
    at = [heads.index(column) for column in COLUMNS]
    return [
        _filled(Place(name, number, 1), [cells[index] if index < len(cells) else None for index in at])
        for number, cells in rows[1:]
        if any(cell not in (None, "") for cell in cells)
    ], []


def _filled(place: Place, cells: Sequence[object]) -> Filled:
    key, _, french, english, told = ("" if cell is None else cell for cell in cells)
    words = _SPACES.sub(" ", english).strip(" ") if isinstance(english, str) else None
    return Filled(place, str(key).strip(), str(french), words, str(told).strip())


def _rows_of_csv(path: Path) -> Iterator[tuple[int, list[object]]]:
    source = path.read_bytes().decode("utf-8-sig")
    head = source.partition("\n")[0]
    # Spreadsheet programs write what their country separates lists with.
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(source, newline=""), delimiter=delimiter, strict=True)
    number = 1
    for row in reader:
        yield number, [cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell for cell in row]
        number = reader.line_num + 1


def _rows_of_book(path: Path) -> Iterator[tuple[int, list[object]]]:
    sheet = load_workbook(path).worksheets[0]
    if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
        raise ValueError(f"{sheet.max_row} × {sheet.max_column} > {_MOST_ROWS} × {_MOST_COLUMNS}")
    for number, row in enumerate(sheet.iter_rows(), 1):
        # A formula is no text, though its value is written as one.
        yield number, [_Formula(cell.value) if cell.data_type == "f" else cell.value for cell in row]


@dataclass(frozen=True, slots=True)
class _Formula:
    """What a cell calculates."""

    value: object


def deliver(edition: Edition, rows: Iterable[Filled]) -> tuple[Delivery, list[Problem]]:
    """What filled rows bring an edition, and everything for which they have to be refused."""
    texts = {text.key: text for holding in translation_files(edition) for text in holding.texts}
    english: dict[str, str] = {}
    accepted: set[str] = set()
    problems: list[Problem] = []
    seen: dict[str, Place] = {}
    for row in rows:
        text = texts.get(row.key)
        if text is None:
            problems.append(Problem(row.place, "unknown-unit", {"name": row.key} | nearest(row.key, texts)))
            continue
        if seen.setdefault(row.key, row.place) is not row.place:
            problems.append(Problem(row.place, "sheet-twice", {"key": row.key, "line": seen[row.key].line}))
            continue
        refused = list(_problems(edition, text, row))
        problems += refused
        if refused or not row.english:
            continue
        if row.english != text.text.get(TARGET_LANGUAGE):
            english[row.key] = row.english
            accepted.add(row.key)
        elif row.state == State.TRANSLATED and state(edition, text) is not State.TRANSLATED:
            accepted.add(row.key)
    return Delivery(english, frozenset(accepted)), problems


def _problems(edition: Edition, text: TranslatableText, row: Filled) -> Iterator[Problem]:
    """Why a row is refused; its English is looked at where it is new."""
    facts = {"key": row.key, "file": text.place.file}
    if _same(row.french) != _same(text.text.fr):
        recorded = edition.recorded.get(row.key)
        outdated = recorded is not None and _same(row.french) == _same(recorded.french)
        yield Problem(row.place, "sheet-outdated" if outdated else "sheet-french", facts)
    words = text.text.get(TARGET_LANGUAGE)
    if row.english is None:
        yield Problem(row.place, "sheet-not-text", facts)
    elif not row.english and words:
        yield Problem(row.place, "sheet-emptied", facts)
    elif row.english and row.english != words:
        for sign in dict.fromkeys(_CONTROL.findall(row.english)):
            yield Problem(row.place, "sheet-sign", facts | {"sign": f"U+{ord(sign):04X}"})
        for found in markup(row.english):
            yield Problem(row.place, "raw-html", {"markup": found})
        french, told = Counter(references(text.text.fr)), Counter(references(row.english))
        if french != told:
            facts = {"missing": listed(french - told), "extra": listed(told - french)}
            yield Problem(row.place, "references-differ", facts)


def _same(french: str) -> str:
    return french.replace("\r\n", "\n").strip()


def edits(edition: Edition, english: Mapping[str, str]) -> Mapping[str, list[TextEdit]]:
    """The places of new English texts, by the file they stand in."""
    found: dict[str, list[TextEdit]] = defaultdict(list)
    for holding in translation_files(edition):
        for text in holding.texts:
            if text.key in english:
                found[text.place.file].append(TextEdit(text.place, TARGET_LANGUAGE, english[text.key]))
    return found
