"""Adds commands and their arguments to argparse, with help in the language of the terminal."""

from __future__ import annotations

import argparse
import gettext
from collections.abc import Callable
from pathlib import Path
from textwrap import wrap
from typing import Any

from .messages import phrase

_NAME_WIDTH, _HELP_WIDTH = 12, 66

RunCommand = Callable[[argparse.Namespace], int]

# argparse finds translations of its messages here.
gettext.bindtextdomain("messages", str(Path(__file__).with_name("locale")))


class Commands:
    """The commands of a parser; the help of each is the phrase of commands.yml with its name."""

    def __init__(self, parser: argparse.ArgumentParser, root: Path, path: str = "", *, in_sections: bool = False) -> None:
        title, metavar = phrase("commands"), phrase("command")
        shown: Any = {"help": argparse.SUPPRESS} if in_sections else {"title": title}
        self._parent = parser
        self._commands = parser.add_subparsers(required=True, metavar=metavar, **shown)
        if in_sections:
            # argparse leaves out what has no help of its own.
            parser.usage = f"%(prog)s [-h] {metavar} ..."
        self.root = root
        self._path = path
        self._in_sections = in_sections

    def begin_section(self, title: str) -> None:
        """Lists the commands that follow under a title, after the help of the parser."""
        self._parent.epilog = "\n\n".join(filter(None, (self._parent.epilog, f"{title}:")))

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
        if not self._in_sections:
            return path, self._commands.add_parser(name, help=help_text, description=help_text)
        self._parent.epilog = f"{self._parent.epilog}\n{_help_lines(name, help_text)}"
        return path, self._commands.add_parser(name, description=help_text)


def _help_lines(name: str, help_text: str) -> str:
    """Returns the help of a command as argparse prints it in a list of commands."""
    lines = wrap(help_text, _HELP_WIDTH)
    return "\n".join(f"  {name if not number else '':{_NAME_WIDTH}}{line}" for number, line in enumerate(lines))


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

    def set_value(self, name: str, value: object) -> Command:
        """Gives the arguments of the command a value of its own, and returns the command."""
        self._parser.set_defaults(**{name: value})
        return self

    def exclusive_group(self, *, required: bool = False) -> Command:
        """Returns the command with a group of mutually exclusive arguments."""
        return Command(self._parser, self._path, self._parser.add_mutually_exclusive_group(required=required))
