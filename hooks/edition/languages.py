"""The languages of the edition, and the one in which the terminal speaks."""

from __future__ import annotations

import os

LANGUAGES = ("fr", "en")
"""The languages of the edition; the first is the one the texts were received in."""
SOURCE_LANGUAGE = LANGUAGES[0]
_DEFAULT = "en"


def terminal_language() -> str:
    """The language that LC_ALL, LC_MESSAGES or LANG asks for, in this order."""
    asked = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return asked[:2] if asked[:2] in LANGUAGES else _DEFAULT
