"""The data with which the browser parses queries: stop words, spellings, aliases, vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..languages import LANGUAGES
from ..model import Edition, Register, RegisterKind
from ..pages.inline_html import typeset_plain_text
from ..pages.renderer import Renderer
from ..references.references import Links
from ..text.search_normalization import ELIDED_WORDS, fold, form_key, tokenize
from .records import SearchRecord

_STOP_WORDS = {
    "fr": "a au aux avec ce ces cette dans de des du elle en est et il ils la le les leur leurs ne ou par pas pour que qui sa se"
    " ses son sont sur un une y comment pourquoi quand quel quelle quelles quels quoi faire fait nous vous",
    "en": "a an and are as at be by for from has have in is it its of on or that the their this to was were which with about can do does how should what when where who why will you we",
}
"""Words that occur in every text: they do not narrow a query of several words."""


_SPELLINGS = {
    "fr": (),
    "en": (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("abor", "abour"), ("center", "centre")),
}
"""Alternative spellings, and those of the texts."""


_NUMBER_WORDS = {
    "paragraph": "p par para paragraphe alinea §",
    "box": "encadre",
    "n": "no nos num numero number",
}
"""The words of both languages that precede a number, by the word that replaces them in a search key.

Those of divisions are the names of their kinds; those of registers are their `prefixes`.
"""


def make_query_data(records: Sequence[SearchRecord], links: Links, renderer: Renderer) -> object:
    """Returns the data with which queries are parsed: aliases, stop words, spellings, the vocabulary, and phrases."""
    edition, language = links.edition, renderer.language
    return {
        "aliases": _number_aliases(edition),
        "elided": ELIDED_WORDS[language],
        "spellings": _SPELLINGS[language],
        "stop": _STOP_WORDS[language].split(),
        "their_stop": [word for other in LANGUAGES if other != language for word in _STOP_WORDS[other].split()],
        "their_elided": [word for other in LANGUAGES if other != language for word in ELIDED_WORDS[other]],
        "everyday": everyday_words(records, edition, language),
        "vocabulary": " ".join(
            vocabulary(text for record in records for text in (record.words, *record.forms, *record.indirect_forms))
        ),
        "phrases": {
            name: typeset_plain_text(*text.shown(language))
            for name, text in edition.phrases.items()
            if name.startswith("search-")
        },
    }


_MAX_SEARCHED_FORMS = 6
"""The forms of an entry that are searched for one of its everyday words; the most frequent ones cover nearly all passages."""


def everyday_words(records: Sequence[SearchRecord], edition: Edition, language: str) -> Sequence[Sequence[object]]:
    """Returns for each entry with everyday words its name, the words of the texts for it, and the keys of the everyday ones.

    Those of a register whose mentions are not names are broad: a theme.
    """
    texts = f" {' '.join(' '.join(tokenize(record.words)) for record in records if 'document' in record.facets)} "
    found = []
    for register in edition.registers:
        for entry in register.entries:
            if entry.also and (everyday := entry.also.get(language)):
                name = typeset_plain_text(*entry.name.shown(language))
                keys = " ".join(dict.fromkeys(form_key(form, language, "") for form in everyday))
                is_broad = not register.mentions_are_names
                found.append([name, _searched_forms(entry.names(language), texts), keys, *([1] if is_broad else [])])
    return found


def _searched_forms(forms: Iterable[str], texts: str) -> Sequence[str]:
    """Returns the forms that occur in texts, most frequent first, without those that contain another one."""
    counts = {form: texts.count(f" {' '.join(tokenize(form))} ") for form in forms}
    chosen: list[str] = []
    for form in sorted(filter(counts.get, counts), key=lambda form: -counts[form]):
        words = f" {' '.join(tokenize(form))} "
        if not any(f" {' '.join(tokenize(other))} " in words for other in chosen):
            chosen.append(form)
    return chosen[:_MAX_SEARCHED_FORMS]


def _number_aliases(edition: Edition) -> Mapping[str, str]:
    """Returns the words that precede a number, each with the word that replaces it in a search key."""
    words_by_name = {name: words.split() for name, words in _NUMBER_WORDS.items()}
    words_by_name |= {kind.id: [kind.name.get(language) or "" for language in LANGUAGES] for kind in edition.kinds.divisions}
    for register in edition.registers:
        numbered: tuple[Register | RegisterKind, ...] = (register, *register.kinds)
        for owner in numbered:
            if owner.prefixes:
                words_by_name[owner.id] = [word for language in LANGUAGES for word in owner.prefixes.get(language)]
    return {alias: name for name, words in words_by_name.items() for word in words if (alias := fold(word)) not in ("", name)}


def kind_order(edition: Edition) -> Sequence[str]:
    """Returns the kinds of results, in the order of results of the same name: definitions before mentions."""
    with_names = [register for register in edition.registers if register.mentions_are_names]
    without_names = [register.id for register in edition.registers if not register.mentions_are_names]
    registers = [register.id for register in sorted(with_names, key=lambda register: register.layout != "glossary")]
    return ["paragraph", "item", "box", *(kind.id for kind in edition.kinds.divisions), *registers, "document", *without_names]


def vocabulary(texts: Iterable[str]) -> list[str]:
    """Returns the words and numbers of some texts, most frequent first; of two that differ by accents, the more frequent."""
    counts = Counter(word for text in texts for word in re.findall(r"[^\W\d_]{3,}|\d+", text.lower()))
    words_by_key: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        words_by_key.setdefault(fold(word), word)
    return list(words_by_key.values())
