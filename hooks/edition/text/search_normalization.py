"""Words as a search compares them: without accents, elisions and ligatures; and whole forms as single keys."""

from __future__ import annotations

import re
import unicodedata

ELIDED = {"fr": ("l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"), "en": ()}
"""What French shortens before a vowel: `l'économie` is to be found as `économie`."""


def fold(text: str) -> str:
    """Words without accents, ligatures and capitals."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae").replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def alphabetical(text: str) -> str:
    """A key that sorts names as readers expect: accented letters and ligatures as plain ones, numbers by their value."""
    return re.sub(r"\d+", lambda number: number[0].zfill(8), fold(text))


def tokens(text: str) -> list[str]:
    """The words, numbers and paragraph signs of a text, folded."""
    return re.findall(r"[a-z]+|\d+|§", fold(text))


_DIGITS = str.maketrans({digit: f"q{letter}" for digit, letter in zip("0123456789", "abcdefghij", strict=True)})


def key(form: str, language: str, mark: str) -> str:
    """One word that stands for a whole form, whatever its spaces, accents, elisions and plurals.

    Pagefind cuts words at digits and at their endings; so digits become letters, a number ends with one of its own
    (1.3 is not 13), and the last letter is one that no ending has. `mark` tells the kinds of keys apart.
    """
    found = tokens(re.sub(rf"\b(?:{'|'.join(ELIDED[language]) or '(?!)'})'", " ", fold(form)))
    if len(found) > 2:
        found = [word for word in found if word != "n"]
    singular = (re.sub(r"(?<=\w{3})[sx]$", "", token) for token in found)
    joined = "".join(f"{token.translate(_DIGITS)}z" if token.isdigit() else token for token in singular)
    return f"{mark}{joined}q" if joined else ""


_JOINER = "\u2060"
"""Stands where the text was changed for the search alone, so that what is shown can be set right again."""


def searched(text: str, language: str) -> str:
    """A text as it is searched: elisions parted, ligatures opened."""
    elided = "|".join(ELIDED[language]) or "(?!)"
    parted = re.sub(rf"\b({elided})(['’])(?=\w)", rf"\1\2{_JOINER} ", text, flags=re.IGNORECASE)
    for ligature, letters in (("œ", "oe"), ("Œ", "Oe"), ("æ", "ae"), ("Æ", "Ae")):
        parted = parted.replace(ligature, f"{letters[0]}{_JOINER}{letters[1]}")
    return parted
