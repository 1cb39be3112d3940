"""The command that measures builds."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from .arguments import Commands


def benchmark_build(arguments: argparse.Namespace) -> int:
    """Measures builds with the program for it, which needs the packages of the tests no more than this command does."""
    root: Path = arguments.root
    words = ["--runs", str(arguments.runs), "--times", *map(str, arguments.times)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root / "hooks"), str(root / "scripts")))}
    return subprocess.run([sys.executable, "-m", "measuring.build", *words], cwd=root, env=environment, check=False).returncode


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("benchmark", benchmark_build).add_argument("--runs", type=int, default=5, metavar="N")
    command.add_argument("--times", type=int, nargs="+", default=[1], metavar="N")
