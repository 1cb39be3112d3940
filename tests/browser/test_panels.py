"""Every panel opens within the window, its first and last control can be touched, and axe finds nothing wrong in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from support import axe
from support.panels import OPENED
from support.visibility import outside, too_wide, unreachable

WINDOWS = {375: 667, 720: 450, 768: 1024, 1024: 768, 1440: 900}
"""Heights by widths; 720 × 450 is what a zoom of 200 % leaves of 1440 × 900."""
ZOOMED = 720
TOUCHED = 1000
"""Windows narrower than this are used by touch, the others with a mouse."""


LANGUAGES = {375: ("", "en/"), 720: ("en/",), 768: ("en/",), 1024: ("",), 1440: ("en/",)}
"""The beginnings of addresses by width: both languages where space is scarcest, one after the other where words have room."""
JUDGED = ((375, ""), (1440, "en/"))
"""The windows in which axe judges what is open: each form of the page and each language once."""
CASES = [
    pytest.param(language + opened.address, name, width, id=f"{name}, {width} px, {language or 'fr/'}")
    for name, opened in OPENED.items()
    for width, languages in LANGUAGES.items()
    for language in languages
    if width in opened.widths and (width != ZOOMED or name == "the menu")
]


@pytest.fixture
def window(browser: Browser, width: int) -> Iterator[Page]:
    """A window of a width."""
    touch = width < TOUCHED
    context = browser.new_context(
        viewport={"width": width, "height": WINDOWS[width]},
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        permissions=["clipboard-read", "clipboard-write"],
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("address", "name", "width"), CASES)
def test_an_open_panel_is_in_the_window_usable_and_accessible(
    window: Page, hosted: str, address: str, name: str, width: int
) -> None:
    opened = OPENED[name]
    window.goto(hosted + address)
    thing = opened.open(window)
    problems = outside(thing, height=opened.whole) + unreachable(thing) + too_wide(window)
    if (width, address.removesuffix(opened.address)) in JUDGED:
        if not opened.whole:
            window.evaluate("scrollTo({top: 0, behavior: 'instant'})")  # Nothing of the page lies under its header.
        problems += axe.violations(window, floating=thing if opened.whole else None)
    assert not problems, "\n".join(problems)
