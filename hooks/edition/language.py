"""The language in which problems are told: that of the environment, where it is one of ours."""

from __future__ import annotations

import os

from .model import LANGUAGES

_DEFAULT = "en"


def terminal_language() -> str:
    """The language that LC_ALL, LC_MESSAGES or LANG asks for, in this order."""
    asked = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return asked[:2] if asked[:2] in LANGUAGES else _DEFAULT
