"""The glossary and the pages of entries, as a reader uses them: letters, filter, order, what is folded, old addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from edition.languages import LANGUAGES
from edition.references.urls import entry_address
from edition.site import Site
from support.built_pages import PREFIXES
from support.visibility import covered, outside, press

MAX_GLOSSARY_HEIGHT = 25_000
MAX_ENTRY_HEIGHT = 12_000
OUTPUT = "in-programme-budget-2024-25-output-7-1"
"""A group of mentions of the most frequent term, which is folded."""


@pytest.fixture(params=[375, 1440])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A phone, then a wide screen."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    yield context.new_page()
    context.close()


def height(page: Page) -> int:
    """The height of a page."""
    return int(page.evaluate("document.documentElement.scrollHeight"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_glossary_is_not_endless_on_a_phone(phone: Page, hosted: str, language: str) -> None:
    phone.goto(f"{hosted}{PREFIXES[language]}glossary/", wait_until="networkidle")
    assert height(phone) <= MAX_GLOSSARY_HEIGHT


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_entry_is_endless_on_a_phone(phone: Page, hosted: str, site: Site, language: str) -> None:
    counts: dict[str, int] = {
        entry_address(register, entry): len(site.links.citations.get(identifier, ()))
        for identifier, (register, entry) in site.edition.entries.items()
    }
    for address in sorted(counts, key=lambda address: -counts[address])[:8]:
        phone.goto(f"{hosted}{PREFIXES[language]}{address}")
        assert height(phone) <= MAX_ENTRY_HEIGHT, address


@pytest.mark.parametrize("table", ["Terms", "Acronyms"])
def test_a_letter_leads_to_its_heading_without_scripts_too(browser: Browser, hosted: str, table: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{hosted}en/glossary/")
    assert not page.get_by_role("searchbox").count()
    letters = page.get_by_role("navigation", name=f"A to Z: {table}")
    link = letters.get_by_role("link", name="M", exact=True)
    link.click()
    heading = page.locator("th:target")
    assert heading.inner_text() == "M" and not outside(heading) and not covered(heading)
    assert page.locator("tr:has(:target) + tr td").first.inner_text().startswith("M")
    assert not outside(link) and not covered(link)  # The letters stay in sight.
    context.close()


def initials(page: Page, section: str, column: int) -> list[str]:
    """The headings of a table of the glossary; each is the initial of all names below it, and of nothing else."""
    found = page.locator(f"section:has(> #{section}) tbody:visible").evaluate_all(
        """(bodies, column) => bodies.map((body) => [body.querySelector("th").innerText,
          [...body.querySelectorAll("tr[id]:not([hidden])")].map((row) => row.cells[column].textContent.trim())])""",
        column,
    )
    for initial, names in found:
        firsts = {unicodedata.normalize("NFD", name)[0].upper().replace("Œ", "O") for name in names}
        assert firsts == {initial} or (initial == "0–9" and all(first.isdigit() for first in firsts)), (initial, names)
    return [initial for initial, _ in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_initial_has_a_heading_and_a_link_in_either_order_and_with_a_filter(page: Page, hosted: str, language: str) -> None:
    page.goto(f"{hosted}{PREFIXES[language]}glossary/")
    section = page.locator("section:has(> #terms)")
    links = section.locator(".letters a:visible")
    assert initials(page, "terms", 0) == links.all_inner_texts() == sorted(links.all_inner_texts())
    other = section.locator("thead button").nth(1)
    press(other)
    by_other = initials(page, "terms", 1)
    assert by_other == links.all_inner_texts() == sorted(by_other) and len(by_other) > 15
    press(other)
    assert initials(page, "terms", 1) == links.all_inner_texts() == by_other[::-1]
    press(page.get_by_role("searchbox"))
    page.keyboard.type("social")
    filtered = initials(page, "terms", 1)
    assert 1 < len(filtered) < 10 and filtered == links.all_inner_texts()
    press(links.last)
    heading = section.locator("th:target")
    assert heading.inner_text() == filtered[-1] and not covered(heading)


def test_names_without_an_acronym_come_last_under_a_heading(page: Page, hosted: str) -> None:
    for address, column in (("glossary/", 0), ("en/glossary/", 1)):
        page.goto(hosted + address)
        section = page.locator("section:has(> #acronyms)")
        if column:
            press(section.locator("thead button").nth(column))
        last = section.locator("tbody").last
        expect(last.locator("th")).to_have_text(re.compile("^(Sans sigle|No acronym)"))
        cells = last.locator(f"tr[id] td:nth-child({column + 1})")
        assert cells.count() == 10 and cells.locator("strong").count() == 0
        assert section.locator("tbody").nth(-2).locator(f"tr[id] td:nth-child({column + 1}) strong").count()


def test_back_returns_to_the_filter_order_and_place_of_the_glossary(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}en/glossary/")
    press(page.locator("section:has(> #terms) thead button").nth(1))
    press(page.get_by_role("searchbox"))
    page.keyboard.type("tra")
    page.wait_for_url("**/glossary/?q=tra")
    names = page.locator("table.glossary tbody tr[id]:visible td:first-child a")
    shown = names.all_inner_texts()
    link = names.nth(len(shown) - 3)
    link.scroll_into_view_if_needed()
    place = link.bounding_box()
    press(link)
    page.wait_for_url(lambda url: "/glossary/" not in url)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("tra")
    assert names.all_inner_texts() == shown
    expect(link).to_be_in_viewport()
    box = link.bounding_box()
    assert place and box and abs(box["y"] - place["y"]) < 2


def test_typing_filters_both_tables_by_the_names_in_both_languages(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}en/glossary/")
    field = page.get_by_role("searchbox", name="Filter by name")
    assert not outside(field)
    names = page.locator("table.glossary tbody tr[id]:visible td:first-child")
    everything = names.count()
    press(field)
    page.keyboard.type("travail forcé")
    expect(names).to_have_count(3)
    assert [name.split()[0] for name in names.all_inner_texts()] == ["Forced", "IPEC+", "SAP-FL"]
    assert page.locator("nav.letters:visible a:visible").all_inner_texts() == ["F", "I", "S"]
    page.keyboard.press("Control+A")
    page.keyboard.type("FORCÉ  LABOUR")
    expect(names.first).to_have_text("Forced labour")
    page.keyboard.press("Control+A")
    page.keyboard.type("xyzzy")
    expect(page.get_by_role("status")).to_have_text("No names match.")
    expect(page.locator("article h2:visible")).to_have_count(0)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(page.locator("nav.letters:visible")).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("")
    expect(names).to_have_count(everything)


def test_a_filtered_glossary_is_sorted_without_showing_more(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}glossary/")
    page.get_by_role("searchbox").fill("protection")
    names = page.locator("section:has(#terms) tbody tr:visible td:first-child")
    ascending = names.all_inner_texts()
    press(page.locator("section:has(#terms)").get_by_role("button", name="Français"))
    assert len(ascending) > 3 and names.all_inner_texts() == ascending[::-1]


def test_a_filter_of_ten_thousand_characters_is_answered(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}glossary/")
    page.get_by_role("searchbox").fill("a " * 5_000)
    expect(page.get_by_role("searchbox")).to_be_visible()
    assert page.locator("table.glossary tbody tr:visible").count() > 100


def test_the_rest_of_the_mentions_is_shown_on_demand(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}en/glossary/constituents/")
    heading = page.locator(f"#{OUTPUT}")
    expect(heading).not_to_be_visible()
    press(page.locator(f"details:has(#{OUTPUT}) > summary"))
    expect(heading).to_be_visible()


def test_an_address_with_an_anchor_opens_what_is_folded(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}en/glossary/constituents/#{OUTPUT}")
    expect(page.locator(f"#{OUTPUT}")).to_be_in_viewport()


def test_a_mark_of_a_chart_leads_to_all_passages_that_it_counts(desk: Page, hosted: str) -> None:
    desk.goto(f"{hosted}en/pictures/themes/")
    mark = desk.locator("svg:visible a[href*='child-labour'][href$='-outcome-1']")
    mark.scroll_into_view_if_needed()
    press(mark)
    desk.wait_for_url("**/themes/child-labour-and-forced-labour/#in-*")
    for passage in ("§\u00a025", "§\u00a029 (5)", "§\u00a037 (3)", "§\u00a038 (1)", "§\u00a038 (2)", "§\u00a038 (3)"):
        expect(desk.locator("article").get_by_role("link", name=passage, exact=True)).to_be_visible()


def test_all_mentions_are_printed(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}en/glossary/constituents/")
    page.emulate_media(media="print")
    expect(page.locator(f"#{OUTPUT}")).to_be_visible()
    assert page.locator(f"#{OUTPUT} + ul").bounding_box()


@pytest.mark.parametrize("anchor", ["", "#cited", "#in-programme-budget-2024-25"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_old_address_of_a_document_leads_to_its_line(desk: Page, hosted: str, language: str, anchor: str) -> None:
    prefix = PREFIXES[language]
    desk.goto(f"{hosted}{prefix}governing-body-documents/gb-346-pfa-8/{anchor}")
    desk.wait_for_url(f"{hosted}{prefix}governing-body-documents/#gb-346-pfa-8")
    line = desk.locator("#gb-346-pfa-8")
    expect(line).to_be_in_viewport()
    assert line.inner_text().startswith("GB.346/PFA/8")


def test_the_search_leads_to_the_line_of_a_document(desk: Page, hosted: str) -> None:
    desk.goto(f"{hosted}en/search/?q=GB.346/PFA/8")
    link = desk.locator("[data-unit='GB.346/PFA/8'], a[href*='gb-346-pfa-8']").first
    expect(link).to_be_visible()
    link.click()
    desk.wait_for_url("**/governing-body-documents/**#gb-346-pfa-8")
    expect(desk.locator("#gb-346-pfa-8")).to_be_in_viewport()


@pytest.mark.parametrize("address", ["commitments/", "glossary/", "instruments/"])
def test_without_scripts_no_control_is_shown_that_needs_them(browser: Browser, served: str, address: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800}, java_script_enabled=False)
    window = context.new_page()
    window.goto(served + address)
    assert window.locator("article :is(button, input, select):enabled:visible").count() == 0
    context.close()
