"""What counts as a mention: neither a lead-in that opens many lists, nor what a document says of its own subject."""

from __future__ import annotations

import pytest

from edition.loading.loader import load_edition
from edition.references.references import Links
from edition.site import Site
from support.small_project import Project

STANDARD = "Au niveau national, l'OIT apportera un appui aux mandants aux fins suivantes:"
"""A lead-in of the programme that opens many lists."""


def citing(site: Site, identifier: str) -> list[str]:
    """The units that cite an entry."""
    return [citation.unit.identifier for citation in site.links.citations.get(identifier, ())]


def test_a_lead_in_that_opens_many_lists_cites_nothing(site: Site) -> None:
    leads = [unit.identifier for unit in site.links.units if unit.role == "lead" and unit.source_text == STANDARD]
    assert len(leads) > 20 and "programme-budget-2024-25/p28" in leads
    assert not {*leads} & {*citing(site, "terms/constituents")}


def test_a_lead_in_of_one_list_cites_what_it_names(site: Site) -> None:
    (lead,) = (
        unit.identifier
        for unit in site.links.units
        if unit.role == "lead"
        and unit.source_text.startswith("Au niveau national, l'OIT apportera aux mandants et aux entreprises")
    )
    assert lead in citing(site, "terms/constituents")


@pytest.mark.parametrize(("lists", "expected"), [(2, 2), (3, 0)])
def test_the_words_of_a_lead_in_are_its_own_until_they_open_three_lists(project: Project, lists: int, expected: int) -> None:
    path = project.path("report/outcome-1/output-1-1.yml")
    text = path.read_text(encoding="utf-8").replace("l'OIT aidera", "l'OIT, pour le travail décent, aidera")
    head, _, block = text.partition("  - list:\n")
    copies = (block.replace("paragraph: 3", f"paragraph: {n}").replace("p3-", f"p{n}-") for n in range(3, 3 + lists))
    path.write_text(head + "".join(f"  - list:\n{copy}" for copy in copies), encoding="utf-8")
    citations = Links(load_edition(project.root)).citations.get("terms/decent-work", ())
    assert sum(citation.unit.role == "lead" for citation in citations) == expected


def test_a_document_does_not_cite_its_subject(site: Site) -> None:
    assert citing(site, "m-power-partnership") == []
    assert [document.id for document in site.links.documents_about("m-power-partnership")] == ["m-power"]


def test_an_unknown_subject_is_reported(project: Project) -> None:
    project.replace("leaflet/document.yml", "id: leaflet\n", "id: leaflet\nsubject: C89\n")
    problems = "\n".join(project.problems())
    assert "the reference “C89” does not exist" in problems and "did you mean: C98?" in problems


def test_the_subject_of_a_document_need_not_be_cited(project: Project) -> None:
    project.replace("report/document.yml", "id: report\n", "id: report\nsubject: terms/decent-work\n")
    assert "terms/decent-work" not in Links(load_edition(project.root)).citations
    assert not any("no text mentions" in line for line in project.problems())
