"""The menu, the search and reading work where popovers, custom highlights and deferred layout are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from support.printed_pdf import read_sheets, squeeze
from support.reading import OUTPUT, WHOLE, copied
from support.visibility import covered, outside, press

WITHOUT = """
for (const name of ["popover", "showPopover", "hidePopover", "togglePopover"]) delete HTMLElement.prototype[name];
delete CSS.highlights;
delete window.Highlight;
delete Element.prototype.checkVisibility;
const supports = CSS.supports.bind(CSS);
CSS.supports = (...query) => !query.join().includes("details-content") && supports(...query);
"""
MISSING = (":popover-open", "::highlight(", "::details-content", "content-visibility:")
"""What the style sheets of such a browser cannot have: the rule or the declaration is dropped."""
DESKS = {375: 667, 1024: 768}


def _serve_without(route: Route) -> None:
    response = route.fetch()
    text = response.text()
    if route.request.resource_type == "document":
        text = text.replace(' id="site-outline" popover>', ' id="site-outline">')
    for name in MISSING:
        text = text.replace(name, name.replace(":", ":unknown-", 1) if name.startswith(":") else f"unknown-{name}")
    route.fulfill(response=response, body=text)


@pytest.fixture(params=DESKS)
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of such a browser, touched where it is small; it must never complain."""
    context = browser.new_context(
        viewport={"width": request.param, "height": DESKS[request.param]},
        has_touch=request.param < 1000,
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.add_init_script(WITHOUT)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(lambda url: url.endswith((".css", "/")) or ".css?" in url or "/?" in url or "/#" in url, _serve_without)
    yield page
    context.close()
    assert errors == []


def test_the_browser_lacks_what_it_should(window: Page, hosted: str) -> None:
    window.goto(hosted + OUTPUT)
    assert window.evaluate("['popover' in document.body, 'highlights' in CSS, 'checkVisibility' in document.body]") == [False] * 3
    assert (
        window.evaluate(
            "[...document.styleSheets].some((sheet) => [...sheet.cssRules].some((rule) => /popover-open/.test(rule.selectorText)))"
        )
        is False
    )


def test_the_menu_opens_leads_on_and_closes(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}en/{OUTPUT}")
    outline, button = window.locator("#site-outline"), window.locator("button.menu")
    expect(outline).to_be_hidden()
    for way in ("button", "Escape", "outside"):
        press(button)
        expect(outline).to_be_visible()
        assert button.get_attribute("aria-expanded") == "true"
        assert not (problems := outside(outline)), problems
        if way == "button":
            press(outline.get_by_role("button", name="Close"))
        elif way == "Escape":
            window.keyboard.press("Escape")
        else:
            window.mouse.click(window.viewport_size["width"] - 10, 300)  # type: ignore[index]  # it has a size
        expect(outline).to_be_hidden()
        assert button.get_attribute("aria-expanded") == "false"
        if way != "outside":
            expect(button).to_be_focused()
    press(button)
    for link in (outline.get_by_role("link").first, outline.get_by_role("link", name="M-POWER", exact=False).first):
        link.scroll_into_view_if_needed()
        assert not (problems := covered(link)), problems
    press(outline.get_by_role("link", name="Home"))
    window.wait_for_url(f"{hosted}en/")


def test_the_search_finds_and_its_result_is_read(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}en/{OUTPUT}")
    press(window.locator("a[data-search]"))
    window.locator("dialog input:focus").wait_for()
    window.keyboard.type("care economy")
    option = window.locator("dialog [role=option][data-unit^='programme-budget-2024-25/p']").first
    option.wait_for()
    assert not (problems := outside(window.locator(".search-dialog"))), problems
    unit = str(option.get_attribute("data-unit"))
    press(option)
    passage = window.locator(f"article [data-unit='{unit}']")
    expect(passage).to_be_in_viewport()
    expect(window).not_to_have_url(re.compile("highlight"))


def test_a_reference_leads_to_its_page(window: Page, hosted: str) -> None:
    window.goto(hosted + OUTPUT)
    reference = window.locator("#p27 a.reference").first
    reference.hover()
    press(reference)
    window.wait_for_url(f"{hosted}instruments/c155/")


def test_the_menu_of_a_passage_copies_its_link(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}en/{OUTPUT}")
    press(window.locator("#p28-3 > .unit-button"))
    menu = window.locator(".unit-menu")
    expect(menu).to_be_visible()
    assert not (problems := outside(menu)), problems
    press(menu.get_by_role("button", name="Copy link"))
    expect(window.locator(".said")).not_to_be_empty()
    assert copied(window).endswith(f"/en/{OUTPUT}#p28-3")


def test_the_whole_text_is_read_side_by_side(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}en/{WHOLE}#p147")
    bar, passage = window.locator(".breadcrumbs"), window.locator("#p147")
    expect(bar.locator(".here")).to_have_text("§\u00a0147")
    button = bar.locator("[data-both]").bounding_box()
    assert button
    window.mouse.click(button["x"] + button["width"] / 2, button["y"] + button["height"] / 2)  # in view: nothing is scrolled
    expect(passage.locator(".other")).to_contain_text("Coalition mondiale pour la justice sociale")
    expect(bar.locator(".here")).to_have_text("§\u00a0147")
    box, trail = passage.bounding_box(), bar.bounding_box()
    assert box and trail and abs(box["y"] - trail["y"] - trail["height"]) < 40
    press(bar.get_by_role("link", name="Outline"))
    expect(window.locator("#outline")).to_have_attribute("open", "")


def test_what_is_folded_is_printed(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}en/{WHOLE}")
    sheets = read_sheets(window.pdf(format="A4"))
    assert (
        squeeze("Enabler C. Effective, efficient, results-based and transparent management") in sheets[1].words + sheets[2].words
    )
    assert window.locator("details[open]").count() == window.locator("details.long[open]").count()
