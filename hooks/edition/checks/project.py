"""The project that the rules check, as far as it could be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..model import Edition
from ..pages.catalogue import all_pages
from ..pages.page import Page
from ..pages.page_dates import page_fingerprints
from ..references.references import Links


@dataclass(frozen=True)
class Project:
    """The project at `root`; `address` is the address of its site, if known, `content` the loaded content, if any."""

    root: Path
    address: str | None = None
    content: Edition | None = None

    @property
    def edition(self) -> Edition:
        """The loaded content."""
        assert self.content
        return self.content

    @cached_property
    def links(self) -> Links:
        """The units and references of the content."""
        return Links(self.edition)

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The generated pages by address."""
        return {page.address: page for page in all_pages(self.edition)}

    @cached_property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each page, by its address in each language."""
        return page_fingerprints(self.root, self.links, self.pages)
