"""The spreadsheets that translators work in."""

from __future__ import annotations

from collections.abc import Iterator

from ..translation.spreadsheet import lines, spreadsheet
from ..translation.texts import SHEET_FORMS, translation_files
from .inputs import Inputs


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """A spreadsheet of each translation file in every form: path in the site, and content."""
    for file in translation_files(inputs.edition):
        for form in SHEET_FORMS if file.texts else ():
            yield file.sheet(form), spreadsheet(lines(inputs.edition, file), form)
