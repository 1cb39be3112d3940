"""The commands of scripts/edition, and what becomes of them: 0 done, 1 problems found, 2 wrongly asked."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import bring
import compress
import delay
import diff
import examine
import new
import redirect
import screen
import stats
import tidy
import translate
from arguments import Commands
from edition.problems.problem import ContentError
from phrases import UsageError, phrase, tell

DONE, PROBLEMS, MISUSED, INTERRUPTED = 0, 1, 2, 130


def parser(root: Path) -> argparse.ArgumentParser:
    """All commands for the project at `root`."""
    top = argparse.ArgumentParser(prog="scripts/edition", description=phrase("edition"))
    commands = Commands(top, root)
    examine.add_commands(commands)
    tidy.add_commands(commands)
    new.add_commands(commands)
    bring.add_commands(commands)
    redirect.add_commands(commands)
    diff.add_commands(commands)
    stats.add_commands(commands)
    translate.add_commands(commands.within("translate"))
    _add_tools(commands)
    return top


def _add_tools(commands: Commands) -> None:
    def search(arguments: argparse.Namespace) -> int:
        from search import measure  # noqa: PLC0415  # needs the browser of the development environment

        return measure(arguments)

    commands.add("compress", compress.compress).take("--site", type=Path, default=commands.root / "site", metavar="DIR")
    commands.add("schema", screen.schema)
    living = commands.add("live", delay.measure).take("--edits", type=int, default=7, metavar="N")
    living.take("--times", type=int, default=10, metavar="N").take("--build", action="store_true")
    measuring = commands.add("search", search)
    measuring.take("--measure", action="store_true", required=True)
    measuring.take("--times", type=int, default=100, metavar="N")


def main(root: Path, arguments: Sequence[str]) -> int:
    """Runs one command; whatever goes wrong is told in a line, without a traceback."""
    try:
        try:
            return _run(root, arguments)
        finally:
            # Here rather than at exit, where nothing could be done about a reader that has gone.
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough; the rest goes nowhere, without a complaint at exit.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        return DONE


def _run(root: Path, arguments: Sequence[str]) -> int:
    try:
        asked = parser(root).parse_args(arguments)
        return int(asked.run(asked))
    except ContentError as error:
        tell(error.problems, root)
        tell(error.warnings, root)
        return PROBLEMS
    except UsageError as error:
        print(error, file=sys.stderr)
        return MISUSED
    except BrokenPipeError:
        raise
    except OSError as error:
        print(phrase("no-access", name=error.filename or "", said=error.strerror or error), file=sys.stderr)
        return MISUSED
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
