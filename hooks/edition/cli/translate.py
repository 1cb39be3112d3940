"""The commands for translators: how far the translation has come, and texts out to spreadsheets and back."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path

from ..editing.revision_diff import shorten_run
from ..loading.loader import load_edition
from ..loading.translation_record import format_record
from ..loading.yaml_patch import apply_edits
from ..model import Edition, RecordedSource, Text
from ..problems.problem import ContentError
from ..site import prepare_site
from ..text.word_diff import diff_words
from ..translation.spreadsheet import collect_changes, format_spreadsheet, read_spreadsheet, sheet_rows, text_edits
from ..translation.status import (
    TARGET_LANGUAGE,
    StaleText,
    accept_translations,
    matching_keys,
    measure_progress,
    missing_texts,
    stale_texts,
)
from ..translation.texts import SHEET_FORMATS, translation_files
from .arguments import Commands
from .atomic_files import trial, write
from .messages import UsageError, phrase, say, waiting

_MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
_NAME, _COLUMN = 34, 13


def status(arguments: argparse.Namespace) -> int:
    """Tells how far the translation has come, and each text that is stale or missing."""
    edition = load_edition(arguments.root)
    heads = (phrase(f"translate-{name}") for name in ("units", "translated", "stale", "missing"))
    print("".join([" " * _NAME, *(f"{head:>{_COLUMN}}" for head in heads)]))
    for translation_file in translation_files(edition):
        found = measure_progress(edition, translation_file)
        print(f"{translation_file.name:{_NAME}}" + "".join(f"{number:{_COLUMN}}" for number in astuple(found)))
    for late in stale_texts(edition):
        place = late.place.of_field(TARGET_LANGUAGE)
        print(f"{place.file}:{place.line}: {late.key}: {_told(late)}")
    for text in missing_texts(edition):
        print(f"{text.place.file}:{text.place.line}: {text.key}: {phrase('state-missing')}")
    return 0


def _told(late: StaleText) -> str:
    """What has become of the French, in the marks of git's word diff; long equal runs are cut."""
    if late.old is None:
        return phrase("state-unrecorded")
    runs = diff_words(late.old, late.new)
    shown = (_MARKS[kind].format(shorten_run(words) if kind == "equal" else words) for kind, words in runs)
    return f"{phrase('state-stale')}: " + " ".join(shown)


def accept_translation(arguments: argparse.Namespace) -> int:
    """Accepts the English of a text, of a file or of everything as the translation of its present French."""
    edition = load_edition(arguments.root)
    keys = None if arguments.all else _named(edition, arguments.name)
    before = {late.key for late in stale_texts(edition)}
    done = before if keys is None else before & keys
    write(arguments.root, _records(accept_translations(edition, keys)))
    say("accepted", texts=len(done))
    return 0


def _named(edition: Edition, name: str) -> frozenset[str]:
    keys = matching_keys(edition, Path(name).as_posix().removeprefix("./")) | matching_keys(edition, name)
    if not keys:
        raise UsageError("called-nothing", name=name)
    return keys


def export(arguments: argparse.Namespace) -> int:
    """Writes the texts of a document or register to a spreadsheet."""
    edition = load_edition(arguments.root)
    known = {translation_file.name: translation_file for translation_file in translation_files(edition)}
    if arguments.document not in known:
        raise UsageError("none-of", name=arguments.document, known=", ".join(known))
    ending = arguments.output.suffix.removeprefix(".") if arguments.output else ""
    form = arguments.form or (ending if ending in SHEET_FORMATS else SHEET_FORMATS[-1])
    target = arguments.output or Path(f"{arguments.document.rpartition('/')[2]}.{form}")
    rows = sheet_rows(edition, known[arguments.document])
    target.write_bytes(format_spreadsheet(rows, form))
    say("exported", texts=len(rows), file=target)
    return 0


def bring(arguments: argparse.Namespace) -> int:
    """Takes the English of a filled spreadsheet into the content and accepts it; writes nothing where a row is refused."""
    root: Path = arguments.root
    with waiting("checking"):
        before = prepare_site(root).edition
    rows, problems = read_spreadsheet(arguments.file)
    delivery, refused = collect_changes(before, rows)
    if problems or refused:
        raise ContentError([*problems, *refused])
    files = {
        name: apply_edits((root / name).read_bytes().decode("utf-8-sig"), changes)
        for name, changes in text_edits(before, delivery.english).items()
    }
    with waiting("checking"):
        after = _tried(root, files)
    _compare(before, after, delivery.english)
    write(root, files | (_records(accept_translations(after, delivery.accepted)) if delivery.accepted else {}))
    say("imported", texts=len(delivery.english), files=len(files), accepted=len(delivery.accepted))
    return 0


def _tried(root: Path, files: Mapping[str, str]) -> Edition:
    """The edition as it would be with some files changed; raises ContentError where it could not be published."""
    with trial(root, files) as copy:
        return prepare_site(copy).edition


def _compare(before: Edition, after: Edition, english: Mapping[str, str]) -> None:
    """Makes sure that the new English and nothing else has changed."""
    expected = _said(before) | {key: (_said(before)[key][0], words) for key, words in english.items()}
    assert _said(after) == expected


def _said(edition: Edition) -> dict[str, tuple[str, str | None]]:
    return {text.key: _both(text.text) for translation_file in translation_files(edition) for text in translation_file.texts}


def _both(text: Text) -> tuple[str, str | None]:
    return text.fr, text.get(TARGET_LANGUAGE)


def _records(records: Mapping[str, tuple[RecordedSource, ...]]) -> dict[str, str]:
    return {name: format_record(rows) for name, rows in records.items()}


def add_commands(commands: Commands) -> None:
    """Adds the translators' commands, within one of their own."""
    translating = commands.within("translate")
    translating.add("status", status)
    accepting = translating.add("accept", accept_translation).one_of(required=True)
    accepting.take("name", nargs="?", metavar="UNIT|FILE").take("--all", action="store_true")
    exporting = translating.add("export", export)
    exporting.take("document", metavar="DOCUMENT").take("-o", "--output", type=Path, metavar="FILE")
    forms = exporting.one_of()
    for form in SHEET_FORMATS:
        forms.take(f"--{form}", dest="form", action="store_const", const=form)
    translating.add("import", bring).take("file", type=Path, metavar="FILE")
