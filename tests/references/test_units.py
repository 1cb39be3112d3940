"""The tree as a sequence of units, in the order of the printed text."""

from __future__ import annotations

import re

from edition.loading.loader import load_edition
from edition.model import Edition
from edition.model.body import roman_numeral
from edition.references.mentions import Matcher, Mention
from edition.references.references import Links
from edition.references.units import all_units
from edition.references.urls import relative_url
from support.small_project import Project


def test_units_come_in_reading_order_with_identifier_role_and_printed_number(project: Project) -> None:
    found = [(unit.identifier, unit.role, unit.printed) for unit in all_units(load_edition(project.root))]
    assert found == [
        ("report/date", "label", ""),
        ("report/date", "value", ""),
        ("report", "title", ""),
        ("report/introduction", "title", "I."),
        ("report/p1", "paragraph", "1."),
        ("report/fn-1", "footnote", "¹"),
        ("report/outcome-1", "title", "Résultat 1."),
        ("report/outcome-1-brief-1", "summary", ""),
        ("report/outcome-1-strategy", "repeated", ""),
        ("report/p2", "paragraph", "2."),
        ("report/output-1-1", "title", "Produit 1.1."),
        ("report/p3", "lead", "3."),
        ("report/p3-1", "item", ""),
        ("report/p3-2", "item", ""),
        ("leaflet", "title", ""),
        ("leaflet/p1", "passage", ""),
        ("leaflet/box-1", "heading", ""),
        ("leaflet/p2", "heading", ""),
        ("leaflet/p2-1", "item", "1."),
        ("leaflet/p2-2", "item", "2."),
        ("leaflet/quotation-1", "quotation", ""),
        ("leaflet/quotation-1", "author", ""),
        ("leaflet/contacts", "lead", ""),
        ("leaflet/contact-1", "name", ""),
        ("leaflet/contact-1", "role", ""),
        ("leaflet/contact-1", "mail", ""),
        ("leaflet/sites", "heading", ""),
        ("leaflet/site-1", "address", ""),
    ]


def test_a_reference_is_resolved_in_its_document_first(project: Project) -> None:
    links = Links(load_edition(project.root))
    own, other = links.resolve("p2", "report"), links.resolve("p2", "leaflet")
    assert own and other and (own.href, other.href) == ("report/outcome-1/#p2", "leaflet/#p2")
    across = links.resolve("report/p3-1", "leaflet")
    assert across and across.href == "report/output-1-1/#p3-1"
    assert links.resolve("p9", "report") is None


def test_citations_are_listed_by_what_they_cite(project: Project) -> None:
    citations = Links(load_edition(project.root)).citations
    assert [c.unit.identifier for c in citations["C98"]] == ["report/p1", "report/p3-1"]
    assert [c.unit.identifier for c in citations["terms/decent-work"]] == ["report/p1"]
    assert [c.page.identifier for c in citations["report/outcome-1"]] == ["report/outcome-1"]
    assert Links(load_edition(project.root)).cited_with("C87") == [("C98", 1), ("terms/decent-work", 1)]


def test_addresses_are_relative_so_that_the_site_works_anywhere() -> None:
    assert relative_url("", "report/#p1") == "report/#p1"
    assert relative_url("report/outcome-1/", "instruments/c87/") == "../../instruments/c87/"
    assert relative_url("report/", "report/#p1") == "#p1"
    assert relative_url("report/", "") == "../"


def test_the_longest_form_is_matched_also_with_an_initial_capital() -> None:
    matcher = Matcher({"travail": "work", "travail décent": "decent-work", "l'OIT": "ilo"})
    assert [(m.identifier, m.form) for m in matcher.find("Travail décent: le travail de l’OIT. Travailleurs.")] == [
        ("decent-work", "Travail décent"),
        ("work", "travail"),
        ("ilo", "l’OIT"),
    ]
    assert list(Matcher({}).find("rien")) == []
    assert isinstance(next(matcher.find("travail")), Mention)


def test_the_edition_has_what_the_source_text_announces(edition: Edition) -> None:
    printed = [unit.printed for unit in all_units(edition) if unit.document == "programme-budget-2024-25"]
    numbers = [int(mark[:-1]) for mark in printed if re.fullmatch(r"\d+\.", mark)]
    assert numbers == list(range(1, 205))
    assert [mark for mark in printed if mark.startswith("Résultat")] == [f"Résultat {n}." for n in range(1, 8)]
    assert [mark for mark in printed if mark.startswith("Catalyseur")] == [f"Catalyseur {letter}." for letter in "ABC"]
    assert sum(mark.startswith("Produit") for mark in printed) == 44


def test_items_are_numbered_in_small_roman_figures() -> None:
    numbers = {
        1: "i",
        2: "ii",
        3: "iii",
        4: "iv",
        5: "v",
        6: "vi",
        7: "vii",
        8: "viii",
        9: "ix",
        10: "x",
        14: "xiv",
        20: "xx",
        39: "xxxix",
    }
    assert {number: roman_numeral(number) for number in numbers} == numbers
