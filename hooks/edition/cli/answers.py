"""The values that a command needs: from its arguments, otherwise asked in the terminal and checked at once."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator

from ..editing.scaffold import NewText
from ..model import ID_PATTERN, SLUG_PATTERN
from .messages import UsageError, phrase


class Answers:
    """The values of a command: from its arguments, otherwise asked in the terminal."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = vars(arguments)

    def get_words(
        self,
        name: str,
        suggested: str = "",
        *,
        needed: bool = True,
        check: Callable[[str], object] | None = None,
        known: Iterable[str] = (),
        without: str = "",
    ) -> str:
        """Returns a word or sentence; without a terminal, a needed one has to be among the arguments.

        `check` raises UsageError for a wrong value: a value that was typed is asked for again. The prompt lists `known` values; the
        phrase `without` says what no answer means.
        """
        value = self._arguments.get(name)
        if value is not None or not sys.stdin.isatty():
            return _checked(name, str(suggested if value is None else value), needed, check)
        choice = f" ({', '.join(known)})" if known else ""
        hint = f" [{suggested}]" if suggested else phrase(without) if without else ""
        while True:
            typed = input(f"{phrase(f'ask-{name}')}{choice}{hint}: ").strip() or suggested
            try:
                return _checked(name, typed, needed, check)
            except UsageError as error:
                print(error, phrase("ask-stop"), file=sys.stderr)

    def get_text(
        self, name: str, suggested: str = "", suggested_en: str = "", *, check: Callable[[str], object] | None = None
    ) -> NewText:
        """Returns a text: its French, and its English where it is given.

        The suggested English is that of the suggested French, and of no other.
        """
        french = self.get_words(name, suggested, check=check)
        suggested_en = suggested_en if french == suggested else ""
        english = self.get_words(f"{name}_en", suggested_en, needed=False, check=check, without="ask-untranslated")
        return NewText(french, english or None)

    def get_list(
        self, name: str, suggested: str = "", *, needed: bool = True, check: Callable[[str], object] | None = None
    ) -> tuple[str, ...]:
        """Returns the values of an argument that may be repeated, or the one that is typed."""
        given = self.get_given(name)
        for words in given:
            _checked(name, words, needed, check)
        return given or tuple(filter(None, [self.get_words(name, suggested, needed=needed, check=check)]))

    def get_given(self, name: str) -> tuple[str, ...]:
        """Returns the values of an argument that may be repeated."""
        return tuple(self._arguments.get(name) or ())

    def get_passages(self) -> Iterator[NewText]:
        """Yields the paragraphs among the arguments."""
        french = self._arguments.get("text") or ()
        english = self._arguments.get("text_en") or ()
        for number, words in enumerate(french):
            yield NewText(words, english[number] if number < len(english) else None)


def _checked(name: str, words: str, needed: bool, check: Callable[[str], object] | None) -> str:
    if needed and not words:
        raise UsageError("value-missing", name=name.replace("_", "-"), value=phrase(f"ask-{name}"))
    if check and words:
        check(words)
    return words


def known_in(known: Iterable[str]) -> Callable[[str], str]:
    """Returns a check of answers: `choose_known` among these names."""
    return lambda name: choose_known(name, known)


def unused_slug(taken: list[str]) -> Callable[[str], str]:
    """Returns a check of answers: a name that is valid for a folder and not taken."""
    return lambda name: _require_unused(_require_slug(name), taken)


def unused_identifier(taken: list[str]) -> Callable[[str], str]:
    """Returns a check of answers: an identifier that is not taken."""

    def check(name: str) -> str:
        if not re.fullmatch(ID_PATTERN, name):
            raise UsageError("no-identifier", name=name)
        return _require_unused(name, taken)

    return check


def choose_known(name: str, known: Iterable[str]) -> str:
    """Returns the known name that equals `name`, or whose last part does."""
    matches = [candidate for candidate in known if name in (candidate, candidate.rpartition("/")[2])]
    if len(matches) != 1:
        raise UsageError("none-of", name=name, known=", ".join(known))
    return matches[0]


def _require_slug(name: str) -> str:
    if not re.fullmatch(SLUG_PATTERN, name):
        raise UsageError("no-slug", name=name)
    return name


def _require_unused(name: str, taken: list[str]) -> str:
    if name in taken:
        raise UsageError("taken", name=name)
    return name
