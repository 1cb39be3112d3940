"""An exception in one line, with the place in the project that it came from."""

from __future__ import annotations

import traceback
from pathlib import Path


def summary(error: BaseException, root: Path) -> str:
    """`file:line: error: message`, at the last line of the project at `root` that the error passed through."""
    message = f"{type(error).__name__}: {getattr(error, 'msg', None) or error}"
    for file, line in reversed(_places(error)):
        path = Path(file).resolve()
        if path.is_relative_to(root.resolve()) and "site-packages" not in path.parts:
            return f"{path.relative_to(root.resolve())}:{line}: {message}"
    return message


def _places(error: BaseException) -> list[tuple[str, int]]:
    """The files and lines that an error passed through, down to the one that could not be parsed."""
    places = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    unparsed = getattr(error, "filename", None), getattr(error, "lineno", None)
    match unparsed:
        case str(file), int(line):
            places.append((file, line))
    return places
