"""Measures how soon an edit is to be seen while the site is served, at its size and at a multiple of it, beside a full build."""

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
from measuring.synthetic_content import multiply

_OUTPUT = "en/programme-budget-2024-25/output-1-1/"
_WORDS = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet", "Kilo", "Lima")
_TEXT = re.compile(r"(\n +en: >-\n +)")
_DESCRIPTION = re.compile(r"(\n  - id: C155\n(?:.*\n)*?    description:\n(?:.*\n)*?      en: >-\n +)")
_PATIENCE = 600


@dataclass(frozen=True)
class Edit:
    """A kind of edit: the file, the words put into it (with their mark), and the address where the mark is then to be seen."""

    name: str
    file: str
    seen: str
    make: Callable[[str, str], str]


_EDITS = (
    Edit(
        "output",
        "content/programme-budget-2024-25/outcome-1/output-1-1.yml",
        _OUTPUT,
        lambda text, mark: _TEXT.sub(rf"\g<1>{mark} ", text, count=1),
    ),
    Edit(
        "register",
        "content/registers/instruments.yml",
        "en/instruments/c155/",
        lambda text, mark: _DESCRIPTION.sub(rf"\g<1>{mark} ", text, count=1),
    ),
    Edit("template", "hooks/edition/pages/templates/division.jinja", _OUTPUT, lambda text, mark: f"{text}<p>{mark}</p>\n"),
    Edit("style", "docs/assets/css/base.css", "assets/css/base.css", lambda text, mark: f"{text}/* {mark} */\n"),
)


def main(root: Path, arguments: Sequence[str]) -> int:
    """Measures what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="scripts/measure serving", description=phrase("live"))
    command = Command(parser, "live").add_argument("--edits", type=int, default=7, metavar="N")
    command.add_argument("--times", type=int, default=10, metavar="N").add_argument("--build", action="store_true")
    parser.set_defaults(root=root)
    return measure(parser.parse_args(arguments))


def measure(arguments: argparse.Namespace) -> int:
    """Prints, for each size, the median time from saving a file to having the new page, and that of building everything."""
    for size in sorted({1, arguments.times}):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            with show_progress("live-copying", size=size):
                multiply(arguments.root, root, size)
            _measure(root, size, arguments)
    return 0


def _measure(root: Path, size: int, arguments: argparse.Namespace) -> None:
    started = time.perf_counter()
    with _served(root) as address:
        _get(address + _OUTPUT)
        print_phrase("live-started", size=size, seconds=f"{time.perf_counter() - started:.1f}")
        for edit in _EDITS:
            with show_progress("live-editing", size=size):
                seconds = [_seen(root, address, edit, mark) for mark in _WORDS[: arguments.edits]]
            print_phrase(
                f"live-{edit.name}", size=size, seconds=f"{statistics.median(seconds):.2f}", longest=f"{max(seconds):.2f}"
            )
        print_phrase("live-fault", size=size, seconds=f"{_told(root, address):.1f}")
    if arguments.build:
        started = time.perf_counter()
        with show_progress("live-building", size=size):
            subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=root, check=True, capture_output=True)
        print_phrase("live-built", size=size, seconds=f"{time.perf_counter() - started:.1f}")


def _seen(root: Path, address: str, edit: Edit, mark: str) -> float:
    """Seconds from saving a file to having what it changes, as a browser would ask for it."""
    file = root / edit.file
    before = file.read_text(encoding="utf-8")
    after = edit.make(before, mark)
    assert after != before, edit.file
    epoch = _epoch(address)
    file.write_text(after, encoding="utf-8")
    started = time.perf_counter()
    # A verdict on the edit before may come in between; then a browser asks twice.
    while _get(f"{address}livereload/{epoch}/1") and mark not in _get(address + edit.seen):
        epoch = _epoch(address)
    return time.perf_counter() - started


def _told(root: Path, address: str) -> float:
    """Seconds from breaking a rule to having it told over the page."""
    file = root / _EDITS[0].file
    sound, epoch = file.read_text(encoding="utf-8"), _epoch(address)
    file.write_text(sound.replace("kind: commitments", "kind: comitments"), encoding="utf-8")
    started = time.perf_counter()
    while _get(f"{address}livereload/{epoch}/1") and 'class="problems"' not in _get(address + _EDITS[1].seen):
        epoch = _epoch(address)
    taken = time.perf_counter() - started
    file.write_text(sound, encoding="utf-8")
    return taken


def _epoch(address: str) -> str:
    found = re.search(r"livereload\((\d+), ", _get(f"{address}en/"))
    assert found
    return found[1]


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:
        return str(answer.read().decode("utf-8"))


@contextmanager
def _served(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        for line in server.stderr:
            if f"127.0.0.1:{port}/" in line:
                break
        # What it says from here on would fill the pipe.
        with subprocess.Popen(["cat"], stdin=server.stderr, stdout=subprocess.DEVNULL):
            yield f"http://127.0.0.1:{port}/"
            server.terminate()


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], sys.argv[1:]))
