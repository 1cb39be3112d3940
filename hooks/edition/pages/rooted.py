"""Pages that stand at no address of their own: they are shown wherever they are needed, so their links are absolute."""

from __future__ import annotations

from ..languages import LANGUAGES
from ..references.urls import language_prefix
from .fragment_view import FragmentView
from .language_context import LanguageContext


class RootedView(FragmentView):
    """A part of a page that is shown at any address; `root` is the path that the site stands at (`/`, `/edition/`)."""

    def __init__(self, context: LanguageContext, root: str) -> None:
        super().__init__(context, "")
        self.root = root

    def href(self, address: str) -> str:
        """An address of the page's language, from the root of its host."""
        return f"{self.root}{language_prefix(self.language)}{address}"

    def others(self, address: str | None = None) -> list[tuple[str, str]]:
        """The other languages, with the way to a page in each; to home unless another address is given."""
        others = (language for language in LANGUAGES if language != self.language)
        return [(language, f"{self.root}{language_prefix(language)}{address or ''}") for language in others]

    def file(self, path: str) -> str:
        """A file that the site holds once for all languages, from the root of its host."""
        return self.root + path
