"""“In brief”: the edition's own summaries, each sentence with the passages that it rests on."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from lxml import html

from edition.languages import LANGUAGES
from edition.search.records import make_search_records
from edition.site import Site, prepare_site
from support.reading import plain
from support.small_project import Project

PROGRAMME = "programme-budget-2024-25"
SUMMARIZED = ["", *(f"outcome-{number}/" for number in range(1, 8)), *(f"enabler-{letter}/" for letter in "abc")]
"""The pages of the programme, each outcome and each enabler."""


def brief(site: Site, language: str, address: str) -> html.HtmlElement:
    """The summary on a page."""
    page = site.renderers[language].render_page(site.pages[address])
    (found,) = html.fragment_fromstring(page.html, create_parent=True).xpath(".//section[@class='brief']")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SUMMARIZED)
def test_a_summary_has_80_to_150_words_and_is_marked_as_the_editions(site: Site, page: str, language: str) -> None:
    found = brief(site, language, f"{PROGRAMME}/{page}")
    words = " ".join(span.text_content() for span in found.xpath("p/span[@id]")).split()
    assert 80 <= len([word for word in words if re.search(r"\w", word)]) <= 150
    status = {"fr": "ne fait pas partie du texte", "en": "not part of the text"}
    assert status[language] in found.xpath("string(p[@class='brief-status'])")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", SUMMARIZED)
def test_the_links_of_each_sentence_lead_to_its_passages(site: Site, page: str, language: str) -> None:
    address = f"{PROGRAMME}/{page}"
    document = site.edition.documents[0]
    heads = {f"{PROGRAMME}/{one.head.id}/": one.head for one in document.divisions()} | {f"{PROGRAMME}/": document.head}
    sentences = heads[address].brief
    found = brief(site, language, address)
    assert [plain(span.text_content()) for span in found.xpath("p/span[@id]")] == [
        plain(sentence.shown(language)[0]) for sentence in sentences
    ]
    for sentence, sources in zip(sentences, found.xpath("p/span[@class='sources']"), strict=True):
        links = sources.xpath("a")
        expected = [site.links.resolve(name, PROGRAMME) for name in sentence.sources]
        assert [urljoin(f"/{address}", link.get("href")) for link in links] == [
            f"/{target.href}" for target in expected if target
        ]
        for name, link in zip(sentence.sources, links, strict=True):
            paragraph, _, item = name.partition("-")
            if number := re.fullmatch(r"p(\d+)", paragraph):
                assert link.text == f"§\u00a0{number[1]}" + (f"\u00a0({item})" if item else "")


def test_a_summary_is_not_compared_with_the_source_text(project: Project) -> None:
    project.replace("report/outcome-1/outcome.yml", "d'agir ensemble.", "d'agir autrement.")
    assert project.problems() == []
    assert not [unit for unit in prepare_site(project.root).links.units if unit.role == "summary" and not unit.is_editorial]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_is_one_result_of_the_search(site: Site, language: str) -> None:
    records = [one for one in make_search_records(site.links, site.renderers[language]) if one.kind == "summary"]
    assert [one.href.partition("#")[0] for one in records] == [f"{PROGRAMME}/{page}" for page in SUMMARIZED]
    for page, record in zip(SUMMARIZED, records, strict=True):
        sentences = brief(site, language, f"{PROGRAMME}/{page}").xpath("p/span[@id]")
        assert record.href.endswith(f"#{sentences[0].get('id')}")
        assert plain(record.words) == " ".join(plain(sentence.text_content()) for sentence in sentences)


def test_a_page_without_a_summary_has_no_heading_for_one(site: Site) -> None:
    page = site.renderers["en"].render_page(site.pages[f"{PROGRAMME}/output-1-1/"])
    assert "in-brief" not in page.html
