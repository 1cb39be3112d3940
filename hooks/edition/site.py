"""An edition made ready to publish: loaded, checked, with its pages; all that a site generator has to place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .checks import check_project
from .checks.interface import required_phrases_exist
from .checks.project import Project
from .checks.registry import Needs
from .languages import LANGUAGES
from .loading.loader import load_edition
from .model import Edition
from .outputs.inputs import Inputs
from .pages.page_dates import dated, recorded
from .pages.renderer import Renderer
from .problems.problem import ContentError, Problem
from .references.published_addresses import current_addresses
from .references.redirects import RedirectTable


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

    @cached_property
    def redirects(self) -> RedirectTable:
        """The addresses that have moved."""
        return RedirectTable(self.edition.redirects, frozenset(current_addresses(self.links, self.pages)))

    def inputs(self, base: str = "/") -> Inputs:
        """What files can be made from before any page is rendered; `base` is the site's own full address."""
        return Inputs(
            root=self.root,
            base=base,
            links=self.links,
            pages=self.pages,
            renderers=self.renderers,
            redirects=self.redirects,
            dates=self.dates,
        )

    def stray(self, name: str, root: str) -> tuple[str, str]:
        """The title and HTML of a page in all languages, which is shown at any address; `root` is the site's path."""
        views = [renderer.rooted(root) for renderer in self.renderers.values()]
        title = " · ".join(view.phrase(f"{name}-title") for view in views)
        return title, next(iter(self.renderers.values())).everywhere(name, views)

    def moved(self, address: str, language: str) -> str:
        """What a page says of the passages that have left it, as HTML: shown to who comes for one of them."""
        anchors = self.redirects.moved_anchors(address)
        return self.renderers[language].moved(address, self.pages, anchors) if anchors else ""


def prepare(root: Path, address: str | None = None) -> Site:
    """The site of the project at `root`. Raises ContentError with every problem found, unless all are warnings.

    `address` is the site's own, where it is known.
    """
    try:
        site = assemble(root, address)
    except ContentError as error:
        raise ContentError([*check_project(Project(root, address), Needs.FILES), *error.problems]) from None
    problems = check_project(site)
    warnings = tuple(problem for problem in problems if problem.warning)
    if len(warnings) < len(problems):
        raise ContentError((problem for problem in problems if not problem.warning), warnings)
    return replace(site, warnings=warnings)


def assemble(root: Path, address: str | None = None) -> Site:
    """The site of the project at `root`, not checked yet. Raises ContentError where a file or a phrase is missing or unreadable."""
    try:
        site = Site(root, address, load_edition(root))
    except ContentError as error:
        part = Project(root, address, error.partial_edition) if isinstance(error.partial_edition, Edition) else None
        raise ContentError([*error.problems, *(check_project(part, Needs.PART) if part else [])]) from None
    # Without its phrases no page could be made, and no rule could name what it finds.
    if any(required_phrases_exist(site)):
        raise ContentError(check_project(site, Needs.PART))
    return site
