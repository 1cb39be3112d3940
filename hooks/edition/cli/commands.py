"""The commands of scripts/edition, and their exit status: 0 done, 1 problems found, 2 wrongly asked."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..problems.problem import ContentError
from . import check, compress, diff, import_text, new, redirect, schema, stats, translate
from . import format as formatting
from .arguments import Commands
from .messages import UsageError, phrase, tell

DONE, PROBLEMS, MISUSED, INTERRUPTED = 0, 1, 2, 130
_COMMANDS = (check, formatting, new, import_text, redirect, diff, stats, translate, compress, schema)


def parser(root: Path) -> argparse.ArgumentParser:
    """All commands for the project at `root`."""
    top = argparse.ArgumentParser(prog="scripts/edition", description=phrase("edition"))
    commands = Commands(top, root)
    for module in _COMMANDS:
        module.add_commands(commands)
    return top


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
