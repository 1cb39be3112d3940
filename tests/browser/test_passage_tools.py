"""The tools of a passage: copy its link or its citation, report a problem."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from support.built_site import run_mkdocs
from support.reading import OUTPUT, copied, no_wider_than_the_screen
from support.small_project import Project
from support.web_server import serve


def test_one_key_copies_the_link_or_the_citation_of_the_current_passage(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT + "?view=one#p29")
    desk.keyboard.press("c")
    expect(desk.locator("[role=status].said")).to_have_text("Lien copié\u00a0: §\u00a029")
    assert copied(desk) == served + OUTPUT + "#p29"
    desk.locator("#p29-2 > .number").focus()
    desk.keyboard.press("q")
    expect(desk.locator("[role=status].said")).to_have_text("Citation copiée\u00a0: §\u00a029, élément 2")
    assert copied(desk) == (
        "Aperçu préliminaire des Propositions de programme et de budget pour 2024-25, GB.346/PFA/1, 7 octobre 2022, Produit 1.1,"
        " §\u00a029, élément 2. Dans\u00a0: Le programme de l’OIT en cinq textes, édition publique non officielle. "
        + served
        + OUTPUT
        + "#p29-2"
    )


def test_a_citation_is_in_the_language_of_its_page_and_as_precise_as_the_date(desk: Page, served: str) -> None:
    desk.goto(served + "en/m-power/")
    desk.locator("[data-unit] > .number").nth(3).focus()
    desk.keyboard.press("q")
    expect(desk.locator(".said")).to_contain_text("Citation copied")
    assert ", December 2022, " in copied(desk) and "[unofficial translation]" in copied(desk)


def test_both_tools_are_one_click_from_a_passage(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    desk.locator("#p28-2").hover()
    tools = desk.locator("#p28-2 .unit-tools")
    expect(tools.get_by_role("button")).to_have_count(2)
    for button in tools.get_by_role("button").all():
        box = button.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24
    tools.get_by_role("button", name="Copier la citation").click()
    expect(desk.locator(".said")).to_contain_text("§\u00a028, élément 2")
    assert "Produit 1.1, §\u00a028, élément 2." in copied(desk) and no_wider_than_the_screen(desk)
    assert tools.get_by_role("link").count() == 0, "no report where the edition does not say where it goes"


def test_a_tap_on_the_number_opens_both_tools_and_moves_nothing(phone: Page, served: str) -> None:
    phone.goto(served + "en/" + OUTPUT)
    number = phone.locator("#p28-3 > .number")
    number.scroll_into_view_if_needed()
    before = number.bounding_box()
    number.tap()
    tools = phone.get_by_role("group", name="§\u00a028, item 3")
    expect(tools).to_be_visible()
    assert number.bounding_box() == before and phone.url.endswith("#p28-3") and no_wider_than_the_screen(phone)
    tools.get_by_role("button", name="Copy link").tap()
    expect(phone.locator(".said")).to_have_text("Link copied: §\u00a028, item 3")
    assert copied(phone) == served + "en/" + OUTPUT + "#p28-3"


def test_the_keyboard_opens_and_closes_the_tools_of_a_number(desk: Page, served: str) -> None:
    desk.goto(served + OUTPUT)
    number = desk.locator("#p28 > .number, .lead > .number").first
    number.focus()
    desk.keyboard.press("Enter")
    tools = desk.locator(".unit-tools.asked")
    expect(tools).to_be_visible()
    desk.keyboard.press("Tab")
    expect(tools.get_by_role("button", name="Copier le lien")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(tools).to_have_count(0)
    expect(number).to_be_focused()


def test_text_that_cannot_be_copied_is_shown_for_manual_copying(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 800})
    context.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    page = context.new_page()
    page.goto(served + OUTPUT + "#p29")
    page.keyboard.press("c")
    expect(page.locator(".said output")).to_have_text(served + OUTPUT + "#p29")
    assert page.evaluate("getSelection().toString()") == served + OUTPUT + "#p29"
    context.close()


@pytest.fixture
def reporting(whole: Project) -> Iterator[str]:
    """The address of the small site, which has an address for reports."""
    whole.replace(
        "edition.yml",
        "documents: [report, leaflet]",
        "documents: [report, leaflet]\nreport: https://example.org/issues/new?title={subject}&body={body}",
    )
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    yield from serve(whole.root / "site", "")


def test_a_problem_is_reported_with_the_passage_filled_in(desk: Page, reporting: str) -> None:
    desk.goto(reporting + "en/report/output-1-1/")
    desk.locator("#p3-2 > .number").click()
    link = desk.locator(".unit-tools").get_by_role("link", name="Report a problem with this passage")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked["title"] == ["Problem: §\u00a03, item 2, Test report, Output 1.1"]
    assert asked["body"][0].splitlines() == [
        "Passage: §\u00a03, item 2, Test report, Output 1.1",
        f"Address: {reporting}en/report/output-1-1/#p3-2",
        "What is wrong:",
    ]
