"""Renders the pages and their fragments as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..charts.chart_set import ChartSet
from ..charts.table import chart_address
from ..design.compiled_templates import CompiledTemplates
from ..problems.editor import editor_url
from ..problems.problem import Problem, sort_problems
from ..problems.source_excerpt import field_path, read_excerpt
from ..references.references import Links
from ..references.urls import division_address, document_address, entry_address, register_address, relative_url, whole_address
from .fragment_view import FragmentView
from .kinds import handwritten_page, navigation
from .language_context import LanguageContext
from .page import Page
from .page_view import PageView
from .rooted_view import RootedView
from .view import Heading

_MAX_OVERLAY_PROBLEMS = 20
_TEMPLATES = Environment(
    loader=PackageLoader(__package__),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    bytecode_cache=CompiledTemplates(),
)
"""Shared by all languages, so that each template is compiled once; one that changed is compiled again."""
_TEMPLATES.globals |= {
    function.__name__: function
    for function in (division_address, document_address, entry_address, chart_address, register_address, whole_address)
}


@dataclass(frozen=True)
class RenderedPage:
    """A page in one language."""

    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Frame:
    """What surrounds a page that is served at any address, in one language: the address and title of its home page, and so on."""

    language: str
    home: str
    title: str
    skip: str
    tools: str
    footer: str


class Renderer:
    """Renders the pages of one edition in one language."""

    def __init__(self, links: Links, language: str) -> None:
        self._context = LanguageContext(links, language, tuple(navigation(links.edition)))
        self._home = links.edition.head.title
        self._rendered: dict[Page, RenderedPage] = {}

    @property
    def language(self) -> str:
        """The language of the pages."""
        return self._context.language

    def view(self, page: Page) -> PageView:
        """Returns the view of a page."""
        return PageView(self._context, page)

    def fragment_view(self, address: str) -> FragmentView:
        """Returns the view of a fragment of the page at an address."""
        return FragmentView(self._context, address)

    def render_page(self, page: Page) -> RenderedPage:
        """Renders a page: its title, description, body and outline."""
        if page not in self._rendered:
            view = self.view(page)
            html = _TEMPLATES.get_template(f"{page.kind.name}.jinja").render(view=view, page=page)
            self._rendered[page] = RenderedPage(view.title(page), view.description(), html, tuple(view.headings()))
        return self._rendered[page]

    def render_outline(self, page: Page) -> str:
        """Renders the outline of the site for a generated page."""
        return _TEMPLATES.get_template("outline.jinja").render(view=self.view(page), page=page)

    def render_outline_at(self, address: str) -> str:
        """Renders the outline of the site for the hand-written page at an address."""
        return _TEMPLATES.get_template("outline.jinja").render(view=self.fragment_view(address), page=None)

    def page_at(self, address: str, catalogue: Mapping[str, Page]) -> Page:
        """Returns the page at an address; a hand-written one where the catalogue has none."""
        return catalogue.get(address) or handwritten_page(address, self._home)

    def render_header_tools(self, address: str) -> str:
        """Renders the header's tools of the page at an address: the link to the other language, and the search."""
        return _TEMPLATES.get_template("tools.jinja").render(view=self.fragment_view(address))

    def render_footer(self, address: str, file: str, changed: str = "") -> str:
        """Renders the footer of the page at an address: its source is a file of the project, `changed` its last change."""
        return _TEMPLATES.get_template("foot.jinja").render(view=self.fragment_view(address), file=file, changed=changed)

    def render_printed_addresses(self, page: Page, catalogue: Mapping[str, Page], base: str) -> str:
        """Renders the full addresses of everything that a page refers to, for print; `base` is that of this language's home.

        A page with a whole text is printed as a document, without them.
        """
        targets = self.view(page).referenced_targets() if page.kind.is_text and not page.kind.is_whole else ()
        addresses = [(self.address_title(target.href, catalogue), base + target.href) for target in targets]
        return _TEMPLATES.get_template("printed.jinja").render(view=self.view(page), addresses=addresses)

    def rooted_view(self, root: str) -> RootedView:
        """Returns the view of a page that is served at any address; `root` is the path of the site."""
        return RootedView(self._context, root)

    def render_frame(self, root: str) -> Frame:
        """Renders the frame of a page that is served at any address."""
        view = self.rooted_view(root)
        tools = _TEMPLATES.get_template("tools.jinja").render(view=view)
        footer = _TEMPLATES.get_template("foot.jinja").render(view=view, file="", changed="")
        return Frame(self.language, view.href(""), view.plain(self._home), view.phrase("skip"), tools, footer)

    def render_multilingual_page(self, template: str, views: Sequence[RootedView]) -> str:
        """Renders a page in all languages that is served at any address."""
        return _TEMPLATES.get_template(f"{template}.jinja").render(views=views)

    @property
    def charts(self) -> ChartSet:
        """The charts in this language."""
        return self.fragment_view("").charts

    def render_problem_overlay(self, root: Path, problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> str:
        """Renders the problems of the content of the project at `root`, for display over a page while it is served.

        Warnings follow problems; by themselves they wait, folded, at the foot of the window. Nothing is rendered for neither.
        """
        errors = sort_problems(problems)
        found = [*errors, *sort_problems(warnings)]
        if not found:
            return ""
        shown = [
            (problem, read_excerpt(root, problem.place), editor_url(root, problem.place))
            for problem in found[:_MAX_OVERLAY_PROBLEMS]
        ]
        template = _TEMPLATES.get_template("overlay.jinja")
        return template.render(
            view=self.fragment_view(""),
            problems=shown,
            errors=len(errors),
            more=len(found) - len(shown),
            field_path=field_path,
        )

    def render_redirect_page(
        self, source: str, target: str, catalogue: Mapping[str, Page], anchors: Sequence[tuple[str, str]], canonical: str
    ) -> str:
        """Renders a page that redirects; `anchors` have other targets, `canonical` is the target's full address."""
        view = self.fragment_view(source)
        template = _TEMPLATES.get_template("forward.jinja")
        href, title = relative_url(source, target), self.address_title(target, catalogue)
        return template.render(
            view=view, href=href, title=title, canonical=canonical, moved_links=self._moved_links(source, catalogue, anchors)
        )

    def render_moved_passages(self, address: str, catalogue: Mapping[str, Page], anchors: Sequence[tuple[str, str]]) -> str:
        """Renders links to the passages that have moved from a page to another."""
        template = _TEMPLATES.get_template("moved.jinja")
        return template.render(view=self.view(catalogue[address]), moved_links=self._moved_links(address, catalogue, anchors))

    def _moved_links(
        self, source: str, catalogue: Mapping[str, Page], anchors: Sequence[tuple[str, str]]
    ) -> list[tuple[str, str, str]]:
        return [(anchor, relative_url(source, target), self.address_title(target, catalogue)) for anchor, target in anchors]

    def address_title(self, address: str, catalogue: Mapping[str, Page]) -> str:
        """Returns the title of the page at an address, with the label of the anchor."""
        path, _, anchor = address.partition("#")
        view = self.view(catalogue[path])
        entries = view.page.register.entries if view.page.register else ()
        name = next((view.plain(entry.name) for entry in entries if entry.path == anchor), view.anchor_label(anchor))
        return " · ".join(filter(None, (name, view.title(view.page))))
