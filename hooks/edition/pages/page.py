"""A page of the site, and its kind: kinds.py has the kinds that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..loading.paths import CONTENT
from ..model import Division, Document, Edition, Node, Register, RegisterEntry, Text
from ..references.references import Links
from .fragment_view import FragmentView
from .navigation import Section


def _introduction(view: FragmentView, page: Page) -> str:
    return view.phrase(f"{page.kind.name}-introduction")


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class PageKind:
    """All that the site has to know of one kind of page.

    name:         `templates/NAME.jinja` is its template
    content:      the parts of the content that a page shows; the date of its last change is theirs
    pages:        the pages of this kind; without it there is one, with the phrase NAME as its title
    address:      that of the only page of its kind: templates ask for it by the kind's name
    file:         the file that an editor of the only page would change
    description:  what search engines and shared links say of a page, before it is shortened; else the phrase NAME-introduction
    type:         its type of schema.org
    section:      where the navigation lists the only page of its kind
    is_text:      whether it is a page of a document, with an outline, and pages before and after it
    is_searched:  whether the site's own search finds it by its title; texts and entries have records of their own
    is_indexed:   whether search engines may list it
    is_generated: whether it is made from the content; others are written by hand in docs/
    """

    name: str
    content: Callable[[Links, Page], Iterable[Node | str]]
    pages: Callable[[Edition], Iterable[Page]] | None = None
    address: str | None = None
    file: str = f"{CONTENT}/edition.yml"
    description: Callable[[FragmentView, Page], str] = _introduction
    type: str = "WebPage"
    section: Section | None = None
    is_text: bool = False
    is_searched: bool = False
    is_indexed: bool = True
    is_generated: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Page:
    """A page generated from the content; `file` is the YAML file that an editor would change, `above` the page it is under."""

    kind: PageKind
    address: str
    title: Text
    file: str
    document: Document | None = None
    division: Division | None = None
    register: Register | None = None
    entry: RegisterEntry | None = None
    picture: str = ""
    above: Page | None = None

    @property
    def is_home(self) -> bool:
        """Whether it is the first page of its language."""
        return not self.address
