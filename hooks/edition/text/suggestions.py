"""Names in messages: the known name nearest to an unknown one, and lists of names."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

_MAX_COMPARED_LENGTH = 100
"""Characters that are compared: no name of the content is longer."""


def list_with_counts(counted: Counter[str]) -> str:
    """Joins names for a message; a dash for none."""
    return ", ".join(sorted(counted)) or "–"


def nearest_name(name: str, known: Iterable[str]) -> dict[str, str]:
    """Returns the known name most similar to `name`, else the first known names, as the fact `nearest` of a message.

    Capitals make no difference.
    """
    names = sorted(known)
    by_lower_case = {known_name.lower(): known_name for known_name in names}
    close = difflib.get_close_matches(name[:_MAX_COMPARED_LENGTH].lower(), by_lower_case, 1, 0.4)
    return {"nearest": by_lower_case[close[0]] if close else ", ".join(names[:12])}
