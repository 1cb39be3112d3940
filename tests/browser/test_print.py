"""A printed page has its complete text alone, in dark ink, with its source and the addresses that it cites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

PRESSED = "header, .md-sidebar, .md-skip, button, summary:not(#outline > summary), select, input, .breadcrumbs, .neighbours, .headerlink"
"""The controls of a screen; that of an outline is printed as its title."""


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A window of the width of a sheet, of a reader whose screen is dark."""
    context = browser.new_context(viewport={"width": 680, "height": 1000}, color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def test_every_kind_of_page_prints_its_text_alone(
    paper: Page,
    hosted: str,
    kinds: tuple[str, ...],
    report_figure: Callable[[str], None],
) -> None:
    sheets = 0
    for address in kinds:
        paper.goto(f"{hosted}en/{address}")
        shown = paper.evaluate(
            """(pressed) => [...document.querySelectorAll(pressed)]
            .filter((one) => one.checkVisibility() && one.getClientRects().length).map((one) => one.outerHTML.slice(0, 90))""",
            PRESSED,
        )
        assert shown == [], address
        assert paper.locator("h1").is_visible(), address
        wide = paper.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
        assert paper.locator(".printed-from").inner_text() == f"http://localhost:8000/en/{address}"
        sheets += paper.pdf(format="A4").count(b"/Type /Page\n")
    report_figure(f"{sheets} sheets of paper for {len(kinds)} kinds of pages")


def test_ink_is_dark_and_paper_white_whatever_the_screen(paper: Page, hosted: str) -> None:
    paper.goto(f"{hosted}programme-budget-2024-25/output-1-1/")
    assert paper.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert paper.locator("#p27").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    assert paper.evaluate("getComputedStyle(document.body).backgroundColor") in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    paper.goto(f"{hosted}pictures/")
    picture = paper.locator(".pictures img").first
    assert picture.evaluate("one => getComputedStyle(one).filter") == "none"
    paper.emulate_media(media="screen")
    assert "invert" in str(picture.evaluate("one => getComputedStyle(one).filter"))


def test_collapsed_parts_are_printed(paper: Page, hosted: str) -> None:
    paper.goto(f"{hosted}corrections/")
    assert paper.locator("article details").first.evaluate("one => one.getBoundingClientRect().height") > 100


def test_external_addresses_are_printed(paper: Page, hosted: str) -> None:
    paper.goto(f"{hosted}en/instruments/p29/")
    link = paper.locator("a[rel~=external]").first
    words, after = link.inner_text(), link.evaluate("one => getComputedStyle(one, '::after').content")
    assert link.get_attribute("href") in words + after
    paper.goto(f"{hosted}programme-budget-2024-25/output-1-1/")
    assert paper.locator("#p27 a.reference").first.evaluate("one => getComputedStyle(one, '::after').content") == "none"


def test_the_references_of_a_page_are_listed_at_its_end_with_full_addresses(paper: Page, hosted: str) -> None:
    paper.goto(f"{hosted}en/programme-budget-2024-25/output-1-1/")
    listed = paper.locator(".printed li").all_inner_texts()
    assert listed[0].split("\n") == [
        "Occupational Safety and Health Convention, 1981 (No.\u00a0155)",
        "http://localhost:8000/en/instruments/c155/",
    ]
    links = paper.locator("article .unit a.reference").evaluate_all("links => links.map((link) => new URL(link.href).pathname)")
    assert [re.sub(r"(?s).*:8000", "", one) for one in listed] == list(dict.fromkeys(links))
    paper.emulate_media(media="screen")
    assert not paper.locator(".printed").is_visible()


def test_a_whole_text_is_printed_as_a_document_without_a_list_of_addresses(paper: Page, hosted: str) -> None:
    paper.goto(f"{hosted}en/programme-budget-2024-25/full/")
    assert paper.locator(".printed").count() == 0
    for last in ("#p1", "#p147", "#p204"):
        assert paper.locator(last).is_visible(), last
    assert paper.locator("article .brief, article .part-page:visible").count() == 0
    assert paper.pdf(format="A4").count(b"/Type /Page\n") > 30, "every part is laid out"


@pytest.mark.parametrize("address", ["programme-budget-2024-25/introduction/", "offline/", "en/search/", "404.html", "503.html"])
def test_a_page_of_one_sheet_prints_no_empty_second_one(paper: Page, hosted: str, address: str) -> None:
    paper.goto(hosted + address)
    assert paper.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_headings_stay_with_their_text_and_table_headers_repeat(paper: Page, hosted: str) -> None:
    paper.goto(f"{hosted}glossary/")
    assert paper.locator("article h2").first.evaluate("one => getComputedStyle(one).breakAfter") == "avoid"
    assert paper.locator("thead").first.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    assert paper.locator("th").first.inner_text() == "Français"


def test_the_print_style_does_not_block_rendering(paper: Page, hosted: str) -> None:
    paper.goto(hosted)
    assert paper.locator("link[href$='print.css']").get_attribute("media") == "print"
