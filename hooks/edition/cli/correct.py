"""The command that declares the differences between the edition's French and its source texts."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten

from ..editing.corrections import (
    Difference,
    UnderivableError,
    add_corrections,
    find_undeclared_differences,
    name_corrections,
)
from ..editing.scaffold import NewText
from ..languages import LANGUAGES
from ..loading.loader import load_edition
from ..model import Correction, Edition
from ..references.references import Links
from ..text.suggestions import nearest_name
from ..translation.status import missing_texts
from ..translation.texts import translation_files
from .acceptances import draft_records
from .answers import Answers
from .arguments import Commands
from .atomic_files import temporary_copy, write_files
from .messages import UsageError, phrase, phrase_in, print_phrase, show_progress

_SHOWN = 120
"""Characters of a passage that a line shows."""


def declare_corrections(arguments: argparse.Namespace) -> int:
    """Declares each difference from the source texts that is not declared yet, or a note on a unit."""
    root: Path = arguments.root
    with show_progress("checking"):
        edition = load_edition(root)
        differences = [_note(edition, arguments.note)] if arguments.note else undeclared_differences(edition)
    if not differences:
        print_phrase("nothing-to-declare")
        return 0
    corrections = list(ask_reasons(edition, differences, Answers(arguments)))
    files = draft_corrections(root, edition, corrections)
    with show_progress("checking"), temporary_copy(root, files) as copy:
        after = load_edition(copy)
        declared = {one.id for one in corrections if one.reason.en}
        keys = {
            text.key
            for translation_file in translation_files(after)
            for text in translation_file.texts
            if text.key.partition("/")[2].partition(":")[0] in declared and text.place.file in files
        }
        records = draft_records(root, after, keys) if keys else {}
    write_files(root, files | records)
    print_phrase("declared", corrections=len(corrections), file=edition.corrections.at.file)
    print_untranslated(edition, after)
    return 0


def print_untranslated(before: Edition, after: Edition) -> None:
    """Prints how many texts are to be translated that were not before, if any."""
    if untranslated := len(missing_texts(after)) - len(missing_texts(before)):
        print_phrase("untranslated", texts=untranslated)


def _note(edition: Edition, name: str) -> Difference:
    known = [unit.identifier for unit in Links(edition).units]
    if name not in known:
        raise UsageError("no-unit", name=name, **nearest_name(name, known))
    return Difference("note", name)


def undeclared_differences(edition: Edition) -> list[Difference]:
    """Returns the corrections that are missing; raises UsageError where one cannot be derived."""
    try:
        return find_undeclared_differences(edition)
    except UnderivableError as error:
        raise UsageError("not-derivable", unit=error.unit) from None


def ask_reasons(edition: Edition, differences: Sequence[Difference], answers: Answers) -> Iterator[Correction]:
    """Yields the corrections with the reason given for each; that of the last one of its kind is suggested for the next."""
    given: dict[str, NewText] = {}
    taken = [correction.id for correction in edition.corrections.corrections]
    identifiers = name_corrections([difference.unit for difference in differences], taken)
    for difference, identifier in zip(differences, identifiers, strict=True):
        print(describe_difference(difference, identifier))
        suggested = given.get(difference.kind) or _suggested_reason(difference.kind)
        given[difference.kind] = reason = answers.get_text("reason", suggested.fr, suggested.en or "")
        yield difference.as_correction(identifier, reason)


def _suggested_reason(kind: str) -> NewText:
    """Returns the reason that is suggested for the first correction of a kind; none for a note, which is its reason."""
    return NewText(*("" if kind == "note" else phrase_in(language, f"reason-{kind}") for language in LANGUAGES))


def describe_difference(difference: Difference, identifier: str) -> str:
    """Returns a line on a correction that is about to be declared."""
    words = {name: shorten(getattr(difference, name) or "", _SHOWN, placeholder="…") for name in ("reading", "source", "after")}
    return f"{identifier}: " + phrase(f"declare-{difference.kind}", unit=difference.unit, **words)


def draft_corrections(root: Path, edition: Edition, corrections: Sequence[Correction]) -> dict[str, str]:
    """Returns the file of corrections with further ones."""
    file = edition.corrections.at.file
    return {file: add_corrections((root / file).read_text(encoding="utf-8"), edition, corrections)}


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("correct", declare_corrections)
    command.add_argument("--note", metavar="UNIT").add_argument("--reason", metavar="FR").add_argument(
        "--reason-en", metavar="EN"
    )
