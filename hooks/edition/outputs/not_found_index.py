"""All addresses of the site with their titles, in which the 404 page searches for similar ones."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from ..languages import LANGUAGES
from .inputs import Inputs
from .redirect_pages import redirect_targets

FILE_NAME = "assets/addresses.json"


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the file: for each address its title in each language, and its new address if it has moved."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for page in inputs.metadata:
        titles[page.address][page.language] = page.title
    rows = [
        [address, *(titles_by_language.get(language, "") for language in LANGUAGES)]
        for address, titles_by_language in sorted(titles.items())
    ]
    for source, target in redirect_targets(inputs):
        rows.append([source, *(inputs.renderers[language].address_title(target, inputs.pages) for language in LANGUAGES), target])
    yield FILE_NAME, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
