"""Applies the typography of each language at display, and takes it from what is typed: stored texts are plain."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape, unescape

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

_NARROW_NO_BREAK_SPACE, _NO_BREAK_SPACE = "\u202f", "\u00a0"

_COMMON_RULES = ((re.compile(r"'"), "’"),)
_RULES: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    # Lexique des règles typographiques en usage à l'Imprimerie nationale: spaces before high punctuation.
    "fr": (
        *_COMMON_RULES,
        (re.compile(r"(?<!\s)\s*([;!?])(?=[\s»)]|$)"), rf"{_NARROW_NO_BREAK_SPACE}\1"),
        (re.compile(r"(?<!\s)\s*:(?=\s|$)"), f"{_NO_BREAK_SPACE}:"),
        (re.compile(r"«\s*"), f"«{_NO_BREAK_SPACE}"),
        (re.compile(r"(?<!\s)\s*»"), f"{_NO_BREAK_SPACE}»"),
        (re.compile(r"\b(n°|nos|art\.|p\.) (?=\d)"), rf"\1{_NO_BREAK_SPACE}"),
        (re.compile(r"(?<=\d) (?=(?:%|millions?|milliards?|ans|projets|pays)\b)"), _NO_BREAK_SPACE),
        (re.compile(r" – (?=[^–]*(?: –|$))"), f"{_NO_BREAK_SPACE}– "),
    ),
    # New Hart's Rules: no line break between a number and what it counts.
    "en": (
        *_COMMON_RULES,
        (re.compile(r"\b(Nos?\.?|para\.|p\.) (?=\d)"), rf"\1{_NO_BREAK_SPACE}"),
        (re.compile(r"(?<=\d) (?=(?:per cent|million|billion|years|projects|countries)\b)"), _NO_BREAK_SPACE),
    ),
}

_TYPED = (
    (re.compile("[’‘]"), "'"),
    (re.compile("[\u00a0\u2007\u2009\u202f]"), " "),
    (re.compile(r"(?<=«)[ \t]+|(?<![ \t])[ \t]+(?=»)"), ""),
    (re.compile("[ \t]{2,}"), " "),
)

_FIRST_OF_MONTH: Mapping[str, str] = {"fr": "1er", "en": "1"}
_LIST_LOCALES: Mapping[str, str] = {"fr": "fr", "en": "en_GB"}
"""The locales whose lists have no comma before their last word."""


def remove_typography(words: str) -> str:
    """Returns typed words in the stored form: with plain apostrophes, single plain spaces, and none within «»."""
    for pattern, replacement in _TYPED:
        words = pattern.sub(replacement, words)
    return words


def format_number(count: int, language: str) -> str:
    """Formats a number in a language: `37 412`, `37,412`."""
    return format_decimal(count, locale=language)


def date_in_words(date: str, language: str) -> str:
    """Formats a date `2022-10-07`, a month `2022-12` or a year in a language: `7 octobre 2022`."""
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return date
    month = format_date(datetime.date(parts[0], parts[1], 1), "MMMM y", locale=language)
    return f"{_FIRST_OF_MONTH[language] if parts[2] == 1 else parts[2]} {month}" if len(parts) > 2 else month


def list_in_words(names: Sequence[str], language: str) -> str:
    """Names in a sentence: `7 résultats et 3 catalyseurs`."""
    return format_list(list(names), locale=_LIST_LOCALES[language])


@lru_cache(maxsize=2**12)
def is_singular(count: int, language: str) -> bool:
    """Whether a language uses the singular for a count."""
    return Locale.parse(language).plural_form(count) == "one"


@lru_cache(maxsize=2**14)
def typeset(text: str, language: str) -> str:
    """Applies the typography of a language to plain words."""
    for pattern, replacement in _RULES[language]:
        text = pattern.sub(replacement, text)
    return text


_TAG = re.compile(r"(<[^>]*(?:>|\Z))")
_VERBATIM = re.compile(r"<(/?)(?:code|pre|script|style)\b")


def typeset_html(html: str, language: str) -> str:
    """Applies the typography of a language to the words of an HTML fragment; code stays unchanged."""
    parts, verbatim = [], 0
    for part in _TAG.split(html):
        if tag := _VERBATIM.match(part):
            verbatim += -1 if tag[1] else 1
        plain = part.startswith("<") or verbatim or not part.strip()
        parts.append(part if plain else escape(typeset(unescape(part), language), quote=False))
    return "".join(parts)
