"""An edition ready to publish: loaded and checked, with its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from .checks import check_project
from .checks.addresses import find_withdrawn
from .checks.consequences import without_consequences
from .checks.interface import required_phrases_exist
from .checks.project import Project
from .checks.registry import Needs
from .editing.drafts import mark_drafts, remove_drafts
from .languages import LANGUAGES
from .loading.edition_date import read_edition_date
from .loading.loader import load_edition
from .model import Edition
from .outputs.inputs import Inputs
from .pages.page_dates import read_page_changes, valid_dates
from .pages.renderer import Frame, Renderer
from .problems.problem import ContentError, Problem
from .references.published_addresses import current_addresses
from .references.redirects import RedirectTable


@dataclass(frozen=True)
class Site(Project):
    """A project whose content is loaded, with everything that a site generator needs."""

    warnings: tuple[Problem, ...] = ()

    @cached_property
    def renderers(self) -> Mapping[str, Renderer]:
        """A renderer for each language."""
        return {language: Renderer(self.links, language) for language in LANGUAGES}

    @cached_property
    def dates(self) -> Mapping[str, str]:
        """The date of the last change of each page, where it is known, by its address in each language."""
        return valid_dates(read_page_changes(self.root), self.fingerprints)

    @cached_property
    def redirects(self) -> RedirectTable:
        """The redirects of moved addresses."""
        return RedirectTable(self.edition.redirects, frozenset(current_addresses(self.links, self.pages)))

    def inputs(self, base: str = "/") -> Inputs:
        """Returns the inputs of output files that are known before any page is rendered; `base` is the full address of the site."""
        return Inputs(
            root=self.root,
            base=base,
            links=self.links,
            pages=self.pages,
            renderers=self.renderers,
            redirects=self.redirects,
            dates=self.dates,
        )

    def standalone_page(self, name: str, root: str) -> tuple[str, str]:
        """Returns the title and HTML of a page in all languages that is served at any address; `root` is the path of the site."""
        views = [renderer.rooted_view(root) for renderer in self.renderers.values()]
        title = " · ".join(view.phrase(f"{name}-title") for view in views)
        return title, next(iter(self.renderers.values())).render_multilingual_page(name, views)

    def standalone_frames(self, root: str) -> list[Frame]:
        """Returns the frame of such a page in each language."""
        return [renderer.render_frame(root) for renderer in self.renderers.values()]

    def moved_passages_notice(self, address: str, language: str) -> str:
        """Returns the HTML of the notice about passages that have moved from a page to another."""
        anchors = self.redirects.moved_anchors(address)
        return self.renderers[language].render_moved_passages(address, self.pages, anchors) if anchors else ""


def prepare_site(
    root: Path, address: str | None = None, needs: Needs = Needs.WHOLE_CONTENT, *, with_drafts: bool = False
) -> Site:
    """Loads and checks the site of the project at `root`. Raises ContentError with every problem, unless all are warnings.

    `address` is that of the site, where it is known; `needs` says which rules apply; `with_drafts` keeps what is not published.
    """
    try:
        site = load_site(root, address, with_drafts=with_drafts)
    except ContentError as error:
        problems_of_files = check_project(Project(root, address), Needs.FILES)
        raise ContentError(without_consequences([*problems_of_files, *error.problems])) from None
    problems = check_project(site, needs)
    warnings = tuple(problem for problem in problems if problem.warning)
    if len(warnings) < len(problems):
        raise ContentError((problem for problem in problems if not problem.warning), warnings)
    return replace(site, warnings=warnings)


def load_site(root: Path, address: str | None = None, *, with_drafts: bool = False) -> Site:
    """Loads the site of the project at `root` without checking it. Raises ContentError where a file or phrase is unreadable."""
    try:
        edition, on = load_edition(root), read_edition_date(root)
        whole = mark_drafts(edition, on)
        if withdrawn := list(find_withdrawn(root, whole)):
            raise ContentError(withdrawn)
        site = Site(root, address, whole if with_drafts else remove_drafts(edition, on))
    except ContentError as error:
        partial_project = Project(root, address, error.partial_edition) if isinstance(error.partial_edition, Edition) else None
        raise ContentError(
            [*error.problems, *(check_project(partial_project, Needs.LOADED_CONTENT) if partial_project else [])]
        ) from None
    # Without its phrases no page can be rendered.
    if any(required_phrases_exist(site)):
        raise ContentError(check_project(site, Needs.LOADED_CONTENT))
    return site
