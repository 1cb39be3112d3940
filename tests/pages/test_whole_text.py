"""The page with the whole text of a document: the units of its pages, in their order, each with its anchor and its own address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

import pytest
from lxml import html

from edition.languages import LANGUAGES
from edition.site import Site

PROGRAMME = "programme-budget-2024-25"
WHOLE = f"{PROGRAMME}/full/"


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[tuple[str, str], html.HtmlElement]:
    """The pages of the programme by language and address."""
    found = (page for page in site.pages.values() if page.document and page.document.id == PROGRAMME)
    return {
        (language, page.address): html.fragment_fromstring(renderer.render_page(page).html, create_parent=True)
        for page in found
        for language, renderer in site.renderers.items()
    }


def units(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """The identifiers and the words of a page's units."""
    for unit in page.xpath(".//*[@data-unit]"):
        yield unit.get("data-unit"), " ".join(unit.text_content().split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_the_units_of_the_pages_in_their_order(
    site: Site, pages: dict[tuple[str, str], html.HtmlElement], language: str
) -> None:
    document = site.edition.documents[0]
    in_order = [f"{PROGRAMME}/", *(f"{PROGRAMME}/{division.head.id}/" for division in document.divisions())]
    expected = [unit for address in in_order for unit in units(pages[language, address])]
    found = [*units(pages[language, WHOLE])]
    assert found == expected
    numbers = [name for name, _ in found if name.removeprefix(f"{PROGRAMME}/p").isdigit()]
    assert numbers == [f"{PROGRAMME}/p{number}" for number in range(1, 205)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_every_anchor_and_heading_of_the_text(
    site: Site, pages: dict[tuple[str, str], html.HtmlElement], language: str
) -> None:
    anchors = set(pages[language, WHOLE].xpath(".//@id"))
    document = site.edition.documents[0]
    wanted = {division.head.id for division in document.divisions()}
    for unit in site.links.units:
        target = site.links.resolve(unit.identifier)
        if unit.document == PROGRAMME and unit.role != "summary" and target and target.anchor:
            wanted.add(target.anchor)
    assert len(wanted) > 600 and wanted <= anchors, wanted - anchors


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_within_the_text_stay_on_the_page(pages: dict[tuple[str, str], html.HtmlElement], language: str) -> None:
    page = pages[language, WHOLE]
    hrefs = [str(href) for href in page.xpath(".//*[@data-page]//a[contains(@class, 'reference')]/@href")]
    within = {href for href in hrefs if href.startswith("#")}
    assert {"#outcome-1", "#enabler-a"} <= within and {href[1:] for href in within} <= set(page.xpath(".//@id"))
    away = {urldefrag(urljoin(f"https://example.org/{WHOLE}", href))[0].removeprefix("https://example.org/") for href in hrefs}
    assert {address for address in away if address.startswith(f"{PROGRAMME}/")} <= {WHOLE, f"{PROGRAMME}/"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_has_the_address_at_which_its_passages_are_cited(
    site: Site, pages: dict[tuple[str, str], html.HtmlElement], language: str
) -> None:
    for part in pages[language, WHOLE].xpath(".//*[@data-page]"):
        base = urljoin(f"/{WHOLE}", part.get("data-page"))
        for unit in part.xpath(".//*[@data-unit]"):
            target = site.links.resolve(unit.get("data-unit"))
            assert target and f"/{target.href}" == f"{base}#{target.anchor}"
    assert not pages[language, WHOLE].xpath(".//*[@data-unit][not(ancestor::*[@data-page])]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_of_the_text_links_to_its_place_on_it_and_back(
    site: Site, pages: dict[tuple[str, str], html.HtmlElement], language: str
) -> None:
    for division in site.edition.documents[0].divisions():
        links = pages[language, f"{PROGRAMME}/{division.head.id}/"].xpath(".//p[@class='text-actions']/a/@href")
        assert f"../full/#{division.head.id}" in links
    assert "full/" in pages[language, f"{PROGRAMME}/"].xpath(".//p[@class='text-actions']/a/@href")
    whole = pages[language, WHOLE]
    assert "../" in whole.xpath(".//p[@class='text-actions']/a/@href")
    for part in whole.xpath(".//*[contains(@class, 'division')]"):
        assert part.xpath("./p[@class='part-page']/a/@href") == [part.get("data-page")]
    names = whole.xpath(".//p[@class='part-page']/a/text()")
    assert len(names) == len(set(names)) == 57


def test_only_divided_texts_have_one(site: Site) -> None:
    assert {address for address, page in site.pages.items() if page.kind.is_whole} == {WHOLE}
