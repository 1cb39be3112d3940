"""The projects of other generators with the pages of a built site, as ready HTML."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.languages import LANGUAGES
from edition.references.urls import language_prefix

_ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_BLANK_LINES = re.compile(r"\n\s*\n+")
_CONFIGURATIONS = Path(__file__).with_name("configurations")


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page of the built site: its language, its address within it, its title and its HTML without blank lines."""

    language: str
    address: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to make the same pages: its project, the command that builds it there, and the folder that the command writes."""

    name: str
    folder: Path
    command: tuple[str, ...]
    output: str


def read_pages(site: Path) -> Iterator[BuiltPage]:
    """Yields the pages of a built site that its generator has rendered."""
    others = tuple(language_prefix(language) for language in LANGUAGES if language_prefix(language))
    for path in sorted(site.rglob("index.html")):
        text = path.read_text(encoding="utf-8")
        article, title = _ARTICLE.search(text), _TITLE.search(text)
        if not article or not title:
            continue  # It only redirects.
        address = f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./")
        language = next(
            (one for one in LANGUAGES if language_prefix(one) and address.startswith(language_prefix(one))), LANGUAGES[0]
        )
        within = address.removeprefix(language_prefix(language)) if address.startswith(others) else address
        yield BuiltPage(language, within, title[1].strip(), _BLANK_LINES.sub("\n", article[1]).strip())


def make_peers(site: Path, folder: Path, hugo: Path | None) -> list[Peer]:
    """Makes the projects of all peers below a folder."""
    pages = list(read_pages(site))
    peers = [
        _make_mkdocs("bare", "MkDocs, a theme of one line", pages, folder),
        _make_mkdocs("material", "Material and static-i18n, as they come", pages, folder),
    ]
    if hugo:
        peers.append(_make_hugo(pages, folder, hugo))
    copied = folder / "copied"
    shutil.copytree(site, copied / "source")
    peers.append(Peer("a copy of the site's files", copied, ("cp", "-r", "source", "site"), "site"))
    return peers


def _make_mkdocs(name: str, title: str, pages: list[BuiltPage], folder: Path) -> Peer:
    project = folder / name
    shutil.copytree(_CONFIGURATIONS / name, project)
    for page in pages:
        path = project / "docs" / page.language / page.address / "index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {page.title}\n\n<div>\n{page.html}\n</div>\n", encoding="utf-8")
    return Peer(title, project, (sys.executable, "-m", "mkdocs", "build", "--quiet"), "site")


def _make_hugo(pages: list[BuiltPage], folder: Path, hugo: Path) -> Peer:
    project = folder / "hugo"
    shutil.copytree(_CONFIGURATIONS / "hugo", project)
    for page in pages:
        # A folder with an index can have no further pages in Hugo.
        path = project / "content" / page.language / f"{page.address.rstrip('/') or 'home'}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: {page.title!r}\n---\n{page.html}\n", encoding="utf-8")
    return Peer("Hugo, a template of one line", project, (str(hugo), "build"), "public")
