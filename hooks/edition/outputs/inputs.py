"""What the files beside the pages are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..loading.handwritten_pages import HandwrittenPart
from ..model import Edition
from ..pages.page import Page
from ..pages.renderer import Renderer
from ..references.redirects import RedirectTable
from ..references.references import Links
from ..search.index_cache import IndexCache
from .head_metadata import Head


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """A site as far as it is made.

    root:        the folder of the project
    base:        the full address of the site; `is_public` says whether it has been given one
    pages:       the generated pages by address
    renderers:   one for each language
    redirects:   the addresses that lead elsewhere
    dates:       when each page last changed, by its address in each language, where that is known
    indexes:     the search indexes that were made before
    handwritten: the parts of the hand-written pages of each language, once these are read
    heads:       the heads of all pages, once these are rendered
    folder:      where the site is built, once all else is in it
    """

    root: Path
    base: str
    links: Links
    pages: Mapping[str, Page]
    renderers: Mapping[str, Renderer]
    redirects: RedirectTable
    dates: Mapping[str, str]
    is_public: bool = False
    indexes: IndexCache = field(default_factory=IndexCache)
    handwritten: Mapping[str, Iterable[HandwrittenPart]] = field(default_factory=dict)
    heads: Sequence[Head] = ()
    folder: Path = Path()

    @property
    def edition(self) -> Edition:
        """The edition that the site shows."""
        return self.links.edition
