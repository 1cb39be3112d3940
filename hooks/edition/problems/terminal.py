"""Formats problems for a terminal: each with an excerpt of its line, in colour where the terminal supports it."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from .editor import editor_url
from .problem import Problem, sort_problems
from .source_excerpt import display_width, escape_invisible, field_path, read_excerpt

_COLOURS = {"place": "1", "path": "2", "gutter": "36", "error": "1;31", "warning": "1;33", "fix": "32"}
_PIPED_WIDTH = 120
_MIN_WIDTH = 40
_INDENT = "   "

Paint = Callable[[str, str], str]
"""Colours a text by its role, a key of _COLOURS."""


def format_problems(problems: Iterable[Problem], root: Path, language: str, stream: TextIO) -> str:
    """Formats the problems of the project at `root` for a stream, in the order of files and lines."""
    width = max(shutil.get_terminal_size().columns, _MIN_WIDTH) if stream.isatty() else 0
    paint = _colour if _supports_colour(stream) else _no_colour
    return "\n\n".join("\n".join(_format_problem(problem, root, language, width, paint)) for problem in sort_problems(problems))


def _supports_colour(stream: TextIO) -> bool:
    """Whether the stream is a terminal with colours, and its user has not disabled them (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _colour(name: str, text: str) -> str:
    return f"\033[{_COLOURS[name]}m{text}\033[0m" if text else ""


def _no_colour(_: str, text: str) -> str:
    return text


def _format_problem(problem: Problem, root: Path, language: str, width: int, paint: Paint) -> list[str]:
    """Formats a problem as lines; without a width (0), its sentences are not wrapped."""
    place = problem.place
    header = paint("place", f"{escape_invisible(place.file)}:{place.line}:{place.column}")
    if paint is _colour and (url := editor_url(root, place)):
        header = f"\033]8;;{url}\033\\{header}\033]8;;\033\\"
    lines = [f"{header}  {paint('path', escape_invisible(field_path(place)))}".rstrip()]
    gutter = f"{place.line:>5} | "
    if excerpt := read_excerpt(root, place, (width or _PIPED_WIDTH) - len(gutter)):
        caret = paint("warning" if problem.warning else "error", "^" * max(display_width(excerpt.marked), 1))
        lines.append((paint("gutter", gutter) + excerpt.before + excerpt.marked + excerpt.after).rstrip())
        lines.append(paint("gutter", f"{'|':>7} ") + " " * display_width(excerpt.before) + caret)
    lines += _indent_sentence("", problem.message(language), width)
    lines += _indent_sentence(paint("fix", "→ "), problem.fix(language), width)
    return lines


def _indent_sentence(mark: str, text: str, width: int) -> list[str]:
    """Wraps a sentence and indents it under the mark of its first line."""
    margin = _INDENT + ("  " if mark else "")
    lines = (
        textwrap.wrap(escape_invisible(text), width - len(margin), break_on_hyphens=False) if width else [escape_invisible(text)]
    )
    return [(margin if number else _INDENT + mark) + line for number, line in enumerate(lines)]
