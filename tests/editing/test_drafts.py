"""A draft is on no page, in no list and at no address until it is published; while the site is served, it is shown and marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.cli.commands import main
from edition.problems.problem import ContentError
from edition.references.published_addresses import current_addresses
from edition.search.records import make_search_records
from edition.site import Site, prepare_site
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english")

OUTPUT, TERMS, LEAFLET = "report/outcome-1/output-1-2.yml", "registers/terms.yml", "leaflet/document.yml"


def add_output(project: Project, state: str) -> None:
    """Adds an output, which its command declares, with a state."""
    command = ["new", "division", "output", "--in", "outcome-1", "--title", "Un essai", "--title-en", "A trial"]
    words = ["--text", "Un texte.", "--text-en", "A text.", "--reason", "Ajout.", "--reason-en", "Addition."]
    assert main(project.root, [*command, *words]) == 0
    project.replace(OUTPUT, "id: output-1-2\n", f"id: output-1-2\n{state}\n")


def mark_term(project: Project, state: str) -> None:
    """Gives a term a state."""
    project.replace(TERMS, "  - id: decent-work\n", f"  - id: decent-work\n    {state}\n")


def mark_leaflet(project: Project, state: str) -> None:
    """Gives a document a state."""
    project.replace(LEAFLET, "id: leaflet\n", f"id: leaflet\n{state}\n")


DRAFTS: dict[str, tuple[Callable[[Project, str], None], str, str]] = {
    "a division": (add_output, "report/output-1-2/", "report/output-1-2"),
    "an entry": (mark_term, "glossary/decent-work/", "terms/decent-work"),
    "a document": (mark_leaflet, "leaflet/", "leaflet/p1"),
}
"""What is drafted, its page, and the name of one of its search records."""


def addresses(site: Site) -> set[str]:
    """The pages of a site, and all addresses that it would record."""
    return {*site.pages, *current_addresses(site.links, site.pages)}


def records(site: Site) -> set[str]:
    """The names of all search records."""
    return {record.unit for record in make_search_records(site.links, site.renderers["en"])}


def html(site: Site, address: str) -> str:
    """A page in English."""
    return site.renderers["en"].render_page(site.pages[address]).html


@pytest.mark.thorough
@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft_is_published_nowhere_and_shown_with_a_mark_when_it_is_served(project: Project, name: str) -> None:
    add, page, unit = DRAFTS[name]
    add(project, "status: draft")
    published, served = prepare_site(project.root), prepare_site(project.root, with_drafts=True)
    assert page in served.pages and any(page in address for address in addresses(served)) and unit in records(served)
    assert not any(page in address for address in addresses(published)) and unit not in records(published)
    assert published.warnings == served.warnings == ()
    assert "Draft: not published yet." in html(served, page)
    others = {address for address in published.pages if "Draft: not published" in html(served, address)}
    assert others == set() and not any("output-1-2" in html(published, address) for address in published.pages)


@pytest.mark.thorough
def test_what_has_a_day_is_published_from_that_day(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    add_output(project, 'publish_from: "2030-01-01"')
    for day, is_published in {"2030-01-01": True, "2029-12-31": False}.items():
        monkeypatch.setenv("EDITION_DATE", day)
        assert ("report/output-1-2/" in prepare_site(project.root).pages) == is_published


def test_a_day_that_is_none_is_reported(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_DATE", "2029-12")
    with pytest.raises(ContentError) as error:
        prepare_site(project.root)
    (problem,) = error.value.problems
    assert problem.message("en") == "the environment variable EDITION_DATE has no date: “2029-12”"


def test_a_reference_to_a_draft_is_reported_as_such(project: Project) -> None:
    project.replace("registers/instruments.yml", "  - id: C98\n", "  - id: C98\n    status: draft\n")
    reported = project.problems()
    assert reported and all("leads to a draft" in problem for problem in reported)
    assert any("the reference “C98” leads to a draft, which the site does not publish yet" in problem for problem in reported)


def test_a_draft_is_checked_before_it_is_published(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    add_output(project, "status: draft")
    project.replace(OUTPUT, "A text.", "A text, [see](ref:nowhere).")
    project.replace(OUTPUT, "Un texte.", "Un texte, [voir](ref:nowhere).")
    assert prepare_site(project.root).warnings == ()
    assert main(project.root, ["check"]) == 1
    assert "“nowhere” does not exist" in capsys.readouterr().err


def test_a_draft_records_no_address(project: Project) -> None:
    add_output(project, "status: draft")
    assert main(project.root, ["record"]) == 0
    assert "output-1-2" not in project.path("addresses.txt").read_text(encoding="utf-8")
