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


FIRST_ON_SCREEN = """() => [...document.querySelectorAll("article [data-unit]")]
  .filter((unit) => unit.checkVisibility({contentVisibilityAuto: true}))
  .map((unit) => ({unit: unit.dataset.unit, ...unit.getBoundingClientRect().toJSON()}))
  .find(({bottom}) => bottom > 0)"""
"""The unit at the top of the screen. Those below it may move: a reload may find the font in the cache."""

IS_THERE = f"""(place) => {{
  const first = ({FIRST_ON_SCREEN})();
  return first?.unit === place.unit && Math.abs(first.top - place.top) < 2;
}}"""


@pytest.mark.parametrize("width", [375, 1440])
def test_a_reader_who_returns_or_reloads_is_where_they_were(browser: Browser, hosted: str, width: int) -> None:
    window = browser.new_page(viewport={"width": width, "height": 800})
    window.goto(f"{hosted}en/{WHOLE}")
    place = _scroll_far(window)
    window.reload()
    window.wait_for_function(IS_THERE, arg=place)
    window.goto(f"{hosted}en/about/")
    window.go_back()
    window.wait_for_function(IS_THERE, arg=place)
    window.evaluate("location.hash = '#outcome-7'")  # A link within the text.
    window.wait_for_function(f"(place) => !({IS_THERE})(place)", arg=place)
    window.go_back()
    window.wait_for_function(IS_THERE, arg=place)
    window.close()


SLOW_FRAMES = """const places = [];
const { replaceState } = history;
history.replaceState = function (state, ...rest) {
  if (state?.position) places.push(JSON.stringify(state.position));
  replaceState.call(this, state, ...rest);
};
window.requestAnimationFrame = (callback) => setTimeout(callback, 200);
Object.assign(window, { places });"""


def test_a_place_on_the_way_back_is_not_saved_as_the_readers_place(desk: Page, hosted: str) -> None:
    desk.goto(f"{hosted}en/{WHOLE}")
    _scroll_far(desk)
    saved = desk.evaluate("history.state.position")
    desk.add_init_script(SLOW_FRAMES)  # As on a slow phone: each frame longer than the page waits before it saves.
    desk.reload()
    desk.wait_for_function("() => performance.now() > 2000")
    assert desk.evaluate("places") == []
    desk.wait_for_function("() => places.length > 0")
    arrived = desk.evaluate("history.state.position")
    assert arrived["index"] == saved["index"] and abs(arrived["top"] - saved["top"]) < 1


def _wait_for_scrolling(window: Page) -> None:
    """Waits for the frames in which a page that is opened at a target returns to it, as what comes near is laid out."""
    window.evaluate(
        "new Promise((done) => { let left = 30; (function wait() { left-- ? requestAnimationFrame(wait) : done(); })(); })"
    )


IS_SAVED = """() => {
  const { index, top } = history.state?.position ?? {};
  const unit = document.querySelectorAll("article [data-unit]")[index];
  return unit && Math.abs(unit.getBoundingClientRect().top - top) < 1;
}"""


def _scroll_far(window: Page) -> dict[str, object]:
    """Scrolls as one reads, parts being laid out on the way; returns the unit at the top of the screen, once its place is saved."""
    for _ in range(12):
        window.mouse.wheel(0, 4000)
        window.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    window.wait_for_function(IS_SAVED, polling=50)
    return dict(window.evaluate(FIRST_ON_SCREEN))


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
