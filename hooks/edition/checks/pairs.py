"""Every translated text, with the identifier that exceptions to the rules on translations use."""

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
from ..text.inline_markup import plain_text

_QUOTATION = re.compile(r"(?<=[«“])[^«»“”]*(?=[»”])")


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text that exists in both languages; `words` are its plain words by language.

    `unit` is the identifier of its unit, else that of its register entry, else its file.
    """

    unit: str
    text: Text
    words: Mapping[str, str]

    def problem(self, rule: str, language: str, words: str = "", *, warning: bool = False, **facts: object) -> Problem:
        """Returns a problem of the text in a language; `words` are those that an exception may name."""
        return Problem(
            self.text.at.of_field(language).of_words(words), rule, {"unit": self.unit, "words": words, **facts}, warning
        )


@lru_cache(maxsize=1)
def text_pairs(links: Links) -> tuple[TextPair, ...]:
    """Returns all texts that exist in both languages."""
    names = _unit_names(links)
    # The reasons of corrections quote French words, in both languages.
    quoting_file = links.edition.corrections.at.file
    return tuple(
        TextPair(names.get((text.at.file, text.at.path), text.at.file), text, _plain_words(text, text.at.file == quoting_file))
        for text in links.texts
        if text.en is not None
    )


def _plain_words(text: Text, has_quotations: bool) -> Mapping[str, str]:
    words = {language: plain_text(text.get(language) or "") for language in LANGUAGES}
    return {language: _QUOTATION.sub("…", text_words) for language, text_words in words.items()} if has_quotations else words


def _unit_names(links: Links) -> Mapping[tuple[str, str], str]:
    """Returns the identifiers of the texts of units and register entries, by file and path in it."""
    # A repeated heading is stored once and belongs to many units: it is identified by its file.
    names = {
        (unit.text.at.file, unit.text.at.path): unit.identifier for unit in links.units if unit.text and unit.role != "repeated"
    }
    for register in links.edition.registers:
        for entry in register.entries:
            names |= {(text.at.file, text.at.path): register.identifier(entry) for text in texts_within(entry)}
    return names
