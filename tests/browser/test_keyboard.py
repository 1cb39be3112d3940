"""Everything works with the keyboard alone: tab stops are visible, and panels close and return the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

STOPS = 70
"""The number of tab stops that are visited on each page: all of the frame, and as many as fit of the text."""
FETCHING = ("search/", "offline/")
"""Pages that load some of their tab stops later."""
STOP = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  if (one === document.body || one === document.documentElement) return null;
  const problems = [];
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1.5 && style.outlineColor !== "rgba(0, 0, 0, 0)";
  if (!outlined && !(one.ownerSVGElement && one.querySelector("rect"))) problems.push("not marked");
  if (!one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) || box.width < 1 || box.height < 1) problems.push("not visible");
  const parts = [...one.getClientRects()];
  const seen = parts.some((part) => {
    const x = (Math.max(part.left, 0) + Math.min(part.right, innerWidth)) / 2;
    const y = (Math.max(part.top, 0) + Math.min(part.bottom, innerHeight)) / 2;
    const top = document.elementFromPoint(x, y);
    return top && (one.contains(top) || top.contains(one));
  });
  if (!seen) problems.push("under something else");
  return {what: one.outerHTML.slice(0, 90), problems, last: one.matches("body > *:last-child *") };
}"""


@pytest.fixture(params=[375, 1440])
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of a width."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def test_each_tab_stop_on_each_kind_of_page_is_visible(
    window: Page,
    hosted: str,
    kinds: tuple[str, ...],
    report_figure: Callable[[str], None],
) -> None:
    problems, walked = [], 0
    for address in kinds:
        window.goto(hosted + address, wait_until="networkidle" if address in FETCHING else "load")
        for _ in range(STOPS):
            window.keyboard.press("Tab")
            stop = window.evaluate(STOP)
            if stop and stop["problems"]:  # What the worker reports may have moved the page between the key and the look.
                window.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
                stop = window.evaluate(STOP)
            if stop is None:
                break
            walked += 1
            problems += [f"{address}: {problem}: {stop['what']}" for problem in stop["problems"]]
    report_figure(f"keyboard: {walked} stops on {len(kinds)} kinds of pages, {len(problems)} not visible")
    assert not problems, "\n".join(problems)


def test_the_first_tab_stop_skips_the_frame(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}programme-budget-2024-25/output-1-1/")
    window.keyboard.press("Tab")
    assert window.evaluate("document.activeElement.className") == "md-skip"
    window.keyboard.press("Enter")
    window.keyboard.press("Tab")
    assert window.evaluate("!!document.activeElement.closest('article')")


@pytest.mark.parametrize("script", [True, False])
def test_the_outline_opens_and_closes_on_a_small_screen(browser: Browser, hosted: str, script: bool) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800}, java_script_enabled=script)
    window = context.new_page()
    window.goto(f"{hosted}en/m-power/")
    button, outline = window.get_by_role("button", name="Navigation"), window.locator("#site-outline")
    expect(outline).to_be_hidden()
    button.focus()
    window.keyboard.press("Enter")
    expect(outline.get_by_role("button", name="Close")).to_be_focused()
    window.keyboard.press("Tab")
    expect(outline.get_by_role("link", name="Home")).to_be_focused()
    window.keyboard.press("Escape")
    expect(outline).to_be_hidden()
    expect(button).to_be_focused()
    window.keyboard.press("Enter")
    outline.get_by_role("link", name="Glossary").click()
    window.wait_for_url("**/en/glossary/")
    context.close()


def test_the_outline_never_covers_the_focus(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 800})
    window = context.new_page()
    window.goto(f"{hosted}m-power/")
    window.get_by_role("button", name="Navigation").press("Enter")
    outline = window.locator("#site-outline")
    outline.locator("a").last.focus()
    window.keyboard.press("Tab")
    expect(outline).to_be_hidden()
    context.close()


def test_the_dark_scheme_is_chosen_by_a_button_with_a_state_and_remembered(browser: Browser, hosted: str) -> None:
    context = browser.new_context(color_scheme="light")
    window = context.new_page()
    window.goto(f"{hosted}en/m-power/")
    button = window.get_by_role("button", name="Dark theme")
    assert button.get_attribute("aria-pressed") == "false"
    button.press("Space")
    assert button.get_attribute("aria-pressed") == "true"
    window.goto(f"{hosted}en/glossary/")
    assert window.locator("body").get_attribute("data-md-color-scheme") == "slate"
    window.get_by_role("button", name="Dark theme", pressed=True).press("Space")
    assert window.locator("body").get_attribute("data-md-color-scheme") == "default"
    context.close()


def test_the_scheme_of_the_system_applies_while_none_is_chosen(browser: Browser, hosted: str) -> None:
    context = browser.new_context(color_scheme="dark")
    window = context.new_page()
    window.goto(f"{hosted}m-power/")
    assert window.locator("body").get_attribute("data-md-color-scheme") == "slate"
    window.emulate_media(color_scheme="light")
    window.wait_for_selector("body[data-md-color-scheme=default]")
    context.close()
