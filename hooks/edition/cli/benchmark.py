"""The command that measures the time and memory of builds."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

from .arguments import Commands
from .messages import print_phrase, show_progress


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


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("benchmark", benchmark_build).add_argument("--times", type=int, default=3, metavar="N")
