"""What the tests of translation share: each form of a spreadsheet."""

from __future__ import annotations

import pytest

from edition.translation.texts import SHEET_FORMS


@pytest.fixture(params=SHEET_FORMS)
def form(request: pytest.FixtureRequest) -> str:
    """Each form of a spreadsheet."""
    return str(request.param)
