"""Hand-written pages, `docs/LANGUAGE/*.md`: what each says of itself at its head, and that every language has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from ..languages import LANGUAGES
from ..model import PageHead
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
    """Every problem of the hand-written pages of the project at `root`."""
    for path in find_files(root / FOLDER, "**/*"):
        language, _, page = path.relative_to(root / FOLDER).as_posix().partition("/")
        if path.suffix in MARKDOWN and not (page.endswith(".md") and language in LANGUAGES):
            place = Place(path.relative_to(root).as_posix(), 1, 1)
            yield Problem(place, "page-misplaced", {"pages": ", ".join(f"{FOLDER}/{each}/NAME.md" for each in LANGUAGES)})
    found = {language: pages(root, language) for language in LANGUAGES}
    for language, own in found.items():
        for page in own:
            name = f"{FOLDER}/{language}/{page}"
            yield from _problems(root / name, name)
            for other in LANGUAGES:
                if page not in found[other]:
                    yield Problem(Place(name, 1, 1), "page-untranslated", {"other": f"{FOLDER}/{other}/{page}"})


def _problems(path: Path, name: str) -> Iterator[Problem]:
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


@dataclass(frozen=True, slots=True)
class HandwrittenPart:
    """A part of a page written by hand: its page's address, its anchor, the page's title, its own, its words."""

    address: str
    anchor: str
    page: str
    title: str
    words: str


class _Parts(HTMLParser):
    """Cuts the HTML of a page into the parts under its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._naming = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        anchor = dict(attributes).get("id")
        if tag in ("h1", "h2", "h3"):
            self._naming = True
            self.parts.append(("" if tag == "h1" else anchor or "", [], []))
        elif tag in ("p", "li", "td", "th", "br"):
            self.parts[-1][2].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3"):
            self._naming = False

    def handle_data(self, data: str) -> None:
        _, title, body = self.parts[-1]
        (title if self._naming else body).append(data)


def parts(address: str, page: str, html: str) -> list[HandwrittenPart]:
    """The parts of a page written by hand, from its HTML."""
    parser = _Parts()
    parser.feed(html)
    said = ((anchor, " ".join("".join(title).split()), " ".join("".join(body).split())) for anchor, title, body in parser.parts)
    return [HandwrittenPart(address, anchor, page, title or page, body or title) for anchor, title, body in said if title or body]
