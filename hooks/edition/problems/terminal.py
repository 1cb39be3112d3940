"""Problems as a terminal shows them: each a block with its line quoted and marked, in colour where there is colour."""

from __future__ import annotations

import os
import shutil
import textwrap
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO

from .problem import Problem, ordered
from .source_excerpt import columns, quote, shown, way

_COLOURS = {"where": "1", "way": "2", "gutter": "36", "error": "1;31", "warning": "1;33", "fix": "32"}
_PIPED_WIDTH = 120
_NARROWEST = 40
_INDENT = "   "

Paint = Callable[[str, str], str]
"""Sets a text in the colour of what it is."""


def blocks(problems: Iterable[Problem], root: Path, language: str, stream: TextIO) -> str:
    """The problems of the project at `root`, in the order of files and lines, as `stream` can show them."""
    width = max(shutil.get_terminal_size().columns, _NARROWEST) if stream.isatty() else 0
    paint = _coloured if _takes_colour(stream) else _plain
    return "\n\n".join("\n".join(_block(problem, root, language, width, paint)) for problem in ordered(problems))


def _takes_colour(stream: TextIO) -> bool:
    """A terminal shows colours, unless its user declines (https://no-color.org) or it cannot."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(name: str, text: str) -> str:
    return f"\033[{_COLOURS[name]}m{text}\033[0m" if text else ""


def _plain(_: str, text: str) -> str:
    return text


def _block(problem: Problem, root: Path, language: str, width: int, paint: Paint) -> list[str]:
    """One problem, line by line; without a width (0), what is said of it stays on one line each."""
    place = problem.place
    where = paint("where", f"{shown(place.file)}:{place.line}:{place.column}")
    lines = [f"{where}  {paint('way', shown(way(place)))}".rstrip()]
    gutter = f"{place.line:>5} | "
    if quoted := quote(root, place, (width or _PIPED_WIDTH) - len(gutter)):
        caret = paint("warning" if problem.warning else "error", "^" * max(columns(quoted.marked), 1))
        lines.append((paint("gutter", gutter) + quoted.before + quoted.marked + quoted.after).rstrip())
        lines.append(paint("gutter", f"{'|':>7} ") + " " * columns(quoted.before) + caret)
    lines += _said("", problem.wrong(language), width)
    lines += _said(paint("fix", "→ "), problem.fix(language), width)
    return lines


def _said(mark: str, text: str, width: int) -> list[str]:
    """A sentence, set in under its first line's mark."""
    under = _INDENT + ("  " if mark else "")
    pieces = textwrap.wrap(shown(text), width - len(under), break_on_hyphens=False) if width else [shown(text)]
    return [(under if number else _INDENT + mark) + piece for number, piece in enumerate(pieces)]
