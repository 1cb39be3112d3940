"""A page of the site, and the fields of a kind of page; kinds.py lists the kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..loading.paths import CONTENT
from ..model import Division, Document, Edition, Node, Register, RegisterEntry, Text
from ..references.references import Links
from .fragment_view import FragmentView
from .navigation import NavigationSection


def _introduction_phrase(view: FragmentView, page: Page) -> str:
    return view.phrase(f"{page.kind.name}-introduction")


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class PageKind:
    """The properties of one kind of page.

    name:         `templates/NAME.jinja` is its template
    dated_by:     what a page shows, as nodes or strings: with any change of it, the date of the page's last change changes
    pages:        the pages of this kind; without it there is one, with the phrase NAME as its title
    address:      the address of the only page of its kind; templates get it by the kind's name
    file:         the file that an editor of the only page would change
    description:  the description for search engines and shared links, not yet shortened; else the phrase NAME-introduction
    type:         its schema.org type
    section:      where the navigation lists the only page of its kind
    is_text:      whether it is a page of a document, with an outline, and pages before and after it
    is_whole:     whether it has the whole text of a document, of which each part has a page of its own too
    is_searched:  whether the site's search finds it by its title; texts and entries have other records
    has_data:     whether what it lists is also a table for analysis, at `data/` and its address
    is_indexed:   whether search engines may list it
    is_in_offline_copy: whether saving the whole site for reading offline saves it; others are saved once they are read
    is_generated: whether it is generated from the content; others are hand-written in docs/
    """

    name: str
    dated_by: Callable[[Links, Page], Iterable[Node | str]]
    pages: Callable[[Edition], Iterable[Page]] | None = None
    address: str | None = None
    file: str = f"{CONTENT}/edition.yml"
    description: Callable[[FragmentView, Page], str] = _introduction_phrase
    type: str = "WebPage"
    section: NavigationSection | None = None
    is_text: bool = False
    is_whole: bool = False
    is_searched: bool = False
    has_data: bool = False
    is_indexed: bool = True
    is_in_offline_copy: bool = True
    is_generated: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Page:
    """A page of the site; `file` is the YAML file that an editor would change, `parent` the page above it."""

    kind: PageKind
    address: str
    title: Text
    file: str
    document: Document | None = None
    division: Division | None = None
    register: Register | None = None
    entry: RegisterEntry | None = None
    chart: str = ""
    parent: Page | None = None

    @property
    def is_home(self) -> bool:
        """Whether it is the home page of its language."""
        return not self.address
