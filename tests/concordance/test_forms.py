"""The forms of terms are found as whole words, however they are written."""

from __future__ import annotations

import pytest

from edition.concordance.forms import FormFinder

FINDER = FormFinder(
    {
        "protection": ["protection sociale"],
        "floors": ["socles de protection sociale"],
        "constituents": ["mandants", "mandants tripartites"],
        "justice": ["accès à l'économie", "œuvres"],
        "persons": ["LGBTIQ+"],
        "safety": ["SST", "sécurité et santé au travail"],
        "smes": ["micro, petites et moyennes entreprises"],
    }
)


def found(text: str) -> dict[str, list[str]]:
    return {term: [text[slice(*span)] for span in spans] for term, spans in FINDER.find(text).items()}


def test_a_form_is_found_as_whole_words_alone() -> None:
    assert found("Des mandants, un mandant, des commandants, mandants-clés.") == {"constituents": ["mandants", "mandants"]}


def test_of_the_forms_of_a_term_the_longest_is_found_once() -> None:
    assert found("les mandants tripartites et les mandants") == {"constituents": ["mandants tripartites", "mandants"]}


def test_the_terms_within_other_terms_are_found_too() -> None:
    assert found("des socles de protection sociale") == {
        "floors": ["socles de protection sociale"],
        "protection": ["protection sociale"],
    }


@pytest.mark.parametrize("text", ["accès à l’économie", "ACCES A L'ECONOMIE", "Accès\u00a0à l’Économie"])
def test_accents_capitals_apostrophes_and_spaces_do_not_count(text: str) -> None:
    assert found(text) == {"justice": [text]}


def test_ligatures_do_not_count() -> None:
    assert found("Oeuvres et œuvres") == {"justice": ["Oeuvres", "œuvres"]}


def test_an_acronym_is_found_in_capitals_alone() -> None:
    assert found("la SST, la sst et la Sécurité et Santé au Travail") == {"safety": ["SST", "Sécurité et Santé au Travail"]}


def test_the_sign_at_the_end_of_a_form_belongs_to_it() -> None:
    assert found("les LGBTIQ+ (LGBTIQ) et lgbtiq+") == {"persons": ["LGBTIQ+", "LGBTIQ"]}


def test_words_that_punctuation_separates_are_no_form_unless_it_has_it_too() -> None:
    assert found("la protection, sociale et des mandants (tripartites)") == {"constituents": ["mandants"]}
    assert found("micro, petites et moyennes entreprises; micro petites et moyennes entreprises") == {
        "smes": ["micro, petites et moyennes entreprises"]
    }
