"""Summarizes an exception in one line, with its place in the project."""

from __future__ import annotations

import traceback
from pathlib import Path


def summarize_exception(error: BaseException, root: Path) -> str:
    """Returns `file:line: error: message`, with the innermost line of the traceback that is in the project at `root`."""
    message = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
    for file, line in reversed(_locations(error)):
        path = Path(file).resolve()
        if path.is_relative_to(root.resolve()) and "site-packages" not in path.parts:
            return f"{path.relative_to(root.resolve())}:{line}: {message}"
    return message


def _locations(error: BaseException) -> list[tuple[str, int]]:
    """Returns the files and lines of the traceback, and of a syntax error that of the unparsable line."""
    locations = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    syntax_error = getattr(error, "filename", None), getattr(error, "lineno", None)
    match syntax_error:
        case str(file), int(line):
            locations.append((file, line))
    return locations
