"""Finds the register entries that a text names, in any of their registered forms, the longest form first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model import Edition, Register


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a form of a register entry in a text, from character `start` to `end`."""

    identifier: str
    form: str
    start: int
    end: int


class Matcher:
    """Finds forms as whole words; a form in lower case is also found with a capital, as at the start of a sentence."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        """`forms` maps each form to the identifier of its register entry."""
        exact = {_normalize(form): identifier for form, identifier in forms.items()}
        self._identifiers = {_spellings(key)[0]: identifier for key, identifier in exact.items()} | exact
        self._any_form = re.compile(rf"(?<!\w){_forms_pattern(exact)}(?!\w)") if forms else None

    def find(self, text: str) -> Iterator[Mention]:
        """Yields the mentions in a plain text, from left to right, without overlaps."""
        if self._any_form is None:
            return
        for match in self._any_form.finditer(text):
            yield Mention(self._identifiers[_normalize(match[0])], match[0], match.start(), match.end())


def citation_matcher(edition: Edition, language: str, cited_by: str) -> Matcher:
    """Returns a matcher for the forms of all registers with this `cited_by` (`references` or `words`)."""
    return Matcher(linked_forms((r for r in edition.registers if r.cited_by == cited_by), language))


@lru_cache(maxsize=64)
def register_matcher(register: Register, language: str) -> Matcher:
    """Returns a matcher for the forms of one register alone: the same words may name a theme and a term."""
    return Matcher(linked_forms((register,), language))


@lru_cache(maxsize=2**14)
def find_mentions(register: Register, language: str, words: str) -> tuple[Mention, ...]:
    """Returns the mentions of the entries of one register in plain words."""
    return tuple(register_matcher(register, language).find(words))


def linked_forms(registers: Iterable[Register], language: str) -> dict[str, str]:
    """Returns the linked forms of registers in a language, each with the identifier of its entry."""
    return {
        form: register.identifier(entry)
        for register in registers
        for entry in register.entries
        if entry.mentions and entry.linked
        for form in entry.mentions.get(language)
    }


def _normalize(form: str) -> str:
    return " ".join(form.replace("’", "'").split())


def _spellings(key: str) -> tuple[str, ...]:
    """Returns a form as at the start of a sentence and, where that differs, within one; some letters have several capitals."""
    return (key[0].title() + key[1:], key) if key[0].islower() else (key,)


def _forms_pattern(forms: Iterable[str]) -> str:
    """Returns a pattern of forms, the longest first; grouped by their first characters, of which only one is searched further."""
    by_initial: dict[str, list[str]] = defaultdict(list)
    for spelling in sorted((spelling for form in forms for spelling in _spellings(form)), key=len, reverse=True):
        by_initial[spelling[0]].append(spelling[1:])
    groups = (f"{_words_pattern(initial)}(?:{'|'.join(map(_words_pattern, rests))})" for initial, rests in by_initial.items())
    return f"(?:{'|'.join(groups)})"


def _words_pattern(words: str) -> str:
    return re.escape(words).replace("'", "['’]").replace(r"\ ", r"\s+")
