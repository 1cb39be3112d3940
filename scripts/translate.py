"""The commands for translators: how far the translation has come, and texts out to spreadsheets and back."""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from edition import freshness
from edition.exchange import deliver, edits, lines, read, spreadsheet
from edition.freshness import SHEET_FORMS, Stale, State, accept, holdings, missing, named, progress, stale, words_changed, written
from edition.load import CONTENT, load
from edition.model import Edition, Recorded, Text
from edition.problem import ContentError
from edition.site import prepare
from edition.splice import splice

_MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
_CONTEXT = 6


def status(arguments: argparse.Namespace) -> int:
    """Tells how far the translation has come, and each text that is stale or missing."""
    edition = load(arguments.root)
    print(f"{'':34}{'units':>8}{'translated':>12}{'stale':>8}{'missing':>9}")
    for holding in holdings(edition):
        found = progress(edition, holding)
        print(f"{holding.name:34}{found.units:8}{found.translated:12}{found.stale:8}{found.missing:9}")
    for late in stale(edition):
        place = late.place.of(freshness.TARGET_LANGUAGE)
        print(f"{place.file}:{place.line}: {late.key}: {_told(late)}")
    for text in missing(edition):
        print(f"{text.place.file}:{text.place.line}: {text.key}: {State.MISSING}")
    return 0


def _told(late: Stale) -> str:
    """What has become of the French, in the marks of git's word diff; long equal runs are cut."""
    if late.old is None:
        return State.UNRECORDED
    runs = words_changed(late.old, late.new)
    shown = (_MARKS[kind].format(_cut(words) if kind == "equal" else words) for kind, words in runs)
    return f"{State.STALE}: " + " ".join(shown)


def _cut(run: str) -> str:
    words = run.split()
    return run if len(words) <= 2 * _CONTEXT else " ".join([*words[:_CONTEXT], "…", *words[-_CONTEXT:]])


def accept_translation(arguments: argparse.Namespace) -> int:
    """Accepts the English of a text, of a file or of everything as the translation of its present French."""
    edition = load(arguments.root)
    keys = None if arguments.all else _named(edition, arguments.name)
    before = {late.key for late in stale(edition)}
    done = before if keys is None else before & keys
    _write(arguments.root, _records(accept(edition, keys)))
    print(f"{len(done)} accepted")
    return 0


def _named(edition: Edition, name: str) -> frozenset[str]:
    keys = named(edition, Path(name).as_posix().removeprefix("./")) | named(edition, name)
    if not keys:
        raise SystemExit(f"no text, identifier, file or document is called {name}; see: scripts/edition translate status")
    return keys


def export(arguments: argparse.Namespace) -> int:
    """Writes the texts of a document or register to a spreadsheet."""
    edition = load(arguments.root)
    known = {holding.name: holding for holding in holdings(edition)}
    if arguments.document not in known:
        raise SystemExit(f"{arguments.document} is none of: {', '.join(known)}")
    ending = arguments.output.suffix.removeprefix(".") if arguments.output else ""
    form = arguments.form or (ending if ending in SHEET_FORMS else SHEET_FORMS[-1])
    target = arguments.output or Path(f"{arguments.document.rpartition('/')[2]}.{form}")
    rows = lines(edition, known[arguments.document])
    target.write_bytes(spreadsheet(rows, form))
    print(f"{len(rows)} texts in {target}")
    return 0


def bring(arguments: argparse.Namespace) -> int:
    """Takes the English of a filled spreadsheet into the content and accepts it; writes nothing where a row is refused."""
    root: Path = arguments.root
    before = prepare(root).edition
    rows, problems = read(arguments.file)
    delivery, refused = deliver(before, rows)
    if problems or refused:
        raise ContentError([*problems, *refused])
    files = {
        name: splice((root / name).read_bytes().decode("utf-8"), changes)
        for name, changes in edits(before, delivery.english).items()
    }
    after = _tried(root, files)
    _compare(before, after, delivery.english)
    _write(root, files | (_records(accept(after, delivery.accepted)) if delivery.accepted else {}))
    print(f"{len(delivery.english)} English texts written to {len(files)} files, {len(delivery.accepted)} accepted")
    return 0


def _tried(root: Path, files: Mapping[str, str]) -> Edition:
    """The edition as it would be with some files changed; raises ContentError where it could not be published."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(root / CONTENT, trial / CONTENT)
        _write(trial, files)
        return prepare(trial).edition


def _compare(before: Edition, after: Edition, english: Mapping[str, str]) -> None:
    """Makes sure that the new English and nothing else has changed."""
    expected = _said(before) | {key: (_said(before)[key][0], words) for key, words in english.items()}
    assert _said(after) == expected


def _said(edition: Edition) -> dict[str, tuple[str, str | None]]:
    return {text.key: _both(text.text) for holding in holdings(edition) for text in holding.texts}


def _both(text: Text) -> tuple[str, str | None]:
    return text.fr, text.get(freshness.TARGET_LANGUAGE)


def _records(records: Mapping[str, tuple[Recorded, ...]]) -> dict[str, str]:
    return {name: written(rows) for name, rows in records.items()}


def _write(root: Path, files: Mapping[str, str]) -> None:
    """Writes files whole or not at all; one without content is deleted."""
    for name, content in files.items():
        path = root / name
        if not content:
            path.unlink(missing_ok=True)
            continue
        fresh = path.with_name(path.name + ".new")
        fresh.write_bytes(content.encode("utf-8"))
        os.replace(fresh, path)


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser], root: Path) -> None:
    """Adds the translators' commands for the project at `root`."""

    def add(name: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run, root=root)
        return command

    add("status", status)
    accepting = add("accept", accept_translation).add_mutually_exclusive_group(required=True)
    accepting.add_argument("name", nargs="?", metavar="UNIT|FILE", help="a unit, a YAML file or a document")
    accepting.add_argument("--all", action="store_true", help="every text there is")
    exporting = add("export", export)
    exporting.add_argument("document", metavar="DOCUMENT", help="a document, or a register: registers/terms")
    forms = exporting.add_mutually_exclusive_group()
    for form in SHEET_FORMS:
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=f"as .{form}")
    exporting.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to write")
    add("import", bring).add_argument("file", type=Path, metavar="FILE", help="the filled spreadsheet")
