"""The command that checks the content."""

from __future__ import annotations

import argparse
import time

from ..checks.registry import Needs
from ..languages import terminal_language
from ..problems.github_annotations import format_annotations
from ..problems.gitlab_code_quality import format_code_quality
from ..problems.problem import ContentError, Problem
from ..site import Site, prepare_site
from ..translation.status import missing_texts
from .arguments import Commands
from .messages import print_phrase, print_problems, show_progress

_FORMATS = {"github": format_annotations, "gitlab": format_code_quality}


def check_content(arguments: argparse.Namespace) -> int:
    """Prints every problem and warning of the content; where all has to be recorded, a warning is a failure too."""
    started = time.perf_counter()
    site: Site | None = None
    untranslated = 0
    problems: tuple[Problem, ...] = ()
    needs = Needs.RECORDS if arguments.recorded else Needs.WHOLE_CONTENT
    try:
        with show_progress("checking"):
            # Drafts are checked as they will be published, then all else without them.
            whole = prepare_site(arguments.root, with_drafts=True)
            site = prepare_site(arguments.root, needs=needs) if whole.edition.drafts or arguments.recorded else whole
        warnings = site.warnings if arguments.recorded else whole.warnings
        untranslated = len(missing_texts(whole.edition))
    except ContentError as error:
        problems, warnings = error.problems, error.warnings
    passed = site is not None and not (arguments.recorded and warnings)
    if form := _FORMATS.get(arguments.format):
        print("".join(f"{line}\n" for line in form((*problems, *warnings), terminal_language())), end="")
        return int(not passed)
    print_problems(problems, arguments.root)
    print_problems(warnings, arguments.root)
    if site is None or not passed:
        print_phrase("checked-problems", problems=len(problems), warnings=len(warnings))
    else:
        seconds = f"{time.perf_counter() - started:.1f}"
        print_phrase("checked", units=len(site.links.units), warnings=len(warnings), seconds=seconds)
        if untranslated:
            print_phrase("untranslated", texts=untranslated)
    return int(not passed)


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    checking = commands.add("check", check_content).add_argument("--recorded", action="store_true")
    checking.add_argument("--format", choices=("text", *_FORMATS), default="text")
