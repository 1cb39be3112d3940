"""Commands and their arguments, with help in the language of the terminal."""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .messages import phrase

Run = Callable[[argparse.Namespace], int]

# argparse takes its own words from the translations that it finds here.
gettext.bindtextdomain("messages", str(Path(__file__).with_name("locale")))


class Commands:
    """The commands of a parser; the help of each stands in commands.yml under its name."""

    def __init__(self, parser: argparse.ArgumentParser, root: Path, path: str = "") -> None:
        title, metavar = phrase("commands"), phrase("command")
        self._commands = parser.add_subparsers(required=True, metavar=metavar, title=title)
        self.root = root
        self._path = path

    def add(self, name: str, run: Run) -> Command:
        """Adds a command; `run` is given its arguments, and the project as `root`."""
        path, parser = self._parser(name)
        parser.set_defaults(run=run, root=self.root)
        return Command(parser, path)

    def within(self, name: str) -> Commands:
        """Adds a command that has commands of its own."""
        path, parser = self._parser(name)
        return Commands(parser, self.root, path)

    def _parser(self, name: str) -> tuple[str, argparse.ArgumentParser]:
        path = " ".join(filter(None, (self._path, name)))
        said = phrase(path)
        return path, self._commands.add_parser(name, help=said, description=said)


class Command:
    """A command whose arguments are being named; the help of each stands under the command and its own name."""

    def __init__(self, parser: argparse.ArgumentParser, path: str, into: argparse._ActionsContainer | None = None) -> None:
        self._parser = parser
        self._path = path
        self._into = into or parser

    def take(self, *names: str, **options: Any) -> Command:
        """Names an argument or option, as argparse does."""
        action = self._into.add_argument(*names, **options)
        action.help = phrase(f"{self._path} {names[-1] if names[-1].startswith('--') else names[0]}")
        return self

    def one_of(self, *, required: bool = False) -> Command:
        """The same command, whose arguments named from here on exclude each other."""
        return Command(self._parser, self._path, self._parser.add_mutually_exclusive_group(required=required))
