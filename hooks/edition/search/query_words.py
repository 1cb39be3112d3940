"""The words of queries: words that are passed over, spellings and other names of one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..languages import LANGUAGES
from ..pages.inline_html import words
from ..pages.renderer import Renderer
from ..references.references import Links
from ..text.search_normalization import ELIDED_WORDS, fold
from .facets import facet_names
from .records import Record

_STOP = {
    "fr": "a au aux avec ce ces cette dans de des du elle en est et il ils la le les leur leurs ne ou par pas pour que qui sa se"
    " ses son sont sur un une y",
    "en": "a an and are as at be by for from has have in is it its of on or that the their this to was were which with",
}
"""Words that every text has: a query of several words is not narrowed by them."""


_SPELLINGS = {
    "fr": (),
    "en": (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("abor", "abour"), ("center", "centre")),
}
"""Spellings that people of other habits type, and those of the texts."""


_ALIASES = {
    "paragraph": "p par para paragraphe alinea §",
    "convention": "c",
    "recommendation": "r recommandation",
    "protocol": "protocole",
    "target": "cible",
    "indicator": "indicateur",
    "sdg": "odd",
    "box": "encadre",
    "n": "no nos num numero number",
}
"""The words, of either language, that stand before a number, by the word that an identifier's key has."""


def reading(found: Sequence[Record], links: Links, renderer: Renderer) -> object:
    """What a query is read with: other words for numbers' names, words without weight, the vocabulary, and all phrases."""
    edition, language = links.edition, renderer.language
    aliases = {alias: name for name, listed in _ALIASES.items() for alias in listed.split()}
    for kind in edition.kinds.divisions:
        aliases |= {fold(name): kind.id for other in LANGUAGES if (name := kind.name.get(other)) and fold(name) != kind.id}
    return {
        "aliases": aliases,
        "elided": ELIDED_WORDS[language],
        "spellings": _SPELLINGS[language],
        "stop": _STOP[language].split(),
        "their_stop": [word for other in LANGUAGES if other != language for word in _STOP[other].split()],
        "their_elided": [word for other in LANGUAGES if other != language for word in ELIDED_WORDS[other]],
        "kinds": facet_names(links, renderer)["kind"],
        "vocabulary": " ".join(vocabulary(text for record in found for text in (record.words, *record.keys, *record.signs))),
        "phrases": {name: words(*text.shown(language)) for name, text in edition.phrases.items() if name.startswith("search-")},
    }


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words and numbers of some texts, most frequent first; of two that differ by their accents, the more frequent."""
    counted = Counter(word for text in texts for word in re.findall(r"[^\W\d_]{3,}|\d+", text.lower()))
    chosen: dict[str, str] = {}
    for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        chosen.setdefault(fold(word), word)
    return list(chosen.values())
