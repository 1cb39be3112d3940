"""Every panel that opens on the site: its place, how a person opens it, and the windows in which it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page

from support.visibility import press

OUTPUT = "programme-budget-2024-25/output-1-1/"
WIDE = 1220
"""From this width, in pixels, the menu and the notes have separate columns."""


@dataclass(frozen=True)
class Opened:
    """Something that opens: the address of a page, what a person does there, and the widths of window at which it is done."""

    address: str
    open: Callable[[Page], Locator]
    """Opens it, and returns it."""
    widths: range = range(320, 10_000)
    whole: bool = True
    """It fits in the window; else it is part of the page, and only as wide as the window."""


def _shown(page: Page, selector: str) -> Locator:
    found = page.locator(selector).first
    found.wait_for()
    return found


def _menu(page: Page) -> Locator:
    press(page.locator("button.menu"))
    return _shown(page, "#site-outline:popover-open")


def _skip(page: Page) -> Locator:
    page.keyboard.press("Tab")
    return _shown(page, ".md-skip:focus")


def _search(words: str, result: str) -> Callable[[Page], Locator]:
    def run(page: Page) -> Locator:
        press(page.locator("a[data-search]"))
        page.locator("dialog input:focus").wait_for()
        page.keyboard.type(words)
        _shown(page, result)
        return _shown(page, ".search-dialog")

    return run


def _search_filters(page: Page) -> Locator:
    _shown(page, ".found > li")
    if page.locator(".search-open-filters").is_visible():
        press(page.locator(".search-open-filters"))
        _shown(page, ".search-sheet")
    press(page.locator(".search-filters details:not([open]) > summary").first)
    return _shown(page, ".search-filters:has(details[open])")


def open_filters(page: Page) -> Locator:
    """Opens the filters of the explorer where they do not stand beside its table, and returns them."""
    if page.locator(".open-filters").is_visible():
        press(page.locator(".open-filters"))
    return _shown(page, "form.explorer")


def _filtered(page: Page) -> Locator:
    filters = open_filters(page)
    page.locator("select[name=above]").select_option("outcome-2")
    page.locator("select[name=group]").select_option("level")
    return filters


def _grouped(page: Page) -> Locator:
    _filtered(page)
    if page.locator(".explorer [data-close]").is_visible():
        press(page.locator(".explorer [data-close]"))
    return _shown(page, "table.commitments:has(th[scope=rowgroup])")


def _side_by_side(page: Page) -> Locator:
    press(page.locator("button[data-both]"))
    return _shown(page, "html.both article")


def _facing(page: Page) -> Locator:
    press(page.locator("button[data-facing]"))
    return _shown(page, "html.facing .levels")


def _preview_of(page: Page, link: Locator) -> Locator:
    if page.evaluate("navigator.maxTouchPoints > 0"):
        press(link)
    else:
        link.hover()
    return _shown(page, ".preview")


def _preview(page: Page) -> Locator:
    return _preview_of(page, page.locator("#p27 a.reference").first)


def _passage_menu(page: Page) -> Locator:
    press(page.locator("#p28-3 > .unit-button"))
    return _shown(page, ".unit-menu")


def _copied(page: Page) -> Locator:
    _passage_menu(page)
    press(page.locator(".unit-menu button").first)
    return _shown(page, ".said:not(:empty)")


def _not_copied(page: Page) -> Locator:
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))")
    _copied(page)
    return _shown(page, ".said:has(output)")


def _keys(page: Page) -> Locator:
    press(page.locator("button[data-keys]"))
    return _shown(page, "dialog.keys")


def _acronym(page: Page) -> Locator:
    shown = page.locator("article abbr[tabindex]:visible").all()
    press(max(shown, key=lambda one: float(one.evaluate("one => one.getBoundingClientRect().right"))))
    return _shown(page, "article :has(> abbr:focus)")


def _sidenote(page: Page) -> Locator:
    note = _shown(page, ".sidenote")
    note.scroll_into_view_if_needed()
    return note


def _footnote(page: Page) -> Locator:
    press(page.locator("#call-2"))
    if page.evaluate("navigator.maxTouchPoints > 0"):
        press(page.locator(".preview-title"))
    return _shown(page, "#fn-2:target")


def _note_at_its_call(page: Page) -> Locator:
    return _preview_of(page, page.locator("#call-2"))


def _correction(page: Page) -> Locator:
    _shown(page, "html.both article")
    return _preview_of(page, page.locator("#p28-1 .correction"))


def _unfolded(fold: str) -> Callable[[Page], Locator]:
    def run(page: Page) -> Locator:
        details = page.locator(fold).first
        if details.get_attribute("open") is not None:
            press(details.locator("> summary"))
        press(details.locator("> summary"))
        details.and_(page.locator("[open]")).wait_for()
        return details

    return run


def _stands(selector: str) -> Callable[[Page], Locator]:
    return lambda page: _shown(page, selector)


OPENED = {
    "the menu": Opened("programme-budget-2024-25/outcome-1/", _menu, range(320, WIDE)),
    "the way past the frame": Opened("m-power/", _skip),
    "the search, with results": Opened("m-power/", _search("social", "dialog [role=option]")),
    "the search, with none": Opened("m-power/", _search("xylophone", ".search-rest > *")),
    "the filters of the search page": Opened("search/?q=social&document=programme-budget-2024-25", _search_filters, whole=False),
    "the explorer, filtered": Opened("commitments/", _filtered, whole=False),
    "the explorer, grouped": Opened("commitments/", _grouped, whole=False),
    "both languages side by side": Opened(OUTPUT, _side_by_side, whole=False),
    "levels face to face": Opened(OUTPUT, _facing, range(960, 10_000), whole=False),
    "the preview of a reference": Opened(OUTPUT, _preview),
    "the menu of a passage": Opened(OUTPUT, _passage_menu),
    "a link that is copied": Opened(OUTPUT, _copied),
    "a link that could not be copied": Opened(OUTPUT, _not_copied),
    "the keyboard shortcuts": Opened(OUTPUT, _keys),
    "the full form of an acronym": Opened("programme-budget-2024-25/output-5-1/", _acronym, whole=False),
    "a note below its paragraph": Opened("programme-budget-2024-25/outcome-7/", _sidenote, range(768, 10_000)),
    "a note at its call": Opened("programme-budget-2024-25/outcome-7/", _note_at_its_call, range(320, 1000)),
    "a correction": Opened(OUTPUT + "?view=both", _correction),
    "a footnote": Opened("programme-budget-2024-25/outcome-7/", _footnote),
    "the contents of a page": Opened(
        "programme-budget-2024-25/agenda/", _unfolded("details.on-this-page"), range(320, 960), whole=False
    ),
    "a passage of a correction": Opened("corrections/", _unfolded("article details"), whole=False),
    "a folded picture": Opened("commitments/", _unfolded("details.picture-fold"), whole=False),
    "a concordance": Opened("concordance/?q=travail+d%C3%A9cent", _stands("table.concordance:has(tbody td)"), whole=False),
    "the passages of a translation": Opened(
        "glossary/decent-work/", _unfolded(".concordance-term-translations details"), whole=False
    ),
    "the switches of reading offline": Opened("offline/", _stands("[data-offline] button[aria-checked]"), whole=False),
    "the nearest addresses": Opened("programme-budget-2024-25/output-1-11/", _stands("[data-nearest]:has(li)"), whole=False),
}
