"""The charts in a browser: on a phone and a desktop, by keyboard, with a screen reader."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from support import axe
from support.charts import CHARTS

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = ["pictures/", *(f"pictures/{name}/" for name in CHARTS)]


@pytest.mark.parametrize("width", [375, 1440])
def test_charts_show_one_form_with_large_letters_and_have_text_alternatives(browser: Browser, served: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    for address in PAGES:
        page.goto(served + address)
        assert page.locator("svg.drawn:visible").count() == (1 if address != "pictures/" else 0), address
        letters = page.evaluate(_SMALLEST)
        assert letters is None or letters >= (14 if width == 375 else 12), (address, letters)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = axe.violations(page, {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}, _PICTURES)
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
        links = page.locator("svg.drawn:visible a").all()
        assert len(links) > 1, address
        for link in links:
            box = link.bounding_box()
            assert box and box["height"] >= 23.5, (address, link.get_attribute("href"), box)
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


def _shown(page: Page) -> int:
    return page.locator("table.commitments tbody tr td:first-child").count()
