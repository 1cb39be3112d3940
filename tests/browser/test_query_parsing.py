"""Queries are parsed with the data of the pages: spellings, stop words, elisions, other names, typos."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

Read = Callable[..., object]

MAKE_READER = """async () => {
    const { files } = document.querySelector("a[data-search]").dataset;
    const { Reader } = await import(new URL(`${files}/../assets/js/search/query.js`, document.baseURI).href);
    const words = `${files}/words.${document.documentElement.lang}.json`;
    globalThis.reader = new Reader(await (await fetch(new URL(words, document.baseURI))).json());
}"""
STOP = {
    "fr": (
        "a", "au", "aux", "avec", "ce", "ces", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et", "il", "ils",
        "la", "le", "les", "leur", "leurs", "ne", "ou", "par", "pas", "pour", "que", "qui", "sa", "se", "ses", "son",
        "sont", "sur", "un", "une", "y", "comment", "pourquoi", "quand", "quel", "quelle", "quelles", "quels", "quoi",
        "faire", "fait", "nous", "vous", "ai", "alors", "apres", "aussi", "autre", "autres", "avant", "avoir", "ca", "car",
        "cela", "celle", "celles", "celui", "cet", "ceux", "chaque", "chez", "combien", "comme", "depuis", "doit",
        "doivent", "donc", "dont", "elles", "entre", "es", "ete", "etes", "etre", "eux", "font", "fut", "ici", "je",
        "lors", "lui", "ma", "mais", "me", "meme", "memes", "mes", "moi", "mon", "ni", "nos", "notre", "on", "ont",
        "pendant", "peut", "peuvent", "plus", "puis", "sera", "seront", "si", "sien", "soit", "sous", "ta", "te", "tes",
        "toi", "ton", "tous", "tout", "toute", "toutes", "tu", "va", "vers", "veut", "veulent", "vont", "vos", "votre",
    ),
    "en": (
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "is", "it", "its", "of", "on",
        "or", "that", "the", "their", "this", "to", "was", "were", "which", "with", "about", "can", "do", "does", "how",
        "should", "what", "when", "where", "who", "why", "will", "you", "we", "after", "all", "also", "am", "any",
        "because", "been", "before", "being", "between", "but", "could", "did", "doing", "done", "during", "each", "else",
        "ever", "get", "gets", "give", "gives", "go", "got", "had", "having", "he", "her", "here", "him", "his", "i", "if",
        "into", "let", "many", "me", "more", "most", "much", "must", "my", "one", "other", "our", "ours", "out", "shall",
        "she", "since", "so", "some", "such", "take", "tell", "than", "them", "then", "there", "these", "they", "those",
        "through", "too", "under", "until", "up", "upon", "very", "whether", "while", "whom", "whose", "within", "would",
        "your", "yours",
    ),
}  # fmt: skip
ELIDED = ("l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu")


@pytest.fixture(scope="module")
def read(browser: Browser, served: str) -> Iterator[Read]:
    """Calls a method of the query parser of a language."""
    context = browser.new_context()
    pages: dict[str, Page] = {}
    for language, address in (("fr", served), ("en", f"{served}en/")):
        pages[language] = context.new_page()
        pages[language].goto(address)
        pages[language].evaluate(MAKE_READER)

    def call(language: str, method: str, *arguments: object) -> object:
        return pages[language].evaluate("([method, given]) => reader[method](...given) ?? null", [method, arguments])

    yield call
    context.close()


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("organisation", "organization"),
        ("globalisation", "globalization"),
        ("organise", "organize"),
        ("organised", "organized"),
        ("formalising", "formalizing"),
        ("labor", "labour"),
        ("center", "centre"),
        ("centers", "centres"),
    ],
)
def test_another_spelling_is_replaced_by_that_of_the_texts(read: Read, typed: str, spelling: str) -> None:
    assert read("en", "respelled", typed) == spelling
    assert read("en", "corrected", f"{typed} 5") == f"{spelling} 5"


@pytest.mark.parametrize("word", ["enterprise", "collaboration", "revised", "raising", "exercise", "labour", "centre"])
def test_a_spelling_of_the_texts_is_unchanged(read: Read, word: str) -> None:
    assert read("en", "respelled", word) is None
    assert read("en", "corrected", f"{word} 5") is None


def test_french_has_no_spelling_variants(read: Read) -> None:
    assert read("fr", "respelled", "organisation") is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_stop_word_is_removed_from_the_query(read: Read, language: str) -> None:
    for word in STOP[language]:
        assert read(language, "searched", f"{word} programme {word.upper()}") == "programme", word
    for word in ("travail", "sans", "non", "work", "without", "not"):
        assert read(language, "searched", f"{word} programme") == f"{word} programme"


def test_stop_words_are_searched_alone_and_in_a_phrase(read: Read) -> None:
    assert read("fr", "searched", "par la") == "par la"
    assert read("en", "searched", "of the") == "of the"
    assert read("fr", "searched", "le travail de la terre", True) == "le travail de la terre"


@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_each_word_that_may_begin_a_name_in_the_other_language_is_ignored(read: Read, language: str, other: str) -> None:
    for word in STOP[other]:
        assert read(language, "foreignKey", f"{word} programme mondial", "y") == "yprogrammemondialq", word
    assert read(language, "foreignKey", "non programme", "y") == "ynonprogrammeq"


def test_each_elision_is_removed_in_french(read: Read) -> None:
    for elided in ELIDED:
        assert read("fr", "searched", f"{elided}’horizon") == "horizon", elided
        assert read("en", "foreignKey", f"{elided}'horizon", "y") == "yhorizonq", elided
    assert read("fr", "searched", "aujourd'hui") == "aujourd'hui"


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("paragraph", "p par para paragraphe alinéa §"),
        ("convention", "C"),
        ("recommendation", "R recommandation"),
        ("protocol", "protocole"),
        ("target", "cible"),
        ("indicator", "indicateur"),
        ("sdg", "ODD"),
        ("box", "encadré"),
        ("n", "no nos num numéro number"),
        ("outcome", "résultat"),
        ("output", "produit"),
        ("enabler", "catalyseur"),
        ("part", "partie"),
    ],
)
def test_each_word_before_a_number_has_the_key_of_its_identifier(read: Read, name: str, others: str) -> None:
    for language in ("fr", "en"):
        for other in others.split():
            assert read(language, "keys", f"{other} 7")[-1] == f"X{name}qhzq", other  # type: ignore[index]


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("fr", "tarvail", "travail"),
        ("fr", "protetcion sociale", "protection sociale"),
        ("fr", "emplio des jeunes", "emploi des jeunes"),
        ("en", "socail justice", "social justice"),
        ("en", "owrkers", "workers"),
        ("en", "implemnetatoin", "implementation"),
    ],
)
def test_two_swapped_letters_are_one_typo(read: Read, language: str, typed: str, meant: str) -> None:
    assert read(language, "corrected", typed) == meant


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("fr", "travial décnt", "travail décent"),
        ("fr", "protecion", "protection"),
        ("fr", "prtecion", "protection"),
        ("fr", "aprovisionemnt", "approvisionnement"),
        ("en", "wokrers", "workers"),
        ("en", "enterpreneurshp", "entrepreneurship"),
    ],
)
def test_more_typos_are_corrected_in_longer_words(read: Read, language: str, typed: str, meant: str) -> None:
    assert read(language, "corrected", typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("forne", "forcé"),  # Not "forte" or "forme", which the texts have less often.
        ("fnormes", "formes"),  # Not "normes", which they have more often, but which begins with another letter.
    ],
)
def test_of_two_equally_near_words_the_same_beginning_wins_then_the_more_frequent(read: Read, typed: str, meant: str) -> None:
    assert read("fr", "corrected", f"{typed} 5") == f"{meant} 5"


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("fr", "forte norme"),  # Each a letter away from a more frequent word, and a word of the texts.
        ("fr", "emploi"),
        ("en", "word case"),
        ("en", "normal former"),
        ("fr", "trvil"),  # Two letters of a short word.
        ("fr", "trovaol"),
        ("en", "wrkrs"),
        ("fr", "prteion"),  # Three of a longer one.
        ("fr", "aprovsionemnt"),  # Four of a long one.
        ("en", "entrpernrsp"),
        ("fr", "tra"),  # Too short to say.
        ("fr", "travial2"),  # Perhaps an identifier.
        ("fr", "xyzzyqwv"),
    ],
)
def test_a_word_too_far_from_any_other_is_unchanged(read: Read, language: str, typed: str) -> None:
    assert read(language, "corrected", f"{typed} 5") is None


NORMALIZE = """async (typed) => {
    const { files } = document.querySelector("a[data-search]").dataset;
    const { normalize } = await import(new URL(`${files}/../assets/js/search/query.js`, document.baseURI).href);
    return normalize(typed);
}"""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("n°160", "n 160"),
        ("No.155", "N 155"),
        ("convention nº 155", "convention n 155"),
        ("ﬁnancement", "financement"),
        ("appren\u00adtissage", "apprentissage"),
        ("d´égalité", "d'égalité"),
        ("d`égalité", "d'égalité"),
        ("travail\u00a0\u202fdécent ", "travail décent"),
        ("union 5", "union 5"),
        ("2º", "2º"),
    ],
)
def test_a_query_is_read_without_signs_that_nobody_sees(browser: Browser, served: str, typed: str, meant: str) -> None:
    page = browser.new_page()
    page.goto(served)
    assert page.evaluate(NORMALIZE, typed) == meant
    page.close()


def concepts(read: Read, language: str, query: str) -> list[tuple[str, list[str]]]:
    """The expressions of a query, each with the entries that it means."""
    found = read(language, "concepts", query)
    assert isinstance(found, list)
    return [(" ".join(one["word"] for one in each["words"]), [entry["name"] for entry in each["everyday"]]) for each in found]


def test_the_longest_everyday_expression_of_a_query_is_one_concept(read: Read) -> None:
    (lutter, none), (expression, entries) = concepts(read, "fr", "lutter contre le travail au noir")[0::2]
    assert (lutter, none, expression) == ("lutter", [], "travail noir")
    assert entries[0] == "Économie informelle"
    assert [words for words, _ in concepts(read, "en", "pay of the riders in the city")] == ["pay", "riders", "city"]


def test_of_the_entries_of_an_everyday_word_the_one_that_has_it_first_leads_and_themes_come_last(read: Read) -> None:
    [(_, entries)] = concepts(read, "fr", "SMIC")
    assert entries[0] == "Salaire minimum"
    assert entries[-1] == "Salaires et temps de travail"


def test_a_word_of_every_object_is_a_word(read: Read) -> None:
    for word in ("constructor", "__proto__", "toString 5"):
        assert [entries for _, entries in concepts(read, "en", word)] in ([[]], [[], []])
        assert read("en", "keys", word)
