"""The metadata in the head of a page, for search engines, social networks and other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..languages import LANGUAGES, SOURCE_LANGUAGE
from ..model import Division, Document, Register, RegisterEntry
from ..pages.page import Page
from ..pages.page_view import PageView
from ..pages.renderer import Renderer
from ..references.urls import language_prefix
from .linked_data import Subject, make_things, script_content
from .social_cards import HEIGHT, WIDTH, SocialCard

SOCIAL_IMAGES_FOLDER = "social"
"""The folder of the social images in the site."""


@dataclass(frozen=True)
class SocialImage:
    """The image shown where a page is shared; `path` is its path in the site, `card` its text."""

    path: str
    url: str
    card: SocialCard
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class PageMetadata:
    """The metadata of a page; `locales` are those of all languages, its own first; `section` is the title of its index.

    `running_head` is printed on the sheets of a document's page.
    """

    address: str
    language: str
    title: str
    description: str
    site: str
    section: str
    running_head: Markup
    open_graph_type: str
    urls: Mapping[str, str]
    locales: tuple[str, ...]
    is_indexed: bool
    linked_data: Markup
    social_image: SocialImage | None

    @property
    def url(self) -> str:
        """The full address of the page."""
        return self.urls[self.language]

    @property
    def prefix(self) -> str:
        """The prefix of addresses in its language."""
        return language_prefix(self.language)

    @property
    def alternates(self) -> Mapping[str, str]:
        """The full addresses by `hreflang`: of each language, and the source language for readers of any other."""
        return {**self.urls, "x-default": self.urls[SOURCE_LANGUAGE]}

    @property
    def full_title(self) -> str:
        """The title with the index, which distinguishes a theme from a term of the same name, and the site."""
        return " - ".join(dict.fromkeys(filter(None, (self.title, self.section, self.site))))


def urls_by_language(base: str, address: str) -> Mapping[str, str]:
    """Returns the full addresses of a page by language; `base` is the full address of the site."""
    return {language: f"{base}{language_prefix(language)}{address}" for language in LANGUAGES}


def make_page_metadata(
    renderer: Renderer,
    base: str,
    page: Page,
    title: str,
    description: str,
    *,
    with_social_image: bool = True,
    changed: str = "",
) -> PageMetadata:
    """Returns the metadata of a page in the renderer's language; `changed` is the date of its last change, if known."""
    view, language = renderer.view(page), renderer.language
    ordered_languages = sorted(LANGUAGES, key=lambda other: other != language)
    return PageMetadata(
        address=page.address,
        language=language,
        title=title,
        description=description,
        site=view.plain(view.edition.head.title),
        section=view.plain(page.register.title) if page.register and page.entry else "",
        running_head=_make_running_head(view),
        open_graph_type="article" if page.kind.is_text else "website",
        urls=urls_by_language(base, page.address),
        locales=tuple(view.edition.phrases["open-graph-locale"].shown(other)[0] for other in ordered_languages),
        is_indexed=page.kind.is_indexed,
        linked_data=script_content(make_things(Subject(base, view, title, description, changed))),
        social_image=_make_social_image(view, base, title) if with_social_image else None,
    )


def social_image_path(language: str, address: str) -> str:
    """Returns the path of the social image of a page in the site."""
    return f"{SOCIAL_IMAGES_FOLDER}/{language}/{address.rstrip('/') or 'index'}.png"


def _make_running_head(view: PageView) -> Markup:
    """Returns the symbol, the short title and the status of the document of a page; nothing where it is of none.

    In ASCII: its place in the page is before the declaration of the encoding.
    """
    head = view.page.document.head if view.page.document and view.page.kind.is_text else None
    parts = (head.symbol, view.plain(head.short_title), view.phrase("unofficial")) if head else ()
    text = " · ".join(filter(None, parts))
    return Markup(escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii"))  # noqa: S704  # escaped


def _make_social_image(view: PageView, base: str, title: str) -> SocialImage:
    path = social_image_path(view.language, view.page.address)
    card = _make_card(view, title)
    return SocialImage(
        path, base + path, card, " – ".join(dict.fromkeys((title, view.plain(view.edition.head.title), card.status)))
    )


def _make_card(view: PageView, title: str) -> SocialCard:
    """Returns the text of the social image of a page."""
    page, edition, status = view.page, view.plain(view.edition.head.title), view.phrase("unofficial")
    match page:
        case Page(is_home=True):
            return SocialCard("", title, " · ".join(view.phrase(f"language-{language}") for language in LANGUAGES), "", status)
        case Page(division=Division() as division, document=Document() as document):
            kind, name = view.kind_and_number(division).rstrip("."), view.plain(division.head.title)
            return SocialCard(kind, name, view.plain(document.head.short_title), edition, status)
        case Page(document=Document() as document) if page.kind.is_text:
            return SocialCard(view.kind_name(document.head.kind), title, document.head.symbol or "", edition, status)
        case Page(entry=RegisterEntry(), register=Register() as register):
            return SocialCard(view.plain(register.title), title, "", edition, status)
    return SocialCard("", title, "", edition, status)
