"""Hand-written pages, `docs/LANGUAGE/*.md`: which there are, at which addresses, and their parts."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from .text_file import find_files

FOLDER = "docs"
MARKDOWN = (".markdown", ".md", ".mdown", ".mkd", ".mkdn")
"""The endings of what the site generator takes for a page."""
_FOLDER_PAGES = ("index", "README")
"""The names of files that are the pages of their folders."""


def page_address(path: str) -> str:
    """The address that MkDocs gives a Markdown file: `guide/index.md` stands at `guide/`, `reindex.md` at `reindex/`."""
    file = PurePosixPath(path)
    page = file.parent if file.stem in _FOLDER_PAGES else file.with_suffix("")
    return f"{page}/" if page.name else ""


def pages(root: Path, language: str) -> list[str]:
    """The Markdown files of a language, as paths within its folder."""
    folder = root / FOLDER / language
    return [path.relative_to(folder).as_posix() for path in find_files(folder, "**/*.md")]


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
