"""The spreadsheets for translators."""

from __future__ import annotations

from collections.abc import Iterator

from ..translation.spreadsheet import format_spreadsheet, sheet_rows
from ..translation.texts import SHEET_FORMATS, translation_files
from .inputs import Inputs


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields a spreadsheet of each translation file in every format: path in the site, and content."""
    for file in translation_files(inputs.edition):
        for form in SHEET_FORMATS if file.texts else ():
            yield file.sheet_path(form), format_spreadsheet(sheet_rows(inputs.edition, file), form)
