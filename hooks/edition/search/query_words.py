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

STOP_WORDS = {
    "fr": "a ai alors apres au aussi autre autres aux avant avec avoir ca car ce cela celle celles celui ces cet cette ceux chaque chez"
    " combien comme comment dans de depuis des doit doivent donc dont du elle elles en entre es est et ete etes etre eux faire fait"
    " font fut ici il ils je la le les leur leurs lors lui ma mais me meme memes mes moi mon ne ni nos notre nous on ont ou par pas"
    " pendant peut peuvent plus pour pourquoi puis quand que quel quelle quelles quels qui quoi sa se sera seront ses si sien"
    " soit son sont sous sur ta te tes toi ton tous tout toute toutes tu un une va vers veut veulent vont vos votre vous y",
    "en": "a about after all also am an and any are as at be because been before being between but by can could did do does doing done"
    " during each else ever for from get gets give gives go got had has have having he her here him his how i if in into is it its"
    " let many me more most much must my of on one or other our ours out shall she should"
    " since so some such take tell than that the their them then there these they this those through to too under until up upon"
    " very was we were what when where whether which while who whom whose why will with within would you your yours",
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
    """Returns the data with which queries are parsed: aliases, stop words, spellings, the vocabulary, the names of the texts, and phrases."""
    edition, language = links.edition, renderer.language
    return {
        "aliases": _number_aliases(edition),
        "elided": ELIDED_WORDS[language],
        "spellings": _SPELLINGS[language],
        "stop": STOP_WORDS[language].split(),
        "their_stop": [word for other in LANGUAGES if other != language for word in STOP_WORDS[other].split()],
        "their_elided": [word for other in LANGUAGES if other != language for word in ELIDED_WORDS[other]],
        "everyday": everyday_words(records, edition, language),
        "vocabulary": " ".join(
            vocabulary(text for record in records for text in (record.words, *record.forms, *record.indirect_forms))
        ),
        "texts": {document.id: typeset_plain_text(*document.head.short_title.shown(language)) for document in edition.documents},
        "phrases": {
            name: typeset_plain_text(*text.shown(language))
            for name, text in edition.phrases.items()
            if name.startswith("search-")
        },
    }


_MAX_SEARCHED_FORMS = 6
"""The forms of an entry that are searched for one of its everyday words; the most frequent ones cover nearly all passages."""


def everyday_words(records: Sequence[SearchRecord], edition: Edition, language: str) -> Sequence[Sequence[object]]:
    """Returns for each entry its name, the words of the texts for it, and the keys of its other names and its everyday words.

    The last value is their order: synonyms are more specific than entries (0), those of a register whose mentions are not
    names broader: a theme.
    """
    texts = f" {' '.join(' '.join(tokenize(record.words)) for record in records if 'document' in record.facets)} "
    found: list[list[object]] = []
    for register in edition.registers:
        for entry in register.entries:
            names = entry.names(language) if register.mentions_are_names else ()
            name, forms = typeset_plain_text(*entry.name.shown(language)), _searched_forms(entry.names(language), texts)
            others = _keys(names, language, but=(name, *forms))
            everyday = _keys(entry.also.get(language) if entry.also else (), language)
            if everyday or (forms and others) or len(forms) > 1:
                found.append([name, forms, others, everyday, int(not register.mentions_are_names)])
    synonyms = ((synonym.words.get(language), synonym.also.get(language)) for synonym in edition.synonyms)
    return [
        *found,
        *(
            [typeset_plain_text(words[0][0].upper() + words[0][1:], language), [*words], "", _keys(also, language), -1]
            for words, also in synonyms
            if words
        ),
    ]


def _keys(forms: Iterable[str], language: str, but: Iterable[str] = ()) -> str:
    """Returns the distinct keys of some forms, without those of others."""
    known = {form_key(form, language, "") for form in but}
    return " ".join(dict.fromkeys(key for form in forms if (key := form_key(form, language, "")) not in known))


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
    """Returns the words and numbers of some texts, most frequent first; of two that differ by accents, the more frequent.

    A dotted number is there as a whole too: the index has 8.7 as 87.
    """
    counts = Counter(
        word
        for text in texts
        for pattern in (r"[^\W\d_]{3,}|\d+", r"\d+(?:\.\d+)+")
        for word in re.findall(pattern, text.lower())
    )
    words_by_key: dict[str, str] = {}
    for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        words_by_key.setdefault(fold(word), word)
    return list(words_by_key.values())
