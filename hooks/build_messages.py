"""Prints the status of a build or a served site in the language of the terminal; the phrases are in build_messages.yml."""

from __future__ import annotations

import logging
from pathlib import Path

from edition.languages import terminal_language
from edition.text.phrases import fill_placeholders, read_catalogue

_CATALOGUE = Path(__file__).with_suffix(".yml")
_GENERATOR = "mkdocs"
_log = logging.getLogger("edition")


def replace_log(served: bool) -> None:
    """Replaces the log of MkDocs by these lines; --quiet and --verbose set their level as that of MkDocs."""
    generator = logging.getLogger(_GENERATOR)
    _log.setLevel(generator.level)
    _log.propagate = False
    _log.addHandler(logging.StreamHandler())
    if generator.level == logging.INFO:
        generator.setLevel(logging.WARNING)
        if served:
            # These log missing and redirected requests, and errors that are printed here as well.
            for name in ("livereload", "commands.build"):
                logging.getLogger(f"{_GENERATOR}.{name}").setLevel(logging.CRITICAL)


def print_status(name: str, /, **facts: object) -> None:
    """Prints a phrase of build_messages.yml with its facts."""
    _log.info("%s", fill_placeholders(read_catalogue(_CATALOGUE)[name][terminal_language()], facts))


def print_error(message: str) -> None:
    """Prints an error message."""
    _log.error("%s", message)
