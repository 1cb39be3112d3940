"""Hand-written pages, `docs/LANGUAGE/*.md`: their files, addresses and parts."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from .text_file import find_files

FOLDER = "docs"
MARKDOWN_SUFFIXES = (".markdown", ".md", ".mdown", ".mkd", ".mkdn")
"""The file name suffixes that the site generator takes for pages."""
_INDEX_NAMES = ("index", "README")
"""The names of files that become the index pages of their folders."""


def page_address(path: str) -> str:
    """Returns the address that MkDocs gives a Markdown file: `guide/` for `guide/index.md`, `reindex/` for `reindex.md`."""
    file = PurePosixPath(path)
    page = file.parent if file.stem in _INDEX_NAMES else file.with_suffix("")
    return f"{page}/" if page.name else ""


def list_pages(root: Path, language: str) -> list[str]:
    """Lists the Markdown files of a language, as paths relative to its folder."""
    folder = root / FOLDER / language
    return [path.relative_to(folder).as_posix() for path in find_files(folder, "**/*.md")]


@dataclass(frozen=True, slots=True)
class HandwrittenPart:
    """A part of a hand-written page: the address and title of the page (`page`), and its own anchor, title and words."""

    address: str
    anchor: str
    page: str
    title: str
    words: str


class _PartParser(HTMLParser):
    """Splits the HTML of a page into the parts under its headings."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, list[str], list[str]]] = [("", [], [])]
        self._in_heading = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        anchor = dict(attributes).get("id")
        if tag in ("h1", "h2", "h3"):
            self._in_heading = True
            self.parts.append(("" if tag == "h1" else anchor or "", [], []))
        elif tag in ("p", "li", "td", "th", "br"):
            self.parts[-1][2].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3"):
            self._in_heading = False

    def handle_data(self, data: str) -> None:
        _, title, body = self.parts[-1]
        (title if self._in_heading else body).append(data)


def parse_parts(address: str, page: str, html: str) -> list[HandwrittenPart]:
    """Splits the HTML of a hand-written page into its parts."""
    parser = _PartParser()
    parser.feed(html)
    normalized = (
        (anchor, " ".join("".join(title).split()), " ".join("".join(body).split())) for anchor, title, body in parser.parts
    )
    return [
        HandwrittenPart(address, anchor, page, title or page, body or title)
        for anchor, title, body in normalized
        if title or body
    ]
