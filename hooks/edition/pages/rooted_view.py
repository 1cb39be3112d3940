"""The view of pages that are served at any address, so that their links are absolute: the error pages."""

from __future__ import annotations

from ..languages import LANGUAGES
from ..references.urls import language_prefix
from .fragment_view import FragmentView
from .language_context import LanguageContext


class RootedView(FragmentView):
    """The view of a page that is served at any address; `root` is the path of the site (`/`, `/edition/`)."""

    def __init__(self, context: LanguageContext, root: str) -> None:
        super().__init__(context, "")
        self.root = root

    def href(self, address: str) -> str:
        """Returns an address of the page's language, from the root of the host."""
        return f"{self.root}{language_prefix(self.language)}{address}"

    def other_language_links(self, address: str | None = None) -> list[tuple[str, str]]:
        """Returns the other languages, each with the address of a page in it: the home page, or the one at `address`."""
        others = (language for language in LANGUAGES if language != self.language)
        return [(language, f"{self.root}{language_prefix(language)}{address or ''}") for language in others]

    def file_href(self, path: str) -> str:
        """Returns the address of a file that all languages share, from the root of the host."""
        return self.root + path
