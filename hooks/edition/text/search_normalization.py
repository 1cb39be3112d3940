"""Normalizes words for search: without accents, elisions and ligatures; and whole forms as single keys."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ELIDED_WORDS = {"fr": ("l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"), "en": ()}
"""Words that French elides before a vowel: `l'économie` is found as `économie`."""


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that removes combining marks; filled as characters occur."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_WITHOUT_MARKS = _WithoutMarks()


@lru_cache(maxsize=2**15)  # Most words occur often.
def fold(text: str) -> str:
    """Returns a text without accents, ligatures and capitals."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return decomposed.translate(_WITHOUT_MARKS)


def sort_key(text: str) -> str:
    """Returns a key that sorts names alphabetically, without regard to accents and ligatures, and numbers by value."""
    return re.sub(r"\d+", lambda number: number[0].zfill(8), fold(text))


def tokenize(text: str) -> list[str]:
    """Returns the words, numbers and paragraph signs of a text, folded."""
    return re.findall(r"[a-z]+|\d+|§", fold(text))


_DIGITS = str.maketrans({digit: f"q{letter}" for digit, letter in zip("0123456789", "abcdefghij", strict=True)})


@lru_cache(maxsize=2**14)
def form_key(form: str, language: str, mark: str) -> str:
    """Returns a single word for a whole form, independent of its spaces, accents, elisions and plurals.

    Pagefind splits words at digits and stems them; so digits become letters, a number ends with a separator (1.3 is not
    13), and the last letter prevents stemming. `mark` is the prefix of one kind of keys.
    """
    words = tokenize(re.sub(rf"\b(?:{'|'.join(ELIDED_WORDS[language]) or '(?!)'})'", " ", fold(form)))
    if len(words) > 2:
        words = [word for word in words if word != "n"]
    singular = (re.sub(r"(?<=\w{3})[sx]$", "", token) for token in words)
    joined = "".join(f"{token.translate(_DIGITS)}z" if token.isdigit() else token for token in singular)
    return f"{mark}{joined}q" if joined else ""


_JOINER = "\u2060"
"""Marks where the text was changed for the search alone, so that the change can be reverted for display."""


def searchable_text(text: str, language: str) -> str:
    """Returns a text as the search indexes it: elisions split, ligatures expanded."""
    elided_words = "|".join(ELIDED_WORDS[language]) or "(?!)"
    result = re.sub(rf"\b({elided_words})(['’])(?=\w)", rf"\1\2{_JOINER} ", text, flags=re.IGNORECASE)
    for ligature, letters in (("œ", "oe"), ("Œ", "Oe"), ("æ", "ae"), ("Æ", "Ae")):
        result = result.replace(ligature, f"{letters[0]}{_JOINER}{letters[1]}")
    return result
