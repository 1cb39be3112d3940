"""With large type, wide spacing and small screens, nothing is cut off or scrolls sideways, and targets are large enough."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from statistics import mode
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from edition.languages import LANGUAGES
from edition.references.urls import language_prefix
from support.charts import CHARTS
from support.visibility import press, too_wide

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""The text spacing of WCAG 1.4.12."""
CUT = """() => [...document.querySelectorAll("body *:not(.breadcrumbs *)")].filter((one) => {
  const style = getComputedStyle(one);
  if (![style.overflowX, style.overflowY].some((value) => ["hidden", "clip"].includes(value))) return false;
  if (style.webkitLineClamp !== "none") return false;  // A row of the explorer shows its rest when it is pressed.
  if (style.clipPath !== "none" || !one.checkVisibility() || !one.textContent.trim()) return false;
  return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
}).map((one) => one.outerHTML.slice(0, 100))"""
"""Text that is cut off. The breadcrumbs are one line: each of their names is complete in the outline or the page's title."""
WIDE = """() => {
  const most = document.documentElement.clientWidth, page = document.documentElement.scrollWidth - most;
  if (page <= 0) return [];
  return [page + " px too wide", ...[...document.querySelectorAll("article *")]
    .filter((one) => one.getBoundingClientRect().right > most + 1).map((one) => one.outerHTML.slice(0, 100))].slice(0, 4);
}"""
BROKEN = """() => [...document.querySelectorAll("article :is(.count, .whole)")]
  .filter((one) => new Set([...one.getClientRects()].map((box) => box.top)).size > 1).map((one) => one.textContent)"""
"""Counts and symbols that break over two lines."""
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [role=option], label:has(input), [tabindex='0']")]
  .filter((one) => {
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (!one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) || style.clipPath !== "none" || box.width === 0) return false;
    if (one.matches("input") && one.closest("label")) return false;
    if (one.closest("svg.drawn")) return false;  // What marks lead to is in the table below the picture, too.
    if (box.width >= 23.5 && box.height >= 23.5) return false;
    const words = (node) => node.textContent.trim().length;
    const line = one.closest("p, li, dd, dt, td, th, figcaption, h1, h2, h3, h4");
    return !(style.display === "inline" && line && words(line) > words(one));
  }).map((one) => Math.round(one.getBoundingClientRect().width) + "×" + Math.round(one.getBoundingClientRect().height) + " " + one.outerHTML.slice(0, 90))"""
"""Targets outside sentences that are smaller than 24 by 24 pixels."""
SCREENS = {320: 256, 375: 800, 1440: 800}
"""Heights by widths; 320 × 256 px are what 400 % leave of 1280 × 1024."""
ASKED = {"too wide": WIDE, "broken": BROKEN, "too small a target": SMALL}
ASKED_SPACED = {"cut off, spaced": CUT, "too wide, spaced": WIDE}


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    """A window, into which styles can be put."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def misfits(window: Page) -> Iterator[str]:
    """Everything that does not fit on a page in its present state, at each width, then with wide spacing."""
    for width, height in SCREENS.items():
        window.set_viewport_size({"width": width, "height": height})
        window.evaluate("document.fonts.ready.then(() => undefined)")
        yield from (f"{width} px: {name}: {one}" for name, script in ASKED.items() for one in window.evaluate(script))
    window.add_style_tag(content=SPACED)
    for width in (max(SCREENS), min(SCREENS)):
        window.set_viewport_size({"width": width, "height": SCREENS[width]})
        yield from (f"{width} px: {name}: {one}" for name, script in ASKED_SPACED.items() for one in window.evaluate(script))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_and_every_chart_fits_every_screen(
    window: Page,
    hosted: str,
    kinds: tuple[str, ...],
    language: str,
    report_figure: Callable[[str], None],
) -> None:
    addresses = dict.fromkeys((*kinds, *(f"pictures/{name}/" for name in CHARTS)))
    problems = []
    for address in addresses:
        window.goto(f"{hosted}{language_prefix(language)}{address}")
        problems += [f"{address}: {problem}" for problem in misfits(window)]
    report_figure(f"fit: {len(problems)} problems on {len(addresses)} pages, {language}, at {len(SCREENS)} widths")
    assert not problems, "\n".join(problems)


def test_the_search_page_fits_with_its_results_and_filters(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}search/?q=dialogue+social")
    window.locator(".found > li").first.wait_for()
    if window.locator(".search-open-filters").is_visible():
        press(window.locator(".search-open-filters"))
    window.evaluate("for (const one of document.querySelectorAll('.search-filters details')) one.open = true")
    assert not (problems := list(misfits(window))), "\n".join(problems)


def test_both_languages_side_by_side_fit(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}programme-budget-2024-25/output-1-1/?view=both")
    window.locator("html.both").wait_for(state="attached")
    assert not (problems := list(misfits(window))), "\n".join(problems)


def test_the_explorer_fits_filtered_and_grouped(window: Page, hosted: str) -> None:
    window.goto(f"{hosted}en/commitments/?above=outcome-2")
    window.locator("select[name=group]").select_option("level")
    assert not (problems := list(misfits(window))), "\n".join(problems)


def shade(window: Page) -> int:
    """How much the background of a table differs, most often, between the right edge of what is shown of it and 40 px before."""
    box = window.locator(".picture-table").bounding_box()
    assert box
    width, height = 40, 500
    image = window.screenshot(clip={"x": box["x"] + box["width"] - width, "y": 150, "width": width, "height": height})
    pixels = Image.open(io.BytesIO(image)).convert("L").tobytes()
    before, edge = (mode(pixels[column::width]) for column in (0, width - 1))
    return abs(before - edge)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("chart", ["instruments", "themes"])
def test_a_table_that_is_cut_off_has_a_shadow_at_its_edge_until_its_end(
    browser: Browser, hosted: str, chart: str, scheme: Literal["light", "dark"]
) -> None:
    with browser.new_context(viewport={"width": 375, "height": 812}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{hosted}pictures/{chart}/")
        table = page.get_by_role("region", name="Tableau")
        table.evaluate("one => one.scrollIntoView()")
        assert shade(page) > 30
        table.focus()
        for _ in range(100):
            page.keyboard.press("ArrowRight")
        page.wait_for_function(
            "() => { const one = document.activeElement; return one.scrollLeft + one.clientWidth >= one.scrollWidth - 1; }"
        )
        assert shade(page) == 0


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("address", ["en/programme-budget-2024-25/output-5-1/", "en/m-power/"])
def test_the_bar_fits_with_the_name_of_each_passage_even_before_its_font_has_come(
    browser: Browser, hosted: str, address: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.route("**/*.woff2", lambda route: route.abort())
        page.goto(hosted + address)
        names = []
        for unit in page.locator("article [data-unit]:visible").all():
            unit.evaluate(
                "one => new Promise((done) => { one.scrollIntoView(); requestAnimationFrame(() => requestAnimationFrame(done)); })"
            )
            names.append(page.locator(".breadcrumbs .here").inner_text())
            assert too_wide(page) == [], names[-1]
        assert len(set(names)) > 5
