"""The search page: its results, their numbers, its filters, its addresses, on a phone and on a wide screen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from support.visibility import outside, press

PROGRAMME = "programme-budget-2024-25"


def show(page: Page, address: str) -> None:
    """Opens the search page at an address, and waits for its results."""
    page.goto(address)
    expect(page.locator(".found a").first).to_be_visible()


@pytest.mark.parametrize("part", [".found-trail", ".found-excerpt", ".found-title"])
def test_the_whole_row_of_a_result_is_the_target_of_its_link(desk: Page, served: str, part: str) -> None:
    show(desk, served + "en/search/?q=child+labour")
    row = desk.locator(".found > li").first
    link = row.get_by_role("link")
    expect(link).to_have_text("Output 1.4 · §\u00a037\u00a0(3)")
    assert link.evaluate("link => getComputedStyle(link).textDecorationLine") == "underline"
    before = row.evaluate("row => getComputedStyle(row).backgroundColor")
    row.hover()
    assert row.evaluate("row => getComputedStyle(row).backgroundColor") != before
    box = row.locator(part).bounding_box()
    assert box
    desk.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    desk.wait_for_url(f"{served}en/{PROGRAMME}/output-1-4/**#p37-3")


def test_results_name_their_text_where_there_are_several_and_not_where_there_is_one(desk: Page, served: str) -> None:
    show(desk, served + "en/search/?q=trade+unions")
    texts = "Programme and Budget 2024–25: preliminary overview", "M-POWER", "Development cooperation"
    rows = desk.locator("[data-results=texts] li").all_inner_texts()
    assert rows and all(any(text in row for text in texts) for row in rows)
    show(desk, f"{served}en/search/?q=trade+unions&document={PROGRAMME}")
    assert not any(texts[0] in row for row in desk.locator("[data-results=texts] li").all_inner_texts())


@pytest.mark.parametrize(("query", "whole"), [("child+labour", 17), ("work", 329)])
def test_the_numbers_of_results_agree(desk: Page, served: str, query: str, whole: int) -> None:
    show(desk, f"{served}en/search/?q={query}")
    expect(desk.locator(".search-status")).to_have_text(f"{whole} results")
    headings = [int(found) for found in re.findall(r"\((\d+)\)", " ".join(desk.locator("h2.found-heading").all_inner_texts()))]
    assert sum(headings) == whole
    for number, part in zip(headings, desk.locator("section[data-results]").all(), strict=True):
        shown = part.locator("li").count()
        while shown < min(number, 40):
            expect(part.locator(".search-more")).to_have_text(f"Show more ({shown} of {number} shown)")
            press(part.locator(".search-more"))
            shown = min(number, shown + 10)
            expect(part.locator("li")).to_have_count(shown)
        assert part.locator(".search-more").is_visible() == (shown < number)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_on_a_phone_the_results_begin_on_the_first_screen(phone: Page, served: str, prefix: str) -> None:
    phone.set_viewport_size({"width": 375, "height": 812})
    show(phone, f"{served}{prefix}search/?q=uberisation")
    second = phone.locator(".found > li").nth(1).bounding_box()
    assert second and second["y"] + second["height"] <= 812
    expect(phone.locator(".search-introduction")).to_be_hidden()
    phone.goto(f"{served}{prefix}search/")
    expect(phone.locator(".search-introduction")).to_be_in_viewport()


def test_on_a_phone_the_filters_open_over_the_results_and_close_with_the_focus_where_it_was(phone: Page, served: str) -> None:
    show(phone, served + "en/search/?q=child+labour")
    opener = phone.get_by_role("button", name="Filters")
    assert not phone.get_by_text("Outcome or enabler").is_visible()
    press(opener)
    sheet = phone.get_by_role("dialog", name="Filters")
    assert not (problems := outside(sheet)), problems
    box = sheet.bounding_box()
    assert box
    phone.touchscreen.tap(box["x"] + 6, box["y"] + 6)  # The sheet's edge is part of it.
    expect(sheet).to_be_visible()
    press(sheet.get_by_text("Level", exact=True))
    assert sheet.bounding_box() == box  # Nothing moves under the finger.
    press(sheet.get_by_label("Country level"))
    phone.wait_for_url("**/search/?q=child+labour&level=national")
    close = sheet.get_by_role("button", name="Show the results (2)")  # § 37 (3) and § 143 (1).
    expect(close).to_be_visible()
    expect(phone.locator(".search-status")).to_have_text("2 results")
    press(close)
    expect(sheet).to_be_hidden()
    opener = phone.get_by_role("button", name="Filters (1)")
    expect(opener).to_be_focused()
    press(opener)
    phone.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    press(opener)
    phone.touchscreen.tap(180, 60)  # Beside the sheet, where the field is.
    expect(sheet).to_be_hidden()
    assert phone.evaluate("document.activeElement.type") != "search"


def test_on_a_wide_screen_the_filters_are_beside_the_results(desk: Page, served: str) -> None:
    show(desk, served + "en/search/?q=child+labour")
    filters, results = desk.locator(".search-filters").bounding_box(), desk.locator("[data-results=texts]").bounding_box()
    assert filters and results and filters["x"] + filters["width"] <= results["x"] and results["width"] >= 600
    expect(desk.locator(".search-open-filters")).to_be_hidden()
    expect(desk.locator("[data-search-page] h2:visible")).to_have_text(
        ["Filters", re.compile(r"In the texts \(\d+\)"), re.compile(r"Definitions and indexes \(\d+\)")]
    )


def test_filters_without_results_are_cleared_by_a_button(desk: Page, served: str) -> None:
    desk.goto(served + "en/search/?q=telework&document=forced-labour")
    expect(desk.locator(".search-status")).to_have_text(re.compile(r"^No results with these filters; without them: \d+\.$"))
    press(desk.locator(".search-rest").get_by_role("button", name="Clear all"))
    desk.wait_for_url(served + "en/search/?q=telework")
    expect(desk.locator(".found a").first).to_be_visible()


def test_each_chosen_filter_is_named_above_the_results_and_removed_there(phone: Page, served: str) -> None:
    show(phone, served + "en/search/?q=child+labour&level=national&document=programme-budget-2024-25")
    chosen = phone.locator(".search-chosen").get_by_role("button")
    expect(chosen).to_have_text(["Programme and Budget 2024–25: preliminary overview ×", "Country level ×", "Clear all"])
    for button in chosen.all():
        assert not (problems := outside(button)), problems
    press(phone.get_by_role("button", name="Remove the filter: Country level"))
    phone.wait_for_url(f"**/search/?q=child+labour&document={PROGRAMME}")
    expect(chosen).to_have_count(1)
    expect(chosen).to_be_focused()
    press(chosen)
    phone.wait_for_url("**/search/?q=child+labour")
    expect(phone.locator(".search-status")).to_be_focused()  # Not the field: the keyboard stays closed.
    expect(phone.locator(".search-chosen")).to_be_hidden()


def test_without_a_result_there_is_nothing_to_filter(phone: Page, served: str) -> None:
    phone.goto(served + "en/search/?q=zzzzqq")
    expect(phone.locator(".search-status")).to_contain_text("No results")
    expect(phone.get_by_role("button", name="Filters")).to_be_hidden()


@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_moves_when_the_results_come(browser: Browser, served: str, width: int) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    window.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    for address in ("en/search/?q=work", "search/?q=ub%C3%A9risation"):
        show(window, served + address)
        window.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert window.evaluate("shift") == 0
    window.close()


def test_the_number_of_results_is_announced_once(browser: Browser, served: str) -> None:
    window = browser.new_page()
    # From the first moment: the results may be there before all of the page's scripts have come.
    window.add_init_script(
        """globalThis.announced = [];
        new MutationObserver((changes) => {
          const statuses = changes.map(({ target }) => (target.closest ? target : target.parentElement)?.closest(".search-status"));
          const status = statuses.find(Boolean);
          if (status) announced.push(status.textContent);
        }).observe(document, { childList: true, characterData: true, subtree: true });"""
    )
    show(window, served + "en/search/?q=child+labour")
    press(window.locator("[data-results=entries] .search-more"))
    window.locator("[data-search-page] input[type=search]").press("Enter")
    expect(window.locator(".search-results[aria-busy]")).to_have_count(0)
    assert window.evaluate("announced") == ["Searching", "17 results"]
    window.close()


def test_a_query_has_one_entry_of_the_history_however_many_letters_are_typed(desk: Page, served: str) -> None:
    show(desk, served + "en/search/?q=child+labour")
    field = desk.locator("[data-search-page] input[type=search]")
    field.fill("")
    field.press_sequentially("telework")
    desk.wait_for_url(served + "en/search/?q=telework")
    field.press("Enter")
    field.press("Control+A")
    field.press_sequentially("C155")
    desk.wait_for_url(served + "en/search/?q=C155")
    for query, value in (("telework", "telework"), ("child+labour", "child labour")):
        desk.go_back()
        desk.wait_for_url(f"{served}en/search/?q={query}")
        expect(field).to_have_value(value)
    expect(desk.locator(".search-status")).to_have_text("17 results")


@pytest.mark.parametrize("width", [375, 1440])
def test_back_from_a_result_returns_to_the_query_its_filters_and_its_place(browser: Browser, served: str, width: int) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    show(window, f"{served}en/search/?q=work&level=national")
    press(window.locator("[data-results=texts] .search-more"))
    found = window.locator("[data-results=texts] .found a")
    found.nth(15).scroll_into_view_if_needed()
    window.wait_for_function("() => history.state?.position?.index > 9")
    place = found.nth(15).bounding_box()
    found.nth(15).click()
    window.wait_for_url(lambda url: "/search/" not in url)
    window.go_back()
    window.wait_for_function(
        "(top) => Math.abs(document.querySelectorAll('[data-results=texts] .found a')[15]?.getBoundingClientRect().top - top) < 2",
        arg=place and place["y"],
    )
    assert window.locator("[data-search-page] input[type=search]").input_value() == "work"
    assert window.locator("input[name=level][value=national]").is_checked()
    window.close()
