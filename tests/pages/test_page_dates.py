"""The date of each page comes from the record of changes."""

from __future__ import annotations

import pytest

from edition.checks.registry import Needs
from edition.cli.commands import main
from edition.pages.page_dates import RECORD, page_fingerprints, read_page_changes, update_page_changes, valid_dates
from edition.problems.problem import ContentError
from edition.site import prepare_site
from support.small_project import Project


@pytest.fixture
def noted(project: Project) -> Project:
    """The small project, translated, with its changes recorded on a day."""
    project.translate_all()
    main(project.root, ["record", "--on", "2023-03-01"])
    return project


@pytest.mark.thorough
def test_a_change_removes_the_date_of_its_pages_until_it_is_recorded(noted: Project) -> None:
    before = prepare_site(noted.root).dates
    assert set(before.values()) == {"2023-03-01"} and "" in before and "search/" not in before
    noted.replace("report/outcome-1/output-1-1.yml", "            act.", "            act soon.")
    now = prepare_site(noted.root)
    lost = before.keys() - now.dates.keys()
    assert "en/report/output-1-1/" in lost and not {"report/output-1-1/", "en/", "en/leaflet/", "en/instruments/"} & lost
    assert now.warnings == ()  # The maintainer's business, before a merge.
    with pytest.raises(ContentError) as unrecorded:
        prepare_site(noted.root, needs=Needs.RECORDS)
    assert [problem.facts["count"] for problem in unrecorded.value.problems if problem.rule == "changes-unrecorded"] == [
        len(lost)
    ]
    main(noted.root, ["record", "--on", "2023-04-01"])
    after = prepare_site(noted.root)
    assert {address for address, date in after.dates.items() if date == "2023-04-01"} == lost
    assert after.dates.keys() == before.keys()
    assert prepare_site(noted.root, needs=Needs.RECORDS).warnings == ()


def test_the_record_changes_only_with_the_content(noted: Project) -> None:
    written = (noted.root / RECORD).read_bytes()
    main(noted.root, ["record"])
    assert (noted.root / RECORD).read_bytes() == written
    site = prepare_site(noted.root)
    now, record = page_fingerprints(noted.root, site.links, site.pages), read_page_changes(noted.root)
    assert update_page_changes(record, now, "2030-01-01") == record and valid_dates(record, {}) == {}


def test_dates_do_not_depend_on_the_line_endings_of_a_checkout(noted: Project) -> None:
    for language in ("fr", "en"):
        (noted.root / "docs" / language).mkdir(parents=True)
        (noted.root / "docs" / language / "about.md").write_text("---\ntitle: About\ndescription: What this is.\n---\n# About\n")
    main(noted.root, ["record", "--on", "2023-03-01"])
    before = prepare_site(noted.root).dates
    assert before["about/"] == before["en/leaflet/"] == "2023-03-01"
    for folder in ("content", "docs"):
        for path in (noted.root / folder).rglob("*.*"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert prepare_site(noted.root).dates == before
