"""Where a text names a registered thing, in any of its registered forms, the longest form first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..model import Edition, Register


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a text names a registered thing; `start` and `end` count its characters."""

    identifier: str
    form: str
    start: int
    end: int


class Matcher:
    """Finds whole-word forms; a form in lower case also stands at the head of a sentence."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        """`forms` leads from each form to the identifier of what it names."""
        exact = {_key(form): identifier for form, identifier in forms.items()}
        self._identifiers = {_spellings(key)[0]: identifier for key, identifier in exact.items()} | exact
        alternatives = "|".join(_pattern(form) for form in sorted(forms, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)") if forms else None

    def find(self, text: str) -> Iterator[Mention]:
        """The mentions in a plain text, from left to right, none overlapping."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            yield Mention(self._identifiers[_key(match[0])], match[0], match.start(), match.end())


def matcher(edition: Edition, language: str, cited_by: str) -> Matcher:
    """The forms, in a language, of all registers whose entries are cited by references or by words."""
    return Matcher(forms((r for r in edition.registers if r.cited_by == cited_by), language))


@lru_cache(maxsize=64)
def register_matcher(register: Register, language: str) -> Matcher:
    """The forms of one register alone: the same words may name a theme and a term."""
    return Matcher(forms((register,), language))


@lru_cache(maxsize=2**14)
def mentioned(register: Register, language: str, words: str) -> tuple[Mention, ...]:
    """What plain words name of one register."""
    return tuple(register_matcher(register, language).find(words))


def forms(registers: Iterable[Register], language: str) -> dict[str, str]:
    """The linked forms of registers in a language, each with the identifier it names."""
    return {
        form: register.identifier(entry)
        for register in registers
        for entry in register.entries
        if entry.mentions and entry.linked
        for form in entry.mentions.get(language)
    }


def _key(form: str) -> str:
    return " ".join(form.replace("’", "'").split())


def _spellings(key: str) -> tuple[str, ...]:
    """A form as it stands within a sentence and, where that differs, at its head: the capital of some letters is several."""
    return (key[0].title() + key[1:], key) if key[0].islower() else (key,)


def _pattern(form: str) -> str:
    return "|".join(
        r"\s+".join(re.escape(word).replace("'", "['’]") for word in spelling.split(" ")) for spelling in _spellings(_key(form))
    )
