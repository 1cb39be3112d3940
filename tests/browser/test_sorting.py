"""The order of tables, in each direction that a reader can choose, and of the explorer's groups and filters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from support.built_pages import PREFIXES, page_of, words


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
        "Text": ("§ 182 (2)", "§ 54 (2)"),
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
    page.get_by_label("Regrouper par").select_option(group)
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
        *("above", "output", "level", "kind", "action", "theme", "instrument", "sdg", "group"),
    ]
    for name, (first, last) in FILTERS[language].items():
        options = [words(option).rpartition(" (")[0] for option in form.xpath(f".//select[@name='{name}']/option[@value!='']")]
        assert (options[0], options[-1]) == (first, last), name


@pytest.mark.parametrize(
    ("place", "column", "first", "last"),
    [
        (
            0,
            "French",
            "Accès à la justice",
            "Virus de l’immunodéficience humaine et syndrome d’immunodéficience acquise (VIH/SIDA)",
        ),
        (0, "English", "Access to justice", "Young people not in employment, education or training (NEET)"),
        (
            1,
            "French",
            "AISS Association internationale de la sécurité sociale",
            "Plateforme pour une transition accélérée vers l’économie circulaire",
        ),
        (1, "English", "AUC African Union Commission", "WTO World Trade Organization"),
    ],
)
def test_the_glossary_sorts_by_each_language_in_both_directions(
    page: Page, served: str, place: int, column: str, first: str, last: str
) -> None:
    page.goto(served + "en/glossary/")
    table = page.locator("table.glossary").nth(place)
    heads = table.locator("thead th").all_inner_texts()
    assert heads == ["English", "French", "Definition"]
    sort(table, heads.index(column), "descending")
    assert ends(table, heads.index(column)) == (last, first)
    sort(table, heads.index(column), "ascending")
    assert ends(table, heads.index(column)) == (first, last)


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("address", ["commitments/", "glossary/"])
def test_nothing_on_the_first_screen_moves_when_the_script_of_a_table_arrives(
    browser: Browser, served: str, address: str, width: int
) -> None:
    boxes: list[list[list[int]]] = []
    for script in ("**/pages/{commitments_explorer,glossary}.js", "**/nothing.js"):
        with browser.new_context(viewport={"width": width, "height": 812}) as context:
            page = context.new_page()
            page.route(script, lambda route: route.abort())
            page.goto(served + address, wait_until="networkidle")
            page.evaluate("document.fonts.ready.then(() => undefined)")
            # A script that has arrived need not have run yet.
            state = expect(page.locator("thead button").first)
            state.to_be_enabled() if boxes else state.to_be_disabled()
            boxes.append(
                page.locator("article :is(h1, p, nav, form, th, tr, button):visible").evaluate_all(
                    """(all) => all.map((one) => one.getBoundingClientRect()).filter(({top}) => top < 812)
                      .map(({x, y, width, height}) => [x, y, width, height].map(Math.round))"""
                )
            )
    assert len(boxes[0]) > 8 and boxes[0] == boxes[1]
