"""What the commands say, in the language of the terminal; the words are in commands.yml."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

from ..languages import terminal_language
from ..problems.problem import Problem
from ..problems.terminal import format_problems
from ..text.phrases import fill_placeholders, read_catalogue

_CATALOGUE = Path(__file__).with_name("commands.yml")
_PATIENCE = 1.0


class UsageError(Exception):
    """A command was asked for something that it cannot do; `name` is the phrase that says so."""

    def __init__(self, name: str, /, **facts: object) -> None:
        super().__init__(phrase(name, **facts))


def phrase(name: str, /, **facts: object) -> str:
    """A phrase of commands.yml with its facts."""
    return phrase_in(terminal_language(), name, **facts)


def phrase_in(language: str, name: str, /, **facts: object) -> str:
    """A phrase in a given language."""
    return fill_placeholders(read_catalogue(_CATALOGUE)[name][language], facts)


def say(name: str, /, **facts: object) -> None:
    """Prints a phrase."""
    print(phrase(name, **facts))


def tell(problems: Iterable[Problem], root: Path) -> None:
    """Prints problems to the terminal's error stream, with the lines of the project at `root` that they speak of."""
    if told := format_problems(problems, root, terminal_language(), sys.stderr):
        print(f"{told}\n", file=sys.stderr)


@contextmanager
def waiting(name: str, /, **facts: object) -> Iterator[None]:
    """Says on a terminal what is being done, when it takes more than a second."""
    words = phrase(name, **facts)
    shown: list[bool] = []

    def show() -> None:
        shown.append(True)
        print(words, end="", file=sys.stderr, flush=True)

    timer = Timer(_PATIENCE, show)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
