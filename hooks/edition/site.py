"""An edition made ready to publish: loaded, checked, with its pages; all that a site generator has to place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .checks import active_content, check, check_partially, copied_files, mkdocs_config
from .checks.addresses import vanished
from .checks.interface import phrases_are_there
from .design.fonts import faces
from .languages import LANGUAGES
from .loading import handwritten_pages
from .loading.loader import load
from .model import Edition
from .outputs import interface_strings, link_previews, path_owners
from .pages.catalogue import pages
from .pages.page import Page
from .pages.page_dates import dated, fingerprints, recorded, unreadable, unrecorded
from .pages.renderer import Renderer
from .problems.problem import ContentError, Problem
from .references.published_addresses import current
from .references.redirects import RedirectTable
from .references.references import Links, numbered
from .references.urls import language_prefix, short_address
from .translation.spreadsheet import lines, spreadsheet
from .translation.texts import SHEET_FORMS, translation_files


@dataclass(frozen=True)
class Site:
    """The edition of the project at `root`, and its pages by address."""

    root: Path
    edition: Edition
    links: Links
    pages: Mapping[str, Page]
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        """A renderer for each language."""
        return {language: Renderer(self.links, language) for language in LANGUAGES}

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """What each page holds, by its address in each language."""
        return fingerprints(self.root, self.links, self.pages)

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
    around = list(mkdocs_config.problems(root, address))
    try:
        site = assemble(root)
    except ContentError as error:
        copied = [*copied_files.problems(root), *active_content.problems(root)]
        raise ContentError([*around, *handwritten_pages.problems(root), *copied, *error.problems]) from None
    problems = [*around, *find_problems(site)]
    warnings = tuple(problem for problem in problems if problem.warning)
    if len(warnings) < len(problems):
        raise ContentError((problem for problem in problems if not problem.warning), warnings)
    return replace(site, warnings=warnings)


def assemble(root: Path) -> Site:
    """The site of the project at `root`, not held against the rules yet. Raises ContentError where a file cannot be read."""
    try:
        edition = load(root)
    except ContentError as error:
        alone = check_partially(Links(error.loaded)) if isinstance(error.loaded, Edition) else []
        raise ContentError([*error.problems, *alone]) from None
    links = Links(edition)
    # Without its phrases, no rule could name what it finds.
    if absent := list(phrases_are_there(links)):
        raise ContentError([*absent, *check_partially(links)])
    return Site(root, edition, links, {page.address: page for page in pages(edition)})


def find_problems(site: Site) -> list[Problem]:
    """All that breaks a rule, warnings included."""
    root, edition, by_hand = site.root, site.edition, list(handwritten_pages.problems(site.root))
    problems = [*by_hand, *check(site.links), *vanished(root, edition, site.links, site.pages)]
    # An identifier that stands twice takes a path twice: the first is the cause.
    lines = {(problem.place.file, problem.place.line) for problem in problems if problem.rule == "identifier-twice"}
    taken = path_owners.problems(root, site.links)
    problems += [problem for problem in taken if (problem.place.file, problem.place.line) not in lines]
    problems += [*copied_files.problems(root), *active_content.problems(root), *unreadable(root)]
    # Of pages that cannot be read there is nothing to hold against the record.
    return [*problems, *unrecorded(recorded(root), site.fingerprints)] if not by_hand else problems
