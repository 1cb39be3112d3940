"""The commands that check and measure the edition: check, count, addresses, changes, benchmark."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

from ..analysis.cross_count import count_in_html, count_in_model
from ..languages import terminal_language
from ..pages.page_dates import RECORD, format_page_changes, page_fingerprints, read_page_changes, update_page_changes
from ..problems.github_annotations import format_annotations
from ..problems.problem import ContentError, Problem
from ..references.published_addresses import ADDRESS_LIST, current_addresses, merge_addresses, published_addresses
from ..site import Site, prepare_site
from .arguments import Commands
from .atomic_files import write_files
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


def count_units(arguments: argparse.Namespace) -> int:
    """Counts units in the model and in the built HTML, and compares the numbers."""
    edition = prepare_site(arguments.root).edition
    model, html = count_in_model(edition), count_in_html(arguments.site, edition)
    print(f"{'':28}{'model':>8}{'HTML':>8}")
    for name, number in model.items():
        print(f"{name:28}{number:8}{html[name]:8}{'' if number == html[name] else '   differs'}")
    return 0 if model == html else 1


def list_addresses(arguments: argparse.Namespace) -> int:
    """Adds the present addresses to the committed list; removes none."""
    with show_progress("checking"):
        site = prepare_site(arguments.root)
    old_addresses = published_addresses(arguments.root)
    all_addresses = merge_addresses(old_addresses, current_addresses(site.links, site.pages))
    write_files(arguments.root, {ADDRESS_LIST: "\n".join(all_addresses) + "\n"})
    print_phrase("addresses-listed", all=len(all_addresses), new=len(all_addresses) - len(old_addresses), file=ADDRESS_LIST)
    return 0


def record_changes(arguments: argparse.Namespace) -> int:
    """Records the content of each page, and today as the date of those that have changed."""
    with show_progress("checking"):
        site = prepare_site(arguments.root)
    before, now = read_page_changes(arguments.root), page_fingerprints(arguments.root, site.links, site.pages)
    after = update_page_changes(before, now, arguments.on.isoformat())
    write_files(arguments.root, {RECORD: format_page_changes(after)})
    print_phrase("changes-recorded", all=len(after), new=len(after.items() - before.items()), file=RECORD)
    return 0


def benchmark_build(arguments: argparse.Namespace) -> int:
    """Builds the site several times and reports time and peak memory."""
    root: Path = arguments.root
    seconds = []
    for number in range(1, arguments.times + 1):
        started = time.perf_counter()
        with show_progress("building", number=number, all=arguments.times):
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=root, check=True)
        seconds.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    print_phrase("built", pages=pages, times=arguments.times, seconds=f"{min(seconds):.1f}", memory=f"{peak:.0f}")
    return 0


def _today() -> date:
    """Returns the date in the local time zone."""
    return datetime.now().astimezone().date()


def add_commands(commands: Commands) -> None:
    """Adds these commands."""
    commands.add("check", check_content).add_argument("--format", choices=("text", _GITHUB), default="text")
    commands.add("count", count_units).add_argument("--site", type=Path, default=commands.root / "site", metavar="DIR")
    commands.add("addresses", list_addresses)
    commands.add("changes", record_changes).add_argument("--on", type=date.fromisoformat, default=_today(), metavar="YYYY-MM-DD")
    commands.add("benchmark", benchmark_build).add_argument("--times", type=int, default=3, metavar="N")
