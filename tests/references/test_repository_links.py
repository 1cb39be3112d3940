"""Pages link to their files in the repository and to its form for reports, on each kind of host."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from edition.site import prepare_site
from support.built_site import run_mkdocs
from support.folders import ROOT
from support.small_project import Project

ADDRESS = "https://example.org/group/edition"
# What each kind of host calls the editing of a file, its history and a new issue, and the parts of an issue that an address fills in.
EDIT = {"github": f"{ADDRESS}/edit/main/", "gitlab": f"{ADDRESS}/-/edit/main/"}
HISTORY = {"github": f"{ADDRESS}/commits/main/", "gitlab": f"{ADDRESS}/-/commits/main/"}
ISSUE = {"github": f"{ADDRESS}/issues/new", "gitlab": f"{ADDRESS}/-/issues/new"}
FILLED = {
    "github": {"template": ["1-text.yml"], "place": ["/en/leaflet/"]},
    "gitlab": {
        "issue[title]": ["Problem: /en/leaflet/, Small edition"],
        "issue[description]": ["Passage: /en/leaflet/, Small edition\r\nAddress: /en/leaflet/\r\nWhat is wrong:"],
    },
}
PASSAGE = {"github": {"place": ["{address}"]}, "gitlab": {"issue[title]": ["{subject}"], "issue[description]": ["{body}"]}}


def name_repository(project: Project, host: str) -> None:
    """Names a repository in edition.yml, with a slash at its end as people copy it."""
    project.replace("edition.yml", "documents:", f"repository:\n  host: {host}\n  address: {ADDRESS}/\ndocuments:")


def outside(page: Path) -> list[str]:
    """The external links of a page."""
    return [str(href) for href in html.parse(page).xpath("//a[@rel='external']/@href") if str(href).startswith(ADDRESS)]


@pytest.mark.parametrize("host", EDIT)
def test_pages_link_to_the_host_of_the_repository(whole: Project, host: str) -> None:
    name_repository(whole, host)
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    site = whole.root / "site"
    for address, file in (
        ("en/leaflet/", "content/leaflet/document.yml"),
        ("en/report/output-1-1/", "content/report/outcome-1/output-1-1.yml"),
        ("about/", "docs/fr/about.md"),
    ):
        history, report, edit = outside(site / address / "index.html")
        assert (history, edit) == (HISTORY[host] + file, EDIT[host] + file)
        assert report.partition("?")[0] == ISSUE[host]
    _, report, _ = outside(site / "en/leaflet/index.html")
    assert parse_qs(urlsplit(report).query) == FILLED[host]
    (form,) = html.parse(site / "en/leaflet/index.html").xpath("//@data-report")
    assert form.partition("?")[0] == ISSUE[host]
    assert PASSAGE[host].items() <= parse_qs(urlsplit(form).query).items()
    assert f"{EDIT[host]}content/report/outcome-1/outcome.yml#L21" in outside(site / "en/translation/index.html")


def test_the_issue_form_that_links_fill_in_exists() -> None:
    form = ROOT / ".github" / "ISSUE_TEMPLATE" / "1-text.yml"
    assert "id: place" in form.read_text(encoding="utf-8")


def test_an_edition_without_a_repository_links_to_none(project: Project) -> None:
    assert 'rel="external"' not in prepare_site(project.root).renderers["en"].render_footer(
        "leaflet/", "content/leaflet/document.yml"
    )


def test_the_edition_can_set_the_address_of_reports(project: Project) -> None:
    name_repository(project, "gitlab")
    project.replace("edition.yml", "documents:", "report: mailto:edition@example.org?body={address}\ndocuments:")
    site = prepare_site(project.root)
    assert 'href="mailto:edition@example.org?body=%2Fleaflet%2F"' in site.renderers["fr"].render_footer("leaflet/", "")
    page = site.renderers["fr"].render_page(site.pages["leaflet/"]).html
    assert 'data-report="mailto:edition@example.org?body={address}"' in page


def test_an_unknown_kind_of_host_is_refused(project: Project) -> None:
    name_repository(project, "elsewhere")
    (problem,) = project.problems()
    assert problem.startswith("content/edition.yml:") and "repository.host" in problem and "github, gitlab" in problem
