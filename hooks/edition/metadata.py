"""What the head of a page tells those who do not read it: search engines, sites it is shared on, other programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from .linked_data import Subject, script, things
from .links import SEARCH_ADDRESS, language_prefix
from .model import LANGUAGES
from .pages.catalogue import Page
from .pages.render import Renderer

_UNLISTED = (SEARCH_ADDRESS,)
"""Pages that are a means to reach others: no search engine is to show them."""


@dataclass(frozen=True)
class Picture:
    """What is shown of a page where it is shared."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class Head:
    """What stands in the head of a page; `locales` are those of its languages, its own first."""

    title: str
    description: str
    url: str
    site: str
    kind: str
    addresses: Mapping[str, str]
    locales: tuple[str, ...]
    listed: bool
    linked_data: Markup
    picture: Picture | None = None

    @property
    def full_title(self) -> str:
        """The title with the name of the site, once."""
        return self.title if self.title == self.site else f"{self.title} - {self.site}"


def addresses(base: str, address: str) -> Mapping[str, str]:
    """The full addresses of a page in each language; `base` is the site's own."""
    return {language: f"{base}{language_prefix(language)}{address}" for language in LANGUAGES}


def is_listed(address: str) -> bool:
    """Whether search engines are to show a page."""
    return address not in _UNLISTED


def head(
    renderer: Renderer, base: str, page: Page, title: str, description: str, picture: Picture | None = None, changed: str = "",
) -> Head:
    """The head of a page in the renderer's language; `changed` is the date of its last change, where it is known."""
    view, everywhere = renderer.view(page), addresses(base, page.address)
    ordered = sorted(LANGUAGES, key=lambda language: language != renderer.language)
    return Head(
        title=title,
        description=description,
        url=everywhere[renderer.language],
        site=view.plain(view.edition.head.title),
        kind="article" if page.template in ("document", "division") else "website",
        addresses=everywhere,
        locales=tuple(view.edition.phrases["open-graph-locale"].shown(language)[0] for language in ordered),
        listed=is_listed(page.address),
        linked_data=script(things(Subject(base, view, title, description, changed))),
        picture=picture,
    )
