"""Lists: their headings carry what they contain and at which level, and the number of an item is its only mark."""

from __future__ import annotations

import pytest
from lxml import html

from edition.languages import LANGUAGES
from edition.pages.view import View
from edition.site import Site
from support.reading import plain

PROGRAMME = "programme-budget-2024-25"
HEADINGS = {
    "output-1-1": {
        "fr": [("p28", "Engagements au niveau national"), ("p29", "Engagements au niveau mondial")],
        "en": [("p28", "Country-level commitments"), ("p29", "Global commitments")],
    },
    "output-a-1": {"fr": [("p166", "Réalisations attendues")], "en": [("p166", "Deliverables")]},
}
"""The lists of two pages, by the numbers of their paragraphs, as their introductions describe them."""


def body(site: Site, language: str, address: str) -> html.HtmlElement:
    """The HTML of a page."""
    return html.fragment_fromstring(site.renderers[language].render_page(site.pages[address]).html, create_parent=True)


def view(site: Site, language: str, address: str) -> View:
    """The view of a page."""
    return site.renderers[language].view(site.pages[address])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", HEADINGS)
def test_a_list_has_a_heading_with_its_level_which_the_contents_list(site: Site, name: str, language: str) -> None:
    page = body(site, language, f"{PROGRAMME}/{name}/")
    expected = HEADINGS[name][language]
    headings = page.xpath(".//div[starts-with(@class, 'units')]/h2")
    assert [plain(heading.text) for heading in headings] == [title for _, title in expected]
    assert [heading.getnext().get("id") for heading in headings] == [anchor for anchor, _ in expected]
    listed = [(heading.anchor, heading.title) for heading in view(site, language, f"{PROGRAMME}/{name}/").headings()]
    assert [entry for entry in listed if entry[0].startswith("p")] == [(f"{anchor}-title", title) for anchor, title in expected]


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_several_levels_are_named_in_one_heading(site: Site, language: str) -> None:
    titles = {
        plain(heading.text)
        for page in site.pages.values()
        if page.division
        for heading in body(site, language, page.address).xpath(".//div[starts-with(@class, 'units')]/*[self::h2 or self::h3]")
    }
    expected = {
        "fr": {"Engagements aux niveaux régional et mondial", "Engagements aux niveaux national, régional et interrégional"},
        "en": {"Regional and global commitments", "Country-level, regional and interregional commitments"},
    }
    assert expected[language] <= titles


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_an_item_is_its_only_mark(site: Site, language: str) -> None:
    items = [
        item
        for page in site.pages.values()
        if page.kind.is_text and not page.kind.is_whole
        for item in body(site, language, page.address).xpath(".//*[@class='items']/li")
    ]
    assert len(items) > 339
    for item in items:
        (number,) = item.xpath("a[@class='number']")
        assert number.text.rstrip(".)").isalnum()
        assert not plain(number.tail).startswith(("–", "-", "•", number.text))


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_list_each_heading_of_the_text_by_its_words(site: Site, language: str) -> None:
    for page in site.pages.values():
        if page.kind.is_text and not page.kind.is_whole:
            found = body(site, language, page.address)
            for heading in view(site, language, page.address).headings():
                (target,) = found.xpath(".//*[@id=$anchor]", anchor=heading.anchor)
                if target.tag in ("h2", "h3"):
                    assert plain(heading.title) == plain(target.text_content()).rstrip("¶").strip(), page.address
