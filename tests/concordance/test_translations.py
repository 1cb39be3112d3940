"""The occurrences of a term are grouped by their translations, each in its context."""

from __future__ import annotations

from edition.concordance.alignment import AlignedUnit, Occurrence
from edition.concordance.forms import Span
from edition.concordance.translations import Context, cut_context, group_by_translation
from edition.problems.problem import Place
from edition.references.units import Unit


def occurrence(anchor: str, french: str, english: str) -> Occurrence:
    """An occurrence of what stands between asterisks."""
    texts, spans = {}, {}
    for language, marked in (("fr", french), ("en", english)):
        before, _, rest = marked.partition("*")
        words, _, after = rest.partition("*")
        texts[language] = before + words + after
        spans[language] = Span(len(before), len(before) + len(words)) if words else None
    unit = Unit("report", "", anchor, "paragraph", Place("report/document.yml", 1, 1))
    return Occurrence(AlignedUnit(unit, texts, ()), spans)


OCCURRENCES = [
    occurrence("p1", "un *mandant* absent", "nobody"),
    occurrence("p2", "les *mandants*", "*Constituents* vote."),
    occurrence("p3", "leurs *mandants*", "their *members*"),
    occurrence("p4", "les *mandants*", "the *constituents*"),
    occurrence("p5", "le *mandant*", "the *constituent*"),
    occurrence("p6", "personne", "some *constituents*"),
]


def test_translations_come_by_frequency_with_their_forms_and_the_unknown_last() -> None:
    found = group_by_translation(OCCURRENCES, "fr", "en")
    assert [(one.forms, [line.unit.anchor for line in one.lines]) for one in found] == [
        ([("Constituents", 2), ("constituent", 1)], ["p2", "p4", "p5"]),
        ([("members", 1)], ["p3"]),
        ([], ["p1"]),
    ]


def test_a_form_has_its_most_frequent_spelling() -> None:
    (found,) = group_by_translation([*OCCURRENCES[1:2], *OCCURRENCES[3:4] * 2], "fr", "en")
    assert found.forms == [("constituents", 3)]


def test_the_other_language_has_groups_of_its_own() -> None:
    found = group_by_translation(OCCURRENCES, "en", "fr")
    assert [(one.forms, len(one.lines)) for one in found] == [([("mandants", 3), ("mandant", 1)], 4), ([], 1)]


def test_a_line_has_the_words_in_the_context_of_each_language() -> None:
    line = group_by_translation(OCCURRENCES, "fr", "en")[0].lines[0]
    assert line.term == Context("les ", "mandants", "")
    assert line.translation == Context("", "Constituents", " vote.")


def test_a_long_context_is_cut_between_words() -> None:
    text = "first " + "many words " * 10 + "term" + " more words" * 10 + " last"
    context = cut_context(text, Span(text.index("term"), text.index("term") + 4))
    assert context.before.startswith("… ") and context.after.endswith(" …")
    assert set(context.before.split()) == {"…", "many", "words"} and set(context.after.split()) == {"…", "more", "words"}
    assert text.count(context.before[1:] + context.words + context.after[:-1]) == 1
