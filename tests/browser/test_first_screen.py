"""What a reader meets first: the home page and the page of a text begin with what people come for."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from edition.languages import LANGUAGES
from edition.site import Site
from support.reading import plain

PREFIX = {language: "" if language == LANGUAGES[0] else f"{language}/" for language in LANGUAGES}
PROGRAMME = "programme-budget-2024-25/"
MAX_HOME_HEIGHT = {1440: 2600, 375: 4500}
DIVISIONS = [*(f"outcome-{number}" for number in range(1, 8)), *(f"enabler-{letter}" for letter in "abc")]


@pytest.mark.parametrize("width", MAX_HOME_HEIGHT)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_short(browser: Browser, hosted: str, language: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(hosted + PREFIX[language])
    height = page.evaluate("document.documentElement.scrollHeight")
    context.close()
    assert height <= MAX_HOME_HEIGHT[width]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_has_the_search_the_texts_the_programme_once_and_the_ways_in(
    desk: Page, served: str, language: str
) -> None:
    desk.goto(served + PREFIX[language])
    home = desk.locator("article")
    tops = [
        home.locator(part).first.bounding_box()
        for part in ("h1", ".front-search", ".front-why", f"a[href='{PROGRAMME}outcome-1/']", ".ways a[href='commitments/']")
    ]
    found = [box["y"] for box in tops if box]
    assert len(found) == len(tops) and found == sorted(found) and found[1] < 900
    links = [link.get_attribute("href") for link in home.locator("a").all()]
    assert all(links.count(f"{PROGRAMME}{name}/") == 1 for name in DIVISIONS)
    assert home.locator("dt").first.inner_text() == home.locator(".ways a[href='commitments/']").inner_text()
    assert not home.locator(f"[lang]:not([lang={language}])").count()


def test_each_text_is_described_by_what_it_is_and_when_it_was_written(desk: Page, served: str) -> None:
    desk.goto(f"{served}en/")
    lines = [plain(line) for line in desk.locator(".front-texts .what").all_inner_texts()]
    parts = [
        ("paper by the Director-General", "October–November 2022"), ("the United States", "December 2022 or later"),
        ("ILO brochure", "2017 or later"), ("ILO outline", "after November 2005"), ("ILO web page", "date unknown"),
    ]  # fmt: skip
    assert all(word in line for line, words in zip(lines, parts, strict=True) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_of_the_programme_begins_within_the_first_screen(browser: Browser, hosted: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(hosted + PREFIX[language] + PROGRAMME)
    heading, brief, action = (page.locator(part).bounding_box() for part in ("#outline", ".brief", ".text-actions .primary"))
    assert heading and brief and action
    context.close()
    assert action["y"] < brief["y"] < heading["y"] <= 900 - heading["height"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_action_on_a_text_leads_to_something(desk: Page, served: str, site: Site, language: str) -> None:
    for document in site.edition.documents:
        address = f"{served}{PREFIX[language]}{document.id}/"
        desk.goto(address)
        actions = [link.get_attribute("href") or "" for link in desk.locator(".text-actions a").all()]
        assert "#cite" in actions and desk.locator("#cite").count() == 1
        assert (desk.locator(".text-actions .primary").count() == 1) == bool(document.groups)
        for target in actions:
            assert desk.request.get(urljoin(address, target)).ok


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_short_text_begins_with_its_text(desk: Page, served: str, site: Site, language: str) -> None:
    short = [document for document in site.edition.documents if not document.groups]
    assert len(short) == 4
    for document in short:
        desk.goto(f"{served}{PREFIX[language]}{document.id}/")
        unit = desk.locator("article p.unit").first.bounding_box()
        about = desk.locator("#about-text").bounding_box()
        assert unit and about and unit["y"] < 720 < about["y"], document.id


def test_the_outputs_of_an_outcome_unfold_in_the_outline(phone: Page, served: str) -> None:
    phone.goto(f"{served}en/{PROGRAMME}")
    item = phone.locator(".divisions > li", has=phone.locator("a[href='outcome-6/']"))
    output = item.locator("a[href='output-6-1/']")
    assert not output.is_visible()
    item.locator("summary").tap()
    box = output.bounding_box()
    assert (
        box
        and phone.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('a')?.getAttribute('href')",
            [box["x"] + box["width"] / 2, box["y"] + 8],
        )
        == "output-6-1/"
    )
