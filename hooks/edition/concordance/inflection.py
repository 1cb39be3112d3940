"""The key of a rendering: the same for the singular and the plural, the genders, and with or without an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.search_normalization import fold

MINOR_WORDS = {
    "fr": ("l", "d", "le", "la", "les", "de", "du", "des", "à", "au", "aux"),
    "en": ("the", "a", "an", "s"),
}
"""Words by language that do not distinguish renderings, with their elided forms."""
ENDINGS = {
    "fr": (("aux", "al"), ("es", ""), ("s", ""), ("x", ""), ("e", "")),
    "en": (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("ss", "ss"), ("s", "")),
}
"""Endings by language and what replaces them: the first that a word has."""
MIN_STEM_LENGTH = 3
"""What must come before an ending: short words have none."""

_WORD = re.compile(r"[^\W_]+")


def rendering_key(words: str, language: str) -> str:
    """Returns the same key for the inflected forms of some words."""
    return " ".join(_stems(words, language))


def _stems(words: str, language: str) -> Iterator[str]:
    for word in _WORD.findall(words.lower()):
        if word not in MINOR_WORDS[language]:
            yield fold(_stem(word, language))


def _stem(word: str, language: str) -> str:
    for ending, replacement in ENDINGS[language]:
        if word.endswith(ending) and len(word) >= len(ending) + MIN_STEM_LENGTH:
            return word.removesuffix(ending) + replacement
    return word
