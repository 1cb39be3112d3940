"""The spreadsheets for translators."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..design.file_cache import FileCache
from ..translation.spreadsheet import format_spreadsheet, sheet_rows, spreadsheet_key
from ..translation.texts import SHEET_FORMATS, translation_files
from .inputs import Inputs

CACHE_FOLDER = Path(".cache", "sheets")
"""The cache of spreadsheets between builds, from the project's root."""


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields a spreadsheet of each translation file in every format: path in the site, and content."""
    cache = FileCache(inputs.root / CACHE_FOLDER)
    for file in translation_files(inputs.edition):
        for form in SHEET_FORMATS if file.texts else ():
            rows = sheet_rows(inputs.edition, file)
            yield file.sheet_path(form), cache.get(spreadsheet_key(rows, form), partial(format_spreadsheet, rows, form))
    cache.remove_unused()
