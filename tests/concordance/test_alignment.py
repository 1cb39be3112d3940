"""The expressions of a unit are paired between its languages."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from edition.concordance.alignment import align_spans, aligned_units, occurrences_by_term
from edition.concordance.forms import Span
from edition.loading.loader import load_edition
from edition.references.references import Links
from edition.site import Site
from support.raw_texts import count_words, raw_texts
from support.small_project import Project

TERMS = {
    "terms/forced-labour": (r"\b(travail forcé|travailleurs forcés)\b", r"\b(forced labour|forced labourers)\b"),
    "terms/decent-work": (r"\btravail décent\b", r"\bdecent (care )?work\b"),
    "terms/constituents": (r"\bmandants\b", r"\bconstituents?\b"),
}
"""What a person would look for in the files of the texts."""


def spans(*starts: int) -> list[Span]:
    return [Span(start, start + 1) for start in starts]


def words(project: Project, identifier: str) -> list[tuple[str, dict[str, str]]]:
    """The expressions of a unit of the small project, in the words of each language."""
    unit = next(one for one in aligned_units(Links(load_edition(project.root))) if one.unit.identifier == identifier)
    return [
        (expression.term, {language: unit.texts[language][slice(*span)] for language, span in expression.spans.items() if span})
        for expression in unit.expressions
    ]


def test_as_many_occurrences_are_paired_in_order() -> None:
    assert align_spans(spans(1, 50), spans(2, 3), 100, 100) == list(zip(spans(1, 50), spans(2, 3), strict=True))


def test_fewer_occurrences_are_paired_with_the_nearest_relative_places() -> None:
    first, second = spans(10, 90), spans(5, 20, 45)
    assert align_spans(first, second, 100, 50) == [(first[0], second[0]), (None, second[1]), (first[1], second[2])]
    assert align_spans(second, first, 50, 100) == [(second[0], first[0]), (second[1], None), (second[2], first[1])]


def test_an_expression_that_a_language_lacks_has_no_pair() -> None:
    assert align_spans(spans(4), [], 10, 0) == [(Span(4, 5), None)]


def test_no_other_choice_of_pairs_is_nearer() -> None:
    generator = random.Random(1)  # noqa: S311 -- no secret
    for _ in range(200):
        first = spans(*sorted(generator.sample(range(100), generator.randint(1, 4))))
        second = spans(*sorted(generator.sample(range(300), generator.randint(len(first), 6))))
        pairs = [(one, other) for one, other in align_spans(first, second, 100, 300) if one]
        distance = sum(abs(one.start / 100 - other.start / 300) for one, other in pairs if other)
        choices = combinations(second, len(first))
        nearest = min(sum(abs(a.start / 100 - b.start / 300) for a, b in zip(first, choice, strict=True)) for choice in choices)
        assert [one for one, _ in pairs] == first and distance == pytest.approx(nearest)


def test_terms_and_references_of_a_unit_are_found_in_both_languages(project: Project) -> None:
    # The French has superscripts, and no-break spaces where it is shown.
    assert words(project, "report/p1") == [
        ("terms/decent-work", {"fr": "travail décent", "en": "Decent work"}),
        ("", {"fr": "convention n°\u00a087", "en": "Convention No.\u00a087"}),
        ("", {"fr": "conventions nos\u00a087", "en": "Conventions Nos\u00a087"}),
        ("", {"fr": "98", "en": "98"}),
    ]


def test_references_in_another_order_are_paired_by_their_target(project: Project) -> None:
    english = "[Convention No. 87](ref:C87) and by [Conventions Nos 87](ref:C87)\n      and [98](ref:C98)"
    project.replace("report/introduction.yml", english, "[98](ref:C98), [Convention No. 87](ref:C87) and [Nos 87](ref:C87)")
    assert [texts for term, texts in words(project, "report/p1") if not term] == [
        {"fr": "convention n°\u00a087", "en": "Convention No.\u00a087"},
        {"fr": "conventions nos\u00a087", "en": "Nos\u00a087"},
        {"fr": "98", "en": "98"},
    ]


def test_references_are_found_within_emphasis_and_after_the_spaces_of_typography(project: Project) -> None:
    project.replace("leaflet/document.yml", "Un encadré suit.", "Voici; «ceci», **puis un [encadré *de plus*](ref:C98)**.")
    project.replace("leaflet/document.yml", "A box follows.", "Here; “this”, **then a [box *more*](ref:C98)**.")
    assert words(project, "leaflet/p1") == [("", {"fr": "encadré de plus", "en": "box more"})]


def test_a_missing_translation_leaves_expressions_without_a_pair(project: Project) -> None:
    path = project.path("report/introduction.yml")
    source, _, _ = path.read_text(encoding="utf-8").partition("    en: >-\n      **Decent work**")
    path.write_text(source, encoding="utf-8")
    assert words(project, "report/p1") == [("terms/decent-work", {"fr": "travail décent"})]


def test_what_the_edition_has_added_is_not_in_it(project: Project) -> None:
    units = {(one.unit.identifier, one.unit.role) for one in aligned_units(Links(load_edition(project.root)))}
    assert ("report/p1", "paragraph") in units and ("report/fn-1", "footnote") in units
    assert not {identifier for identifier, role in units if role in ("summary", "repeated")}


@pytest.mark.thorough
@pytest.mark.parametrize("term", TERMS)
def test_every_occurrence_of_a_term_in_the_files_is_found(site: Site, term: str) -> None:
    occurrences = occurrences_by_term(site.links)[term]
    for language, pattern in zip(("fr", "en"), TERMS[term], strict=True):
        assert sum(occurrence.spans[language] is not None for occurrence in occurrences) == count_words(language, pattern) > 0


@pytest.mark.thorough
def test_all_texts_of_the_files_are_in_it(site: Site) -> None:
    assert len(aligned_units(site.links)) == sum(1 for _ in raw_texts("fr"))
