"""Pages of the catalogue as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..charts.gallery import Gallery
from ..charts.table import picture_address
from ..problems.problem import Problem, sort_problems
from ..problems.source_excerpt import field_path, read_excerpt
from ..references.references import Links
from ..references.urls import division_address, document_address, entry_address, register_address, relative_url
from .fragment_view import FragmentView
from .kinds import handwritten_page, navigation
from .language_context import LanguageContext
from .page import Page
from .register_view import IndexView
from .rooted import RootedView
from .view import Heading

_MOST_LAID_OVER = 20
_TEMPLATES = Environment(
    loader=PackageLoader(__package__),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
"""Compiled once for all languages; a template that changed is compiled again."""
_TEMPLATES.globals |= {
    function.__name__: function
    for function in (division_address, document_address, entry_address, picture_address, register_address)
}


@dataclass(frozen=True)
class Rendered:
    """A page in one language."""

    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]


class Renderer:
    """Renders the pages of one edition in one language."""

    def __init__(self, links: Links, language: str) -> None:
        self._context = LanguageContext(links, language, tuple(navigation(links.edition)))
        self._home = links.edition.head.title
        self._rendered: dict[Page, Rendered] = {}

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self._context.language

    def view(self, page: Page) -> IndexView:
        """What a template may ask of a page."""
        return IndexView(self._context, page)

    def fragment(self, address: str) -> FragmentView:
        """What a template may ask of a part of the page at an address."""
        return FragmentView(self._context, address)

    def render(self, page: Page) -> Rendered:
        """One page: its title, description, body and outline."""
        if page not in self._rendered:
            view = self.view(page)
            html = _TEMPLATES.get_template(f"{page.kind.name}.jinja").render(view=view, page=page)
            self._rendered[page] = Rendered(view.title(page), view.description(), html, tuple(view.headings()))
        return self._rendered[page]

    def surroundings(self, page: Page) -> str:
        """The outline of the site around a page."""
        return _TEMPLATES.get_template("outline.jinja").render(view=self.view(page), page=page)

    def outline(self, address: str) -> str:
        """The outline of the site around a page that is not of the catalogue."""
        return _TEMPLATES.get_template("outline.jinja").render(view=self.fragment(address), page=None)

    def page_of(self, address: str, catalogue: Mapping[str, Page]) -> Page:
        """The page at an address; where it is not of the catalogue, it is one written by hand."""
        return catalogue.get(address) or handwritten_page(address, self._home)

    def tools(self, address: str) -> str:
        """What the header of the page at an address holds: the way to the other language, and the search."""
        return _TEMPLATES.get_template("tools.jinja").render(view=self.fragment(address))

    def foot(self, address: str, file: str) -> str:
        """The foot of the page at an address, made from a file of the project."""
        return _TEMPLATES.get_template("foot.jinja").render(view=self.fragment(address), file=file)

    def printed(self, page: Page, catalogue: Mapping[str, Page], base: str) -> str:
        """What stands on paper alone: where all that the page refers to is found, from the full address of this language's home."""
        targets = self.view(page).referred()
        found = [(self.title(target.href, catalogue), base + target.href) for target in targets]
        return _TEMPLATES.get_template("printed.jinja").render(view=self.view(page), found=found)

    def rooted(self, root: str) -> RootedView:
        """What a template may ask of a page that is shown at any address; `root` is the path that the site stands at."""
        return RootedView(self._context, root)

    def around(self, part: str, root: str) -> str:
        """A part of what surrounds a page that is shown at any address: `tools` or `foot`."""
        return _TEMPLATES.get_template(f"{part}.jinja").render(view=self.rooted(root), file="")

    def everywhere(self, template: str, views: Sequence[RootedView]) -> str:
        """A page in all languages at once that is shown at any address."""
        return _TEMPLATES.get_template(f"{template}.jinja").render(views=views)

    @property
    def gallery(self) -> Gallery:
        """The pictures in this language."""
        return self.fragment("").gallery

    def overlay(self, root: Path, problems: Iterable[Problem]) -> str:
        """What is wrong with the content of the project at `root`, to be laid over a page while it is worked on."""
        found = [(problem, read_excerpt(root, problem.place)) for problem in sort_problems(problems)]
        view, template = self.fragment(""), _TEMPLATES.get_template("overlay.jinja")
        return template.render(
            view=view, problems=found[:_MOST_LAID_OVER], more=len(found[_MOST_LAID_OVER:]), field_path=field_path
        )

    def forward(
        self, source: str, target: str, catalogue: Mapping[str, Page], anchors: Sequence[tuple[str, str]], canonical: str
    ) -> str:
        """A light page that sends its reader on; `anchors` lead elsewhere, `canonical` is the target's full address."""
        view = self.fragment(source)
        template = _TEMPLATES.get_template("forward.jinja")
        href, title = relative_url(source, target), self.title(target, catalogue)
        return template.render(
            view=view, href=href, title=title, canonical=canonical, moved=self._moved(source, catalogue, anchors)
        )

    def moved(self, address: str, catalogue: Mapping[str, Page], anchors: Sequence[tuple[str, str]]) -> str:
        """The ways to where the anchors have gone that a page once had."""
        template = _TEMPLATES.get_template("moved.jinja")
        return template.render(view=self.view(catalogue[address]), moved=self._moved(address, catalogue, anchors))

    def _moved(
        self, source: str, catalogue: Mapping[str, Page], anchors: Sequence[tuple[str, str]]
    ) -> list[tuple[str, str, str]]:
        return [(anchor, relative_url(source, target), self.title(target, catalogue)) for anchor, target in anchors]

    def title(self, address: str, catalogue: Mapping[str, Page]) -> str:
        """The name of what stands at an address: its page's, with the paragraph's number."""
        path, _, anchor = address.partition("#")
        view = self.view(catalogue[path])
        return " · ".join(filter(None, (view.anchor_name(anchor) if anchor else "", view.title(view.page))))
