"""The search in its dialog: what Escape, Enter, the arrows and Back do, and what is shown."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from support.visibility import press

PROGRAMME = "programme-budget-2024-25"


def search(page: Page, address: str, words: str) -> None:
    """Opens the dialog on a page, and types words of which there are results."""
    page.goto(address)
    press(page.locator("a[data-search]"))
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type(words)
    # Results of all that was typed: those of its beginning are shown before.
    expect(page.locator(".search-foot a")).to_have_attribute("href", re.compile(re.escape(urlencode({"q": words})) + "$"))
    expect(page.get_by_role("option").first).to_be_visible()


def test_escape_closes_the_dialog_at_once_and_keeps_the_search_for_the_next_opening(desk: Page, served: str) -> None:
    search(desk, served + "en/m-power/", "child labour")
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog.search-dialog")).not_to_be_visible()
    desk.keyboard.press("/")
    field = desk.get_by_role("combobox")
    expect(field).to_be_focused()
    expect(field).to_have_value("child labour")
    expect(desk.get_by_role("option").first).to_be_visible()
    desk.keyboard.type("C155")  # What was typed is selected.
    expect(field).to_have_value("C155")


def test_enter_shows_all_results_and_opens_none_that_was_not_chosen(desk: Page, served: str) -> None:
    search(desk, served + "en/m-power/", "child labour")
    desk.keyboard.press("Enter")
    desk.wait_for_url(served + "en/search/?q=child+labour")
    expect(desk.locator(".found > li").first).to_be_visible()
    desk.go_back()
    desk.wait_for_url(served + "en/m-power/")
    expect(desk.locator("dialog.search-dialog:visible")).to_have_count(0)


def test_enter_in_an_empty_field_does_nothing(desk: Page, served: str) -> None:
    desk.goto(served + "en/m-power/")
    press(desk.locator("a[data-search]"))
    desk.get_by_role("combobox").press("Enter")
    expect(desk.get_by_role("combobox")).to_be_focused()
    assert desk.url == served + "en/m-power/"


def test_the_arrows_go_round_the_results(desk: Page, served: str) -> None:
    search(desk, served + "en/m-power/", "child labour")
    options = desk.get_by_role("option")
    desk.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(options.last).to_be_in_viewport()
    desk.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(desk.locator("[aria-selected=true]")).to_have_count(1)


@pytest.mark.parametrize("by", ["arrows", "pointer"])
def test_back_from_a_result_returns_to_the_search_and_to_that_result(desk: Page, served: str, by: str) -> None:
    search(desk, served + "en/m-power/", "child labour")
    third = desk.get_by_role("option").nth(2)
    unit = str(third.get_attribute("data-unit"))
    if by == "arrows":
        for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Enter"):
            desk.keyboard.press(key)
    else:
        press(third)
    desk.wait_for_url(f"{served}en/{PROGRAMME}/**")
    desk.go_back()
    desk.wait_for_url(served + "en/m-power/")
    expect(desk.get_by_role("combobox")).to_have_value("child labour")
    expect(desk.get_by_role("combobox")).to_be_focused()
    expect(desk.locator("[aria-selected=true]")).to_have_attribute("data-unit", unit)
    desk.keyboard.press("Escape")
    desk.reload()
    expect(desk.locator("button[data-keys]")).to_be_visible()
    expect(desk.locator("dialog.search-dialog")).to_have_count(0)


def test_a_result_on_the_same_page_is_shown_there_and_back_returns_to_the_search(desk: Page, served: str) -> None:
    search(desk, served + f"en/{PROGRAMME}/output-1-1/", "§ 27")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**/{PROGRAMME}/output-1-1/#p27")
    expect(desk.locator("dialog.search-dialog")).not_to_be_visible()
    expect(desk.locator("#p27")).to_be_in_viewport()
    desk.go_back()
    expect(desk.get_by_role("combobox")).to_have_value("§ 27")
    expect(desk.locator("[aria-selected=true]")).to_have_attribute("data-unit", f"{PROGRAMME}/p27")


@pytest.mark.parametrize(
    ("prefix", "query", "sentence"),
    [
        (
            "",
            "livreurs",
            "«\u00a0livreurs\u00a0» n’apparaît pas dans les textes. Résultats pour\u00a0: Travailleurs des plateformes, Travailleurs à la tâche.",
        ),
        # A word that the descriptions of the indexes have, and the texts have not.
        (
            "",
            "retraite",
            "«\u00a0retraite\u00a0» n’apparaît pas dans les textes. Résultats pour\u00a0: Sécurité sociale.",
        ),
        (
            "",
            "droit de grève",
            "«\u00a0droit de grève\u00a0» n’apparaît pas dans les textes. Résultats pour\u00a0: Droits habilitants, Liberté syndicale.",
        ),
        ("en/", "childminder", "“childminder” does not occur in the texts. Results for: Childcare, Care economy."),
        ("en/", "No. 182", "“No. 182” does not occur in the texts. Results for: Child labour."),
        ("en/", "gig", "Also searched: Platform work."),
    ],
)
def test_one_sentence_says_that_a_word_is_not_in_the_texts_and_what_was_searched(
    desk: Page, served: str, prefix: str, query: str, sentence: str
) -> None:
    search(desk, f"{served}{prefix}m-power/", query)
    expect(desk.locator("dialog .search-note")).to_have_text(sentence)


def test_the_numbers_of_the_dialog_agree_with_each_other_and_with_the_page_of_all_results(desk: Page, served: str) -> None:
    search(desk, served + "en/m-power/", "work")
    expect(desk.locator("dialog .search-status")).to_have_text("329 results")
    expect(desk.locator("dialog .found-heading")).to_have_text(["In the texts (224)", "Definitions and indexes (105)"])
    press(desk.get_by_role("link", name="See and filter all results (329)"))
    desk.wait_for_url(served + "en/search/?q=work")
    expect(desk.locator(".search-status")).to_have_text("329 results")
    expect(desk.locator("h2.found-heading")).to_have_text(["In the texts (224)", "Definitions and indexes (105)"])


def test_results_in_several_texts_name_theirs(desk: Page, served: str) -> None:
    search(desk, served + "en/m-power/", "trade unions")
    texts = desk.locator("dialog [data-results=texts]")
    units = texts.locator("a").evaluate_all("links => links.map((link) => link.dataset.unit.split('/')[0])")
    names = {PROGRAMME: "Programme and Budget 2024–25: preliminary overview", "m-power": "M-POWER"}
    assert set(units) == set(names)
    for place, text in enumerate(units):
        expect(texts.locator("a").nth(place)).to_contain_text(names[text])


def test_the_dialog_lists_passages_and_entries_with_their_titles(desk: Page, served: str) -> None:
    search(desk, served + "en/", "forced labour")
    first = desk.get_by_role("option").first
    expect(first.locator(".found-title")).to_have_text("Output 1.4 · §\u00a037\u00a0(3)")
    expect(first.locator(".found-trail")).to_contain_text("Commitment · country level")
    expect(first.locator("mark").first).to_have_text("Forced Labour")
    assert desk.locator("dialog [data-results=entries] a").count() == 4
    desk.get_by_role("combobox").fill("C155")
    expect(desk.get_by_role("option").first).to_have_attribute("data-unit", "C155")


def test_nothing_of_the_keys_is_explained_to_a_finger(desk: Page, phone: Page, served: str) -> None:
    for page, shown in ((desk, True), (phone, False)):
        search(page, served + "en/m-power/", "child labour")
        assert page.get_by_text("Enter: all results. Arrows, then Enter: one result. Escape: close.").is_visible() == shown
        assert page.get_by_role("link", name="See and filter all results (17)").is_visible()
