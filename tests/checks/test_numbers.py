"""Numbers are read by the conventions of their language."""

from __future__ import annotations

from edition.checks.numbers import find_numbers


def test_numbers_are_read_by_the_conventions_of_their_language() -> None:
    assert find_numbers("1,5 million en 2024-25, XIXe", "fr") == {"1500000": 1, "2024": 1, "2025": 1, "19": 1}
    assert find_numbers("1,500 in 2024–25, 40 per cent", "en") == {"1500": 1, "2024": 1, "2025": 1, "40%": 1}
