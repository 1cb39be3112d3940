"""The explorer of commitments: filtered, counted, sorted, shared, downloaded, fifty rows at a time, and whole without scripts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from support.new_register import add_verbs
from support.panels import open_filters
from support.printed_pdf import read_sheets, squeeze
from support.small_project import build_small, small_project, with_site
from support.visibility import covered, outside, press, too_wide
from support.web_server import serve

ROWS = "table.commitments tbody tr[data-unit]"
LONG = "x" * 10_000
INFORMAL_ECONOMY = "level=national&theme=themes%2Finformal-economy"
# Read in the text: the country-level commitments that speak of it, and of these the ones that cite instruments.
ABOUT_IT = "57-3 73-4 81-1 81-4 88-5 101-1 107-1 107-2 107-3 110-4 117-2 123-3 126-3 129-1 137-4".split()
CITED = {"p129-1": "C97; C143", "p137-4": "R204; R202"}


def test_commitments_are_filtered_counted_sorted_and_shared(page: Page, served: str) -> None:
    page.goto(served + "en/commitments/")
    status, rows = page.locator("form.explorer [role=status]"), page.locator("table.commitments tbody tr:has(td)")
    assert status.inner_text() == "339 of 339" and rows.count() == 339
    open_filters(page)
    page.get_by_label("Outcome / enabler").select_option("outcome-1")
    shown = rows.count()
    assert 0 < shown < 339 and status.inner_text() == f"{shown} of 339"
    option = page.locator("select[name=level] option[value=global]").inner_text()
    page.locator("select[name=level]").select_option("global")
    assert option == f"Global ({rows.count()})"
    page.get_by_label("Search within the texts").fill("ratifi C155")
    page.wait_for_url("**/?q=ratifi+C155&above=outcome-1&level=global")
    page.reload()
    open_filters(page)
    assert page.locator("select[name=level]").input_value() == "global"
    page.locator("form.explorer").get_by_role("button", name="Clear all").click()
    expect(status).to_have_text("339 of 339")
    page.get_by_label("Group by").select_option("level")
    expect(page.locator("table.commitments tbody th").first).to_have_text(re.compile(r"^Country level \("))


def test_without_scripts_the_whole_table_is_shown(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "commitments/")
    assert page.locator("table.commitments tbody tr").count() == 339 and page.locator("form.explorer").is_hidden()
    context.close()


@pytest.fixture(scope="module")
def with_verbs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small site with a new register."""
    project = with_site(small_project(tmp_path_factory.mktemp("verbs")))
    add_verbs(project)
    yield from serve(build_small(project), "")


def test_a_filter_that_a_new_register_adds_works_without_a_change_of_the_script(page: Page, with_verbs: str) -> None:
    page.goto(f"{with_verbs}en/commitments/")
    status, rows = page.locator("form.explorer [role=status]"), page.locator("table.commitments tbody tr")
    open_filters(page)
    page.get_by_label("Verb").select_option("verbs/act")
    expect(status).to_have_text("1 of 2")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("act.")
    expect(page.locator("select[name=instrument] option").first).to_have_text("All (1)")
    page.wait_for_url("**/?what-is-done=verbs/act")
    page.reload()
    expect(rows).to_have_count(1)


def test_fifty_rows_are_shown_and_others_on_demand(page: Page, served: str) -> None:
    page.goto(served + "en/commitments/")
    shown = page.locator(f"{ROWS}:visible")
    expect(shown).to_have_count(50)
    press(page.get_by_role("button", name="Show 50 more rows"))
    expect(shown).to_have_count(100)
    assert page.evaluate("document.activeElement.closest('tr')") is not None
    expect(page.locator(f"{ROWS}:focus-within")).to_have_attribute("data-unit", str(shown.nth(50).get_attribute("data-unit")))
    page.get_by_role("button", name="Show all").press("Enter")
    expect(shown).to_have_count(339)
    assert page.locator(".more-rows").is_hidden()
    page.reload()
    expect(shown).to_have_count(339)


def test_a_short_list_offers_no_more_rows(page: Page, served: str) -> None:
    page.goto(f"{served}en/commitments/?{INFORMAL_ECONOMY}")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(15)
    assert page.locator(".more-rows").is_hidden()
    open_filters(page)
    page.get_by_label("Group by").select_option("level")
    groups = page.locator("table.commitments th[scope=rowgroup]:visible")
    expect(groups).to_have_count(3)  # Two commitments are for a region, too.


LEAD_INS = {"57-3": "workers’ organizations", "73-4": "constituents", "101-1": "constituents and enterprises"}
"""Whom the ILO will support at the country level, as the words that introduce some lists name them."""


def test_the_words_that_introduce_a_list_stand_above_its_first_row(page: Page, served: str) -> None:
    page.goto(f"{served}en/commitments/?{INFORMAL_ECONOMY}")
    rows = {str(row.get_attribute("data-unit")).split("/p")[1]: row for row in page.locator(f"{ROWS}:visible").all()}
    assert list(rows) == ABOUT_IT
    shown = {item: row.locator(".list-lead-in").is_visible() for item, row in rows.items()}
    assert [item for item, visible in shown.items() if not visible] == ["81-4", "107-2", "107-3"]
    for item, supported in LEAD_INS.items():
        lead_in, text = rows[item].locator(".list-lead-in"), rows[item].locator(".item")
        assert lead_in.inner_text() == f"At the country level, the ILO will support {supported} to:"
        above, below = lead_in.bounding_box(), text.bounding_box()
        assert above and below and above["y"] + above["height"] <= below["y"]
    open_filters(page)
    page.get_by_label("Group by").select_option("level")
    regional = page.locator("tbody:has(th:text('Regional')) tr[data-unit]")
    expect(regional.first.locator(".list-lead-in")).to_have_text(re.compile("^At the country, regional and interregional levels"))
    assert regional.first.locator(".list-lead-in").is_visible()


def test_without_scripts_the_words_that_introduce_a_list_are_shown_once(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "commitments/")
    assert page.locator(".list-lead-in:visible").count() == 73  # the lists of the programme
    context.close()


def test_on_a_phone_a_row_that_is_opened_has_the_words_that_introduce_it(phone: Page, served: str) -> None:
    phone.goto(f"{served}commitments/?output=output-1-1&level=national")
    second = phone.locator(ROWS).nth(1)
    assert second.locator(".list-lead-in").is_hidden()
    press(second.locator("td").nth(3))
    expect(second.locator(".list-lead-in")).to_have_text(
        "Au niveau national, l’OIT apportera un appui aux mandants aux fins suivantes :"
    )


def test_paper_has_all_rows_that_match(page: Page, served: str) -> None:
    page.goto(served + "en/commitments/")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(50)
    page.emulate_media(media="print")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(339)
    assert page.locator(".printed-selection").is_hidden() and page.locator(".printed-from").is_visible()


def test_each_sheet_of_a_printed_selection_names_it_and_the_last_has_its_address(desk: Page, served: str) -> None:
    desk.goto(f"{served}commitments/?kind=deliverables&q=gestion")
    sheets = read_sheets(desk.pdf(format="A4", prefer_css_page_size=True))
    rows = desk.locator(ROWS).count()
    selection = squeeze(
        f"Sélection : Chercher dans les textes : gestion; Type : Réalisations attendues ({rows} sur 339 éléments de liste)"
    )
    assert len(sheets) > 1 and all(selection in sheet.words for sheet in sheets)
    paragraph = re.findall(r"§\s(\d+)", desk.locator(ROWS).first.inner_text())[0]
    example = f"Par exemple, pour le § {paragraph} : http://localhost:8000/p/{paragraph}/"
    assert squeeze(f"Pour lire un paragraphe en ligne, ajoutez son numéro à la fin de l’adresse. {example}") in sheets[0].words
    assert squeeze("Sélection en ligne : http://localhost:8000/commitments/?q=gestion&kind=deliverables") in sheets[0].words
    printed = "".join(sheet.words for sheet in sheets)
    assert len(set(re.findall(r"§\d+\(\d+\)", printed))) == rows
    for words in (
        "Ceci n’est pas une publication de l’OIT",
        "Dernière modification de cette page",
        "commitments/?q=gestion&kind=deliverables",
    ):
        assert squeeze(words) in sheets[-1].words
    assert squeeze("Télécharger") not in printed and squeeze("Liens de cette page") not in printed


@pytest.mark.parametrize(
    ("address", "title", "facts"),
    [
        (
            "commitments/?kind=deliverables",
            "Organisation internationale du Travail, Aperçu préliminaire des Propositions de programme et de budget pour 2024-25",
            "GB.346/PFA/1, 7 octobre 2022",
        ),
        (
            "en/commitments/",
            "International Labour Organization, Preliminary overview of the Programme and Budget proposals for 2024–25",
            "GB.346/PFA/1, 7 October 2022",
        ),
    ],
    ids=["selection", "all"],
)
def test_the_first_sheet_names_the_text_that_the_commitments_are_from(
    desk: Page, served: str, address: str, title: str, facts: str
) -> None:
    desk.goto(served + address)
    assert desk.locator(".printed-source").is_hidden()
    first, *_ = read_sheets(desk.pdf(format="A4", prefer_css_page_size=True))
    assert squeeze(f"{title}, {facts}") in first.words


def test_the_words_that_introduce_a_list_are_printed_above_its_first_row(desk: Page, served: str) -> None:
    desk.goto(f"{served}en/commitments/?{INFORMAL_ECONOMY}")
    expect(desk.locator(ROWS)).to_have_count(len(ABOUT_IT))
    printed = "".join(sheet.words for sheet in read_sheets(desk.pdf(format="A4", prefer_css_page_size=True)))
    for item, supported in LEAD_INS.items():
        row = desk.locator(f"{ROWS}[data-unit$='/p{item}']")
        lead_in = squeeze(f"At the country level, the ILO will support {supported} to:")
        assert lead_in + squeeze(row.locator(".item").inner_text())[:20] in printed, item


@pytest.mark.parametrize(
    ("language", "sentence", "clear"),
    [
        ("", "Aucun élément ne correspond. Retirez un filtre.", "Tout effacer"),
        ("en/", "No items match. Remove a filter.", "Clear all"),
    ],
)
def test_in_the_place_of_rows_that_match_nothing_a_sentence_says_so_and_a_button_shows_all(
    page: Page, served: str, language: str, sentence: str, clear: str
) -> None:
    page.goto(f"{served}{language}commitments/?q=zzzz&level=global")
    message = page.locator(".rows [role=status]")
    expect(message).to_have_text(sentence)
    heads, box = page.locator("table.commitments thead").bounding_box(), message.bounding_box()
    assert heads and box and 0 <= box["y"] - (heads["y"] + heads["height"]) < 40 and not covered(message)
    button = page.locator(".rows").get_by_role("button", name=clear)
    assert not outside(button)
    press(button)
    expect(page.locator(f"{ROWS}:visible")).to_have_count(50)
    expect(button).to_be_hidden()
    expect(message).to_be_empty()
    expect(page.locator(ROWS).first.locator("a").first).to_be_focused()
    assert page.url.endswith("/commitments/")


def test_the_sentence_on_no_rows_is_announced_when_words_are_typed(desk: Page, served: str) -> None:
    desk.goto(f"{served}en/commitments/")
    message = desk.locator(".rows [role=status]")
    expect(message).to_be_attached()  # A live region is in the page before its text.
    assert message.evaluate("one => getComputedStyle(one).display") != "none"
    desk.get_by_label("Search within the texts").fill("zzzz")
    expect(message).to_have_text("No items match. Remove a filter.")
    expect(desk.locator("form.explorer [role=status]")).to_have_text("0 of 339")  # It is announced once.


def test_back_from_a_passage_returns_to_the_filter_order_and_place(page: Page, served: str) -> None:
    page.goto(f"{served}en/commitments/")
    open_filters(page)
    page.locator("select[name=level]").select_option("national")
    if page.locator(".explorer [data-close]").is_visible():
        press(page.locator(".explorer [data-close]"))
    press(page.locator("table.commitments thead button").nth(1))
    page.get_by_role("button", name="Show 50 more rows").press("Enter")
    units = page.locator(f"{ROWS}:visible").evaluate_all("rows => rows.map((row) => row.dataset.unit)")
    link = page.locator(f"{ROWS}:visible").nth(80).locator("a").first
    link.scroll_into_view_if_needed()
    place = link.bounding_box()
    press(link)
    page.wait_for_url("**/programme-budget-2024-25/**")
    page.go_back()
    expect(page.locator(f"{ROWS}:visible")).to_have_count(100)
    assert page.url.endswith("/commitments/?level=national&sort=1")
    assert page.locator(f"{ROWS}:visible").evaluate_all("rows => rows.map((row) => row.dataset.unit)") == units
    expect(link).to_be_in_viewport()
    box = link.bounding_box()
    assert place and box and abs(box["y"] - place["y"]) < 2


def test_on_a_wide_screen_the_filters_and_the_number_of_matches_stay_in_sight(desk: Page, served: str) -> None:
    desk.goto(served + "en/commitments/")
    desk.locator(ROWS).nth(40).scroll_into_view_if_needed()
    assert desk.evaluate("scrollY") > 2_000
    form = desk.locator("form.explorer")
    parts = [form, form.get_by_role("status"), form.locator("input[name=q]"), form.locator("[data-download]")]
    assert not [found for part in parts for found in (*outside(part), *(covered(part) if part is not form else ()))]


def test_on_a_phone_the_selection_is_named_above_the_list_and_taken_away_there(phone: Page, served: str) -> None:
    phone.goto(f"{served}en/commitments/?{INFORMAL_ECONOMY}")
    selection = phone.locator(".selection")
    expect(selection).to_contain_text("15 of 339 · Level: Country level; Theme: Informal economy and formalization")
    button = selection.get_by_role("button", name="Download this selection (CSV)")
    button.scroll_into_view_if_needed()
    with phone.expect_download() as waiting:
        press(button)
    assert len(waiting.value.path().read_text(encoding="utf-8").splitlines()) == 16
    phone.goto(f"{served}en/commitments/")
    expect(selection).to_be_hidden()


def test_a_list_that_was_filtered_further_down_is_shown_from_its_beginning(phone: Page, served: str) -> None:
    phone.goto(f"{served}en/commitments/")
    phone.locator(ROWS).nth(30).scroll_into_view_if_needed()
    press(phone.locator(".open-filters"))
    phone.locator("select[name=level]").select_option("national")
    press(phone.get_by_role("button", name="Show the list"))
    expect(phone.locator(f"{ROWS}:visible").first).to_be_in_viewport()
    assert not covered(phone.locator(f"{ROWS}:visible a").first)


def test_without_scripts_the_list_says_that_it_is_whole(browser: Browser, served: str) -> None:
    window = browser.new_page(java_script_enabled=False)
    window.goto(f"{served}en/commitments/?outcome=outcome-3&level=national")
    expect(window.get_by_text("Without JavaScript, the whole list is shown: you cannot filter or sort it.")).to_be_visible()
    expect(window.locator(".selection")).to_be_hidden()
    window.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_on_a_phone_one_tap_opens_the_filters_from_every_place(phone: Page, served: str, language: str) -> None:
    phone.goto(f"{served}{language}commitments/?{INFORMAL_ECONOMY}")
    opener, form = phone.locator(".open-filters"), phone.locator("form.explorer")
    expect(opener).to_have_text({"": "Filtres (2) · 15 sur 339", "en/": "Filters (2) · 15 of 339"}[language])
    for row in (0, 7, 12):
        phone.locator(ROWS).nth(row).scroll_into_view_if_needed()
        assert not outside(opener) and not covered(opener), row
    assert form.is_hidden()
    press(opener)
    expect(form).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert not outside(form)
    for part in (form.locator("select[name=level]"), form.get_by_role("status"), form.locator("[data-close]")):
        assert not outside(part) and not covered(part)
    press(form.locator("[data-close]"))
    expect(form).to_be_hidden()
    press(opener)
    phone.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(opener).to_be_focused()
    address = phone.url
    for x, y in ((180, 80), (60, 24), (350, 24)):  # above the filters; the last two on the site's name and a button
        press(opener)
        phone.touchscreen.tap(x, y)
        expect(form).to_be_hidden()
        expect(phone.locator("dialog[open], #site-outline:popover-open")).to_have_count(0)
    assert phone.url == address and phone.locator("body").get_attribute("data-md-color-scheme") == "default"


@pytest.mark.parametrize("language", ["", "en/"])
def test_on_a_phone_fifty_rows_take_a_few_screens(phone: Page, served: str, language: str) -> None:
    phone.goto(f"{served}{language}commitments/")
    expect(phone.locator(f"{ROWS}:visible")).to_have_count(50)
    assert phone.evaluate("document.documentElement.scrollHeight") < 9 * 812
    assert not too_wide(phone)
    sizes = (
        phone.locator(ROWS).first.locator("td:visible").evaluate_all("cells => cells.map(one => getComputedStyle(one).fontSize)")
    )
    assert min(float(size.removesuffix("px")) for size in sizes) >= 14


def test_on_a_phone_a_row_shows_the_rest_of_its_text_when_it_is_pressed(phone: Page, served: str) -> None:
    phone.goto(f"{served}en/commitments/?output=output-1-1&level=national")
    row = phone.locator(ROWS).first
    text, about = row.locator(".item"), row.locator("td").nth(4)
    folded = text.bounding_box()
    assert folded and text.evaluate("one => one.scrollHeight > one.clientHeight") and about.is_hidden()
    press(row.locator("td").nth(3))
    assert text.evaluate("one => one.scrollHeight <= one.clientHeight") and about.is_visible()
    press(row.locator("td").nth(3))
    assert text.bounding_box() == folded
    row.locator("a").first.focus()
    assert text.evaluate("one => one.scrollHeight <= one.clientHeight")


MARKED = """() => [...CSS.highlights.get("searched") ?? []].map((range) => [
    range.startContainer.parentElement.closest("tr").dataset.unit, String(range)])"""

CUT = """() => [...CSS.highlights.get("searched")].filter((range) => {
    const element = range.startContainer.parentElement;
    const box = (element.closest(".item, .list-lead-in") ?? element.closest("td")).getBoundingClientRect();
    const words = range.getBoundingClientRect();
    return words.height > 0 && (words.top < box.top - 1 || words.bottom > box.bottom + 1);
}).map(String)"""
"""The marked words that are beyond the box of their text, where it is cut."""


@pytest.mark.parametrize(
    ("query", "marked"),
    [("œuvre", {"œuvre"}), ("oeuvre", {"œuvre"}), ("DEVELOPP", {"développ"}), ("l'égalité", {"égalité"})],
)
def test_on_a_phone_the_words_that_are_searched_are_in_sight_and_marked(
    phone: Page, served: str, query: str, marked: set[str]
) -> None:
    phone.goto(f"{served}commitments/?q={quote(query)}")
    rows = phone.locator(f"{ROWS}:visible")
    expect(rows.first).to_be_visible()
    found = phone.evaluate(MARKED)
    assert found and {words.lower() for _, words in found} <= marked
    assert {unit for unit, _ in found} == set(rows.evaluate_all("rows => rows.map((row) => row.dataset.unit)"))
    assert phone.evaluate(CUT) == []
    # A word may be in the name of a theme, too.
    assert rows.first.locator("td").nth(4).is_visible()


def test_the_marks_follow_the_words_and_the_rows(desk: Page, served: str) -> None:
    desk.goto(f"{served}en/commitments/?q=labour")
    desk.wait_for_function(f"() => ({MARKED})().length > 0")
    units = {unit for unit, _ in desk.evaluate(MARKED)}
    assert len(units) == 50
    press(desk.get_by_role("button", name="Show 50 more rows"))
    assert units < {unit for unit, _ in desk.evaluate(MARKED)}
    field = desk.get_by_label("Search within the texts")
    field.fill("labour convention")
    assert {words.lower() for _, words in desk.evaluate(MARKED)} == {"labour", "convention"}
    field.fill("")
    assert desk.evaluate(MARKED) == []


def saved(page: Page) -> tuple[str, str]:
    """The name and the content of the file that the button of the filters saves."""
    with page.expect_download() as waiting:
        press(page.locator("form.explorer [data-download]"))
    return waiting.value.suggested_filename, waiting.value.path().read_text(encoding="utf-8")


def test_an_analyst_takes_the_commitments_on_the_informal_economy_with_their_conventions(page: Page, served: str) -> None:
    page.goto(served + "en/commitments/")
    open_filters(page)
    page.locator("select[name=level]").select_option(label="Country level (124)")
    page.locator("select[name=theme]").select_option("themes/informal-economy")
    name, content = saved(page)
    assert name == "commitments-country-level-informal-economy-and-formalization.csv"
    assert content.startswith("\ufeffIdentifier,")
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), strict=True))
    assert [row["Identifier"] for row in rows] == [f"programme-budget-2024-25/p{item}" for item in ABOUT_IT]
    assert {row["Identifier"].split("/")[1]: row["Instrument – Code"] for row in rows if row["Instrument – Code"]} == CITED
    assert all("Country level" in row["Level"] and row["Text – English"] and row["Text – French"] for row in rows)
    selection = "Level: Country level; Theme: Informal economy and formalization"
    assert {row["Selection"] for row in rows} == {selection} and all(row["Licence"] for row in rows)


def test_the_rows_of_an_action_are_saved_with_its_name(desk: Page, served: str) -> None:
    desk.goto(served + "commitments/?action=standards")
    expect(desk.locator(".open-filters")).to_contain_text("1")
    _, content = saved(desk)
    rows = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff")), delimiter=";", strict=True))
    assert rows and {row["Action"] for row in rows} == {"Ratifier et appliquer les normes"}
    assert {row["Sélection"] for row in rows} == {"Action : Ratifier et appliquer les normes"}


def test_a_file_has_the_shown_lines_of_the_published_one_in_the_order_of_the_table(page: Page, served: str, built: Path) -> None:
    page.goto(served + "commitments/?output=output-1-1&level=national&sort=0-down")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(5)
    open_filters(page)
    name, content = saved(page)
    published = (built / "data/commitments.csv").read_text(encoding="utf-8").splitlines()
    expected = [line for n in range(5, 0, -1) for line in published if line.startswith(f"programme-budget-2024-25/p28-{n};")]
    assert name == "engagements-produit-1-1-capacite-accrue-des-etats-national.csv" and len(expected) == 5
    lines = content.splitlines()
    assert lines[0] == published[0]
    assert [line[: -len("Toute la liste")] for line in expected] == [line[: line.index('"Produit :')] for line in lines[1:]]


def test_the_file_of_all_commitments_is_the_published_one(page: Page, served: str, built: Path) -> None:
    page.goto(served + "commitments/")
    open_filters(page)
    name, content = saved(page)
    assert name == "engagements.csv"
    assert content.splitlines() == (built / "data/commitments.csv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ('../.. C:\\CON|"<travail>?*', "c-con-travail"),
        ("égalité de genre; l’œuvre", "egalite-de-genre-l-oeuvre"),
        ("travail " * 40, "travail-travail-travail-travail-travail"),
        ("漢字", ""),
    ],
    ids=["forbidden", "accents", "long", "other letters"],
)
def test_the_name_of_a_file_is_short_and_safe_whatever_is_searched_for(page: Page, served: str, words: str, part: str) -> None:
    page.goto(served + "commitments/")
    open_filters(page)
    page.locator("input[name=q]").fill(words)
    name, content = saved(page)
    assert name == "-".join(filter(None, ("engagements", part))) + ".csv"
    assert len(content.splitlines()[0].split(";")) > 20


def test_the_last_cell_of_a_line_is_replaced_whole_and_stays_text(page: Page, served: str) -> None:
    page.goto(served + "en/commitments/")
    script = """async ([url, lines, cell]) => {
      const { replaceLastCell } = await import(url);
      return lines.map((line) => replaceLastCell(line, cell));
    }"""
    url = served + "assets/js/lib/table_file.js"
    lines = ['a,"b, c"', 'a;"b ""c"""', "a,b", 'a,""', "a;"]
    replaced = page.evaluate(script, [url, lines, '=1, "$&"'])
    assert replaced == [f'a{separator}"\'=1, ""$&"""' for separator in ",;,,;"]


def test_a_file_that_cannot_be_loaded_is_reported(browser: Browser, served: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/commitments.csv", lambda route: route.abort())
        page.goto(served + "en/commitments/")
        open_filters(page)
        press(page.locator("form.explorer [data-download]"))
        expect(page.locator("form.explorer [role=status]")).to_contain_text("could not be loaded")


@pytest.mark.parametrize(
    "address",
    [
        "?utm_source=news&fbclid=1",
        "?level=nowhere&theme=themes%2Fnothing&group=moon&sort=99-down",
        f"?{LONG}={LONG}&level={LONG}&theme={LONG}&sort={LONG}&group={LONG}",
        f"?sort={quote('__proto__')}&level=constructor",
        f"#{LONG}",
    ],
    ids=["foreign", "unknown values", "long", "prototype", "anchor"],
)
def test_what_the_address_has_besides_filters_is_none(page: Page, served: str, address: str) -> None:
    page.goto(f"{served}en/commitments/{address}")
    expect(page.locator(f"{ROWS}:visible")).to_have_count(50)
    assert page.locator("form.explorer [role=status]").text_content() == "339 of 339"
    assert page.locator(".open-filters").text_content() == "Filters · 339 of 339"
    chosen = page.locator("form.explorer select").evaluate_all("all => all.map((one) => one.selectedOptions[0]?.value)")
    assert chosen == [""] * 9
    expect(page.locator("table.commitments thead th").first).to_have_attribute("aria-sort", "ascending")
