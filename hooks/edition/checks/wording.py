"""Rules on the spelling and typography of each language: spelling, quotation marks, spaces, ranges of years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..languages import LANGUAGES
from ..model import Edition
from ..problems.problem import Problem
from ..text.inline_markup import plain_text
from .pairs import text_pairs
from .project import Project
from .registry import Needs, rule

# Stems of words in -ise that do not have the Greek suffix, which Oxford spells -ize.
_STEMS_WITH_ISE = (
    "adv",
    "advert",
    "appra",
    "appr",
    "ar",
    "bra",
    "bru",
    "chast",
    "circumc",
    "comprom",
    "compr",
    "conc",
    "cr",
    "cru",
    "dem",
    "desp",
    "dev",
    "disgu",
    "enterpr",
    "exc",
    "exerc",
    "expert",
    "franch",
    "gu",
    "improv",
    "inc",
    "lia",
    "likew",
    "merchand",
    "no",
    "otherw",
    "parad",
    "po",
    "pract",
    "pra",
    "prec",
    "prem",
    "pr",
    "prom",
    "ra",
    "rev",
    "r",
    "superv",
    "surm",
    "surpr",
    "telev",
    "treat",
    "w",
)
# Spellings other than Oxford British ones, each with its replacement.
_SPELLINGS: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": tuple(
        (re.compile(pattern, re.IGNORECASE), replacement)
        for pattern, replacement in (
            (
                (
                    rf"\b(?!(?:im|re|un|up)?(?:{'|'.join(_STEMS_WITH_ISE)})is)"
                    r"(\w{2,})is(e|es|ed|ing|er|ers|able|ation|ations|ational)\b"
                ),
                r"\1iz\2",
            ),
            (r"\b(anal|catal|paral)yz(e|es|ed|er|ers|ing)\b", r"\1ys\2"),
            (
                (
                    r"\b(arm|behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|vap|vig)or"
                    r"(s|ed|er|ers|ing|ite|ites|able|ably|al|ful|less|hood|hoods)?\b"
                ),
                r"\1our\2",
            ),
            (r"\b(cent|fib|kilomet|lit|theat)er(s)?\b", r"\1re\2"),
            (r"\bcenter(ed|ing)\b", r"centr\1"),
            (r"\b(defen|offen|preten)se(s|less)?\b", r"\1ce\2"),
            (r"\b(?<!computer )program(s)?\b", r"programme\1"),
            (r"\b(anal|catal|dial|monol)og(s)?\b", r"\1ogue\2"),
            (r"\b(cancel|channel|counsel|fuel|label|level|marshal|model|signal|total|travel)(ed|ing|er|ers)\b", r"\1l\2"),
            (r"\b(enrol|fulfil)l(s|ment|ments)?\b", r"\1\2"),
            (r"\b(instal)l(ment|ments)\b", r"\1\2"),
            (r"\b(skil|wil)lful(ly)?\b", r"\1ful\2"),
            (r"\bpercent\b", "per cent"),
            (r"\bgray\b", "grey"),
            (r"\baging\b", "ageing"),
            (r"\b(after|to)ward\b", r"\1wards"),
        )
    ),
}


@rule(excusable=("foreign-spelling",))
def spelling_is_british(project: Project) -> Iterator[Problem]:
    """English uses Oxford spelling, except in the official names of the registers."""
    for language in _SPELLINGS:
        official = _official_names(project.edition, language)
        for pair in text_pairs(project.links):
            words = official.sub("\n", pair.words[language]) if official else pair.words[language]
            for found, wanted in _find_spellings(words, language):
                yield pair.problem("foreign-spelling", language, found, wanted=wanted)


@lru_cache(maxsize=2**14)
def _find_spellings(words: str, language: str) -> tuple[tuple[str, str], ...]:
    """Returns the words that have another spelling in the edition, each with that."""
    return tuple(
        (match[0], match.expand(replacement))
        for pattern, replacement in _SPELLINGS[language]
        for match in pattern.finditer(words)
    )


def _official_names(edition: Edition, language: str) -> re.Pattern[str] | None:
    """Returns a pattern for the official names that depart from the spelling of a language."""
    spellings = [pattern for pattern, _ in _SPELLINGS[language]]
    names = {
        name
        for register in edition.registers
        if register.cited_by == "references"
        for entry in register.entries
        for name in (plain_text(entry.name.get(language) or ""), *(entry.mentions.get(language) if entry.mentions else ()))
        if any(pattern.search(name) for pattern in spellings)
    }
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True)))) if names else None


_FORBIDDEN_IN_ALL_LANGUAGES = (
    ("fixed-space", re.compile("[\u00a0\u2007\u2009\u202f]")),
    # With the words on both sides, by which the place is found.
    ("double-space", re.compile(r"\S* {2,}\S*")),
    ("curly-apostrophe", re.compile("[’‘]")),
)
# Characters that texts do not store, by the rule on each. Typographic apostrophes and no-break spaces are set at display.
_FORBIDDEN_CHARACTERS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "fr": (
        *_FORBIDDEN_IN_ALL_LANGUAGES,
        ("straight-quotes", re.compile('"')),
        ("foreign-quotes", re.compile("[“”„]")),
        ("spaced-quotes", re.compile(r"«\s|\s»")),
    ),
    "en": (
        *_FORBIDDEN_IN_ALL_LANGUAGES,
        ("straight-quotes", re.compile('"')),
        ("foreign-quotes", re.compile("[«»„]")),
        ("year-range", re.compile(r"(?<![\w.-])(?:19|20)\d\d-(?:\d\d){1,2}(?![\w-])")),
    ),
}
_QUOTES = {"fr": "«…»", "en": "“…”"}


@rule(
    Needs.LOADED_CONTENT,
    excusable=(
        "straight-quotes",
        "foreign-quotes",
        "curly-apostrophe",
        "fixed-space",
        "double-space",
        "spaced-quotes",
        "year-range",
    ),
)
def typography_is_plain(project: Project) -> Iterator[Problem]:
    """Texts are stored with the quotation marks and dashes of their language, and with plain spaces and apostrophes."""
    for pair in text_pairs(project.links):
        for language in LANGUAGES:
            words = pair.words[language]
            for key, pattern in _FORBIDDEN_CHARACTERS[language]:
                if match := pattern.search(words):
                    around = words[max(0, match.start() - 12) : match.end() + 12]
                    yield pair.problem(key, language, match[0], around=around, quotes=_QUOTES[language])
