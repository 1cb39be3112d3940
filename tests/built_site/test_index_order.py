"""The order of the indexes' groups and entries, and of mentions."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.built_pages import page_of, words

INDEXES = {
    "instruments/": [
        ("Constitution de l’OIT", 2, "Constitution de l’OIT, 1919", "Instrument d’amendement à la Constitution de l’OIT, 1986"),
        (
            "Déclarations et appel à l’action",
            6,
            "Déclaration de Philadelphie, 1944",
            (
                "Déclaration de principes tripartite sur les entreprises multinationales et la politique sociale"
                " (Déclaration sur les entreprises multinationales)"
            ),
        ),
        (
            "Conventions",
            14,
            "Convention (n° 29) sur le travail forcé, 1930",
            "Convention (n° 187) sur le cadre promotionnel pour la sécurité et la santé au travail, 2006",
        ),
        (
            "Protocole",
            1,
            "Protocole de 2014 relatif à la convention sur le travail forcé, 1930",
            "Protocole de 2014 relatif à la convention sur le travail forcé, 1930",
        ),
    ],
    "en/sdg/": [
        ("Targets", 3, "Target 1.3", "Target 8.7"),
        ("Indicators", 8, "Indicator 1.3.1", "Indicator 10.7.1"),
    ],
    "themes/": [("", 28, "Administration et inspection du travail", "Travail des enfants et travail forcé")],
    "en/themes/": [("", 28, "Care economy", "Youth")],
    "en/governing-body-documents/": [
        ("Institutional Section", 9, "GB.346/INS/3/1", "GB.346/INS/17/1"),
        ("Policy Development Section", 4, "GB.346/POL/1", "GB.346/POL/5"),
        ("Legal Issues and International Labour Standards Section", 1, "GB.346/LILS/1", "GB.346/LILS/1"),
        ("Programme, Financial and Administrative Section", 5, "GB.346/PFA/3", "GB.346/PFA/8"),
    ],
}
"""Of some indexes the first groups: their title, number, first entry and last."""


@pytest.mark.parametrize("address", INDEXES)
def test_an_index_has_its_groups_and_entries_in_order(built: Path, address: str) -> None:
    found = []
    for group in page_of(built, address).xpath("//article//ul[@class='entries']"):
        entries = [words(name) for name in group.xpath("li/*[1]")]
        found.append((group.xpath("string(preceding-sibling::h2[1])"), len(entries), entries[0], entries[-1]))
    assert found[: len(INDEXES[address])] == INDEXES[address]


def test_a_theme_with_an_accented_initial_is_sorted_with_its_letter(built: Path) -> None:
    names = [words(link) for link in page_of(built, "themes/").xpath("//ul[@class='entries']/li/a")]
    around = names.index("Économie du soin")
    assert names[around - 1 : around + 2] == [
        "Dialogue social et tripartisme",
        "Économie du soin",
        "Économie informelle et formalisation",
    ]


def test_mentions_are_in_the_order_of_the_texts(built: Path) -> None:
    page = page_of(built, "instruments/c155/")
    assert [words(title).partition(".")[0] for title in page.xpath("//article//h3")] == [
        "Programme et budget 2024-25 : aperçu préliminaire"
    ]
    assert [words(title).split(". ")[0] for title in page.xpath("//article//h4")] == ["Produit 1.1", "Produit 1.4", "Produit 5.1"]
    assert [words(link) for link in page.xpath("//ul[@class='citations']/li/a")] == ["§ 27", "§ 38 (1)", "§ 116"]
    assert [words(link) for link in page.xpath("//h2[@id='together']/following-sibling::ul/li")][:2] == [
        "Convention (n° 187) sur le cadre promotionnel pour la sécurité et la santé au travail, 2006 3 passages",
        "Ratification 3 passages",
    ]
