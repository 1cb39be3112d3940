"""The state of one run of the site generator between its events, and the files that it writes besides the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from .languages import LANGUAGES
from .loading.handwritten_pages import HandwrittenPart
from .outputs.content_security_policy import add_policy
from .outputs.head_metadata import PageMetadata
from .outputs.inputs import Inputs
from .outputs.registry import OUTPUTS, Files, Output, Stage
from .processes import BackgroundTask, run_tasks
from .publishing.plan import compare_with_plan, write_new_file
from .publishing.publication import Publication
from .serving.live_content import LiveContent
from .serving.snapshot import Snapshot
from .site import Site


@dataclass(frozen=True, slots=True)
class RenderedPages:
    """What is known of pages once they are rendered: see `Build`."""

    metadata: list[PageMetadata]
    handwritten_parts: dict[str, dict[str, list[HandwrittenPart]]]
    planned_paths: set[str]


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
    other_languages: BackgroundTask[RenderedPages] | None = None
    handwritten_parts: dict[str, dict[str, list[HandwrittenPart]]] = field(default_factory=dict)
    page_metadata: list[PageMetadata] = field(default_factory=list)
    planned_paths: set[str] = field(default_factory=set)
    inline_scripts: tuple[str, ...] = ()

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

    def start_other_languages(self, render: Callable[[], object]) -> None:
        """Starts rendering the pages of the other languages beside those of this one; `render` renders them."""

        def render_pages() -> RenderedPages:
            render()
            return RenderedPages(self.page_metadata, self.handwritten_parts, self.planned_paths)

        self.other_languages = BackgroundTask(render_pages)

    def wait_for_other_languages(self) -> None:
        """Waits for the pages of the other languages; raises the exception that stopped them."""
        assert self.other_languages
        rendered = self.other_languages.result()
        self.page_metadata += rendered.metadata
        self.planned_paths |= rendered.planned_paths
        for language, parts in rendered.handwritten_parts.items():
            self.handwritten_parts[language] |= parts

    def add_security_policy(self, html: str) -> str:
        """Adds the security policy to a page, except while the site is served: the server adds a script to each page."""
        return html if self.is_served else add_policy(html, self.inline_scripts)

    def write_language_files(self, folder: Path, base: str, language: str) -> None:
        """Writes the files of a language besides its pages, once these are rendered. Raises PublishingError.

        `base` is the address of the site.
        """
        inputs = replace(self._inputs(base), metadata=self.page_metadata)
        inputs = replace(inputs, renderers={language: inputs.renderers[language]})
        for output in OUTPUTS:
            if output.by_language:
                self.planned_paths.update(_write_output(output, inputs, folder))

    def write_shared_files(self, folder: Path, base: str, *, is_public: bool) -> None:
        """Writes the files that the languages share, and compares the folder with the plan. Raises PublishingError.

        `base` is the address of the site, `is_public` whether it was configured.
        """
        inputs = replace(self._inputs(base), is_public=is_public, metadata=self.page_metadata, folder=folder)
        # Those of the last stage list the folder.
        for stages in ((Stage.CONTENT, Stage.PAGES), (Stage.SITE,)):
            outputs = [output for output in OUTPUTS if output.stage in stages and not output.by_language]
            for paths in run_tasks([partial(_write_output, output, inputs, folder) for output in outputs]):
                self.planned_paths.update(paths)
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
        return replace(self.site.inputs(base), handwritten=handwritten)

    def finish(self) -> None:
        """Publishes a finished site, and discards one that failed. Raises PublishingError."""
        if self.other_languages:
            self.other_languages.cancel()
        if self.publication is None:
            return
        if self.is_complete and not self.has_failed:
            self.publication.publish()
        else:
            self.publication.discard()


def _write_output(output: Output, inputs: Inputs, folder: Path) -> list[str]:
    """Writes the files of an output, and returns their paths."""
    paths = []
    for path, content in output.make(inputs):
        write_new_file(folder, path, content)
        paths.append(path)
    return paths
