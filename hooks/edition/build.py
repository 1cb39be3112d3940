"""A build: what one run of the site generator keeps between its events, and the files that it makes beside the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from .languages import LANGUAGES
from .loading.handwritten_pages import HandwrittenPart
from .outputs import icons, not_found_index, offline, sitemap
from .outputs.content_security_policy import with_policy
from .outputs.head_metadata import Head
from .outputs.social_cards import CACHE, pictures
from .publishing.plan import compare_with_plan, write_new
from .publishing.publication import Publication
from .search import files, pagefind, records
from .serving.live_content import LiveContent
from .serving.snapshot import Snapshot
from .site import Site

Files = Iterator[tuple[str, bytes]]


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
    written: dict[str, dict[str, list[HandwrittenPart]]] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    scripts: tuple[str, ...] = ()
    indexes: dict[str, tuple[str, pagefind.Index]] = field(default_factory=dict)

    @property
    def site(self) -> Site:
        """The site that is built or shown."""
        site = self.live_content.shown if self.live_content else self.prepared
        assert site
        return site

    def begin(self, scripts: tuple[str, ...]) -> None:
        """Forgets what an earlier build of the same run has gathered; `scripts` are those that templates hold."""
        self.written = {language: {} for language in LANGUAGES}
        self.heads = []
        self.planned = set()
        self.scripts = scripts
        self.complete = False

    def guard(self, html: str) -> str:
        """A page with its security policy; while the site is served, its server adds a script of its own to each page."""
        return html if self.served else with_policy(html, self.scripts)

    def finish(self, folder: Path, base: str, *, public: bool) -> None:
        """Writes the files beside the pages, and compares the folder with the plan. Raises PublishingError.

        `base` is the site's own address, `public` whether it has been given one.
        """
        listed = [not_found_index.addresses(self.heads, self.site.sent_on())]
        indexed = sitemap.files(self.heads, base, self.site.dates, public=public)
        for path, content in chain(*self.files(base).values(), self._cards(), indexed, listed):
            self._write(folder, path, content)
        # At the very end: these name every file of the site as it is published.
        for path, content in list(offline.files(folder)):
            self._write(folder, path, content)
        compare_with_plan(folder, self.planned)
        self.complete = True

    def _write(self, folder: Path, path: str, content: bytes) -> None:
        write_new(folder, path, content)
        self.planned.add(path)

    def files(self, base: str) -> Mapping[str, Files]:
        """The files beside the pages, made as they are asked for, by the pattern of their paths: each path and its content."""
        forwards = ((path, with_policy(html).encode("utf-8")) for path, html in self.site.forwards(base))
        removed = [offline.ended()] if self.served else []
        others = chain(icons.files(self.site.root, self.site.links), self.site.files(), removed)
        return {f"{records.FOLDER}*": self._search(), "*.html": forwards, "*": others}

    def _search(self) -> Files:
        """The search's files; while the site is served, an index is made again only where its records have changed."""
        for language, renderer in self.site.renderers.items():
            found = records.records(self.site.links, renderer, chain.from_iterable(self.written[language].values()))
            mark = files.fingerprint(found)
            if self.indexes.get(language, ("",))[0] != mark:
                entries = (records.entry_of(record, language) for record in found)
                self.indexes[language] = mark, pagefind.index(entries, language)
            yield from files.files(found, self.indexes[language][1], self.site.links, renderer)

    def _cards(self) -> Files:
        """The pictures that are shown where a page is shared."""
        cards = {head.picture.path: head.picture.card for head in self.heads if head.picture}
        return pictures(cards, self.site.root / CACHE) if cards else iter(())

    def end(self) -> None:
        """Puts a finished site in the place of the last one; discards one that failed. Raises PublishingError."""
        if self.publication is None:
            return
        if self.complete and not self.failed:
            self.publication.publish()
        else:
            self.publication.discard()
