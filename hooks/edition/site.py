"""An edition made ready to publish: loaded, checked, with its pages; all that a site generator has to place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .checks import check
from .checks.interface import phrases_are_there
from .checks.project import Project
from .checks.registry import Needs
from .design.fonts import faces
from .languages import LANGUAGES
from .loading.loader import load
from .model import Edition
from .outputs import interface_strings, link_previews
from .pages.page_dates import dated, recorded
from .pages.renderer import Renderer
from .problems.problem import ContentError, Problem
from .references.published_addresses import current
from .references.redirects import RedirectTable
from .references.references import numbered
from .references.urls import language_prefix, short_address
from .translation.spreadsheet import lines, spreadsheet
from .translation.texts import SHEET_FORMS, translation_files


@dataclass(frozen=True)
class Site(Project):
    """A project whose content is loaded, with all that a site generator has to place."""

    warnings: tuple[Problem, ...] = ()

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        """A renderer for each language."""
        return {language: Renderer(self.links, language) for language in LANGUAGES}

    @cached_property
    def dates(self) -> Mapping[str, str]:
        """When each page last changed, by its address in each language, where that is known."""
        return dated(recorded(self.root), self.fingerprints)

    def forwards(self, base: str) -> Iterator[tuple[str, str]]:
        """The pages that only send their reader on: path in the site, and HTML. `base` is the site's own address."""
        for source, target in self._sent_on():
            for language, renderer in self.renderers.items():
                prefix = language_prefix(language)
                html = renderer.forward(source, target, self.pages, self._redirects.anchors(source), f"{base}{prefix}{target}")
                yield f"{prefix}{source}index.html", html

    def sent_on(self) -> Iterator[tuple[str, str, Mapping[str, str]]]:
        """The addresses that only send on: the short and the old ones, where they lead, the titles of what stands there."""
        for source, target in self._sent_on():
            yield source, target, {language: one.title(target, self.pages) for language, one in self.renderers.items()}

    def _sent_on(self) -> Iterator[tuple[str, str]]:
        for unit in numbered(self.edition, self.links.units):
            target = self.links.resolve(unit.identifier)
            assert target
            yield short_address(int(unit.anchor[1:])), target.href
        yield from self._redirects.pages()

    def stray(self, name: str, root: str) -> tuple[str, str]:
        """The title and HTML of a page in all languages, which is shown at any address; `root` is the site's path."""
        views = [renderer.rooted(root) for renderer in self.renderers.values()]
        title = " · ".join(view.phrase(f"{name}-title") for view in views)
        return title, next(iter(self.renderers.values())).everywhere(name, views)

    def moved(self, address: str, language: str) -> str:
        """What a page says of the passages that have left it, as HTML: shown to who comes for one of them."""
        anchors = self._redirects.anchors(address)
        return self.renderers[language].moved(address, self.pages, anchors) if anchors else ""

    @cached_property
    def _redirects(self) -> RedirectTable:
        return RedirectTable(self.edition.redirects, frozenset(current(self.links, self.pages)))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files that stand beside the pages: path in the site, and content."""
        yield from faces()
        for language, renderer in self.renderers.items():
            yield interface_strings.file(self.edition, language)
            yield from link_previews.files(self.links, renderer, self.pages)
            yield from renderer.gallery.files()
        # Last, since they take long and are seldom asked for while the site is served.
        for holding in translation_files(self.edition):
            for form in SHEET_FORMS if holding.texts else ():
                yield holding.sheet(form), spreadsheet(lines(self.edition, holding), form)


def prepare(root: Path, address: str | None = None) -> Site:
    """The site of the project at `root`. Raises ContentError with every problem found, unless all are warnings.

    `address` is the site's own, where it is known.
    """
    try:
        site = assemble(root, address)
    except ContentError as error:
        raise ContentError([*check(Project(root, address), Needs.FILES), *error.problems]) from None
    problems = check(site)
    warnings = tuple(problem for problem in problems if problem.warning)
    if len(warnings) < len(problems):
        raise ContentError((problem for problem in problems if not problem.warning), warnings)
    return replace(site, warnings=warnings)


def assemble(root: Path, address: str | None = None) -> Site:
    """The site of the project at `root`, not checked yet. Raises ContentError where a file or a phrase is missing or unreadable."""
    try:
        site = Site(root, address, load(root))
    except ContentError as error:
        part = Project(root, address, error.loaded) if isinstance(error.loaded, Edition) else None
        raise ContentError([*error.problems, *(check(part, Needs.PART) if part else [])]) from None
    # Without its phrases no page could be made, and no rule could name what it finds.
    if any(phrases_are_there(site)):
        raise ContentError(check(site, Needs.PART))
    return site
