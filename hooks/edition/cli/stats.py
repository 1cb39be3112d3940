"""The command that tells the edition in figures."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from ..analysis.statistics import figures
from ..languages import LANGUAGES
from ..loading.loader import load_edition
from ..translation.status import Progress
from .arguments import Commands
from .messages import phrase, waiting


def stats(arguments: argparse.Namespace) -> int:
    """Counts documents, registers, words, references, corrections and the state of the translation."""
    with waiting("checking"):
        found = figures(load_edition(arguments.root))
    if arguments.json:
        print(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return 0
    documents = [
        (one.id, one.divisions, one.units, one.items, *(one.words[language] for language in LANGUAGES), one.references,
         one.corrections, _share(one.translation))
        for one in found.documents
    ]  # fmt: skip
    words = [f"words-{language}" for language in LANGUAGES]
    _table(("documents", "divisions", "units", "items", *words, "references", "corrections", "translated"), documents)
    print()
    registers = [(one.id, one.entries, one.cited, one.citations, _share(one.translation)) for one in found.registers]
    _table(("registers", "entries", "cited", "citations", "translated"), registers)
    print()
    state = found.translation
    print(phrase("stats-translation", units=state.units, translated=state.translated, stale=state.stale, missing=state.missing))
    return 0


def _share(state: Progress) -> str:
    return f"{state.translated / state.units:.1%}" if state.units else "–"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Rows under their heads, numbers to the right."""
    lines = [[phrase(f"stats-{head}") for head in heads], *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for first, *rest in lines:
        cells = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:], strict=True))
        print("  ".join([f"{first:{widths[0]}}", *cells]).rstrip())


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("stats", stats).take("--json", action="store_true")
