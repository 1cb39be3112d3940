"""The command that compares the content of two revisions."""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import tempfile
import zipfile
from functools import partial
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from ..editing.drafts import remove_drafts
from ..editing.revision_diff import Comparison, compare_editions, shortened_runs
from ..languages import LANGUAGES, terminal_language
from ..loading.edition_date import read_edition_date
from ..loading.loader import load_edition
from ..loading.paths import CONTENT
from ..model import Edition, Text
from ..problems.problem import ContentError
from .arguments import Commands
from .messages import UsageError, phrase, phrase_in, print_problems, show_progress

_SUFFIXES = {"text": "txt", "markdown": "md", "html": "html"}
_TEMPLATES = Path(__file__).with_name("templates")
_MARKDOWN_CHARACTERS = re.compile(r"([\\`*_\[\]~|#$])")
MAX_LENGTH = 50_000
"""Characters of a comparison in Markdown: a comment may have 65,536, and hosts add to it."""


def compare_revisions(arguments: argparse.Namespace) -> int:
    """Compares the content of two revisions, or of one revision with the working files."""
    root: Path = arguments.root
    language = arguments.language or terminal_language()
    with tempfile.TemporaryDirectory() as folder:
        with show_progress("comparing", before=arguments.before, after=arguments.after or phrase("working-files")):
            before = _extract_revision(root, arguments.before, Path(folder) / "before")
            after = _extract_revision(root, arguments.after, Path(folder) / "after") if arguments.after else root
        on = read_edition_date(root)
        old, new = _load_or_report(before, arguments.before, on), _load_or_report(after, arguments.after, on)
    if not old or not new:
        return 1
    comparison = compare_editions(old, new, _load_working_files(root))
    names = arguments.before, arguments.after or phrase_in(language, "working-files")
    text = _render_comparison(comparison, *names, arguments.form, language)
    print(_truncate(text, language) if arguments.form == "markdown" else text, end="")
    return 0


def _extract_revision(root: Path, name: str, folder: Path) -> Path:
    """Extracts the content of a revision to a folder."""
    done = subprocess.run(["git", "archive", "--format=zip", name, "--", CONTENT], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise UsageError("no-revision", name=name, error=done.stderr.decode(errors="replace").strip())
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder)
    return folder


def _load_or_report(root: Path, name: str | None, on: str) -> Edition | None:
    """Loads the edition in a folder as it is published on a day; where it cannot be loaded, prints its problems and returns None."""
    try:
        return remove_drafts(load_edition(root), on)
    except ContentError as error:
        print_problems(error.problems, root)
        print(phrase("revision-unreadable", name=name or phrase("working-files"), problems=len(error.problems)))
        return None


def _load_working_files(root: Path) -> Edition | None:
    """Loads the edition of the working files as far as possible; its phrases complete those of older revisions."""
    try:
        return load_edition(root)
    except ContentError as error:
        return error.partial_edition if isinstance(error.partial_edition, Edition) else None


def _render_comparison(comparison: Comparison, before: str, after: str, output_format: str, language: str) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(("html.jinja",), default=False),
    )
    environment.filters |= {"escaped": _escape_markdown, "code": lambda words: f"<code>{_escape_markdown(words)}</code>"}

    def name(text: Text) -> str:
        return text.shown(language)[0]

    return environment.get_template(f"changes.{_SUFFIXES[output_format]}.jinja").render(
        comparison=comparison,
        before=before,
        after=after,
        language=language,
        shortened_runs=shortened_runs,
        name=name,
        phrase=partial(phrase_in, language),
        renames=[f"{rename.before} → {rename.after}" for rename in comparison.renames],
        moves=[f"{move.identifier}: {move.before} → {move.after}" for move in comparison.moves],
        new=[f"/{address}" for address in comparison.new_addresses],
        vanished=[f"/{address}" for address in comparison.vanished_addresses],
    )


def _escape_markdown(words: str) -> str:
    """Escapes words for Markdown, on one line."""
    return _MARKDOWN_CHARACTERS.sub(r"\\\1", escape(" ".join(words.split()), quote=False))


def _truncate(markdown: str, language: str) -> str:
    """Truncates a long comparison after a line, and adds a notice."""
    if len(markdown) <= MAX_LENGTH:
        return markdown
    notice = phrase_in(language, "changes-cut")
    complete_lines = markdown[:MAX_LENGTH].rpartition("\n")[0]
    end_tag = "\n</details>\n" if complete_lines.count("\n<details") > complete_lines.count("\n</details>") else ""
    return f"{complete_lines}\n{end_tag}\n*{notice}*\n"


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("diff", compare_revisions)
    command.add_argument("before", metavar="REV1").add_argument("after", nargs="?", metavar="REV2")
    command.add_argument("--language", choices=LANGUAGES)
    forms = command.exclusive_group()
    forms.add_argument("--markdown", dest="form", action="store_const", const="markdown", default="text")
    forms.add_argument("--html", dest="form", action="store_const", const="html", default="text")
