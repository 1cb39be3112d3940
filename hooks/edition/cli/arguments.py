"""Adds commands and their arguments to argparse, with help in the language of the terminal."""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .messages import phrase

RunCommand = Callable[[argparse.Namespace], int]

# argparse finds translations of its messages here.
gettext.bindtextdomain("messages", str(Path(__file__).with_name("locale")))


class Commands:
    """The commands of a parser; the help of each is the phrase of commands.yml with its name."""

    def __init__(self, parser: argparse.ArgumentParser, root: Path, path: str = "") -> None:
        title, metavar = phrase("commands"), phrase("command")
        self._commands = parser.add_subparsers(required=True, metavar=metavar, title=title)
        self.root = root
        self._path = path

    def add(self, name: str, run: RunCommand) -> Command:
        """Adds a command; `run` is given its arguments, and the project as `root`."""
        path, parser = self._parser(name)
        parser.set_defaults(run=run, root=self.root)
        return Command(parser, path)

    def add_group(self, name: str) -> Commands:
        """Adds a command that has subcommands."""
        path, parser = self._parser(name)
        return Commands(parser, self.root, path)

    def _parser(self, name: str) -> tuple[str, argparse.ArgumentParser]:
        path = " ".join(filter(None, (self._path, name)))
        help_text = phrase(path)
        return path, self._commands.add_parser(name, help=help_text, description=help_text)


class Command:
    """A command; the help of each argument is the phrase with the names of the command and the argument."""

    def __init__(self, parser: argparse.ArgumentParser, path: str, container: argparse._ActionsContainer | None = None) -> None:
        self._parser = parser
        self._path = path
        self._container = container or parser

    def add_argument(self, *names: str, **options: Any) -> Command:
        """Adds an argument or option, as argparse does, and returns the command."""
        action = self._container.add_argument(*names, **options)
        action.help = phrase(f"{self._path} {names[-1] if names[-1].startswith('--') else names[0]}")
        return self

    def exclusive_group(self, *, required: bool = False) -> Command:
        """Returns the command with a group of mutually exclusive arguments."""
        return Command(self._parser, self._path, self._parser.add_mutually_exclusive_group(required=required))
