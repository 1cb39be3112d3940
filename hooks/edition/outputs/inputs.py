"""The data that outputs are made from."""

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
from .head_metadata import PageMetadata


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The data of a site at a stage of its build (see registry.py).

    root:        the folder of the project
    base:        the full address of the site; `is_public` says whether it is configured
    pages:       the generated pages by address
    renderers:   the renderer of each language
    redirects:   the redirects
    dates:       the date of the last change of each page, by its address in each language, if known
    handwritten: the parts of the hand-written pages of each language, once these are read
    metadata:    the metadata of all pages, once these are rendered
    folder:      the folder of the built site, once it contains all other files
    """

    root: Path
    base: str
    links: Links
    pages: Mapping[str, Page]
    renderers: Mapping[str, Renderer]
    redirects: RedirectTable
    dates: Mapping[str, str]
    is_public: bool = False
    handwritten: Mapping[str, Iterable[HandwrittenPart]] = field(default_factory=dict)
    metadata: Sequence[PageMetadata] = ()
    folder: Path = Path()

    @property
    def edition(self) -> Edition:
        """The edition that the site shows."""
        return self.links.edition
