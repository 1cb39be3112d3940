"""Hand-written pages, `docs/LANGUAGE/*.md`: what each says of itself at its head, and that every language has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..model import LANGUAGES, PageHead
from ..problems.problem import Place, Problem
from .text_file import contents, find_files
from .validation import validate
from .yaml_reader import parse

FOLDER = "docs"
MARKDOWN = (".markdown", ".md", ".mdown", ".mkd", ".mkdn")
"""The endings of what the site generator takes for a page."""
_FOLDER_PAGES = ("index", "README")
"""The names of files that are the pages of their folders."""

_HEAD = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def page_address(path: str) -> str:
    """The address that MkDocs gives a Markdown file: `guide/index.md` stands at `guide/`, `reindex.md` at `reindex/`."""
    file = PurePosixPath(path)
    page = file.parent if file.stem in _FOLDER_PAGES else file.with_suffix("")
    return f"{page}/" if page.name else ""


def pages(root: Path, language: str) -> list[str]:
    """The Markdown files of a language, as paths within its folder."""
    folder = root / FOLDER / language
    return [path.relative_to(folder).as_posix() for path in find_files(folder, "**/*.md")]


def problems(root: Path) -> Iterator[Problem]:
    """Every fault of the hand-written pages of the project at `root`."""
    for path in find_files(root / FOLDER, "**/*"):
        language, _, page = path.relative_to(root / FOLDER).as_posix().partition("/")
        if path.suffix in MARKDOWN and not (page.endswith(".md") and language in LANGUAGES):
            place = Place(path.relative_to(root).as_posix(), 1, 1)
            yield Problem(place, "page-misplaced", {"pages": ", ".join(f"{FOLDER}/{each}/NAME.md" for each in LANGUAGES)})
    found = {language: pages(root, language) for language in LANGUAGES}
    for language, own in found.items():
        for page in own:
            name = f"{FOLDER}/{language}/{page}"
            yield from _faults(root / name, name)
            for other in LANGUAGES:
                if page not in found[other]:
                    yield Problem(Place(name, 1, 1), "page-untranslated", {"other": f"{FOLDER}/{other}/{page}"})


def _faults(path: Path, name: str) -> Iterator[Problem]:
    source, found = contents(path, name)
    yield from found
    if source is None:
        return
    head = _HEAD.match(source)
    if head is None:
        begun = source.startswith("---\n")
        yield Problem(Place(name, 1, 1, written=source.partition("\n")[0]), "page-head-open" if begun else "page-head-missing")
        return
    # A line feed in the place of the opening mark keeps every line at its number.
    data, found = parse("\n" + head[1], name)
    yield from found
    if data is not None:
        yield from validate(data, name, PageHead)[1]
