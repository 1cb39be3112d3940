"""A register that an editor adds as a YAML file: a filter of the search and of the explorer, a part of home, a chart."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import html

from edition.design.file_cache import FileCache
from edition.search import pagefind
from edition.search.files import make_search_files
from edition.search.pagefind_records import pagefind_record
from edition.search.records import make_search_records
from edition.site import Site, prepare_site
from support.built_pages import words
from support.new_register import add_verbs
from support.small_project import Project

TITLES = {"fr": ("Verbe", "Verbes", "Les verbes du rapport"), "en": ("Verb", "Verbs", "The verbs of the report")}
ENTRIES = {"fr": ("Agir", "Ratifier"), "en": ("Act", "Ratify")}
LANGUAGES = tuple(TITLES)


@pytest.fixture
def with_verbs(project: Project) -> Site:
    add_verbs(project)
    return prepare_site(project.root)


def page(site: Site, address: str, language: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{site.renderers[language].render_page(site.pages[address]).html}</div>")


def search_files(site: Site, language: str) -> Mapping[str, Any]:
    """The JSON files of a language's search, by the first part of their names."""
    found = make_search_records(site.links, site.renderers[language])
    index = pagefind.build_index((pagefind_record(record, language) for record in found), language)
    made = make_search_files(found, index, site.links, site.renderers[language])
    return {path.split("/")[1].split(".")[0]: json.loads(content) for path, content in made if path.endswith(".json")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_the_last_facet_of_the_search(with_verbs: Site, language: str) -> None:
    found = search_files(with_verbs, language)
    units = [record.unit for record in make_search_records(with_verbs.links, with_verbs.renderers[language])]
    facet = found["facets"][-1]
    assert (facet["id"], facet["title"]) == ("what-is-done", TITLES[language][0])
    assert [(name, [units[place] for place in places]) for _, name, places in facet["values"]] == [
        (ENTRIES[language][0], ["report/p3-2", "verbs/act"]),
        (ENTRIES[language][1], ["report/p3-1", "verbs/ratify"]),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_numbers_are_found_by_the_prefixes_of_both_languages(with_verbs: Site, language: str) -> None:
    aliases = search_files(with_verbs, language)["words"]["aliases"]
    assert (aliases["verbe"], aliases["verb"]) == ("verbs", "verbs")
    assert (
        "verbs 2"
        in next(r for r in make_search_records(with_verbs.links, with_verbs.renderers[language]) if r.unit == "verbs/act").numbers
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_filter_and_part_of_the_last_column_of_the_explorer(with_verbs: Site, language: str) -> None:
    explorer = page(with_verbs, "commitments/", language)
    (choice,) = explorer.xpath("//select[@name='what-is-done']")
    assert words(choice.getparent()).startswith(TITLES[language][0])
    values = [(option.get("value"), words(option)) for option in choice.xpath("option[@value != '']")]
    act, ratify = ENTRIES[language]
    assert values == [("verbs/act", f"{act} (1)"), ("verbs/ratify", f"{ratify} (1)")]
    rows = explorer.xpath("//tr[@data-unit]")
    assert [row.get("data-what-is-done") for row in rows] == ["verbs/ratify", "verbs/act"]
    assert [words(row[-1]).split(", ")[-1] for row in rows] == [ratify, act]
    entry = page(with_verbs, "verbs/act/", language)
    assert entry.xpath("//a[contains(@href, 'commitments/?what-is-done=verbs/act')]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_way_in_on_the_home_page_before_the_registers_that_are_no_facets(with_verbs: Site, language: str) -> None:
    home = page(with_verbs, "", language)
    (title,) = home.xpath("//dt[@id='by-verbs']")
    assert words(title) == TITLES[language][1]
    assert title.xpath("a/@href") == ["verbs/"]
    assert {link.get("href") for link in title.getnext().iter("a")} == {"verbs/act/", "verbs/ratify/"}
    ways = home.xpath("//dl[@class='ways']/div/dt/@id")
    assert ways.index("by-verbs") < ways.index("by-terms")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["strips", "grid"])
def test_it_has_a_chart_of_the_form_it_names(project: Project, form: str, language: str) -> None:
    add_verbs(project, form)
    site = prepare_site(project.root)
    chart, home, index = (page(site, address, language) for address in ("pictures/verbs/", "", "verbs/"))
    act, ratify = ENTRIES[language]
    assert words(chart.find(".//h1")) == TITLES[language][2]
    both = {"fr": f"{ratify} et {act}.", "en": f"{ratify} and {act}."}[language]
    found = {"strips": f"{ratify}.", "grid": both}[form]
    assert words(chart.get_element_by_id("finding")).split(": ")[-1] == found
    header, *rows = ([words(cell) for cell in row] for row in chart.xpath("//table//tr[not(th/@colspan)]"))
    assert header[0] == TITLES[language][0]
    assert [(row[0], row[-1]) for row in rows] == [(ratify, "1"), (act, "1")]
    (pointer,) = index.xpath("//*[@class='picture-pointer']/a/@href")
    assert pointer == {"strips": "../pictures/verbs/", "grid": "#picture-verbs"}[form]
    assert home.xpath("//dt[@id='in-pictures']/following-sibling::dd//a[@href='pictures/verbs/']")
    prefix = {"fr": "", "en": "en/"}[language]
    files = dict(site.renderers[language].charts.make_files(FileCache(project.root / "charts")))
    assert {f"{prefix}pictures/verbs.{kind}" for kind in ("svg", "png", "csv")} <= files.keys()
