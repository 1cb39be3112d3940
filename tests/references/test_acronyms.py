"""An acronym is explained as the thing that the text means, where two things have the same acronym in its language."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import html

from edition.model import Text
from edition.problems.problem import PLACE_KEY, Place
from edition.references.acronyms import entries_by_acronym, entries_of_occurrences
from edition.site import Site
from support.small_project import Project

ORGANIZATION = "International Labour Organization"
OFFICE = "International Labour Office"
SOURCE = {"OIT": "Organisation internationale du Travail", "BIT": "Bureau international du Travail"}
PROGRAMME = "programme-budget-2024-25"

# Read in the texts: the page, the passage, what each "ILO" of its English means; then the OIT and BIT of its French.
UNITS = [
    # The French has OIT alone.
    (f"{PROGRAMME}/agenda/", "p8", [ORGANIZATION, ORGANIZATION], ["OIT", "OIT"]),
    (f"{PROGRAMME}/output-b-2/", "p183", [ORGANIZATION, ORGANIZATION], ["OIT", "OIT"]),
    (f"{PROGRAMME}/output-b-3/", "p186", [ORGANIZATION, ORGANIZATION], ["OIT", "OIT"]),
    ("m-power/", "p9-2", [ORGANIZATION], ["OIT"]),
    ("social-protection-floors/", "p3-2", [ORGANIZATION], ["OIT"]),
    ("social-protection-floors/", "contact-1", [ORGANIZATION], ["OIT"]),
    ("development-cooperation/", "p3", [ORGANIZATION, ORGANIZATION], ["OIT", "OIT"]),
    # BIT alone: the Office's Governing Body, staff and information security.
    ("forced-labour/", "p1", [OFFICE], ["BIT"]),
    (f"{PROGRAMME}/output-7-6/", "p161-6", [OFFICE], ["BIT"]),
    (f"{PROGRAMME}/output-c-1/", "p194-5", [OFFICE], ["BIT"]),
    # BIT alone, and the English has the Office's name in full.
    (f"{PROGRAMME}/output-1-5/", "p41-1", [], ["BIT"]),
    # Both, in the same order in both languages: activities, then staff; employment, then strategy.
    (f"{PROGRAMME}/enabler-c/", "p189", [ORGANIZATION, OFFICE], ["OIT", "BIT"]),
    (f"{PROGRAMME}/output-c-3/", "p199", [OFFICE, ORGANIZATION], ["BIT", "OIT"]),
    # Both, of which the English has one OIT in full: the link to the Governing Body is the Office's.
    (f"{PROGRAMME}/agenda/", "p19", [OFFICE, ORGANIZATION], ["OIT", "BIT", "OIT"]),
    # Neither: the English has added "the ILO's framework".
    (f"{PROGRAMME}/output-5-1/", "p118-1", [ORGANIZATION], []),
]


@pytest.mark.parametrize(
    ("address", "anchor", "english", "french"), UNITS, ids=[f"{page}#{anchor}" for page, anchor, *_ in UNITS]
)
def test_an_acronym_of_two_things_is_explained_as_the_one_that_the_text_means(
    site: Site, address: str, anchor: str, english: list[str], french: list[str]
) -> None:
    assert _explained(site, "en", address, anchor, ["ILO"]) == [("ILO", full_form) for full_form in english]
    assert _explained(site, "fr", address, anchor, [*SOURCE]) == [(acronym, SOURCE[acronym]) for acronym in french]


def _explained(site: Site, language: str, address: str, anchor: str, among: list[str]) -> list[tuple[str, str]]:
    page: html.HtmlElement = html.document_fromstring(site.renderers[language].render_page(site.pages[address]).html)
    passage = page.get_element_by_id(anchor)
    return [(one.text_content(), one.get("title")) for one in passage.iter("abbr") if one.text_content() in among]


def test_a_description_of_a_document_is_explained_too(site: Site) -> None:
    page: html.HtmlElement = html.document_fromstring(site.renderers["en"].render_page(site.pages[f"{PROGRAMME}/"]).html)
    (origin,) = (one for one in page.iter("dd") if "A document of the ILO Governing Body" in one.text_content())
    assert [one.get("title") for one in origin.iter("abbr") if one.text_content() == "ILO"] == [OFFICE]


def test_the_first_acronym_of_each_meaning_on_a_page_is_focusable(site: Site) -> None:
    page: html.HtmlElement = html.document_fromstring(
        site.renderers["en"].render_page(site.pages[f"{PROGRAMME}/output-c-3/"]).html
    )
    reached = [one.get("title") for one in page.iter("abbr") if one.text_content() == "ILO" and one.get("tabindex") == "0"]
    assert Counter(reached) == {ORGANIZATION: 1, OFFICE: 1}


# What stands in the two languages of a text, and the things meant by the second's acronyms ("ILO" of the real registers).
TEXTS = {
    "the default where the source names neither": ("Le Bureau agit.", "The ILO acts.", "O"),
    "the only one that the source names, however often": ("Le BIT agit.", "The ILO acts, and the ILO reports.", "BB"),
    "each by its turn": ("Le BIT sert l'OIT.", "The ILO serves the ILO.", "BO"),
    "emphasis does not count": ("Le **BIT** sert l'OIT.", "The **ILO** serves the ILO.", "BO"),
    "the links to the same place, where the turns differ": (
        "L'OIT, le [Conseil du BIT](ref:governing-body) et l'OIT.",
        "The [Governing Body of the ILO](ref:governing-body) and the ILO.",
        "BO",
    ),
    "the default where nothing decides": ("L'OIT, le BIT et l'OIT.", "The ILO and the ILO.", "OO"),
    "words that only begin or end alike are no acronyms": ("Le BIT2 et l'XOIT.", "The ILO.", "O"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_the_source_decides_the_meaning_of_an_acronym(site: Site, case: str) -> None:
    source, translation, expected = TEXTS[case]
    text = Text.model_validate({"fr": source, "en": translation, PLACE_KEY: Place("", 1, 1)})
    entries = entries_by_acronym(site.edition, "en")["ILO"]
    letters = {"ilo": "O", "international-labour-office": "B"}
    assert "".join(letters[entry.id] for entry in entries_of_occurrences(text, "en", "ILO", entries)) == expected


def test_a_foreign_acronym_of_two_things_is_corrected_to_the_default_one(project: Project) -> None:
    project.replace(
        "registers/terms.yml",
        "        Decent work\n    description:",
        '        Decent work\n    acronym:\n      fr: "TD"\n      en: "DW"\n    description:',
    )
    project.replace(
        "registers/instruments.yml",
        "        Freedom of Association Convention (No. 87)\n    description:",
        '        Freedom of Association Convention (No. 87)\n    acronym:\n      fr: "LS"\n      en: "DW"\n      recognized_by: fr\n'
        "    description:",
    )
    project.replace("leaflet/document.yml", "    Un dépliant.\n", "    Un dépliant, DW.\n")
    (problem,) = (problem for problem in project.problems() if "summary.fr" in problem)
    assert "“DW” is an acronym of the other language — write: TD," in problem
