"""Measures how soon an edit is visible while the site is served, at its size and at a multiple of it, and a full build."""

from __future__ import annotations

import argparse
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from edition.cli.arguments import Command
from edition.cli.messages import phrase, print_phrase, show_progress
from measuring.synthetic_content import multiply_content

_OUTPUT = "en/programme-budget-2024-25/output-1-1/"
_WORDS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet", "Kilo", "Lima")
_TEXT = re.compile(r"(\n +en: >-\n +)")
_DESCRIPTION = re.compile(r"(\n  - id: C155\n(?:.*\n)*?    description:\n(?:.*\n)*?      en: >-\n +)")
_TIMEOUT = 600


@dataclass(frozen=True)
class SampleEdit:
    """A kind of edit: the file, the address where a mark is then visible, and the function that puts it into the text."""

    name: str
    file: str
    address: str
    make: Callable[[str, str], str]


SAMPLE_EDITS = (
    SampleEdit(
        "output",
        "content/programme-budget-2024-25/outcome-1/output-1-1.yml",
        _OUTPUT,
        lambda text, mark: _TEXT.sub(rf"\g<1>{mark} ", text, count=1),
    ),
    SampleEdit(
        "register",
        "content/registers/instruments.yml",
        "en/instruments/c155/",
        lambda text, mark: _DESCRIPTION.sub(rf"\g<1>{mark} ", text, count=1),
    ),
    SampleEdit("template", "hooks/edition/pages/templates/division.jinja", _OUTPUT, lambda text, mark: f"{text}<p>{mark}</p>\n"),
    SampleEdit("style", "docs/assets/css/base.css", "assets/css/base.css", lambda text, mark: f"{text}/* {mark} */\n"),
)


def main(root: Path, arguments: Sequence[str]) -> int:
    """Parses the arguments and measures."""
    parser = argparse.ArgumentParser(prog="scripts/measure serving", description=phrase("live"))
    command = Command(parser, "live").add_argument("--edits", type=int, default=7, metavar="N")
    command.add_argument("--times", type=int, default=10, metavar="N").add_argument("--build", action="store_true")
    parser.set_defaults(root=root)
    return measure(parser.parse_args(arguments))


def measure(arguments: argparse.Namespace) -> int:
    """Prints, for each size, the median time from saving a file to fetching the new page, and that of a full build."""
    for size in sorted({1, arguments.times}):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            with show_progress("live-copying", size=size):
                multiply_content(arguments.root, root, size)
            _measure(root, size, arguments)
    return 0


def _measure(root: Path, size: int, arguments: argparse.Namespace) -> None:
    started = time.perf_counter()
    with _serve(root) as address:
        _fetch(address + _OUTPUT)
        print_phrase("live-started", size=size, seconds=f"{time.perf_counter() - started:.1f}")
        for edit in SAMPLE_EDITS:
            with show_progress("live-editing", size=size):
                seconds = [_time_edit(root, address, edit, mark) for mark in _WORDS[: arguments.edits]]
            print_phrase(
                f"live-{edit.name}", size=size, seconds=f"{statistics.median(seconds):.2f}", longest=f"{max(seconds):.2f}"
            )
        print_phrase("live-problem", size=size, seconds=f"{_time_problem(root, address):.1f}")
    if arguments.build:
        started = time.perf_counter()
        with show_progress("live-building", size=size):
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True, capture_output=True)
        print_phrase("live-built", size=size, seconds=f"{time.perf_counter() - started:.1f}")


def _time_edit(root: Path, address: str, edit: SampleEdit, mark: str) -> float:
    """Returns the seconds from saving a file to fetching its change, as a browser does."""
    file = root / edit.file
    before = file.read_text(encoding="utf-8")
    after = edit.make(before, mark)
    assert after != before, edit.file
    epoch = _page_epoch(address)
    file.write_text(after, encoding="utf-8")
    started = time.perf_counter()
    # The check of the previous edit may cause a reload in between; then a browser fetches the page twice.
    while _fetch(f"{address}livereload/{epoch}/1") and mark not in _fetch(address + edit.address):
        epoch = _page_epoch(address)
    return time.perf_counter() - started


def _time_problem(root: Path, address: str) -> float:
    """Returns the seconds from breaking a rule to having the problem on the page."""
    file = root / SAMPLE_EDITS[0].file
    valid_source, epoch = file.read_text(encoding="utf-8"), _page_epoch(address)
    file.write_text(valid_source.replace("kind: commitments", "kind: comitments"), encoding="utf-8")
    started = time.perf_counter()
    while _fetch(f"{address}livereload/{epoch}/1") and 'class="problems"' not in _fetch(address + SAMPLE_EDITS[1].address):
        epoch = _page_epoch(address)
    seconds = time.perf_counter() - started
    file.write_text(valid_source, encoding="utf-8")
    return seconds


def _page_epoch(address: str) -> str:
    call = re.search(r"livereload\((\d+), ", _fetch(f"{address}en/"))
    assert call
    return call[1]


def _fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=_TIMEOUT) as response:
        return str(response.read().decode("utf-8"))


@contextmanager
def _serve(root: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        for line in server.stderr:
            if f"127.0.0.1:{port}/" in line:
                break
        # Further messages would fill the pipe.
        with subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL):
            yield f"http://127.0.0.1:{port}/"
            server.terminate()


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], sys.argv[1:]))
