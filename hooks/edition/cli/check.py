"""The command that checks the content."""

from __future__ import annotations

import argparse
import time

from ..languages import terminal_language
from ..problems.github_annotations import format_annotations
from ..problems.problem import ContentError, Problem
from ..site import Site, prepare_site
from .arguments import Commands
from .messages import print_phrase, print_problems, show_progress

_GITHUB = "github"


def check_content(arguments: argparse.Namespace) -> int:
    """Prints every problem and warning of the content."""
    started = time.perf_counter()
    site: Site | None = None
    problems: tuple[Problem, ...] = ()
    try:
        with show_progress("checking"):
            site = prepare_site(arguments.root)
        warnings = site.warnings
    except ContentError as error:
        problems, warnings = error.problems, error.warnings
    if arguments.format == _GITHUB:
        print("".join(f"{line}\n" for line in format_annotations((*problems, *warnings), terminal_language())), end="")
    else:
        print_problems(problems, arguments.root)
        print_problems(warnings, arguments.root)
    if site is None:
        print_phrase("checked-problems", problems=len(problems), warnings=len(warnings))
        return 1
    print_phrase("checked", units=len(site.links.units), warnings=len(warnings), seconds=f"{time.perf_counter() - started:.1f}")
    return 0


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("check", check_content).add_argument("--format", choices=("text", _GITHUB), default="text")
