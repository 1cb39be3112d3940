"""All addresses of the site with their titles: what the page for addresses that lead nowhere looks through."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from ..languages import LANGUAGES
from .head_metadata import Head

FILE = "assets/addresses.json"


def addresses(heads: Iterable[Head], moved: Iterable[tuple[str, str, Mapping[str, str]]]) -> tuple[str, bytes]:
    """The file: for each address its title in each language, and where it has moved to, if it has.

    `moved` are addresses that only send on: the old one, the new one, the titles of what stands there now.
    """
    titles: dict[str, dict[str, str]] = defaultdict(dict)
    for head in heads:
        titles[head.address][head.language] = head.title
    rows = [[address, *(named.get(language, "") for language in LANGUAGES)] for address, named in sorted(titles.items())]
    rows += [[old, *(named[language] for language in LANGUAGES), new] for old, new, named in moved]
    return FILE, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
