"""The search records of the model: one for each thing that can be opened, and the files generated from them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest

from edition.search import pagefind
from edition.search.files import make_search_files
from edition.search.pagefind_records import pagefind_record
from edition.search.query_words import everyday_words, kind_order
from edition.search.ranking import Group, ranking_data
from edition.search.records import SearchRecord, make_search_records
from edition.site import Site, prepare_site
from support.golden import GOLDEN
from support.small_project import Project


def found(site: Site, language: str) -> list[SearchRecord]:
    """The records of a site in a language."""
    return make_search_records(site.links, site.renderers[language])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_records_match_their_golden_file(project: Project, language: str, request: pytest.FixtureRequest) -> None:
    lines = [json.dumps(asdict(record), ensure_ascii=False) for record in found(prepare_site(project.root), language)]
    text = "\n".join(lines) + "\n"
    golden = GOLDEN / f"search.{language}.jsonl"
    if request.config.getoption("--golden"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_paragraph_item_division_and_entry_has_one_record(site: Site) -> None:
    for language in ("fr", "en"):
        units = [record.unit for record in found(site, language)]
        assert len(units) == len(set(units))
        roles = ("paragraph", "passage", "lead", "item", "footnote", "quotation")
        wanted = {unit.identifier for unit in site.links.units if unit.role in roles}
        wanted |= {f"{d.id}/{division.head.id}" for d in site.edition.documents for division in d.divisions()}
        assert wanted | set(site.edition.entries) | {d.id for d in site.edition.documents} <= set(units)


def test_each_record_opens_at_an_address_of_the_site(site: Site) -> None:
    lines = (entry_id for entry_id, (register, _) in site.edition.entries.items() if not register.has_entry_pages)
    names = (*(unit.identifier for unit in site.links.units), *lines)
    anchors = {target.href for name in names if (target := site.links.resolve(name))}
    for record in found(site, "fr"):
        assert record.href in anchors or record.href in site.pages, record


def test_the_same_records_give_the_same_bytes(project: Project) -> None:
    site = prepare_site(project.root)
    made = []
    for _ in range(2):
        all_records = found(site, "fr")
        index = pagefind.build_index((pagefind_record(record, "fr") for record in all_records), "fr")
        made.append(dict(make_search_files(all_records, index, site.links, site.renderers["fr"])))
    assert made[0] == made[1]


def test_a_record_that_cannot_be_indexed_is_reported() -> None:
    with pytest.raises(pagefind.PagefindError):
        pagefind.build_index([pagefind.PagefindRecord("a/", "words", {"title": 1})], "fr")  # type: ignore[dict-item]  # the program refuses it


FACETS = {
    "fr": [
        ("document", "Texte"),
        ("division", "Résultat ou catalyseur"),
        ("kind", "Type"),
        ("level", "Niveau"),
        ("instrument", "Instrument"),
    ],
    "en": [
        ("document", "Text"),
        ("division", "Outcome or enabler"),
        ("kind", "Type"),
        ("level", "Level"),
        ("instrument", "Instrument"),
    ],
}
OUTPUT = ["report/output-1-1", "report/p3", "report/p3-1", "report/p3-2"]
VALUES = {
    "division": {
        "I. Introduction": ["report/introduction", "report/p1", "report/fn-1"],
        "Outcome 1. Strong action": ["report/outcome-1", "report/outcome-1-brief-1", "report/p2", *OUTPUT],
    },
    "kind": {
        "Part": ["report/introduction"],
        "Outcomes": ["report/outcome-1"],
        "Outputs": ["report/output-1-1"],
        "Texts": ["report", "leaflet"],
        "Boxes": ["leaflet/box-1"],
        "Numbered paragraphs": ["report/p1", "report/p2", "report/p3"],
        "Passages": ["leaflet/p1", "leaflet/contacts"],
        "Commitments, measures and other items": ["report/p3-1", "report/p3-2", "leaflet/p2-1", "leaflet/p2-2"],
        "Footnotes": ["report/fn-1"],
        "In brief": ["report/outcome-1-brief-1"],
        "Quotations": ["leaflet/quotation-1"],
        "Sections": ["leaflet/p2", "leaflet/sites"],
        "Title pages": ["report/date"],
        "Sites": ["leaflet/site-1"],
        "Contacts": ["leaflet/contact-1"],
        "Instruments": ["C87", "C98"],
        "Glossary": ["terms/decent-work"],
    },
    "level": {"Country level": OUTPUT[1:]},
    "instrument": {
        "Collective Bargaining Convention (No.\u00a098)": ["report/p1", "report/p3-1", "C98"],
        "Freedom of Association Convention (No.\u00a087)": ["report/p1", "C87"],
    },
}


def facets(site: Site, language: str) -> list[dict[str, Any]]:
    """The facets of a site's search, with the units of each value instead of their numbers."""
    all_records = found(site, language)
    index = pagefind.build_index((pagefind_record(record, language) for record in all_records), language)
    made = dict(make_search_files(all_records, index, site.links, site.renderers[language]))
    content: list[dict[str, Any]] = json.loads(made[f"search/facets.{language}.json"])
    fragments = json.loads(made[f"search/records.{language}.json"])["fragments"]
    assert [f"search/index/{language}/fragment/{name}.pf_fragment" in made for name in fragments] == [True] * len(all_records)
    for facet in content:
        facet["values"] = {name: [all_records[place].unit for place in places] for _, name, places in facet["values"]}
    return content


@pytest.mark.parametrize("language", FACETS)
def test_the_facets_have_their_titles_in_order(project: Project, language: str) -> None:
    assert [(facet["id"], facet["title"]) for facet in facets(prepare_site(project.root), language)] == FACETS[language]


def test_the_facets_list_the_units_of_each_value(project: Project) -> None:
    document, *others = facets(prepare_site(project.root), "en")
    assert {name: (units[0], len(units)) for name, units in document["values"].items()} == {
        "Report": ("report", 12),
        "Leaflet": ("leaflet", 11),
    }
    assert others[1]["values"].pop("Pages of this edition")[0] == "instruments"
    assert [(facet["id"], list(facet["values"].items())) for facet in others] == [
        (name, list(values.items())) for name, values in VALUES.items()
    ]


def words(site: Site, language: str) -> dict[str, Any]:
    """What the search of a language reads a query with."""
    made = dict(make_search_files([], pagefind.Index({}, {}), site.links, site.renderers[language]))
    return dict(json.loads(made[f"search/words.{language}.json"]))


def test_of_results_of_the_same_name_a_definition_comes_before_what_it_defines(project: Project) -> None:
    divisions = ["part", "outcome", "enabler", "output"]
    order = kind_order(prepare_site(project.root).edition)
    assert order == ["paragraph", "item", "box", *divisions, "terms", "instruments", "document"]


def test_forms_that_are_not_names_point_to_an_entry_whose_name_comes_last(project: Project) -> None:
    project.replace("registers/instruments.yml", "cited_by: references\n", "cited_by: references\nmentions_are_names: false\n")
    site = prepare_site(project.root)
    assert kind_order(site.edition)[-2:] == ["document", "instruments"]
    record = next(record for record in found(site, "en") if record.unit == "C87")
    assert (record.indirect_forms, record.foreign_indirect_forms) == (("Convention No. 87",), ("convention n° 87",))
    assert not {"Convention No. 87", "convention n° 87"} & {*record.forms, *record.foreign_forms}


def test_words_before_a_number_are_those_of_the_kinds_and_prefixes_in_both_languages(site: Site) -> None:
    for language in ("fr", "en"):
        aliases = words(site, language)["aliases"]
        named = {name: {alias for alias, other in aliases.items() if other == name} for name in aliases.values()}
        assert named["convention"] == {"c"} and named["recommendation"] == {"r", "recommandation"}
        assert (named["target"], named["indicator"], named["sdg"]) == ({"cible"}, {"indicateur"}, {"odd"})
        assert (named["outcome"], named["enabler"], named["output"]) == ({"resultat"}, {"catalyseur"}, {"produit"})


EVERYDAY = """    also:
      fr:
        - "bon boulot"
        - "métiers corrects"
      en:
        - "good jobs"
"""


def test_everyday_words_and_synonyms_lead_to_the_words_that_the_texts_have(project: Project) -> None:
    project.replace(
        "registers/terms.yml", '        - "decent work"\n', f'        - "decent work"\n        - "worthy work"\n{EVERYDAY}'
    )
    site = prepare_site(project.root)
    all_records = {language: found(site, language) for language in ("fr", "en")}
    assert everyday_words(all_records["en"], site.edition, "en") == [
        ["Decent work", ["Decent work"], "worthyworkq", "goodjobq", 0],
        ["Act", ["act"], "", "dosomethingq", -1],
    ]
    assert everyday_words(all_records["fr"], site.edition, "fr") == [
        ["Travail décent", ["Travail décent"], "", "bonboulotq metiercorrectq", 0],
        ["Agir", ["agir"], "", "fairequelquechoseq", -1],
    ]


def ranking(site: Site, language: str) -> tuple[list[str], dict[str, Any]]:
    """The units of the records of a language, and what the browser ranks them by."""
    all_records = found(site, language)
    fragments = [record.unit for record in all_records]
    return fragments, json.loads(json.dumps(ranking_data(all_records, fragments, kind_order(site.edition), site.links)))


def test_titles_come_before_passages_then_what_is_around_a_text_then_summaries_entries_and_pages(project: Project) -> None:
    units, data = ranking(prepare_site(project.root), "en")
    groups = {unit: Group(int(group)).name for unit, group in zip(units, data["groups"], strict=True)}
    assert [groups[unit] for unit in ("report/output-1-1", "report/p3-1", "leaflet/box-1")] == ["TITLE", "PASSAGE", "PASSAGE"]
    assert {groups[unit] for unit in ("report/fn-1", "report/date", "leaflet")} == {"AROUND_THE_TEXT"}
    assert [groups[unit] for unit in ("report/outcome-1-brief-1", "C87", "glossary")] == ["SUMMARY", "ENTRY", "PAGE"]
    assert {unit.split("/")[0] for unit, flag in zip(units, data["principal"], strict=True) if flag == "1"} == {"report"}


def test_an_entry_that_is_cited_by_reference_has_the_passages_that_cite_it(project: Project) -> None:
    units, data = ranking(prepare_site(project.root), "en")
    cited = {units[int(entry)]: [units[place] for place in places] for entry, places in data["cited"].items()}
    assert cited == {"C87": ["report/p1"], "C98": ["report/p1", "report/p3-1"]}


def test_numbers_acronyms_and_proper_names_lead_but_not_the_words_of_a_glossary(site: Site) -> None:
    leading = {record.unit: record.leading_forms for record in found(site, "en")}
    assert {"OSH"} <= set(leading["terms/occupational-safety-and-health"]["en"])
    assert {"SST"} <= set(leading["terms/occupational-safety-and-health"]["fr"])
    assert "Turin Centre" in leading["turin-centre"]["en"]
    assert leading["terms/forced-labour"] == {"fr": (), "en": ()}
    assert leading["themes/youth"] == {"fr": (), "en": ()}
    assert "DECLARATION" not in leading["declaration"]["en"]  # A word of the texts.


def test_a_passage_says_what_and_where_it_is(site: Site) -> None:
    trails = {record.unit: record.trail for record in found(site, "en")}
    assert trails["programme-budget-2024-25/p37-3"] == ("Commitment", "country level", "Output 1.4", "§\u00a037\u00a0(3)")
    assert trails["programme-budget-2024-25/p13"] == ("A global agenda for social justice", "§\u00a013")
    assert trails["m-power/p9-3"] == ("Action", "country level", "M-POWER", "§\u00a09\u00a0(3)")
    assert trails["terms/forced-labour"] == ("Glossary",)
