"""The order of lists and tables, in each direction that a reader can choose, and the heads of their columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from edition.charts.gallery import PICTURES

PREFIXES = {"fr": "", "en": "en/"}


def words(element: html.HtmlElement) -> str:
    """The words of an element, with one ordinary space between them."""
    return " ".join(element.text_content().split())


def page_of(built: Path, address: str) -> html.HtmlElement:
    """A page."""
    return html.document_fromstring((built / address / "index.html").read_bytes())


def table_of(built: Path, address: str, name: str) -> list[list[str]]:
    """The cells of a table: its head, its first row and its last."""
    table = page_of(built, address).xpath(f"//table[contains(@class, '{name}')]")[0]
    rows = [table.xpath("thead/tr/th"), *(row.xpath("*") for row in table.xpath("tbody/tr[td]"))]
    return [[words(cell) for cell in rows[place]] for place in (0, 1, -1)]


# --- Indexes


INDEXES = {
    "instruments/": [
        ("Constitution de l’OIT", 2, "Constitution de l’OIT, 1919", "Instrument d’amendement à la Constitution de l’OIT, 1986"),
        (
            "Déclarations et appel à l’action",
            6,
            "Déclaration de Philadelphie, 1944",
            "Déclaration de principes tripartite sur les entreprises multinationales et la politique sociale",
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
        entries = [words(link) for link in group.xpath("li/a")]
        found.append((group.xpath("string(preceding-sibling::h2[1])"), len(entries), entries[0], entries[-1]))
    assert found[: len(INDEXES[address])] == INDEXES[address]


def test_a_theme_among_the_accents_stands_with_its_letter(built: Path) -> None:
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


# --- Tables and their files


@pytest.mark.parametrize(
    ("address", "name", "rows"),
    [
        (
            "en/pictures/levels/",
            "counts",
            [
                ["Outcome or enabler", "Country level", "Regional", "Interregional", "Global", "No level stated"],
                ["Outcome 1. Strong and modern normative action for social justice", "21", "0", "0", "23", "0"],
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
                    "Total",
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
                ["French", "English", "Definition"],
                [
                    "Accès à la justice",
                    "Access to justice",
                    (
                        "The effective possibility for every person to have their rights upheld by an independent body and to obtain"
                        " redress. Cited in 6 places"
                    ),
                ],
                [
                    "Jeunes sans emploi et ne suivant ni études ni formation",
                    "Young people not in employment, education or training (NEET)",
                    (
                        "Young people who have no job and are in neither education nor training; their share is an indicator of the"
                        " Sustainable Development Goals. Cited in 3 places"
                    ),
                ],
            ],
        ),
    ],
)
def test_the_heads_of_a_table_name_what_its_cells_contain(built: Path, address: str, name: str, rows: list[list[str]]) -> None:
    assert table_of(built, address, name) == rows


def test_every_row_of_a_table_has_a_cell_for_each_head(built: Path) -> None:
    addresses = ["commitments/", "glossary/", *(f"pictures/{name}/" for name in PICTURES)]
    tables = [
        table
        for prefix in PREFIXES.values()
        for address in addresses
        for table in page_of(built, prefix + address).xpath("//table")
    ]
    assert len(tables) == 2 * (1 + 2 + len(PICTURES))
    for table in tables:
        heads, rows = len(table.xpath("thead/tr/th")), table.xpath("tbody/tr[td]")
        assert heads > 1 and rows
        assert {len(row.xpath("th | td")) for row in rows} == {heads}


OUTCOME = {
    "fr": "Résultat 1. Une action normative forte et moderne en faveur de la justice sociale",
    "en": "Outcome 1. Strong and modern normative action for social justice",
}
FILES = {
    "fr": {
        "programme": ("Groupe", "Résultat ou catalyseur", "Compté", "Nombre", "Ce qui est compté"),
        "levels": ("Groupe", "Résultat ou catalyseur", "Niveau", "Nombre", "Ce qui est compté"),
        "references": ("Groupe", "Renvoie", "À", "Nombre", "Ce qui est compté"),
        "instruments": ("Groupe", "Instrument", "Résultat ou catalyseur", "Nombre", "Ce qui est compté"),
        "sdg": ("Cible ou indicateur des ODD", "Résultat ou catalyseur", "Nombre", "Ce qui est compté"),
        "texts": ("Texte", "Autre texte", "Nombre", "Ce qui est compté"),
        "themes": ("Thème", "Résultat ou catalyseur", "Nombre", "Ce qui est compté"),
    },
    "en": {
        "programme": ("Group", "Outcome or enabler", "Counted", "Number", "What is counted"),
        "levels": ("Group", "Outcome or enabler", "Level", "Number", "What is counted"),
        "references": ("Group", "Refers", "To", "Number", "What is counted"),
        "instruments": ("Group", "Instrument", "Outcome or enabler", "Number", "What is counted"),
        "sdg": ("SDG target or indicator", "Outcome or enabler", "Number", "What is counted"),
        "texts": ("Text", "Other text", "Number", "What is counted"),
        "themes": ("Theme", "Outcome or enabler", "Number", "What is counted"),
    },
}
FIRST = {
    "fr": {
        "levels": ("Résultats", OUTCOME["fr"], "National", "21"),
        "references": (
            "Résultats",
            OUTCOME["fr"],
            "Résultat 2. Des mandants tripartites forts, représentatifs et influents et un dialogue social efficace",
            "1",
            "§ 36",
        ),
        "instruments": ("Constitution de l’OIT", "Constitution de l’OIT, 1919", OUTCOME["fr"], "1", "§ 31 (4)"),
        "sdg": ("Cible 1.3", OUTCOME["fr"], "0", ""),
    },
    "en": {
        "levels": ("Outcomes", OUTCOME["en"], "Country level", "21"),
        "instruments": ("ILO Constitution", "ILO Constitution, 1919", OUTCOME["en"], "1", "§ 31 (4)"),
        "themes": ("Multilateral system and policy coherence", "I. Introduction", "1", "§ 1"),
    },
}
"""The beginning of the first row of some files."""


@pytest.mark.parametrize("language", FILES)
def test_the_heads_of_a_file_name_what_its_cells_contain(built: Path, language: str) -> None:
    assert FILES[language].keys() == set(PICTURES)
    for name, heads in FILES[language].items():
        text = (built / PREFIXES[language] / "pictures" / f"{name}.csv").read_text(encoding="utf-8-sig")
        head, first, *rest = csv.reader(io.StringIO(text.replace("\u00a0", " ")))
        assert tuple(head) == heads
        assert {len(row) for row in (first, *rest)} == {len(heads)}
        assert all(row[-2].isdigit() for row in (first, *rest))
        expected = FIRST[language].get(name, ())
        assert tuple(first)[: len(expected)] == expected


def test_the_heads_of_a_translators_sheet_name_what_its_cells_contain(built: Path) -> None:
    rows = list(csv.reader(io.StringIO((built / "translation/m-power.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["key", "place", "French", "English", "state"]
    assert rows[1] == [
        "m-power",
        "content/m-power/document.yml:8",
        "Partenariat multilatéral pour la syndicalisation, l'autonomisation et les droits des travailleurs (M-POWER)",
        "Multilateral Partnership for Organizing, Worker Empowerment, and Rights (M-POWER)",
        "translated",
    ]


# --- Sorting by the reader


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide window."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def ends(table: Locator, column: int) -> tuple[str, str]:
    """The first and the last cell of a column."""
    cells = [" ".join(cell.split()) for cell in table.locator(f"tbody td:nth-child({column + 1})").all_inner_texts()]
    assert len(cells) > 1
    return cells[0], cells[-1]


def sort(table: Locator, column: int, direction: str) -> None:
    """Sorts a table by a column, as a reader does: once or twice by its head."""
    head = table.locator("thead th").nth(column)
    while head.get_attribute("aria-sort") != direction:
        before = head.get_attribute("aria-sort")
        head.get_by_role("button").click()
        expect(head).not_to_have_attribute("aria-sort", before or "none")


COLUMNS = {
    "fr": {
        "Paragraphe": ("§ 6 (1)", "§ 201 (5)"),
        "Texte": ("§ 31 (3)", "§ 105 (3)"),
        "Produit": ("§ 6 (1)", "§ 201 (5)"),
        "Niveau": ("§ 6 (1)", "§ 130 (3)"),
    },
    "en": {
        "Paragraph": ("§ 6 (1)", "§ 201 (5)"),
        "Text": ("§ 166 (1)", "§ 29 (3)"),
        "Output": ("§ 6 (1)", "§ 201 (5)"),
        "Level": ("§ 6 (1)", "§ 130 (3)"),
    },
}
"""The first and the last paragraph of the explorer in ascending order of a column."""


@pytest.mark.parametrize("language", COLUMNS)
def test_the_explorer_sorts_by_each_column_in_both_directions(page: Page, served: str, language: str) -> None:
    page.goto(served + PREFIXES[language] + "commitments/")
    table = page.locator("table.commitments")
    heads = table.locator("thead th").all_inner_texts()
    assert heads[:4] == [*COLUMNS[language]] and len(heads) == 5
    for name, (first, last) in COLUMNS[language].items():
        sort(table, heads.index(name), "descending")
        assert ends(table, 0) == (last, first), name
        sort(table, heads.index(name), "ascending")
        assert ends(table, 0) == (first, last), name


GROUPS = {
    "above": (
        "II. Un programme mondial pour la justice sociale (3)",
        "Catalyseur C. Une gestion efficace, efficiente, axée sur les résultats et transparente (16)",
        11,
    ),
    "level": ("National (124)", "Sans niveau indiqué (99)", 5),
}
"""The first and the last group, and how many there are."""


@pytest.mark.parametrize("group", GROUPS)
def test_the_explorer_groups_in_the_order_of_the_text_and_sorts_within_a_group(page: Page, served: str, group: str) -> None:
    page.goto(served + "commitments/")
    page.get_by_label("Grouper par").select_option(group)
    table = page.locator("table.commitments")
    titles = table.locator("tbody th[scope=rowgroup]")
    first, last, count = GROUPS[group]
    expect(titles).to_have_count(count)
    expect(titles.first).to_have_text(first)
    expect(titles.last).to_have_text(last)
    of_first = table.locator("tbody").first.locator("td:first-child")
    expect(of_first.first).to_have_text({"above": "§ 6 (1)", "level": "§ 28 (1)"}[group])
    sort(table, 0, "descending")
    expect(of_first.first).to_have_text({"above": "§ 6 (3)", "level": "§ 143 (5)"}[group])


def test_the_explorer_is_downloaded_with_its_heads_and_in_its_order(page: Page, served: str) -> None:
    page.goto(served + "commitments/?output=output-1-1&level=national")
    sort(page.locator("table.commitments"), 0, "ascending")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger en CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig").replace("\u00a0", " ").replace("\u202f", " ")
    rows = list(csv.reader(io.StringIO(text)))
    assert waiting.value.suggested_filename == "engagements.csv"
    assert rows[0] == ["id", "Paragraphe", "Texte", "Produit", "Niveau", "Thèmes, instruments, ODD", "URL"]
    assert rows[1] == [
        "programme-budget-2024-25/p28-1",
        "§ 28 (1)",
        (
            "faire en sorte qu’il soit donné plus rapidement suite aux recommandations du Groupe de travail tripartite du mécanisme"
            " d’examen des normes (Groupe de travail tripartite du MEN) ;"
        ),
        "Produit 1.1",
        "National",
        "Normes internationales du travail, Dialogue social et tripartisme",
        f"{served}programme-budget-2024-25/output-1-1/#p28-1",
    ]
    assert [row[0] for row in rows[1:]] == [f"programme-budget-2024-25/p28-{n}" for n in range(1, 6)]


FILTERS = {
    "fr": {
        "above": (
            "II. Un programme mondial pour la justice sociale",
            "Catalyseur C. Une gestion efficace, efficiente, axée sur les résultats et transparente",
        ),
        "level": ("National", "Sans niveau indiqué"),
        "theme": ("Administration et inspection du travail", "Travail des enfants et travail forcé"),
        "sdg": ("Cible 1.3", "Indicateur 10.7.1"),
    },
    "en": {
        "above": (
            "II. A global agenda for social justice",
            "Enabler C. Effective, efficient, results-based and transparent management",
        ),
        "level": ("Country level", "No level stated"),
        "theme": ("Care economy", "Youth"),
        "instrument": (
            "Code of practice on safety and health in the use of machinery",
            "United Nations principles of good governance",
        ),
        "sdg": ("Indicator 1.3.1", "Target 8.7"),
    },
}
"""The first and the last option of the explorer's filters."""


@pytest.mark.parametrize("language", FILTERS)
def test_the_filters_of_the_explorer_have_their_options_in_order(built: Path, language: str) -> None:
    form = page_of(built, PREFIXES[language] + "commitments/").xpath("//form[@data-explorer]")[0]
    assert [select.get("name") for select in form.xpath(".//select")] == [
        *("above", "output", "level", "kind", "theme", "instrument", "sdg", "group"),
    ]
    for name, (first, last) in FILTERS[language].items():
        options = [words(option).rpartition(" (")[0] for option in form.xpath(f".//select[@name='{name}']/option[@value!='']")]
        assert (options[0], options[-1]) == (first, last), name


@pytest.mark.parametrize(
    ("place", "column", "first", "last"),
    [
        (0, "French", "Accès à la justice", "Violence et harcèlement"),
        (0, "English", "Access to justice", "Young people not in employment, education or training (NEET)"),
        (
            1,
            "French",
            "AISS Association internationale de la sécurité sociale",
            "Réseau mondial d’entreprises de l’OIT sur le travail forcé",
        ),
        (1, "English", "2030 Agenda 2030 Agenda for Sustainable Development", "WTO World Trade Organization"),
    ],
)
def test_the_glossary_sorts_by_each_language_in_both_directions(
    page: Page, served: str, place: int, column: str, first: str, last: str
) -> None:
    page.goto(served + "en/glossary/")
    table = page.locator("table.glossary").nth(place)
    heads = table.locator("thead th").all_inner_texts()
    assert heads == ["French", "English", "Definition"]
    sort(table, heads.index(column), "descending")
    assert ends(table, heads.index(column)) == (last, first)
    sort(table, heads.index(column), "ascending")
    assert ends(table, heads.index(column)) == (first, last)
