"""Formats tables as CSV files that spreadsheet programs open as they are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from babel.numbers import get_decimal_symbol

# Spreadsheet programs take a cell that begins like this for a formula; the apostrophe before it makes it text.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_SPACES = re.compile(r"\s+")


def format_csv(rows: Iterable[Sequence[str]], language: str) -> bytes:
    """Formats rows as CSV for spreadsheet programs in a language, with one line for each row."""
    text = io.StringIO()
    csv.writer(text, delimiter=field_separator(language)).writerows([_format_cell(cell) for cell in row] for row in rows)
    # Spreadsheet programs recognize UTF-8 by the byte order mark.
    return text.getvalue().encode("utf-8-sig")


def field_separator(language: str) -> str:
    """Returns what separates the fields of a line: a semicolon where the comma separates decimals, else a comma."""
    return ";" if get_decimal_symbol(language) == "," else ","


def _format_cell(cell: str) -> str:
    words = _SPACES.sub(" ", cell).strip()
    return f"'{words}" if _FORMULA.match(words) else words
