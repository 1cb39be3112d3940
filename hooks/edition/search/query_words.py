"""The words of queries: words that are passed over, spellings and other names of one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..languages import LANGUAGES
from ..model import Edition, Register, RegisterKind
from ..pages.inline_html import typeset_plain_text
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
    "box": "encadre",
    "n": "no nos num numero number",
}
"""The words, of either language, that stand before a number, by the word that an identifier's key has.

Those of divisions are the names of their kinds; registers have theirs in `prefixes`.
"""


def reading(found: Sequence[Record], links: Links, renderer: Renderer) -> object:
    """What a query is read with: other words for numbers' names, words without weight, the vocabulary, and all phrases."""
    edition, language = links.edition, renderer.language
    return {
        "aliases": _aliases(edition),
        "elided": ELIDED_WORDS[language],
        "spellings": _SPELLINGS[language],
        "stop": _STOP[language].split(),
        "their_stop": [word for other in LANGUAGES if other != language for word in _STOP[other].split()],
        "their_elided": [word for other in LANGUAGES if other != language for word in ELIDED_WORDS[other]],
        "kinds": facet_names(links, renderer)["kind"],
        "order": _order(edition),
        "vocabulary": " ".join(vocabulary(text for record in found for text in (record.words, *record.keys, *record.signs))),
        "phrases": {
            name: typeset_plain_text(*text.shown(language))
            for name, text in edition.phrases.items()
            if name.startswith("search-")
        },
    }


def _aliases(edition: Edition) -> Mapping[str, str]:
    """The words that stand before a number, each with the word that an identifier's key has in its place."""
    named = {name: listed.split() for name, listed in _ALIASES.items()}
    named |= {kind.id: [kind.name.get(language) or "" for language in LANGUAGES] for kind in edition.kinds.divisions}
    for register in edition.registers:
        numbered: tuple[Register | RegisterKind, ...] = (register, *register.kinds)
        for one in numbered:
            if one.prefixes:
                named[one.id] = [word for language in LANGUAGES for word in one.prefixes.get(language)]
    return {alias: name for name, listed in named.items() for word in listed if (alias := fold(word)) not in ("", name)}


def _order(edition: Edition) -> Sequence[str]:
    """The kinds of results, in the order of results of the same name: what explains it before what mentions it."""
    names = [register for register in edition.registers if register.mentions_are_names]
    signs = [register.id for register in edition.registers if not register.mentions_are_names]
    registers = [register.id for register in sorted(names, key=lambda register: register.layout != "glossary")]
    return ["paragraph", "item", "box", *(kind.id for kind in edition.kinds.divisions), *registers, "document", *signs]


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words and numbers of some texts, most frequent first; of two that differ by their accents, the more frequent."""
    counted = Counter(word for text in texts for word in re.findall(r"[^\W\d_]{3,}|\d+", text.lower()))
    chosen: dict[str, str] = {}
    for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        chosen.setdefault(fold(word), word)
    return list(chosen.values())
