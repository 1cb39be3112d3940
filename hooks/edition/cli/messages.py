"""Messages of the commands, in the language of the terminal; the phrases are in commands.yml."""

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
_DELAY = 1.0


class UsageError(Exception):
    """A command was called in a way that it cannot fulfil; `name` is the phrase of the message."""

    def __init__(self, name: str, /, **facts: object) -> None:
        super().__init__(phrase(name, **facts))


def phrase(name: str, /, **facts: object) -> str:
    """Returns a phrase of commands.yml with its facts."""
    return phrase_in(terminal_language(), name, **facts)


def phrase_in(language: str, name: str, /, **facts: object) -> str:
    """Returns a phrase in a given language."""
    return fill_placeholders(read_catalogue(_CATALOGUE)[name][language], facts)


def print_phrase(name: str, /, **facts: object) -> None:
    """Prints a phrase."""
    print(phrase(name, **facts))


def print_problems(problems: Iterable[Problem], root: Path) -> None:
    """Prints problems of the project at `root`, with excerpts of the lines, to the error stream."""
    if report := format_problems(problems, root, terminal_language(), sys.stderr):
        print(f"{report}\n", file=sys.stderr)


@contextmanager
def show_progress(name: str, /, **facts: object) -> Iterator[None]:
    """Shows a message in the terminal during an operation that takes more than a second."""
    words = phrase(name, **facts)
    is_shown: list[bool] = []

    def show() -> None:
        is_shown.append(True)
        print(words, end="", file=sys.stderr, flush=True)

    timer = Timer(_DELAY, show)
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if is_shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
