"""The translations of a term on the page of its entry."""

from __future__ import annotations

import re

import pytest
from lxml import html

from edition.site import Site, load_site
from support.small_project import Project


def entry(project: Project, language: str) -> html.HtmlElement:
    site = load_site(project.root)
    return html.fromstring(site.renderers[language].render_page(site.pages["glossary/decent-work/"]).html)


def test_each_translation_has_its_count_and_at_most_three_lines(project: Project) -> None:
    project.replace("leaflet/document.yml", "Un encadré suit.", "Travail décent, travail décent, travail décent.")
    project.replace("leaflet/document.yml", "A box follows.", "On decent work, decent work, decent work.")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Travail décent, travail décent, travail décent.")
    page = entry(project, "fr")
    (details,) = page.xpath("//details[summary]")
    assert " ".join(details.find("summary").text_content().split()) == "decent work 4"
    assert [link.text for link in details.xpath(".//li/a")] == ["§\u00a01"] * 3
    assert [mark.text for mark in details.xpath(".//li")[0].xpath(".//mark")] == ["travail décent", "Decent work"]
    assert page.xpath("//a[starts-with(@href, '../../concordance/')]/@href") == [
        "../../concordance/?q=travail%20d%C3%A9cent&in=fr"
    ]


def test_a_term_that_is_not_translated_alone_has_the_translation_of_the_expression_around_it(project: Project) -> None:
    project.replace("leaflet/document.yml", "Un encadré suit.", "Un [travail décent *de plus*](ref:C98).")
    project.replace("leaflet/document.yml", "A box follows.", "A [box *more*](ref:C98).")
    project.replace("sources/leaflet.txt", "Un encadré suit.", "Un travail décent de plus.")
    summaries = [" ".join(one.text_content().split()) for one in entry(project, "fr").xpath("//summary")]
    assert summaries == ["Decent work 1", "box more (pour « travail décent de plus ») 1"]


@pytest.mark.thorough
@pytest.mark.parametrize("term", ["forced-labour", "decent-work", "formal-economy", "deliverables"])
def test_where_the_concordance_counts_other_passages_than_the_mentions_a_sentence_says_why(site: Site, term: str) -> None:
    text = re.sub("<[^>]*>", "", site.renderers["en"].render_page(site.pages[f"glossary/{term}/"]).html)
    mentions, passages = (
        sum(map(int, re.findall(pattern, text))) for pattern in (r"Mentioned in (\d+) passage", r"Passages: (\d+)\.")
    )
    assert passages > 0
    assert ("includes some passages that the mentions above leave out" in text) == (passages != mentions)


def test_a_term_that_one_language_lacks_says_so_there(project: Project) -> None:
    project.replace("report/introduction.yml", "**Decent work**", "**Good work**")
    assert [one.text_content().split() for one in entry(project, "fr").xpath("//summary")] == [
        ["Autre", "formulation,", "non", "marquée", "1"]
    ]
    english = entry(project, "en")
    assert english.xpath("//*[@id='concordance']") and not english.xpath("//summary")
    assert "No text uses this term in English." in english.text_content()
