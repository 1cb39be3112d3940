"""All addresses of the site with their titles: what the page for addresses that lead nowhere looks through."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from ..languages import LANGUAGES
from .inputs import Inputs
from .redirect_pages import redirects

FILE = "assets/addresses.json"


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The file: for each address its title in each language, and where it has moved to, if it has."""
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for head in inputs.heads:
        titles[head.address][head.language] = head.title
    rows = [[address, *(named.get(language, "") for language in LANGUAGES)] for address, named in sorted(titles.items())]
    for source, target in redirects(inputs):
        rows.append([source, *(inputs.renderers[language].title(target, inputs.pages) for language in LANGUAGES), target])
    yield FILE, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
