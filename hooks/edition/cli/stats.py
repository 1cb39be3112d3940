"""The command that prints statistics of the edition."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from ..analysis.statistics import compute_statistics
from ..languages import LANGUAGES
from ..loading.loader import load_edition
from ..translation.status import Progress
from .arguments import Commands
from .messages import phrase, show_progress


def print_statistics(arguments: argparse.Namespace) -> int:
    """Counts documents, registers, words, references, corrections and the state of the translation."""
    with show_progress("checking"):
        statistics = compute_statistics(load_edition(arguments.root))
    if arguments.json:
        print(json.dumps(asdict(statistics), ensure_ascii=False, indent=2))
        return 0
    documents = [
        (document.id, document.divisions, document.units, document.items,
         *(document.words[language] for language in LANGUAGES), document.references, document.corrections,
         _format_share(document.translation))
        for document in statistics.documents
    ]  # fmt: skip
    words = [f"words-{language}" for language in LANGUAGES]
    _print_table(("documents", "divisions", "units", "items", *words, "references", "corrections", "translated"), documents)
    print()
    registers = [
        (register.id, register.entries, register.cited, register.citations, _format_share(register.translation))
        for register in statistics.registers
    ]
    _print_table(("registers", "entries", "cited", "citations", "translated"), registers)
    print()
    state = statistics.translation
    print(phrase("stats-translation", units=state.units, translated=state.translated, stale=state.stale, missing=state.missing))
    return 0


def _format_share(state: Progress) -> str:
    return f"{state.translated / state.units:.1%}" if state.units else "–"


def _print_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints a table, with numbers aligned to the right."""
    lines = [[phrase(f"stats-{head}") for head in heads], *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    for first, *rest in lines:
        cells = (f"{cell:>{width}}" for cell, width in zip(rest, widths[1:], strict=True))
        print("  ".join([f"{first:{widths[0]}}", *cells]).rstrip())


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    commands.add("stats", print_statistics).add_argument("--json", action="store_true")
