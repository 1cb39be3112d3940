"""The inflected forms of a translation have the same key, and other translations have other keys."""

from __future__ import annotations

import pytest

from edition.concordance.inflection import rendering_key

SAME = {
    "fr": [
        ("transition juste", "Transitions justes"),
        ("emploi décent", "emplois décents"),
        ("centré sur l'humain", "centrées sur l’humain"),
        ("économie verte", "économies vertes"),
        ("partenaire social", "partenaires sociaux"),
        ("traite de personnes", "traite des personnes"),
        ("violence et au harcèlement", "violence et le harcèlement"),
    ],
    "en": [
        ("constituent", "Constituents"),
        ("capacity-building", "capacity building"),
        ("green economy", "green economies"),
        ("labour process", "labour processes"),
        ("workers’ organization", "workers' organizations"),
        ("informal to formal economy", "informal to the formal economy"),
    ],
}
OTHER = {
    "fr": [
        ("travail forcé", "travailleurs forcés"),
        ("normes du travail", "normes de l'OIT"),
        ("coopération pour le développement", "coopération au développement"),
        ("donnée factuelle", "donnée probante"),
    ],
    "en": [("forced labour", "forced labourers"), ("workers' rights", "rights at work"), ("formal economy", "formality")],
}


@pytest.mark.parametrize(("language", "one", "other"), [(language, *pair) for language in SAME for pair in SAME[language]])
def test_inflected_forms_have_the_same_key(language: str, one: str, other: str) -> None:
    assert rendering_key(one, language) == rendering_key(other, language) != ""


@pytest.mark.parametrize(("language", "one", "other"), [(language, *pair) for language in OTHER for pair in OTHER[language]])
def test_other_translations_have_other_keys(language: str, one: str, other: str) -> None:
    assert rendering_key(one, language) != rendering_key(other, language)


def test_short_words_have_no_ending() -> None:
    assert rendering_key("VIH SPS", "fr") == "vih sps"
