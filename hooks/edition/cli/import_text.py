"""The command that imports a text as a first document."""

from __future__ import annotations

import argparse
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from ..editing.importing import markdown_reader, plain_text_reader
from ..editing.importing.blocks import ParsedText
from ..editing.importing.compose import compose_document
from ..editing.scaffold import slugify
from .answers import Answers, choose_known, known_in, unused_slug
from .arguments import Commands
from .messages import UsageError, phrase, print_phrase
from .new import add_text_arguments, load_current_edition, write_document

_LISTS = "points"


def import_text(arguments: argparse.Namespace) -> int:
    """Imports a DOCX, Markdown or plain text as a first document, and prints what to review."""
    edition, answers = load_current_edition(arguments.root), Answers(arguments)
    file: Path = arguments.file
    reader = _readers().get(file.suffix.lower())
    if reader is None:
        raise UsageError("none-of", name=file.suffix, known=", ".join(_readers()))
    if not file.is_file():
        raise UsageError("no-file", name=file)
    taken = [document.id for document in edition.documents]
    identifier = answers.get_words("id", slugify(file.stem), check=unused_slug(taken))
    kinds = [document_kind.id for document_kind in edition.kinds.documents]
    kind = choose_known(answers.get_words("kind", check=known_in(kinds)), kinds)
    lists = choose_known(arguments.lists, [list_kind.id for list_kind in edition.kinds.lists])
    facts = {field: answers.get_text(field) for field in ("summary", "dated", "origin")}
    short = answers.get_text("short_title") if arguments.short_title else None
    composed = compose_document(
        _parse_file(reader, file),
        edition,
        lists,
        id=identifier,
        kind=kind,
        source=f"{identifier}.txt",
        short_title=short,
        **facts,
    )
    status = write_document(edition, arguments.root, composed.head, composed.source)
    print_phrase("composed", **composed.counts)
    for note in composed.review_notes:
        message = phrase(note.phrase, **note.facts) if note.facts else phrase(note.phrase)
        print(f"{file.name}:{note.line}: {message}")
    return status


def _parse_file(reader: Callable[[bytes], ParsedText], file: Path) -> ParsedText:
    try:
        return reader(file.read_bytes())
    except (
        UnicodeDecodeError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        RuntimeError,
    ) as error:  # the last: encrypted
        raise UsageError("not-readable", name=file, error=error) from None


def _readers() -> Mapping[str, Callable[[bytes], ParsedText]]:
    def read_word(content: bytes) -> ParsedText:
        from edition.editing.importing import docx_reader  # noqa: PLC0415  # only this form needs its library

        return docx_reader.read_docx(content)

    return {
        ".docx": read_word,
        ".md": markdown_reader.read_markdown,
        ".markdown": markdown_reader.read_markdown,
        ".txt": plain_text_reader.read_plain_text,
    }


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("import", import_text).add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--id", metavar="ID").add_argument("--kind", metavar="KIND")
    command.add_argument("--lists", default=_LISTS, metavar="KIND")
    add_text_arguments(command, "short-title", "summary", "dated", "origin")
