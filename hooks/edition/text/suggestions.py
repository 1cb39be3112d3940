"""Names in messages: the one most likely meant, and lists of them."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable

_MOST_COMPARED = 100
"""Letters: no name of the content is longer."""


def listed(counted: Counter[str]) -> str:
    """Names in a message, a dash for none."""
    return ", ".join(sorted(counted)) or "–"


def nearest(name: str, known: Iterable[str]) -> dict[str, str]:
    """The known name most like `name`, as a fact for a message."""
    names = sorted(known)
    close = difflib.get_close_matches(name[:_MOST_COMPARED], names, 1, 0.4)
    return {"nearest": close[0] if close else ", ".join(names[:12])}
