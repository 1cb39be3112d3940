"""Each file format of a spreadsheet, for the tests of translation."""

from __future__ import annotations

import pytest

from edition.translation.texts import SHEET_FORMATS


@pytest.fixture(params=SHEET_FORMATS)
def form(request: pytest.FixtureRequest) -> str:
    """Each file format of a spreadsheet."""
    return str(request.param)
