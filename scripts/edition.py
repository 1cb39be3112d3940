"""The edition's commands for editors and maintainers; run as scripts/edition."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "hooks"))

import architecture  # noqa: E402
import compress  # noqa: E402
import translate  # noqa: E402
from edition.addresses import LIST, current, published  # noqa: E402
from edition.count import in_html, in_model  # noqa: E402
from edition.language import terminal_language  # noqa: E402
from edition.problem import ContentError, Problem  # noqa: E402
from edition.site import Site, prepare  # noqa: E402
from edition.terminal import blocks  # noqa: E402


def check(arguments: argparse.Namespace) -> int:
    """Checks the content and lists every problem."""
    started = time.perf_counter()
    site = prepare(ROOT)
    _tell(site.warnings)
    print(f"{len(site.links.units)} units, no problem, in {time.perf_counter() - started:.1f} s")
    return 0


def count(arguments: argparse.Namespace) -> int:
    """Counts what there is, in the model and in the built HTML alone, and says whether they agree."""
    model, html = in_model(prepare(ROOT).edition), in_html(arguments.site)
    print(f"{'':28}{'model':>8}{'HTML':>8}")
    for name, number in model.items():
        print(f"{name:28}{number:8}{html[name]:8}{'' if number == html[name] else '   differs'}")
    return 0 if model == html else 1


def addresses(arguments: argparse.Namespace) -> int:
    """Adds the addresses there are now to the committed list; takes none away."""
    site: Site = prepare(ROOT)
    known, now = published(ROOT), current(site.links, site.pages)
    merged = sorted({*known, *now})
    (ROOT / LIST).write_text("\n".join(merged) + "\n", encoding="utf-8")
    print(f"{len(merged)} addresses, {len(merged) - len(known)} of them new, in {LIST}")
    return 0


def benchmark(arguments: argparse.Namespace) -> int:
    """Builds the site a few times and reports time and peak memory."""
    seconds = []
    for _ in range(arguments.times):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=ROOT, check=True)
        seconds.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    pages = sum(1 for _ in (ROOT / "site").rglob("*.html"))
    print(f"{pages} pages; best of {arguments.times}: {min(seconds):.1f} s; peak memory {peak:.0f} MiB")
    return 0


def search(arguments: argparse.Namespace) -> int:
    """Measures the search: how many of the committed queries it answers, how soon, with how many bytes."""
    # Needs the browser of the development environment, which no other command does.
    from search import measure

    arguments.root = ROOT
    return measure(arguments)


def _tell(problems: Iterable[Problem]) -> None:
    if told := blocks(problems, ROOT, terminal_language(), sys.stderr):
        print(f"{told}\n", file=sys.stderr)


def parser() -> argparse.ArgumentParser:
    """The commands and their arguments."""
    top = argparse.ArgumentParser(prog="scripts/edition", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        return command

    add("check", check)
    add("count", count).add_argument("--site", type=Path, default=ROOT / "site", help="the built site")
    add("addresses", addresses)
    add("benchmark", benchmark).add_argument("--times", type=int, default=3, help="how often to build")
    searching = add("search", search)
    searching.add_argument("--measure", action="store_true", required=True, help="in headless Chromium")
    searching.add_argument("--times", type=int, default=100, help="by how much to multiply the records (1: not at all)")
    add("compress", compress.compress).add_argument("--site", type=Path, default=ROOT / "site", help="the built site")
    add("architecture", architecture.draw).set_defaults(root=ROOT)
    translators = commands.add_parser("translate", help=translate.__doc__, description=translate.__doc__)
    translate.add_commands(translators.add_subparsers(required=True, metavar="COMMAND"), ROOT)
    return top


def main() -> int:
    """Runs one command; problems of the content are listed, without a traceback."""
    arguments = parser().parse_args()
    try:
        return arguments.run(arguments)
    except ContentError as error:
        _tell(error.problems)
        _tell(error.warnings)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
