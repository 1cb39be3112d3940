"""No query, address or stored setting breaks a page, whatever its length and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

LENGTH = 10_000
PATIENCE = 15_000
"""Milliseconds for an answer that takes one second, or minutes without a limit."""
LONGEST_QUERY = 300
QUERIES = {
    "letters": "a b c d e f g h i j k l m n o p q r s t u v w x y z ",
    "words": "travail decent protection sociale emploi productif normes securite ",
    "one word": "travail",
    "unknown words": "xqzakwv xqzbkwv xqzckwv xqzdkwv xqzekwv ",
    "numbers": "1 22 333 4444 5.5 6-6 7/7 8 9 0 ",
    "hyphens": "a-",
    "elisions": "l'",
    "paragraph signs": "§",
    "opening quotation marks": "«",
    "phrases": '"a" ',
}
LONG = {name: (words * LENGTH)[:LENGTH] for name, words in QUERIES.items()}
LONG["spaces in a quotation"] = f'"{" " * (LENGTH // 2 - 2)}x{" " * (LENGTH // 2 - 2)}\u2028y'
SOME = ("letters", "one word", "spaces in a quotation")
PROTOTYPE = ("constructor 5", "__proto__ 5", "toString 5", "hasOwnProperty 5", "valueOf 5", "constructor", "5 constructor 5")
"""The properties that every plain object of a script inherits."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window on a machine with a dark colour scheme, in which no script fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert failures == []


def answered(status: Locator) -> None:
    """Waits until a search announces its number of results."""
    expect(status).to_have_text(re.compile(r"^([\d\s]+ résultats?|Aucun résultat pour .*)$"), timeout=PATIENCE)


@pytest.mark.parametrize("query", LONG.values(), ids=LONG)
def test_the_dialog_answers_a_query_of_any_length_and_the_next_one(page: Page, served: str, query: str) -> None:
    page.goto(served, wait_until="networkidle")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    field.fill(query)
    assert len(field.input_value()) <= LONGEST_QUERY
    answered(page.locator("dialog [role=status]"))
    field.fill("C155")
    expect(page.get_by_role("option").first).to_have_attribute("data-unit", "C155", timeout=PATIENCE)


@pytest.mark.parametrize("name", SOME)
def test_the_search_page_answers_an_address_of_any_length_and_the_next_query(page: Page, served: str, name: str) -> None:
    query = LONG[name]
    page.goto(f"{served}search/?q={quote(query)}", wait_until="commit")
    answered(page.locator(".search-status"))
    field = page.locator("[data-search-page] input[type=search]")
    assert len(field.input_value()) <= LONGEST_QUERY
    field.fill("C155")
    expect(page.locator(".found a").first).to_have_attribute("data-unit", "C155", timeout=PATIENCE)


@pytest.mark.parametrize("query", PROTOTYPE)
def test_names_of_object_properties_are_searched_as_words(page: Page, served: str, query: str) -> None:
    page.goto(f"{served}search/?q={quote(query)}")
    answered(page.locator(".search-status"))
    page.goto(f"{served}commitments/?q={quote(query)}&sort={quote(query)}&group={quote(query)}&level={quote(query)}")
    expect(page.locator(".no-rows [role=status]")).to_contain_text("Aucun élément ne correspond")


@pytest.mark.parametrize("name", SOME)
def test_the_explorer_filters_by_words_of_any_length(page: Page, served: str, name: str) -> None:
    query = LONG[name]
    page.goto(f"{served}commitments/?q={quote(query)}", wait_until="commit")
    field = page.locator("form.explorer input[name=q]")
    expect(field).to_have_attribute("maxlength", str(LONGEST_QUERY), timeout=PATIENCE)  # The script has come.
    assert len(field.input_value()) <= LONGEST_QUERY
    field.fill(query)
    assert len(field.input_value()) <= LONGEST_QUERY
    field.fill("ratifi")
    expect(page.locator("form.explorer [role=status]")).to_have_text(re.compile(r"^[1-9]\d* sur 339$"), timeout=PATIENCE)


@pytest.mark.parametrize(
    "words", ["p28" * 3_333, "%E0%A4%A", "constructor", quote('"]' * 2_500)], ids=["long", "broken", "prototype", "selector"]
)
def test_a_page_works_whatever_its_address_points_to(page: Page, served: str, words: str) -> None:
    page.goto(f"{served}programme-budget-2024-25/output-1-1/?view={words}&highlight={words}#{words}", wait_until="networkidle")
    assert page.locator("#p28").is_visible()
    page.locator("button[data-both]").click()
    expect(page.locator("#p28 .other")).to_be_visible(timeout=PATIENCE)
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused(timeout=PATIENCE)


@pytest.mark.parametrize("stored", ["x" * LENGTH, "constructor", ""])
def test_invalid_stored_settings_are_ignored(page: Page, served: str, stored: str) -> None:
    page.goto(served)
    page.evaluate(
        "stored => ['scheme', 'view', 'keys', 'offline'].forEach(name => localStorage.setItem(`edition.${name}`, stored))", stored
    )
    page.goto(f"{served}m-power/", wait_until="networkidle")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 26, 28)"  # dark, as the machine
    assert page.locator("button[data-scheme]").get_attribute("aria-pressed") == "true"
    assert not page.locator(".other").first.is_visible()
    page.keyboard.press("?")
    expect(page.locator("dialog.keys input")).to_be_checked()
