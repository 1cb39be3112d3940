"""Previews of references (title, first line, number of citations) and of corrections; a script fetches them on demand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from ..languages import SOURCE_LANGUAGE
from ..model import Correction
from ..pages.page import Page
from ..pages.page_view import PageView
from ..pages.plain_text import shorten
from ..pages.renderer import Renderer
from ..references.references import Links, Target
from ..references.traversal import document_file_nodes, file_nodes, texts_within
from ..references.urls import CORRECTIONS_ADDRESS, language_prefix
from ..text.inline_markup import referenced_identifiers
from .inputs import Inputs

Preview = dict[str, Any]
"""The parts of a preview, as its file has them."""

PREVIEWS_FOLDER = "previews/"
"""The folder of a language's previews: a file for each first part of an address, `instruments.json`, `m-power.json` …"""


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the previews in each language: path in the site, and content."""
    for renderer in inputs.renderers.values():
        yield from _make_language_files(inputs.links, renderer, inputs.pages)


def _make_language_files(links: Links, renderer: Renderer, catalogue: Mapping[str, Page]) -> Iterator[tuple[str, bytes]]:
    """Yields the previews of all referenced targets and corrections, by the rest of their addresses (`c155/`, `output-1-1/#p28`)."""
    previews_by_file: dict[str, dict[str, Preview]] = defaultdict(dict)
    for target in sorted(_referenced_targets(links), key=lambda target: target.href):
        name, _, rest = target.href.partition("/")
        previews_by_file[name][rest] = _make_preview(links, renderer, catalogue[target.address], target)
    corrections = catalogue[CORRECTIONS_ADDRESS]
    for correction in links.edition.corrections.corrections:
        previews_by_file["corrections"][f"#{correction.id}"] = _make_correction_preview(renderer.view(corrections), correction)
    for name, previews in previews_by_file.items():
        content = json.dumps(previews, ensure_ascii=False, separators=(",", ":"))
        yield f"{language_prefix(renderer.language)}{PREVIEWS_FOLDER}{name}.json", content.encode("utf-8")


def _referenced_targets(links: Links) -> set[Target]:
    edition, targets = links.edition, set()
    places = [(head, document.id) for document in edition.documents for head in document_file_nodes(document)]
    places += [(head, "") for head in file_nodes(edition)]
    for head, document in places:
        for text in texts_within(head):
            targets |= {target for name in referenced_identifiers(text.fr) if (target := links.resolve(name, document))}
    return targets


def _make_correction_preview(view: PageView, correction: Correction) -> Preview:
    """Returns the preview of a correction: what the source has, what is published, the reason, and a link to all corrections."""
    lang = {} if view.language == SOURCE_LANGUAGE else {"lang": SOURCE_LANGUAGE}
    return {
        "title": f"{view.kind_name(correction.kind)} · {view.unit_label(correction.unit)}",
        "readings": [{"label": label, "words": shorten(words), **lang} for label, words in view.readings(correction)],
        "line": view.plain(correction.reason),
        "cited": view.phrase("all-corrections"),
        "cites": "./",
    }


def _make_preview(links: Links, renderer: Renderer, page: Page, target: Target) -> Preview:
    """Returns a preview; `cites` is the anchor of the list of citations, which only pages of register entries have."""
    view = renderer.view(page)
    texts = [unit.text for unit in links.units_of(target.identifier) if unit.text] if target.anchor else []
    _, entry = links.edition.entries.get(target.identifier, (None, None))
    shown = texts[-1] if texts else entry.description if entry else None
    title = f"{view.unit_label(target.identifier)} · {view.title(page)}" if target.anchor else view.title(page)
    preview: Preview = {"title": title, "line": shorten(view.plain(shown)) if shown else view.description()}
    count = view.citation_count(target.identifier)
    if count > 1:
        preview["cited"] = view.phrase("cited-in", count=count)
        if page.entry:
            preview["cites"] = "#cited"
    if shown and view.foreign_language(shown):
        preview["lang"] = view.foreign_language(shown)
    return preview
