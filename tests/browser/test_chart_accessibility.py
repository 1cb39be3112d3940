"""The charts in a browser: on a phone and a desktop, by keyboard, with a screen reader."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from support import axe
from support.charts import CHARTS

CHECKED: dict[Literal["light", "dark"], list[str]] = {"light": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], "dark": axe.COLOURS}
"""What axe checks in each scheme: nothing but colours differs in the dark one."""
PAGES = ["pictures/", *(f"pictures/{name}/" for name in CHARTS)]


@pytest.mark.parametrize("width", [375, 1440])
def test_charts_show_one_form_with_large_letters_and_have_text_alternatives(browser: Browser, served: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    for address in PAGES:
        page.goto(served + address)
        assert page.locator("svg.drawn:visible").count() == (1 if address != "pictures/" else 0), address
        letters = page.evaluate(_SMALLEST)
        assert letters is None or letters >= (14 if width == 375 else 12), (address, letters)
        for scheme, rules in CHECKED.items():
            page.emulate_media(color_scheme=scheme)
            found = axe.run(page, {"runOnly": rules}, _PICTURES)
            assert found == [], (address, scheme, found)
    page.close()


# What surrounds pictures is every page's, and tested as such.
_PICTURES = {"include": [[".md-content"]], "exclude": [[".status"]]}
_SMALLEST = """() => {
  const texts = [...document.querySelectorAll("svg.drawn text")].filter((text) => text.getClientRects().length);
  const scale = (text) => text.ownerSVGElement.getBoundingClientRect().width / text.ownerSVGElement.viewBox.baseVal.width;
  return texts.length ? Math.min(...texts.map((text) => parseFloat(text.getAttribute("font-size")) * scale(text))) : null;
}"""


def test_marks_on_a_phone_are_wide_enough_for_touch(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 812})
    for address in PAGES[1:]:
        page.goto(served + address)
        heights = page.locator("svg.drawn:visible a").evaluate_all(
            "links => links.map(link => [link.getBoundingClientRect().height, link.getAttribute('href')])"
        )
        assert len(heights) > 1, address
        assert [mark for mark in heights if mark[0] < 23.5] == [], address
    page.close()


def test_a_mark_is_focusable_visible_and_followed_by_keyboard(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(served + "en/pictures/levels/")
    mark = page.get_by_role("link", name="Outcome 5, Regional: 8").first
    assert mark.evaluate("mark => { mark.focus({ focusVisible: true }); return document.activeElement === mark; }")
    assert mark.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/commitments/?above=outcome-5&level=regional")
    assert _shown(page) == 8
    page.goto(served + "en/commitments/?level=none&above=enabler-b")
    assert _shown(page) == 13
    page.close()


def test_a_chart_of_many_bars_is_no_series_of_stops_for_the_keyboard_but_its_table_is(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(served + "en/pictures/actions/")
    bar = page.get_by_role("link", name="Outcome 5, Country level, Policies: 16").locator("visible=true").first
    assert bar.evaluate("bar => bar.tabIndex") == -1
    outcome = page.locator("svg.drawn").get_by_role(
        "link", name="Outcome 5. Protection at work and equality of opportunity for all"
    )
    assert outcome.locator("visible=true").evaluate("link => link.tabIndex") == 0
    row = page.get_by_role("rowgroup").filter(has_text="Outcome 5.").get_by_role("row", name="Country level")
    row.get_by_role("link", name="16", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/commitments/?above=outcome-5&level=national&action=policies")
    assert _shown(page) == 16
    page.close()


def test_a_preview_is_loaded_and_has_no_letters_on_a_phone(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 812})
    page.goto(served + "pictures/")
    previews = page.locator(".pictures img").all()
    assert len(previews) == len(CHARTS)
    for preview in previews:
        preview.scroll_into_view_if_needed()
        page.wait_for_function("preview => preview.complete && preview.naturalWidth > 0", arg=preview.element_handle())
        svg = page.request.get(preview.evaluate("preview => preview.currentSrc")).text()
        assert "<svg" in svg and "<text" not in svg
    page.close()


@pytest.mark.parametrize("name", CHARTS)
def test_high_contrast_colours_every_word_as_the_system_does(browser: Browser, served: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, forced_colors="active")
    page.goto(f"{served}pictures/{name}/")
    colours = page.evaluate(_FORCED_COLOURS)
    assert colours["words"] and set(colours["words"]) <= set(colours["system"])
    page.close()


# The colours of words in a chart, without those on a mark, and of a word and a link in the colours of the system.
_FORCED_COLOURS = """() => {
  const probe = document.body.appendChild(document.createElement("p"));
  const system = ["CanvasText", "LinkText"].map((name) => { probe.style.color = name; return getComputedStyle(probe).color; });
  const words = [...document.querySelectorAll("svg.drawn text:not(.on)")].filter((text) => text.getClientRects().length);
  return { system, words: words.map((text) => getComputedStyle(text).fill) };
}"""


def _shown(page: Page) -> int:
    return page.locator("table.commitments tbody tr td:first-child").count()
