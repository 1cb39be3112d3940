"""The command that tells what has changed between two revisions."""

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

from ..editing.revision_diff import Comparison, compare_editions, shortened_runs
from ..languages import LANGUAGES, terminal_language
from ..loading.loader import load_edition
from ..loading.paths import CONTENT
from ..model import Edition, Text
from ..problems.problem import ContentError
from .arguments import Commands
from .messages import UsageError, phrase, phrase_in, tell, waiting

_FORMS = {"text": "txt", "markdown": "md", "html": "html"}
_TEMPLATES = Path(__file__).with_name("templates")
_SIGNS = re.compile(r"([\\`*_\[\]~|#$])")
MOST = 50_000
"""Characters of a comparison in Markdown: a comment has room for 65,536, and hosts add to it."""


def diff(arguments: argparse.Namespace) -> int:
    """Compares the content of two revisions, or of one with the files as they are."""
    root: Path = arguments.root
    language = arguments.language or terminal_language()
    with tempfile.TemporaryDirectory() as folder:
        with waiting("comparing", before=arguments.before, after=arguments.after or phrase("working-files")):
            before = _revision(root, arguments.before, Path(folder) / "before")
            after = _revision(root, arguments.after, Path(folder) / "after") if arguments.after else root
        old, new = _loaded(before, arguments.before), _loaded(after, arguments.after)
    if not old or not new:
        return 1
    comparison = compare_editions(old, new, _present(root))
    names = arguments.before, arguments.after or phrase_in(language, "working-files")
    written = _written(comparison, *names, arguments.form, language)
    print(_cut(written, language) if arguments.form == "markdown" else written, end="")
    return 0


def _revision(root: Path, name: str, folder: Path) -> Path:
    """The content of a revision, in a folder of its own."""
    done = subprocess.run(["git", "archive", "--format=zip", name, "--", CONTENT], cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise UsageError("no-revision", name=name, said=done.stderr.decode(errors="replace").strip())
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder)
    return folder


def _loaded(place: Path, name: str | None) -> Edition | None:
    """The edition in a folder; where it cannot be read, its problems are told."""
    try:
        return load_edition(place)
    except ContentError as error:
        tell(error.problems, place)
        print(phrase("revision-unreadable", name=name or phrase("working-files"), problems=len(error.problems)))
        return None


def _present(root: Path) -> Edition | None:
    """The edition as the files are, as far as they can be read: older ones lack phrases that it has."""
    try:
        return load_edition(root)
    except ContentError as error:
        return error.partial_edition if isinstance(error.partial_edition, Edition) else None


def _written(comparison: Comparison, before: str, after: str, form: str, language: str) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(("html.jinja",), default=False),
    )
    environment.filters |= {"marked": _marked, "code": lambda words: f"<code>{_marked(words)}</code>"}

    def name(text: Text) -> str:
        return text.shown(language)[0]

    return environment.get_template(f"changes.{_FORMS[form]}.jinja").render(
        comparison=comparison,
        before=before,
        after=after,
        language=language,
        shortened_runs=shortened_runs,
        name=name,
        phrase=partial(phrase_in, language),
        new=[f"/{address}" for address in comparison.new_addresses],
        vanished=[f"/{address}" for address in comparison.vanished_addresses],
    )


def _marked(words: str) -> str:
    """Words that Markdown is to take as they are, on one line."""
    return _SIGNS.sub(r"\\\1", escape(" ".join(words.split()), quote=False))


def _cut(markdown: str, language: str) -> str:
    """A comparison cut at a line where it is too long, which it then says."""
    if len(markdown) <= MOST:
        return markdown
    end = phrase_in(language, "changes-cut")
    whole = markdown[:MOST].rpartition("\n")[0]
    closing = "\n</details>\n" if whole.count("\n<details") > whole.count("\n</details>") else ""
    return f"{whole}\n{closing}\n*{end}*\n"


def add_commands(commands: Commands) -> None:
    """Adds this command."""
    command = commands.add("diff", diff).take("before", metavar="REV1").take("after", nargs="?", metavar="REV2")
    command.take("--language", choices=LANGUAGES)
    forms = command.one_of()
    forms.take("--markdown", dest="form", action="store_const", const="markdown", default="text")
    forms.take("--html", dest="form", action="store_const", const="html", default="text")
