"""Finds the numbers, years and symbols of a text, by the conventions of its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

_ROMAN = {"I": 1, "V": 5, "X": 10}

# The notations of each language, and the common notation for comparison.
_CONVENTIONS: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "fr": (
        (re.compile(r"(?<![\d.,])(\d{1,3}) (?=\d{3}(?!\d))"), r"\1"),  # 1 500
        (re.compile(r"(?<=\d),(?=\d)"), "."),  # 1,7
        (re.compile(r"(?<!\s)\s*(?:%|\bpour cent\b)"), "%"),
        (re.compile(r"\b([IVX]+)(?:er|re|e)\b"), r"\1 "),  # XXIe
    ),
    "en": (
        (re.compile(r"(?<=\d),(?=\d{3}(?!\d))"), ""),  # 1,500
        (re.compile(r"(?<!\s)\s*(?:%|\bper cent\b)"), "%"),
    ),
}
# The names of large numbers; `billion` differs between the languages.
_SCALES: Mapping[str, Mapping[str, int]] = {
    "fr": {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "billion": 10**12, "billions": 10**12},
    "en": {"million": 10**6, "billion": 10**9, "trillion": 10**12},
}
_TOKEN = re.compile(
    r"(?P<symbol>\b[A-Z]{1,20}(?:[./][A-Z0-9]{1,20}){0,9}[./][A-Z0-9]{0,20}\d\b)"  # GB.346/INS/17/1
    r"|(?<![\w.])(?P<first>(?:19|20)\d\d)[-–](?P<last>\d\d(?:\d\d)?)(?!\d)"  # 2024–25
    r"|(?P<roman>\b[IVX]{2,}\b)"
    r"|(?P<number>\d+(?:\.(?:\d+|[a-z]\b))*)(?P<percent>%?)(?: (?P<scale>[a-z]+))?"  # 8.b.1, 1.7 billion
)


@lru_cache(maxsize=2**14)
def find_numbers(words: str, language: str) -> Counter[str]:
    """Counts the numbers, years and symbols in plain words; spelled-out numbers are left out."""
    for pattern, replacement in _CONVENTIONS[language]:
        words = pattern.sub(replacement, words)
    return Counter(_parse_numbers(words, _SCALES[language]))


def _parse_numbers(words: str, scales: Mapping[str, int]) -> Iterator[str]:
    for match in _TOKEN.finditer(words):
        if match["symbol"]:
            yield match["symbol"]
        elif match["first"]:
            yield from (match["first"], _full_year(match["first"], match["last"]))
        elif match["roman"]:
            yield str(_roman_value(match["roman"]))
        elif match["scale"] in scales:
            yield f"{(Decimal(match['number']) * scales[match['scale']]).normalize():f}"
        else:
            yield match["number"] + match["percent"]


def _full_year(first: str, last: str) -> str:
    """Returns the second year of a range in full; it may be given by its last two digits."""
    if len(last) == len(first):
        return last
    century = int(first[:2]) + (last < first[2:])
    return f"{century}{last}"


def _roman_value(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    following_maximum = [*accumulate(reversed(values), max)][::-1]  # from each value to the end
    return sum(-value if value < most else value for value, most in zip(values, following_maximum, strict=True))
