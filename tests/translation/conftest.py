"""Each file format of a spreadsheet, for the tests of translation."""

from __future__ import annotations

import pytest

from edition.translation.texts import SHEET_FORMS


@pytest.fixture(params=SHEET_FORMS)
def form(request: pytest.FixtureRequest) -> str:
    """Each file format of a spreadsheet."""
    return str(request.param)
