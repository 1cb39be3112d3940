"""An edition made ready to publish: loaded, checked, with its pages; all that a site generator has to place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .addresses import vanished
from .check import check
from .links import Links, short_address
from .load import load
from .model import LANGUAGES, SOURCE_LANGUAGE, Edition
from .pages.catalogue import Page, pages
from .pages.render import Renderer
from .problem import ContentError
from .units import Unit


@dataclass(frozen=True)
class Site:
    """An edition without problems, and its pages by address."""

    edition: Edition
    links: Links
    pages: Mapping[str, Page]

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        """A renderer for each language."""
        return {language: Renderer(self.links, language) for language in LANGUAGES}

    def forwards(self, base: str) -> Iterator[tuple[str, str]]:
        """The pages that only send their reader on: path in the site, and HTML. `base` is the site's own address."""
        for unit in self._numbered():
            source = short_address(int(unit.printed.rstrip(".")))
            target = self.links.resolve(unit.identifier)
            assert target
            yield from self._forwards(source, target.href, base)
        for redirect in self.edition.redirects:
            if "#" not in redirect.old:
                yield from self._forwards(redirect.old, redirect.new, base)

    def _forwards(self, source: str, target: str, base: str) -> Iterator[tuple[str, str]]:
        for language, renderer in self.renderers.items():
            prefix = language_prefix(language)
            html = renderer.forward(source, target, renderer.title(target, self.pages), f"{base}{prefix}{target}")
            yield f"{prefix}{source}index.html", html

    def _numbered(self) -> Iterator[Unit]:
        """The numbered paragraphs, and the lists that one opens, of the document that numbers its paragraphs."""
        for unit in self.links.units:
            if unit.role in ("paragraph", "lead") and unit.printed.rstrip(".").isdigit() and unit.anchor == f"p{unit.printed[:-1]}":
                yield unit


def language_prefix(language: str) -> str:
    """Where a language's pages stand: the source language at the root."""
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


def prepare(root: Path) -> Site:
    """The site of the project at `root`. Raises ContentError with every problem found."""
    edition = load(root)
    links = Links(edition)
    catalogue = {page.address: page for page in pages(edition)}
    problems = [*check(links), *vanished(root, edition, links, catalogue)]
    if problems:
        raise ContentError(problems)
    return Site(edition, links, catalogue)
