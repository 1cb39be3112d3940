"""What the head of a page tells those who do not read it: search engines, sites it is shared on, other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Division, Document, Register, RegisterEntry
from ..pages.page import Page
from ..pages.register_view import IndexView
from ..pages.renderer import Renderer
from ..references.urls import language_prefix
from .linked_data import Subject, script, things
from .social_cards import HEIGHT, WIDTH, Card

PICTURES = "social"
"""Where the pictures stand in the site."""


@dataclass(frozen=True)
class Picture:
    """What is shown of a page where it is shared; `path` is the file's in the site, `card` what it says."""

    path: str
    url: str
    card: Card
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Head:
    """What stands in the head of a page; `locales` are those of its languages, its own first; `section` the index it is in."""

    address: str
    language: str
    title: str
    description: str
    site: str
    section: str
    kind: str
    addresses: Mapping[str, str]
    locales: tuple[str, ...]
    listed: bool
    linked_data: Markup
    picture: Picture | None

    @property
    def url(self) -> str:
        """The page's full address."""
        return self.addresses[self.language]

    @property
    def prefix(self) -> str:
        """Where the pages of its language stand."""
        return language_prefix(self.language)

    @property
    def alternates(self) -> Mapping[str, str]:
        """The page in each language, and for readers of any other the source's, as `hreflang` names them."""
        return {**self.addresses, "x-default": self.addresses[SOURCE_LANGUAGE]}

    @property
    def full_title(self) -> str:
        """The title with the index that the page is in, which tells a theme from a term of the same name, and the site."""
        return " - ".join(dict.fromkeys(filter(None, (self.title, self.section, self.site))))


def addresses(base: str, address: str) -> Mapping[str, str]:
    """The full addresses of a page in each language; `base` is the site's own."""
    return {language: f"{base}{language_prefix(language)}{address}" for language in LANGUAGES}


def head(
    renderer: Renderer,
    base: str,
    page: Page,
    title: str,
    description: str,
    *,
    pictured: bool = True,
    changed: str = "",
) -> Head:
    """The head of a page in the renderer's language; `changed` is the date of its last change, where it is known."""
    view, language = renderer.view(page), renderer.language
    ordered = sorted(LANGUAGES, key=lambda other: other != language)
    return Head(
        address=page.address,
        language=language,
        title=title,
        description=description,
        site=view.plain(view.edition.head.title),
        section=view.plain(page.register.title) if page.register and page.entry else "",
        kind="article" if page.kind.is_text else "website",
        addresses=addresses(base, page.address),
        locales=tuple(view.edition.phrases["open-graph-locale"].shown(other)[0] for other in ordered),
        listed=page.kind.is_indexed,
        linked_data=script(things(Subject(base, view, title, description, changed))),
        picture=_picture(view, base, title) if pictured else None,
    )


def picture_path(language: str, address: str) -> str:
    """Where the picture of a page stands in the site."""
    return f"{PICTURES}/{language}/{address.rstrip('/') or 'index'}.png"


def _picture(view: IndexView, base: str, title: str) -> Picture:
    path = picture_path(view.language, view.page.address)
    card = _card(view, title)
    return Picture(path, base + path, card, " – ".join(dict.fromkeys((title, view.plain(view.edition.head.title), card.status))))


def _card(view: IndexView, title: str) -> Card:
    """What the picture of a page says."""
    page, edition, status = view.page, view.plain(view.edition.head.title), view.phrase("unofficial")
    match page:
        case Page(is_home=True):
            return Card("", title, " · ".join(view.phrase(f"language-{language}") for language in LANGUAGES), "", status)
        case Page(division=Division() as division, document=Document() as document):
            kind, name = view.numbered(division).rstrip("."), view.plain(division.head.title)
            return Card(kind, name, view.plain(document.head.short_title), edition, status)
        case Page(document=Document() as document) if page.kind.is_text:
            return Card(view.kind(document.head.kind), title, document.head.symbol or "", edition, status)
        case Page(entry=RegisterEntry(), register=Register() as register):
            return Card(view.plain(register.title), title, "", edition, status)
    return Card("", title, "", edition, status)
