"""The commands that look at the edition: check, count, addresses, benchmark."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path

from ..analysis.cross_count import in_html, in_model
from ..languages import terminal_language
from ..pages.page_dates import RECORD, fingerprints, recorded, renewed, written
from ..problems.github_annotations import format_annotations
from ..problems.problem import ContentError, Problem
from ..references.published_addresses import ADDRESS_LIST, current_addresses, merge_addresses, published_addresses
from ..site import Site, prepare_site
from .arguments import Commands
from .atomic_files import write
from .messages import say, tell, waiting

_GITHUB = "github"


def check(arguments: argparse.Namespace) -> int:
    """Tells every problem of the content, and what is to be looked at again."""
    started = time.perf_counter()
    site: Site | None = None
    problems: tuple[Problem, ...] = ()
    try:
        with waiting("checking"):
            site = prepare_site(arguments.root)
        warnings = site.warnings
    except ContentError as error:
        problems, warnings = error.problems, error.warnings
    if arguments.format == _GITHUB:
        print("".join(f"{line}\n" for line in format_annotations((*problems, *warnings), terminal_language())), end="")
    else:
        tell(problems, arguments.root)
        tell(warnings, arguments.root)
    if site is None:
        say("checked-problems", problems=len(problems), warnings=len(warnings))
        return 1
    say("checked", units=len(site.links.units), warnings=len(warnings), seconds=f"{time.perf_counter() - started:.1f}")
    return 0


def count(arguments: argparse.Namespace) -> int:
    """Counts what there is, in the model and in the built HTML alone, and says whether they agree."""
    edition = prepare_site(arguments.root).edition
    model, html = in_model(edition), in_html(arguments.site, edition)
    print(f"{'':28}{'model':>8}{'HTML':>8}")
    for name, number in model.items():
        print(f"{name:28}{number:8}{html[name]:8}{'' if number == html[name] else '   differs'}")
    return 0 if model == html else 1


def addresses(arguments: argparse.Namespace) -> int:
    """Adds the addresses there are now to the committed list; takes none away."""
    with waiting("checking"):
        site = prepare_site(arguments.root)
    known = published_addresses(arguments.root)
    every = merge_addresses(known, current_addresses(site.links, site.pages))
    write(arguments.root, {ADDRESS_LIST: "\n".join(every) + "\n"})
    say("addresses-listed", all=len(every), new=len(every) - len(known), file=ADDRESS_LIST)
    return 0


def changes(arguments: argparse.Namespace) -> int:
    """Records what each page holds now, and today as the day of what has changed."""
    with waiting("checking"):
        site = prepare_site(arguments.root)
    before, now = recorded(arguments.root), fingerprints(arguments.root, site.links, site.pages)
    after = renewed(before, now, arguments.on.isoformat())
    write(arguments.root, {RECORD: written(after)})
    say("changes-recorded", all=len(after), new=len(after.items() - before.items()), file=RECORD)
    return 0


def benchmark(arguments: argparse.Namespace) -> int:
    """Builds the site a few times and reports time and peak memory."""
    root: Path = arguments.root
    seconds = []
    for number in range(1, arguments.times + 1):
        started = time.perf_counter()
        with waiting("building", number=number, all=arguments.times):
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=root, check=True)
        seconds.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    pages = sum(1 for _ in (root / "site").rglob("*.html"))
    say("built", pages=pages, times=arguments.times, seconds=f"{min(seconds):.1f}", memory=f"{peak:.0f}")
    return 0


def _today() -> date:
    """The day at the editor's place."""
    return datetime.now().astimezone().date()


def add_commands(commands: Commands) -> None:
    """Adds these commands."""
    commands.add("check", check).take("--format", choices=("text", _GITHUB), default="text")
    commands.add("count", count).take("--site", type=Path, default=commands.root / "site", metavar="DIR")
    commands.add("addresses", addresses)
    commands.add("changes", changes).take("--on", type=date.fromisoformat, default=_today(), metavar="YYYY-MM-DD")
    commands.add("benchmark", benchmark).take("--times", type=int, default=3, metavar="N")
