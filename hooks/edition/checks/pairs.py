"""Every translated text, with the name that an exception to a rule of translation knows it by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..languages import LANGUAGES
from ..model import Text
from ..problems.problem import Problem
from ..references.references import Links
from ..references.traversal import texts_within
from ..text.inline_markup import plain

_QUOTED = re.compile(r"(?<=[«“])[^«»“”]*(?=[»”])")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that both languages have; `words` are its plain words by language.

    `unit` is its unit's identifier, else that of its register entry, else its file.
    """

    unit: str
    text: Text
    words: Mapping[str, str]

    def problem(self, rule: str, language: str, words: str = "", *, warning: bool = False, **facts: object) -> Problem:
        """A problem of the text in a language; `words` are those that an exception may name."""
        return Problem(
            self.text.at.of_field(language).of_words(words), rule, {"unit": self.unit, "words": words, **facts}, warning
        )


@lru_cache(maxsize=1)
def pairs(links: Links) -> tuple[Pair, ...]:
    """All texts that both languages have."""
    names = _unit_names(links)
    # The reasons of corrections quote the French that they speak of: it stays as it is in both languages.
    quoting = links.edition.corrections.at.file
    return tuple(
        Pair(names.get((text.at.file, text.at.path), text.at.file), text, _words(text, text.at.file == quoting))
        for text in links.texts
        if text.en is not None
    )


def _words(text: Text, quoting: bool) -> Mapping[str, str]:
    words = {language: plain(text.get(language) or "") for language in LANGUAGES}
    return {language: _QUOTED.sub("…", said) for language, said in words.items()} if quoting else words


def _unit_names(links: Links) -> Mapping[tuple[str, str], str]:
    """The identifiers of texts by file and place in it; those of no unit and no register entry are not there."""
    # A repeated heading is written once and stands at many units: it goes by its file.
    names = {
        (unit.text.at.file, unit.text.at.path): unit.identifier for unit in links.units if unit.text and unit.role != "repeated"
    }
    for register in links.edition.registers:
        for entry in register.entries:
            names |= {(text.at.file, text.at.path): register.identifier(entry) for text in texts_within(entry)}
    return names
