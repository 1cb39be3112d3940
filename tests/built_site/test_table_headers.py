"""The headers of tables, and of the files made of them, name what their cells contain."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from support.built_pages import PREFIXES, page_of, words
from support.charts import CHARTS


def table_of(built: Path, address: str, name: str) -> list[list[str]]:
    """The cells of a table: its header, its first row and its last; of an item of a list, without the words that lead to it."""
    table = page_of(built, address).xpath(f"//table[contains(@class, '{name}')]")[0]
    rows = [table.xpath("thead/tr/th"), *(row.xpath("*") for row in table.xpath("tbody/tr[td]"))]
    items = [[(cell.xpath("*[@class='item']") or [cell])[0] for cell in rows[place]] for place in (0, 1, -1)]
    return [[words(item) for item in row] for row in items]


@pytest.mark.parametrize(
    ("address", "name", "rows"),
    [
        (
            "en/pictures/levels/",
            "counts",
            [
                ["Outcome or enabler", "Country level", "Regional", "Interregional", "Global", "No level stated"],
                ["II. A global agenda for social justice", "0", "0", "0", "0", "3"],
                ["Enabler C. Effective, efficient, results-based and transparent management", "0", "0", "0", "0", "16"],
            ],
        ),
        (
            "pictures/sdg/",
            "counts",
            [
                [
                    "Cible ou indicateur des ODD",
                    *(f"Résultat {n}" for n in range(1, 8)),
                    *(f"Catalyseur {n}" for n in "ABC"),
                    "Passages",
                ],
                ["Cible 1.3", "0", "0", "0", "0", "0", "1", "0", "0", "0", "0", "1"],
                ["Indicateur 10.7.1", "0", "0", "0", "0", "1", "0", "0", "0", "0", "0", "1"],
            ],
        ),
        (
            "commitments/",
            "commitments",
            [
                ["Paragraphe", "Texte", "Produit", "Niveau", "Thèmes, instruments, ODD"],
                [
                    "§ 6 (1)",
                    (
                        "moderniser, renforcer et diffuser le modèle promu par l’OIT pour une bonne gouvernance dans le monde du travail"
                        " sur la base des normes internationales du travail, du dialogue social et du tripartisme, un modèle qui"
                        " constitue la valeur ajoutée de l’Organisation et qui fait sa singularité (résultats 1 et 2) ;"
                    ),
                    "II",
                    "",
                    "Normes internationales du travail, Dialogue social et tripartisme",
                ],
                [
                    "§ 201 (5)",
                    (
                        "un leadership et des mécanismes de responsabilisation renforcés à l’appui de nouvelles méthodes de travail, et un"
                        " changement de culture favorisé par des politiques et des initiatives visant à créer un environnement de travail"
                        " respectueux, salubre et inclusif."
                    ),
                    "Produit C.3",
                    "",
                    "Gestion, contrôle et ressources",
                ],
            ],
        ),
        (
            "en/glossary/",
            "glossary",
            [
                ["English", "French", "Definition"],
                [
                    "Access to justice",
                    "Accès à la justice",
                    (
                        "The effective possibility for every person to have their rights upheld by an independent body and to obtain"
                        " redress."
                    ),
                ],
                [
                    "Young people not in employment, education or training (NEET)",
                    "Jeunes sans emploi et ne suivant ni études ni formation (NEET)",
                    (
                        "Young people who have no job and are in neither education nor training; their share is an indicator of the"
                        " Sustainable Development Goals."
                    ),
                ],
            ],
        ),
    ],
)
def test_the_headers_of_a_table_name_what_its_cells_contain(built: Path, address: str, name: str, rows: list[list[str]]) -> None:
    assert table_of(built, address, name) == rows


def test_every_row_of_a_table_has_a_cell_for_each_header(built: Path) -> None:
    addresses = ["commitments/", "glossary/", *(f"pictures/{name}/" for name in CHARTS)]
    tables = [
        table
        for prefix in PREFIXES.values()
        for address in addresses
        for table in page_of(built, prefix + address).xpath("//table")
    ]
    assert len(tables) == 2 * (1 + 2 + len(CHARTS))
    for table in tables:
        heads, rows = len(table.xpath("thead/tr/th")), table.xpath("tbody/tr[td]")
        assert heads > 1 and rows
        assert {len(row.xpath("th | td")) for row in rows} == {heads}


OUTCOME = {
    "fr": "Résultat 1. Une action normative forte et moderne en faveur de la justice sociale",
    "en": "Outcome 1. Strong, modernized normative action for social justice",
}
FILES = {
    "fr": {
        "programme": ("Groupe", "Résultat ou catalyseur", "Compté", "Nombre", "Ce qui est compté"),
        "levels": ("Groupe", "Résultat ou catalyseur", "Niveau", "Nombre", "Ce qui est compté"),
        "actions": ("Groupe", "Résultat et niveau", "Action", "Nombre", "Ce qui est compté"),
        "flow": ("Résultat ou produit", "Cible ou indicateur des ODD", "Nombre", "Ce qui est compté"),
        "instruments": ("Groupe", "Instrument", "Résultat ou catalyseur", "Nombre", "Ce qui est compté"),
        "sdg": ("Cible ou indicateur des ODD", "Résultat ou catalyseur", "Nombre", "Ce qui est compté"),
        "themes": ("Thème", "Résultat ou catalyseur", "Nombre", "Ce qui est compté"),
    },
    "en": {
        "programme": ("Group", "Outcome or enabler", "Counted", "Number", "What is counted"),
        "levels": ("Group", "Outcome or enabler", "Level", "Number", "What is counted"),
        "actions": ("Group", "Outcome and level", "Action", "Number", "What is counted"),
        "flow": ("Outcome or output", "SDG target or indicator", "Number", "What is counted"),
        "instruments": ("Group", "Instrument", "Outcome or enabler", "Number", "What is counted"),
        "sdg": ("SDG target or indicator", "Outcome or enabler", "Number", "What is counted"),
        "themes": ("Theme", "Outcome or enabler", "Number", "What is counted"),
    },
}
FIRST = {
    "fr": {
        "levels": ("Partie", "II. Un programme mondial pour la justice sociale", "National", "0"),
        "instruments": ("Constitution de l’OIT", "Constitution de l’OIT, 1919", OUTCOME["fr"], "1", "§ 31 (4)"),
        "sdg": ("Cible 1.3", OUTCOME["fr"], "0", ""),
    },
    "en": {
        "levels": ("Part", "II. A global agenda for social justice", "Country level", "0"),
        "instruments": ("ILO Constitution", "ILO Constitution, 1919", OUTCOME["en"], "1", "§ 31 (4)"),
        "themes": ("Multilateral system and policy coherence", "I. Introduction", "1", "§ 1"),
    },
}
"""The beginning of the first row of some files."""


@pytest.mark.parametrize("language", FILES)
def test_the_headers_of_a_csv_file_name_what_its_cells_contain(built: Path, language: str) -> None:
    assert FILES[language].keys() == set(CHARTS)
    for name, heads in FILES[language].items():
        text = (built / PREFIXES[language] / "pictures" / f"{name}.csv").read_text(encoding="utf-8-sig")
        head, first, *rest = csv.reader(io.StringIO(text.replace("\u00a0", " ")))
        assert tuple(head) == heads
        assert {len(row) for row in (first, *rest)} == {len(heads)}
        assert all(row[-2].isdigit() for row in (first, *rest))
        expected = FIRST[language].get(name, ())
        assert tuple(first)[: len(expected)] == expected


def test_the_headers_of_a_translation_spreadsheet_name_what_its_cells_contain(built: Path) -> None:
    rows = list(csv.reader(io.StringIO((built / "translation/m-power.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["key", "place", "French", "English", "state"]
    assert rows[1] == [
        "m-power",
        "content/m-power/document.yml:8",
        "Partenariat multilatéral pour la syndicalisation, l'autonomisation et les droits des travailleurs (M-POWER)",
        "Multilateral Partnership for Organizing, Worker Empowerment, and Rights (M-POWER)",
        "translated",
    ]
