"""The state of one run of the site generator between its events, and the files that it writes besides the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from .languages import LANGUAGES
from .loading.handwritten_pages import HandwrittenPart
from .outputs.content_security_policy import add_policy
from .outputs.head_metadata import PageMetadata
from .outputs.inputs import Inputs
from .outputs.registry import OUTPUTS, Files, Stage
from .publishing.plan import compare_with_plan, write_new_file
from .publishing.publication import Publication
from .search.index_cache import IndexCache
from .serving.live_content import LiveContent
from .serving.snapshot import Snapshot
from .site import Site


@dataclass
class Build:
    """The state of one run of the site generator; a served site is that of its `live_content`."""

    is_served: bool = False
    is_live: bool = False
    has_failed: bool = False
    is_complete: bool = False
    prepared_site: Site | None = None
    live_content: LiveContent | None = None
    snapshot: Snapshot = field(default_factory=dict)
    publication: Publication | None = None
    handwritten_parts: dict[str, dict[str, list[HandwrittenPart]]] = field(default_factory=dict)
    page_metadata: list[PageMetadata] = field(default_factory=list)
    planned_paths: set[str] = field(default_factory=set)
    inline_scripts: tuple[str, ...] = ()
    indexes: IndexCache = field(default_factory=IndexCache)

    @property
    def site(self) -> Site:
        """The site that is built or displayed."""
        site = self.live_content.displayed_site if self.live_content else self.prepared_site
        assert site
        return site

    def reset(self, inline_scripts: tuple[str, ...]) -> None:
        """Clears the state of an earlier build of the same run; `inline_scripts` are those of the templates."""
        self.handwritten_parts = {language: {} for language in LANGUAGES}
        self.page_metadata = []
        self.planned_paths = set()
        self.inline_scripts = inline_scripts
        self.is_complete = False

    def add_security_policy(self, html: str) -> str:
        """Adds the security policy to a page, except while the site is served: the server adds a script to each page."""
        return html if self.is_served else add_policy(html, self.inline_scripts)

    def write_files(self, folder: Path, base: str, *, is_public: bool) -> None:
        """Writes the files besides the pages, and compares the folder with the plan. Raises PublishingError.

        `base` is the address of the site, `is_public` whether it was configured.
        """
        inputs = replace(self._inputs(base), is_public=is_public, metadata=self.page_metadata, folder=folder)
        for stage in Stage:
            for output in OUTPUTS:
                # All files of a stage are made before the first is written, since those of the last stage list the folder.
                for path, content in list(output.make(inputs)) if output.stage is stage else ():
                    write_new_file(folder, path, content)
                    self.planned_paths.add(path)
        compare_with_plan(folder, self.planned_paths)
        self.is_complete = True

    def served_files(self, base: str) -> Mapping[str, Files]:
        """Returns the files besides the pages by path pattern: each path with its content, made when it is requested."""
        inputs = self._inputs(base)
        served: dict[str, Files] = {}
        for output in OUTPUTS:
            make = output.make if output.stage is Stage.CONTENT else output.make_served
            files = make(inputs) if make else iter(())
            served |= dict.fromkeys(output.patterns(), files)
        return served

    def _inputs(self, base: str) -> Inputs:
        handwritten = {language: tuple(chain.from_iterable(parts.values())) for language, parts in self.handwritten_parts.items()}
        return replace(self.site.inputs(base), indexes=self.indexes, handwritten=handwritten)

    def finish(self) -> None:
        """Publishes a finished site, and discards one that failed. Raises PublishingError."""
        if self.publication is None:
            return
        if self.is_complete and not self.has_failed:
            self.publication.publish()
        else:
            self.publication.discard()
