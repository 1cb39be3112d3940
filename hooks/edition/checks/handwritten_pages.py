"""Rules on the hand-written pages, `docs/LANGUAGE/*.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..languages import LANGUAGES
from ..loading.handwritten_pages import FOLDER, MARKDOWN_SUFFIXES, list_pages
from ..loading.text_file import find_files, read_text
from ..loading.validation import validate
from ..loading.yaml_reader import parse_yaml
from ..model import PageHead
from ..problems.problem import Place, Problem
from .project import Project
from .registry import Needs, rule

_HEAD = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


@rule(Needs.FILES)
def handwritten_pages_are_complete(project: Project) -> Iterator[Problem]:
    """A hand-written page has a title and a description in its head, and exists in every language."""
    root = project.root
    for path in find_files(root / FOLDER, "**/*"):
        language, _, page = path.relative_to(root / FOLDER).as_posix().partition("/")
        if path.suffix in MARKDOWN_SUFFIXES and not (page.endswith(".md") and language in LANGUAGES):
            place = Place(path.relative_to(root).as_posix(), 1, 1)
            yield Problem(place, "page-misplaced", {"pages": ", ".join(f"{FOLDER}/{other}/NAME.md" for other in LANGUAGES)})
    pages_by_language = {language: list_pages(root, language) for language in LANGUAGES}
    for language, names in pages_by_language.items():
        for page in names:
            name = f"{FOLDER}/{language}/{page}"
            yield from _page_problems(root / name, name)
            for other in LANGUAGES:
                if page not in pages_by_language[other]:
                    yield Problem(Place(name, 1, 1), "page-untranslated", {"other": f"{FOLDER}/{other}/{page}"})


def _page_problems(path: Path, name: str) -> Iterator[Problem]:
    source, problems = read_text(path, name)
    yield from problems
    if source is None:
        return
    head = _HEAD.match(source)
    if head is None:
        has_opening_mark = source.startswith("---\n")
        yield Problem(
            Place(name, 1, 1, source=source.partition("\n")[0]), "page-head-open" if has_opening_mark else "page-head-missing"
        )
        return
    # A line feed instead of the opening mark keeps the line numbers.
    data, problems = parse_yaml("\n" + head[1], name)
    yield from problems
    if data is not None:
        yield from validate(data, name, PageHead)[1]
