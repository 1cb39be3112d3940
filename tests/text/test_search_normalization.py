"""Words are normalized for the search: elisions, ligatures, accents, and the keys of names."""

from __future__ import annotations

import pytest

from edition.search.query_words import vocabulary
from edition.text.search_normalization import fold, form_key, searchable_text, sort_key


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("l’économie", "l’\u2060 économie"),
        ("qu'elles", "qu'\u2060 elles"),
        ("mise en œuvre", "mise en o\u2060euvre"),
        ("aujourd’hui", "aujourd’hui"),
    ],
)
def test_elisions_are_split_and_ligatures_expanded(text: str, parted: str) -> None:
    assert searchable_text(text, "fr") == parted


@pytest.mark.parametrize(
    "elided", ["l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu", "L", "Qu"]
)
def test_each_elision_is_split_and_omitted_from_keys(elided: str) -> None:
    assert searchable_text(f"{elided}’horizon", "fr") == f"{elided}’\u2060 horizon"
    assert form_key(f"{elided}’horizon", "fr", "x") == "xhorizonq"


def test_english_is_indexed_unchanged() -> None:
    assert searchable_text("workers’ rights", "en") == "workers’ rights"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("convention (n° 155)", "Convention n°155"),
        ("8.8.2", "8.8.2."),
        ("travail forcé", "Travail  force"),
        ("l’économie informelle", "économie informelle"),
        ("Emplois verts", "emploi vert"),
        ("GB.346/INS/17/1", "gb 346 ins 17 1"),
    ],
)
def test_equivalent_forms_have_one_key(one: str, other: str) -> None:
    assert form_key(one, "fr", "x") == form_key(other, "fr", "x")


def test_different_forms_have_different_keys() -> None:
    assert len({form_key(form, "fr", "x") for form in ("1.3", "13", "C.1", "2.1", "n° 13", "C13")}) == 6


def test_names_are_sorted_as_readers_expect() -> None:
    names = ["Économie", "Convention n° 155", "Œuvre", "Zone", "Convention n° 29", "Emploi", "Cible 10.7", "Cible 8.5", "Eau"]
    assert sorted(names, key=sort_key) == [
        "Cible 8.5",
        "Cible 10.7",
        "Convention n° 29",
        "Convention n° 155",
        "Eau",
        "Économie",
        "Emploi",
        "Œuvre",
        "Zone",
    ]


def test_words_are_folded_and_counted() -> None:
    assert fold("Œuvre l’Été") == "oeuvre l'ete"
    assert vocabulary(["Été et été", "ete hiver hiver 12", "hiver"]) == ["hiver", "été", "12"]
