"""What a build or a served site prints while it runs, in the language of the terminal; the words are in status.yml."""

from __future__ import annotations

import logging
from pathlib import Path

from edition.languages import terminal_language
from edition.text.phrases import fill_placeholders, read_catalogue

_CATALOGUE = Path(__file__).with_suffix(".yml")
_GENERATOR = "mkdocs"
_log = logging.getLogger("edition")


def replace_log(served: bool) -> None:
    """Prints these lines in place of MkDocs' own; as few or as many as --quiet or --verbose ask for."""
    generator = logging.getLogger(_GENERATOR)
    _log.setLevel(generator.level)
    _log.propagate = False
    _log.addHandler(logging.StreamHandler())
    if generator.level == logging.INFO:
        generator.setLevel(logging.WARNING)
        if served:
            # Each request for what does not exist or has another address, and each error that is reported here anyway.
            for name in ("livereload", "commands.build"):
                logging.getLogger(f"{_GENERATOR}.{name}").setLevel(logging.CRITICAL)


def say(name: str, /, **facts: object) -> None:
    """Prints a phrase of status.yml with its facts."""
    _log.info("%s", fill_placeholders(read_catalogue(_CATALOGUE)[name][terminal_language()], facts))


def warn(message: str) -> None:
    """Prints what is wrong."""
    _log.error("%s", message)
