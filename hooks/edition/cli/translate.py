"""The commands for translators: the state of the translation, and export and import of spreadsheets."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict, astuple
from pathlib import Path

from ..editing.revision_diff import shorten_run
from ..loading.loader import load_edition
from ..loading.paths import CONTENT
from ..loading.yaml_writer import apply_edits, node_type_of
from ..model import Edition, Text
from ..problems.problem import ContentError
from ..site import prepare_site
from ..text.word_diff import diff_words
from ..translation.spreadsheet import (
    collect_changes,
    format_spreadsheet,
    locate_in_sheet,
    read_spreadsheet,
    sheet_rows,
    text_edits,
)
from ..translation.status import (
    TARGET_LANGUAGE,
    StaleText,
    last_acceptance,
    matching_keys,
    measure_progress,
    missing_texts,
    stale_texts,
)
from ..translation.texts import SHEET_FORMATS, translation_files
from .acceptances import draft_records
from .arguments import Commands
from .atomic_files import temporary_copy, write_files
from .messages import UsageError, phrase, print_phrase, show_progress

_MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
_NAME, _COLUMN = 34, 18


def print_translation_status(arguments: argparse.Namespace) -> int:
    """Prints the state of the translation, and each text that is stale or missing."""
    edition = load_edition(arguments.root)
    heads = (phrase(f"translate-{name}") for name in ("units", "translated", "stale", "missing"))
    print("".join([" " * _NAME, *(f"{head:>{_COLUMN}}" for head in heads), "  ", phrase("translate-last")]))
    for translation_file in translation_files(edition):
        counts = astuple(measure_progress(edition, translation_file))
        acceptance = last_acceptance(edition, translation_file)
        last = phrase("accepted-last", **asdict(acceptance)) if acceptance else "–"
        print(f"{translation_file.name:{_NAME}}" + "".join(f"{number:{_COLUMN}}" for number in counts) + f"  {last}")
    for stale_text in stale_texts(edition):
        place = stale_text.place.of_field(TARGET_LANGUAGE)
        print(f"{place.file}:{place.line}: {stale_text.key}: {_describe_change(stale_text)}")
    for text in missing_texts(edition):
        print(f"{text.place.file}:{text.place.line}: {text.key}: {phrase('state-missing')}")
    return 0


def _describe_change(stale_text: StaleText) -> str:
    """Describes the change of the French in the marks of git's word diff; long equal runs are shortened."""
    if stale_text.old is None:
        return phrase("state-unrecorded")
    runs = diff_words(stale_text.old, stale_text.new)
    shown = (_MARKS[kind].format(shorten_run(words) if kind == "equal" else words) for kind, words in runs)
    return f"{phrase('state-stale')}: " + " ".join(shown)


def accept_translation(arguments: argparse.Namespace) -> int:
    """Accepts the English of texts, of files or of all texts as the translation of the present French."""
    edition = load_edition(arguments.root)
    named = {name: _find_keys(edition, name) for name in arguments.names}
    keys = None if arguments.all else frozenset[str]().union(*named.values())
    before = {late.key for late in stale_texts(edition)}
    accepted = before if keys is None else before & keys
    write_files(arguments.root, draft_records(arguments.root, edition, keys))
    print("".join(f"{key}\n" for key in sorted(accepted)), end="")
    missing = {text.key for text in missing_texts(edition)}
    for name, found in named.items():
        if not found & accepted:
            print_phrase("nothing-to-accept", name=name, translated=len(found - missing), untranslated=len(found & missing))
    print_phrase("accepted", texts=len(accepted))
    return 0


def _find_keys(edition: Edition, name: str) -> frozenset[str]:
    keys = matching_keys(edition, Path(name).as_posix().removeprefix("./")) | matching_keys(edition, name)
    if not keys:
        raise UsageError("called-nothing", name=name)
    return keys


def export_texts(arguments: argparse.Namespace) -> int:
    """Exports the texts of a document, register or file to a spreadsheet."""
    edition = load_edition(arguments.root)
    all_files = {translation_file.name: translation_file for translation_file in translation_files(edition)}
    if arguments.document not in all_files:
        raise UsageError("none-of", name=arguments.document, known=", ".join(all_files))
    ending = arguments.output.suffix.removeprefix(".") if arguments.output else ""
    form = arguments.form or (ending if ending in SHEET_FORMATS else SHEET_FORMATS[-1])
    target = arguments.output or Path(f"{arguments.document.rpartition('/')[2]}.{form}")
    rows = sheet_rows(edition, all_files[arguments.document])
    target.write_bytes(format_spreadsheet(rows, form))
    print_phrase("exported", texts=len(rows), file=target)
    return 0


class SheetError(ContentError):
    """A spreadsheet was refused, and nothing was written."""


def import_spreadsheet(arguments: argparse.Namespace) -> int:
    """Imports and accepts the English of a spreadsheet; raises SheetError, with nothing written, where a row has a problem."""
    root: Path = arguments.root
    with show_progress("checking"):
        before = prepare_site(root).edition
    rows, problems = read_spreadsheet(arguments.file)
    sheet_changes, row_problems = collect_changes(before, rows)
    if problems or row_problems:
        raise SheetError([*problems, *row_problems])
    files = {
        name: apply_edits((root / name).read_bytes().decode("utf-8-sig"), node_type_of(name.removeprefix(f"{CONTENT}/")), changes)
        for name, changes in text_edits(before, sheet_changes.english).items()
    }
    with show_progress("checking"), temporary_copy(root, files) as copy:
        after = load_edition(copy)
        try:
            prepare_site(copy)
        except ContentError as error:
            raise SheetError(locate_in_sheet(error.problems, after, rows, sheet_changes.english)) from None
    _verify_changes(before, after, sheet_changes.english)
    write_files(root, files | (draft_records(root, after, sheet_changes.accepted) if sheet_changes.accepted else {}))
    print_phrase("imported", texts=len(sheet_changes.english), files=len(files), accepted=len(sheet_changes.accepted))
    return 0


def _verify_changes(before: Edition, after: Edition, english: Mapping[str, str]) -> None:
    """Asserts that only the new English texts have changed."""
    expected = _texts_by_key(before) | {key: (_texts_by_key(before)[key][0], words) for key, words in english.items()}
    assert _texts_by_key(after) == expected


def _texts_by_key(edition: Edition) -> dict[str, tuple[str, str | None]]:
    return {
        text.key: _language_versions(text.text)
        for translation_file in translation_files(edition)
        for text in translation_file.texts
    }


def _language_versions(text: Text) -> tuple[str, str | None]:
    return text.fr, text.get(TARGET_LANGUAGE)


def add_commands(commands: Commands) -> None:
    """Adds the commands for translators, as subcommands of one command."""
    translating = commands.add_group("translate")
    translating.add("status", print_translation_status)
    accepting = translating.add("accept", accept_translation).exclusive_group(required=True)
    accepting.add_argument("names", nargs="*", default=[], metavar="UNIT|FILE").add_argument("--all", action="store_true")
    exporting = translating.add("export", export_texts)
    exporting.add_argument("document", metavar="DOCUMENT").add_argument("-o", "--output", type=Path, metavar="FILE")
    forms = exporting.exclusive_group()
    for form in SHEET_FORMATS:
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form)
    translating.add("import", import_spreadsheet).add_argument("file", type=Path, metavar="FILE")
