"""The whole text on paper is a document: a title page, an outline, running heads, and sheets that break where a reader expects."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from edition.languages import LANGUAGES
from edition.references.urls import language_prefix
from support.printed_pdf import Sheet, read_sheets, squeeze
from support.reading import OUTPUT, WHOLE

TITLE_PAGE = {
    "fr": (
        "Aperçu préliminaire des Propositions",
        "GB.346/PFA/1",
        "Conseil d’administration",
        "7 octobre 2022",
        "Ceci n’est pas une publication de l’OIT",
    ),
    "en": (
        "Preliminary overview of the Programme",
        "GB.346/PFA/1",
        "Governing Body",
        "7 October 2022",
        "This is not a publication of the ILO",
    ),
}
RUNNING_HEADS = {
    "fr": "GB.346/PFA/1 · Programme et budget 2024-25\u00a0: aperçu préliminaire · Édition non officielle",
    "en": "GB.346/PFA/1 · Programme and Budget 2024–25: preliminary overview · Unofficial edition",
}
NOT_PRINTED = {
    "fr": ("FR + EN", "Lire page par page", "Imprimer", "page séparée", "Liens de cette page", "À propos de cette édition", "↑"),
    "en": ("FR + EN", "Read page by page", "Print or save", "separate page", "Links on this page", "About this edition", "↑"),
}
TEXTS = """(selector) => [...document.querySelectorAll(selector)].map((one) => {
  const copy = one.cloneNode(true);
  for (const part of copy.querySelectorAll(".number, .headerlink, .call, .sidenote, .correction, .unit-button, .level, .stale")) part.remove();
  return copy.textContent;
})"""
FIRST_UNITS = """() => [...document.querySelectorAll(".division")].map((one) => [one.id, one.querySelector("[data-unit]").id])"""
LISTS = """() => [...document.querySelectorAll(".lead[id]")].map((lead) => [lead.id, lead.closest(".units").querySelector("li").id])"""


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """A language of the edition."""
    return str(request.param)


@pytest.fixture(scope="module")
def page(browser: Browser, hosted: str, language: str) -> Page:
    """The whole text in the window of a reader whose screen is dark."""
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto(f"{hosted}{language_prefix(language)}{WHOLE}")
    return page


@pytest.fixture(scope="module")
def sheets(page: Page) -> list[Sheet]:
    """The sheets of paper of the whole text."""
    return read_sheets(page.pdf(format="A4", prefer_css_page_size=True))


def places(sheets: list[Sheet]) -> dict[str, tuple[int, float]]:
    """The sheet and the height of each anchor that something printed links to."""
    return {anchor: (number, height) for number, sheet in enumerate(sheets) for anchor, height in sheet.anchors.items()}


def test_the_first_sheet_is_a_title_page(page: Page, sheets: list[Sheet], language: str) -> None:
    assert squeeze(str(page.locator("link[rel=canonical]").get_attribute("href"))) in sheets[0].words
    for words in TITLE_PAGE[language]:
        assert squeeze(words) in sheets[0].words
    assert squeeze(RUNNING_HEADS[language]) not in sheets[0].words


def test_the_outline_of_all_divisions_has_the_second_and_the_third_sheet(page: Page, sheets: list[Sheet]) -> None:
    headings = page.evaluate(TEXTS, ".division > :is(h2, h3)")
    assert len(headings) == 57
    outline = sheets[1].words + sheets[2].words
    assert [heading for heading in headings if squeeze(heading) not in outline] == []
    # The text begins where the outline ends.
    end = next(place for place, sheet in enumerate(sheets) if squeeze(headings[-1]) in sheet.words)
    assert places(sheets)["introduction"][0] == end


def test_the_outline_has_the_numbers_of_the_paragraphs_of_each_division(sheets: list[Sheet]) -> None:
    outline = sheets[1].words + sheets[2].words
    # From the printed text: Outcome 1 has the paragraphs 21 to 41; its Output 1.1 has 27 to 29.
    assert squeeze("§ 21–41") in outline and squeeze("§ 27–29") in outline


def test_every_further_sheet_has_the_running_head_and_its_number(sheets: list[Sheet], language: str) -> None:
    for number, sheet in enumerate(sheets[1:], 2):
        heads = [text for height, text in sheet.lines if height < 0.06]
        feet = [text for height, text in sheet.lines if height > 0.95]
        assert (heads, feet) == ([RUNNING_HEADS[language]], [f"{number} / {len(sheets)}"])


def test_all_passages_are_printed_in_their_order(page: Page, sheets: list[Sheet]) -> None:
    found = places(sheets)
    in_order = [found[f"p{number}"] for number in range(1, 205)]
    assert in_order == sorted(in_order)
    text = "".join(sheet.words for sheet in sheets)
    for selector in ("#p1", "#p147", "#fn-2", "#p204"):
        assert squeeze(page.evaluate(TEXTS, selector)[0])[-80:] in text, selector


def test_each_paragraph_begins_at_its_number_with_two_lines_at_least(sheets: list[Sheet]) -> None:
    for number in range(1, 205):
        sheet = next(sheet for sheet in sheets if f"p{number}" in sheet.anchors)
        beginning = sheet.anchors[f"p{number}"]
        assert any(text.endswith(str(number)) for height, text in sheet.lines if 0 < height - beginning < 0.1), number
        is_longer = f"p{number + 1}" not in sheet.anchors
        assert not is_longer or len([height for height, _ in sheet.lines if beginning + 0.06 < height < 0.95]) > 2, number


def test_nothing_of_the_screen_is_printed(sheets: list[Sheet], language: str) -> None:
    text = "".join(sheet.words for sheet in sheets)
    assert [words for words in NOT_PRINTED[language] if squeeze(words) in text] == []


def test_headings_items_and_the_figure_are_not_cut(page: Page, sheets: list[Sheet]) -> None:
    selectors = ("article :is(h2, h3, h4)", ".items > li", "figure.drawing figcaption", ".footnotes p")
    texts = [squeeze(text) for selector in selectors for text in page.evaluate(TEXTS, selector)]
    assert len(texts) > 400
    assert [text for text in texts if not any(text in sheet.words for sheet in sheets)] == []
    labels = [
        squeeze(text) for text in page.evaluate(TEXTS, "figure.drawing figcaption, figure.drawing svg:not([hidden]) a > text")
    ]
    assert any(all(label in sheet.words for label in labels) for sheet in sheets), labels


def test_headings_and_introductions_of_lists_stay_with_what_follows(page: Page, sheets: list[Sheet]) -> None:
    found = places(sheets)
    for before, after in (*page.evaluate(FIRST_UNITS), *page.evaluate(LISTS)):
        if before in found:
            assert found[before][0] == found[after][0], (before, after)


def test_no_sheet_is_left_half_empty(page: Page, sheets: list[Sheet]) -> None:
    caption = squeeze(page.evaluate(TEXTS, "figure.drawing figcaption")[0])
    for number, (sheet, following) in enumerate(pairwise(sheets), 1):
        before_the_figure = caption in following.words
        assert sheet.ends_at() > (0.4 if before_the_figure else 0.5), number


def test_a_page_of_the_text_has_the_running_head_too(page: Page, hosted: str, language: str) -> None:
    other = page.context.new_page()
    other.goto(f"{hosted}{language_prefix(language)}{OUTPUT}")
    first, *further = read_sheets(other.pdf(format="A4"))
    assert squeeze(RUNNING_HEADS[language]) not in first.words
    assert further and all(squeeze(RUNNING_HEADS[language]) in sheet.words for sheet in further)
    other.close()
