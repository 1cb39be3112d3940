"""The registry of outputs: a row for each type of files that the site has in addition to its pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from ..languages import LANGUAGES
from ..references.urls import language_prefix
from . import (
    chart_files,
    concordance_files,
    data_tables,
    fonts,
    icons,
    interface_strings,
    link_previews,
    not_found_index,
    offline,
    redirect_pages,
    search_files,
    sitemap,
    social_card_files,
    translation_sheets,
)
from .inputs import Inputs

Files = Iterator[tuple[str, bytes]]


class Stage(Enum):
    """The stage of the build at which files can be made."""

    CONTENT = "once the content is loaded; these are also served while it is edited"
    PAGES = "once all pages are rendered"
    SITE = "once all other files are in the folder of the site"


@dataclass(frozen=True, slots=True)
class Output:
    """Files other than pages.

    paths:       the patterns of their paths in the site, which no other output has; {language} is the folder of each language,
                 and a pattern that ends with /* reserves the whole folder
    make:        yields the path and the content of each file
    by_language: whether those of each language are made from the renderer and the pages of this language alone
    make_served: yields other files instead while the content is edited
    """

    paths: tuple[str, ...]
    make: Callable[[Inputs], Files]
    stage: Stage = Stage.CONTENT
    by_language: bool = False
    make_served: Callable[[Inputs], Files] | None = None

    def patterns(self) -> list[str]:
        """Returns the patterns of its paths, for all languages."""
        patterns = (path.replace("{language}", language_prefix(language)) for path in self.paths for language in LANGUAGES)
        return list(dict.fromkeys(patterns))

    @property
    def module(self) -> str:
        """The file of its module, from the project's root."""
        file = Path(sys.modules[self.make.__module__].__file__ or "").resolve()
        return file.relative_to(Path(__file__).resolve().parents[3]).as_posix()


OUTPUTS = (
    Output(("assets/fonts/*",), fonts.make_files),
    Output(("favicon.ico", "assets/icons/*", "{language}manifest.webmanifest"), icons.make_files),
    Output(("{language}reading.json",), interface_strings.make_files),
    Output(("{language}previews/*",), link_previews.make_files, by_language=True),
    Output(tuple(f"{{language}}pictures/*.{form}" for form in ("svg", "png", "csv")), chart_files.make_files, by_language=True),
    Output(("concordance/files/*",), concordance_files.make_files),
    Output(("{language}data/*.csv",), data_tables.make_files, by_language=True),
    Output(("translation/*.csv", "translation/*.xlsx"), translation_sheets.make_files),
    Output(
        (
            "search/index/*",
            *(f"search/{name}.{language}.json" for name in ("facets", "records", "words") for language in LANGUAGES),
        ),
        search_files.make_files,
        by_language=True,
    ),
    Output(("*.html",), redirect_pages.make_files, by_language=True),
    Output(("social/*",), social_card_files.make_files, Stage.PAGES, by_language=True),
    Output(("sitemap.xml", "robots.txt"), sitemap.make_files, Stage.PAGES),
    Output(("assets/addresses.json",), not_found_index.make_files, Stage.PAGES),
    # Last, since these list every file of the site as it is published.
    Output(
        ("offline.json", "offline-whole.json", "worker.js"),
        offline.make_files,
        Stage.SITE,
        make_served=offline.make_removal_worker,
    ),
)
