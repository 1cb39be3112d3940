"""Runs the commands of scripts/edition; their exit status is 0 for success, 1 for problems, 2 for wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

from ..problems.problem import ContentError
from ..processes import ProcessError
from . import (
    benchmark,
    check,
    compress,
    correct,
    count,
    diff,
    import_text,
    new,
    record,
    redirect,
    restructure,
    schema,
    stats,
    translate,
)
from . import format as formatting
from .arguments import Commands
from .messages import UsageError, phrase, print_problems

_WIDTH = 80
SUCCESS, PROBLEMS, USAGE_ERROR, INTERRUPTED = 0, 1, 2, 130
_SECTIONS = {
    "for-editors": (check, formatting, new, import_text, correct, restructure, redirect, diff, translate),
    "for-maintainers": (record, schema, count, stats, compress, benchmark),
}
"""The commands in the order of the help, by the title of their section."""


def build_parser(root: Path) -> argparse.ArgumentParser:
    """Builds the parser of all commands for the project at `root`."""
    description = fill(phrase("edition"), _WIDTH)
    form = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(prog="scripts/edition", description=description, formatter_class=form)
    commands = Commands(top, root, in_sections=True)
    for title, modules in _SECTIONS.items():
        commands.begin_section(phrase(title))
        for module in modules:
            module.add_commands(commands)
    return top


def main(root: Path, arguments: Sequence[str]) -> int:
    """Runs one command; errors are reported in a line, without a traceback."""
    try:
        try:
            return _run_command(root, arguments)
        finally:
            # Here rather than at exit, where a closed pipe could not be handled any more.
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has closed the pipe: the rest is discarded, so that exit raises no error.
        null_device = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(null_device, stream.fileno())
        return SUCCESS


def _run_command(root: Path, arguments: Sequence[str]) -> int:
    try:
        parsed = build_parser(root).parse_args(arguments)
        return int(parsed.run(parsed))
    except ContentError as error:
        print_problems(error.problems, root)
        print_problems(error.warnings, root)
        if isinstance(error, translate.SheetError):
            print(phrase("sheet-refused"), file=sys.stderr)
        return PROBLEMS
    except UsageError as error:
        print(error, file=sys.stderr)
        return USAGE_ERROR
    except BrokenPipeError:
        raise
    except ProcessError as error:
        print(phrase("process-ended", reason=error), file=sys.stderr)
        return USAGE_ERROR
    except OSError as error:
        print(phrase("no-access", name=error.filename or "", error=error.strerror or error), file=sys.stderr)
        return USAGE_ERROR
    except (KeyboardInterrupt, EOFError):
        return INTERRUPTED
