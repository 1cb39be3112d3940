"""The languages of the edition and of the terminal."""

from __future__ import annotations

import os

LANGUAGES = ("fr", "en")
"""The languages of the edition; the first is that of the source texts."""
SOURCE_LANGUAGE = LANGUAGES[0]
_DEFAULT = "en"


def terminal_language() -> str:
    """Returns the language of LC_ALL, LC_MESSAGES or LANG, in this order."""
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return locale[:2] if locale[:2] in LANGUAGES else _DEFAULT
