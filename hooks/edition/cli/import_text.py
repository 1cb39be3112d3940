"""The command that makes a first document of a received text."""

from __future__ import annotations

import argparse
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from ..editing.importing import markdown_reader, plain_text_reader
from ..editing.importing.blocks import ParsedText
from ..editing.importing.compose import compose_document
from ..editing.scaffold import slugify
from .arguments import Commands
from .messages import UsageError, phrase, say
from .new import Asked, bring_in, folder, loaded, one_of, texts, unused

_LISTS = "points"


def bring(arguments: argparse.Namespace) -> int:
    """Reads a DOCX, Markdown or plain text, writes its first document, and says what to look at."""
    edition, asked = loaded(arguments.root), Asked(arguments)
    file: Path = arguments.file
    reader = _readers().get(file.suffix.lower())
    if reader is None:
        raise UsageError("none-of", name=file.suffix, known=", ".join(_readers()))
    if not file.is_file():
        raise UsageError("no-file", name=file)
    name = unused(folder(asked.words("id", slugify(file.stem))), [one.id for one in edition.documents])
    kind = one_of(asked.words("kind"), [one.id for one in edition.kinds.documents])
    lists = one_of(arguments.lists, [one.id for one in edition.kinds.lists])
    facts = {field: asked.text(field) for field in ("summary", "dated", "origin")}
    short = asked.text("short_title") if arguments.short_title else None
    made = compose_document(
        _received(reader, file), edition, lists, id=name, kind=kind, source=f"{name}.txt", short_title=short, **facts
    )
    status = bring_in(edition, arguments.root, made.head, made.source)
    say("composed", **made.counts)
    for review_note in made.review_notes:
        print(
            f"{file.name}:{review_note.line}: {phrase(review_note.phrase, **review_note.facts) if review_note.facts else phrase(review_note.phrase)}"
        )
    return status


def _received(reader: Callable[[bytes], ParsedText], file: Path) -> ParsedText:
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
        raise UsageError("not-readable", name=file, said=error) from None


def _readers() -> Mapping[str, Callable[[bytes], ParsedText]]:
    def word(content: bytes) -> ParsedText:
        from edition.editing.importing import docx_reader  # noqa: PLC0415  # only this form needs its library

        return docx_reader.read_docx(content)

    return {
        ".docx": word,
        ".md": markdown_reader.read_markdown,
        ".markdown": markdown_reader.read_markdown,
        ".txt": plain_text_reader.read_plain_text,
    }


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("import", bring).take("file", type=Path, metavar="FILE")
    command.take("--id", metavar="ID").take("--kind", metavar="KIND").take("--lists", default=_LISTS, metavar="KIND")
    texts(command, "short-title", "summary", "dated", "origin")
