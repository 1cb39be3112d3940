"""Large type, wide spacing, small screens and thick fingers: nothing is cut off, nothing scrolls sideways, targets are large enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 has readers set."""
CUT = """() => [...document.querySelectorAll("body *:not(.breadcrumbs *)")].filter((one) => {
  const style = getComputedStyle(one);
  if (![style.overflowX, style.overflowY].some((value) => ["hidden", "clip"].includes(value))) return false;
  if (style.clipPath !== "none" || !one.checkVisibility() || !one.textContent.trim()) return false;
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map((one) => one.outerHTML.slice(0, 100))"""
"""Text that is cut off; the trail at the head is one line, and each name in it stands whole in the outline or the page's title."""
WIDE = """() => {
  const most = document.documentElement.clientWidth, page = document.documentElement.scrollWidth - most;
  if (page <= 0) return [];
  return [page + " px too wide", ...[...document.querySelectorAll("article *")]
    .filter((one) => one.getBoundingClientRect().right > most + 1).map((one) => one.outerHTML.slice(0, 100))].slice(0, 4);
}"""
BROKEN = (
    "all => all.filter((one) => new Set([...one.getClientRects()].map((box) => box.top)).size > 1).map((one) => one.textContent)"
)
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [role=option], label:has(input), [tabindex='0']")]
  .filter((one) => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (!one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) || style.clipPath !== "none" || box.width === 0) return false;
    if (one.matches("input") && one.closest("label")) return false;
    if (box.width >= 23.5 && box.height >= 23.5) return false;
    const words = (node) => node.textContent.trim().length;
    const line = one.closest("p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4");
    return !(style.display === "inline" && line && words(line) > words(one));
  }).map((one) => Math.round(one.getBoundingClientRect().width) + "×" + Math.round(one.getBoundingClientRect().height) + " " + one.outerHTML.slice(0, 90))"""


@pytest.fixture
def small(browser: Browser) -> Iterator[Page]:
    """A window of 320 px: what 400 % leave of 1280; styles can be put into it."""
    context = browser.new_context(viewport={"width": 320, "height": 256}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["", "en/"])
def test_no_kind_of_page_scrolls_sideways_at_400_percent(small: Page, hosted: str, kinds: tuple[str, ...], language: str) -> None:
    faults = []
    for address in kinds:
        small.goto(hosted + language + address)
        faults += [f"{address}: {fault}" for fault in small.evaluate(WIDE)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [320, 1440])
def test_wide_spacing_cuts_nothing_off(small: Page, hosted: str, kinds: tuple[str, ...], width: int) -> None:
    small.set_viewport_size({"width": width, "height": 800})
    faults = []
    for address in kinds:
        small.goto(hosted + address)
        small.add_style_tag(content=SPACED)
        faults += [f"{address}: {fault}" for fault in (*small.evaluate(CUT), *small.evaluate(WIDE))]
    assert not faults, "\n".join(faults)


def test_both_languages_side_by_side_fit_a_small_screen(small: Page, hosted: str) -> None:
    small.goto(f"{hosted}programme-budget-2024-25/output-1-1/?view=both")
    small.locator("html.both").wait_for(state="attached")
    small.add_style_tag(content=SPACED)
    assert small.evaluate(WIDE) == [] and small.evaluate(CUT) == []


@pytest.mark.parametrize("width", [320, 375, 1440])
def test_no_count_and_no_symbol_breaks_over_two_lines(small: Page, hosted: str, kinds: tuple[str, ...], width: int) -> None:
    small.set_viewport_size({"width": width, "height": 800})
    broken = []
    for address in kinds:
        small.goto(hosted + address)
        shown = small.locator("article :is(.count, .whole)")
        broken += [f"{address}: {one}" for one in shown.evaluate_all(BROKEN)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("width", [375, 1440])
def test_targets_outside_sentences_are_24_pixels_or_more(
    browser: Browser,
    hosted: str,
    kinds: tuple[str, ...],
    width: int,
    tell: Callable[[str], None],
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    window = context.new_page()
    faults = []
    for address in kinds:
        window.goto(hosted + address, wait_until="networkidle")
        faults += [f"{address}: {fault}" for fault in window.evaluate(SMALL)]
    context.close()
    tell(f"targets under 24 px at {width} px: {len(faults)} on {len(kinds)} kinds of pages")
    assert not faults, "\n".join(faults)
