"""The whole text on one page: its outline is at hand wherever one reads, and it is printed by a button."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from support.reading import OUTPUT, WHOLE, no_wider_than_the_screen
from support.visibility import covered, outside, press


@pytest.mark.parametrize(("width", "view"), [(375, ""), (768, ""), (375, "?view=both"), (1440, "?view=both")])
def test_the_outline_is_reached_from_any_passage_and_leads_to_any_other(
    browser: Browser, hosted: str, width: int, view: str
) -> None:
    window = browser.new_page(viewport={"width": width, "height": 667}, has_touch=width < 1000, reduced_motion="reduce")
    window.goto(f"{hosted}en/{WHOLE}{view}#p147")
    if view:
        window.locator("html.both").wait_for(state="attached")
    expect(window.locator(".breadcrumbs .here")).to_have_text("§\u00a0147")
    bar = window.locator(".breadcrumbs")
    for part in bar.locator(":is(a, button):visible").all():
        assert not (problems := outside(part, height=False) + covered(part)), problems
    press(bar.get_by_role("link", name="Outline"))
    entry = window.locator("#outline[open]").get_by_role("link", name="Outcome 4. Sustainable enterprises")
    entry.wait_for()
    _wait_for_scrolling(window)
    press(entry)
    expect(bar.locator(".here")).to_have_text("§\u00a090")
    heading, trail = window.locator("#outcome-4-title").bounding_box(), bar.bounding_box()
    assert heading and trail and 0 <= heading["y"] - trail["y"] - trail["height"] < 100
    assert no_wider_than_the_screen(window)
    window.close()


def test_a_wide_screen_has_the_outline_in_a_column_at_any_passage(desk: Page, hosted: str) -> None:
    desk.goto(f"{hosted}en/{WHOLE}#p147")
    marked = desk.locator(".md-nav--secondary [aria-current=location]")
    expect(marked).to_have_text(
        "Outcome 7. Integrated policy and institutional responses to promote social justice through decent work"
    )
    expect(marked).to_be_in_viewport(ratio=1)
    expect(desk.locator(".breadcrumbs").get_by_role("link", name="Outline")).to_be_hidden()


FIRST_ON_SCREEN = """[...document.querySelectorAll("article [data-unit]")]
  .filter((unit) => unit.checkVisibility({contentVisibilityAuto: true}))
  .map((unit) => [unit.dataset.unit, Math.round(unit.getBoundingClientRect().top)])
  .findLast(([, top]) => top < innerHeight / 2)"""
"""The last unit that begins in the upper half of the screen, and where."""


@pytest.mark.parametrize("width", [375, 1440])
def test_a_reader_who_returns_or_reloads_is_where_they_were(browser: Browser, hosted: str, width: int) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    window.goto(f"{hosted}en/{WHOLE}")
    for _ in range(12):  # As one scrolls: parts are laid out on the way.
        window.mouse.wheel(0, 4000)
        window.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    place = _settled(window)
    window.reload()
    window.wait_for_function(f"(place) => JSON.stringify({FIRST_ON_SCREEN}) === place", arg=place)
    window.goto(f"{hosted}en/about/")
    window.go_back()
    window.wait_for_function(f"(place) => JSON.stringify({FIRST_ON_SCREEN}) === place", arg=place)
    window.evaluate("location.hash = '#outcome-7'")  # A link within the text.
    window.wait_for_function(f"(place) => JSON.stringify({FIRST_ON_SCREEN}) !== place", arg=place)
    window.go_back()
    window.wait_for_function(f"(place) => JSON.stringify({FIRST_ON_SCREEN}) === place", arg=place)
    window.close()


def _wait_for_scrolling(window: Page) -> None:
    """Waits for the frames in which a page that is opened at a target returns to it, as what comes near is laid out."""
    window.evaluate(
        "new Promise((done) => { let left = 30; (function wait() { left-- ? requestAnimationFrame(wait) : done(); })(); })"
    )


def _settled(window: Page) -> str:
    """The first unit on the screen, once its place is saved."""
    return str(
        window.evaluate(
            f"""async () => {{
              const saved = () => JSON.stringify(history.state?.position);
              const top = (place) => document.querySelectorAll("article [data-unit]")[place.index].getBoundingClientRect().top;
              for (;;) {{
                await new Promise((done) => setTimeout(done, 50));
                if (saved() && Math.abs(top(history.state.position) - history.state.position.top) < 1) break;
              }}
              return JSON.stringify({FIRST_ON_SCREEN});
            }}"""
        )
    )


LAY_OUT_ALL = """() => {
  for (const one of document.querySelectorAll(".division")) one.style.contentVisibility = "visible";
}"""


@pytest.mark.parametrize("width", [375, 1440])
def test_the_length_of_the_page_is_known_before_its_parts_are_laid_out(browser: Browser, hosted: str, width: int) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    for language in ("", "en/"):
        window.goto(hosted + language + WHOLE)
        estimated = window.evaluate("document.documentElement.scrollHeight")
        window.evaluate(LAY_OUT_ALL)
        assert abs(estimated / window.evaluate("document.documentElement.scrollHeight") - 1) < 0.12, language
    window.close()


@pytest.mark.parametrize("address", [OUTPUT, WHOLE])
@pytest.mark.parametrize("width", [375, 1440])
def test_a_button_prints_the_text(browser: Browser, hosted: str, address: str, width: int) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    window.add_init_script("window.print = () => { window.printed = true; };")
    window.goto(f"{hosted}{address}")
    button = window.get_by_role("button", name="Imprimer ou enregistrer en PDF", exact=True)
    assert not (problems := outside(button)), problems
    press(button)
    assert window.evaluate("window.printed") is True
    window.close()


def test_without_script_there_is_no_button_to_print(browser: Browser, hosted: str) -> None:
    window = browser.new_page(java_script_enabled=False)
    window.goto(f"{hosted}{WHOLE}")
    expect(window.locator("article h1")).to_be_visible()
    expect(window.locator("[data-print]")).to_be_hidden()
    window.close()


@pytest.mark.parametrize("width", [768, 1440])
@pytest.mark.parametrize("language", ["", "en/"])
def test_the_name_of_the_page_is_whole_in_the_breadcrumbs(browser: Browser, hosted: str, language: str, width: int) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    window.goto(f"{hosted}{language}{WHOLE}#p147")
    expect(window.locator(".breadcrumbs .here")).to_have_text("§\u00a0147")
    assert window.locator(".breadcrumbs [aria-current]").evaluate("one => one.scrollWidth <= one.clientWidth")
    assert no_wider_than_the_screen(window)
    window.close()
