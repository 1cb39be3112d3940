"""The data that scripts fetch or read from pages: previews of references, phrases, citations."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from lxml import html

from edition.languages import LANGUAGES
from edition.outputs import interface_strings, link_previews
from edition.references.urls import language_prefix
from edition.site import Site, prepare_site
from support.small_project import Project


def files(site: Site) -> dict[str, dict[str, Any]]:
    """The JSON files that are published with the pages, by path."""
    made = [*interface_strings.make_files(site.inputs()), *link_previews.make_files(site.inputs())]
    return {path: json.loads(content) for path, content in made}


def test_a_preview_has_a_title_a_line_and_the_number_of_citations(project: Project) -> None:
    found = files(prepare_site(project.root))
    assert found["en/previews/instruments.json"]["c98/"] == {
        "title": "Collective Bargaining Convention (No.\u00a098)",
        "line": "A Convention on bargaining.",
        "cited": "Mentioned in 2 passages",
        "cites": "#cited",
    }
    assert found["previews/instruments.json"]["c98/"]["line"] == "Convention sur la négociation."
    assert found["en/previews/report.json"].keys() == {"outcome-1/", "outcome-1/#p2"}
    assert found["en/previews/report.json"]["outcome-1/#p2"]["title"].startswith("§\u00a02 · Outcome 1.")


def test_a_correction_has_a_preview_with_what_it_changes_and_why(project: Project) -> None:
    found = files(prepare_site(project.root))
    assert found["previews/corrections.json"]["#c1"] == {
        "title": "Remplacement · §\u00a02",
        "readings": [
            {"label": "Texte source", "words": "est efficaces."},
            {"label": "Texte publié", "words": "est efficace."},
        ],
        "line": "Accord.",
        "cited": "Toutes les corrections et notes",
        "cites": "./",
    }
    english = found["en/previews/corrections.json"]["#c1"]
    assert english["line"] == "Agreement." and {reading["lang"] for reading in english["readings"]} == {"fr"}


@pytest.mark.thorough
def test_only_texts_in_the_source_language_mark_corrections(site: Site) -> None:
    marked = {
        language: [
            page.address
            for page in site.pages.values()
            if 'class="correction"' in site.renderers[language].render_page(page).html
        ]
        for language in LANGUAGES
    }
    assert len(marked["fr"]) > 20 and marked["en"] == []


@pytest.mark.thorough
def test_everything_that_a_text_refers_to_has_a_preview(site: Site) -> None:
    previews, links = files(site), 0
    for language, renderer in site.renderers.items():
        for address, page in site.pages.items():
            if page.kind.is_whole:
                continue  # Its links within the text have the previews of those of the text's pages.
            body = html.fragment_fromstring(renderer.render_page(page).html, create_parent=True)
            body.make_links_absolute(f"https://example.org/{address}")
            for link in body.xpath("//a[@class='reference']/@href"):
                name, _, rest = str(link).removeprefix("https://example.org/").partition("/")
                assert rest in previews[f"{language_prefix(language)}previews/{name}.json"], (address, link)
                links += 1
    assert links > 1_500


def test_previews_are_light(site: Site) -> None:
    sizes = {path: len(gzip.compress(content)) for path, content in link_previews.make_files(site.inputs())}
    assert sizes and max(sizes.values()) < 8_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_that_a_script_uses_exists(site: Site, language: str) -> None:
    phrases = files(site)[f"{language_prefix(language)}reading.json"]
    keys = ("search", "next-unit", "previous-unit", "link", "citation", "report", "next", "previous", "both", "help", "escape")
    others = {
        "open-graph-locale",
        "citation",
        "copy-link",
        "copy-citation",
        "copy-text-fr",
        "copy-text-en",
        "copy-text-all",
        "text-copied",
        "text-failed",
        "share",
        "link-copied",
        "citation-copied",
        "copy-failed",
        "report-passage",
        "report-subject",
        "report-body",
        "keys",
        "keys-on",
        "close",
    }
    assert phrases.keys() == {f"key-{name}" for name in keys} | others
    assert "{edition}" not in str(phrases["citation"]) and "{reference}" in str(phrases["citation"])


def test_a_page_has_the_data_of_its_citation_for_scripts(site: Site) -> None:
    page = site.renderers["en"].render_page(site.pages["programme-budget-2024-25/output-1-1/"]).html
    trail = html.fragment_fromstring(page, create_parent=True).xpath("//nav[@class='breadcrumbs']")[0]
    assert trail.get("data-work").endswith(", GB.346/PFA/1") and trail.get("data-date") == "7 October 2022"
    assert trail.get("data-place") == "Output 1.1"
    undated = site.renderers["fr"].render_page(site.pages["forced-labour/"]).html
    assert 'data-date="sans date"' in undated and "data-place" not in undated


def test_reports_are_offered_only_where_the_edition_has_their_address(project: Project) -> None:
    def page() -> str:
        site = prepare_site(project.root)
        return site.renderers["en"].render_page(site.pages["report/output-1-1/"]).html

    assert "data-report" not in page()
    project.replace(
        "edition.yml",
        "documents: [report, leaflet]",
        "documents: [report, leaflet]\nreport: mailto:edition@example.org?subject={subject}&body={body}",
    )
    assert 'data-report="mailto:edition@example.org?subject={subject}&amp;body={body}"' in page()


def test_a_footnote_is_shown_after_the_text_that_calls_it_and_at_the_end(project: Project) -> None:
    site = prepare_site(project.root)
    page = html.fragment_fromstring(site.renderers["en"].render_page(site.pages["report/introduction/"]).html, create_parent=True)
    note, end = page.xpath("//*[@class='sidenote']")[0], page.xpath("//*[@id='fn-1']")[0]
    assert note is page.get_element_by_id("p1")[-1] and not note.tail and note.get("role") == "note"
    assert note.text_content() == end.text_content() == "1 See paragraph 2."
    assert [link.get("href") for link in note.xpath(".//a")] == ["../outcome-1/#p2"]
