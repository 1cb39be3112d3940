"""A build: what one run of the site generator keeps between its events, and the files that it makes beside the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from .languages import LANGUAGES
from .loading.handwritten_pages import HandwrittenPart
from .outputs.content_security_policy import with_policy
from .outputs.head_metadata import Head
from .outputs.inputs import Inputs
from .outputs.registry import OUTPUTS, Files, Stage
from .publishing.plan import compare_with_plan, write_new
from .publishing.publication import Publication
from .search.index_cache import IndexCache
from .serving.live_content import LiveContent
from .serving.snapshot import Snapshot
from .site import Site


@dataclass
class Build:
    """One run of the site generator; a site that is served is the one that its `live_content` shows."""

    served: bool = False
    live: bool = False
    failed: bool = False
    complete: bool = False
    prepared: Site | None = None
    live_content: LiveContent | None = None
    snapshot: Snapshot = field(default_factory=dict)
    publication: Publication | None = None
    handwritten: dict[str, dict[str, list[HandwrittenPart]]] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    scripts: tuple[str, ...] = ()
    indexes: IndexCache = field(default_factory=IndexCache)

    @property
    def site(self) -> Site:
        """The site that is built or shown."""
        site = self.live_content.shown if self.live_content else self.prepared
        assert site
        return site

    def begin(self, scripts: tuple[str, ...]) -> None:
        """Forgets what an earlier build of the same run has gathered; `scripts` are those that templates hold."""
        self.handwritten = {language: {} for language in LANGUAGES}
        self.heads = []
        self.planned = set()
        self.scripts = scripts
        self.complete = False

    def guard(self, html: str) -> str:
        """A page with its security policy; while the site is served, its server adds a script of its own to each page."""
        return html if self.served else with_policy(html, self.scripts)

    def finish(self, folder: Path, base: str, *, is_public: bool) -> None:
        """Writes the files beside the pages, and compares the folder with the plan. Raises PublishingError.

        `base` is the site's own address, `is_public` whether it has been given one.
        """
        inputs = replace(self._inputs(base), is_public=is_public, heads=self.heads, folder=folder)
        for stage in Stage:
            for output in OUTPUTS:
                # All are made before the first is written, since the last list what stands in the folder.
                for path, content in list(output.make(inputs)) if output.stage is stage else ():
                    write_new(folder, path, content)
                    self.planned.add(path)
        compare_with_plan(folder, self.planned)
        self.complete = True

    def served_files(self, base: str) -> Mapping[str, Files]:
        """What is served beside the pages, made as it is asked for, by the pattern of its paths: each path and its content."""
        inputs = self._inputs(base)
        found: dict[str, Files] = {}
        for output in OUTPUTS:
            make = output.make if output.stage is Stage.CONTENT else output.make_served
            files = make(inputs) if make else iter(())
            found |= dict.fromkeys(output.patterns(), files)
        return found

    def _inputs(self, base: str) -> Inputs:
        handwritten = {language: tuple(chain.from_iterable(parts.values())) for language, parts in self.handwritten.items()}
        return replace(self.site.inputs(base), indexes=self.indexes, handwritten=handwritten)

    def end(self) -> None:
        """Puts a finished site in the place of the last one; discards one that failed. Raises PublishingError."""
        if self.publication is None:
            return
        if self.complete and not self.failed:
            self.publication.publish()
        else:
            self.publication.discard()
