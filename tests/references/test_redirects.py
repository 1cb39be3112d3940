"""A published address leads to the present place of its passage: on its page by an alias, elsewhere by a redirect."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from edition.cli.commands import main
from edition.loading.loader import load_edition
from edition.model import Redirect
from edition.problems.problem import Place
from edition.references.redirects import RedirectTable
from edition.references.references import Links
from edition.site import Site, prepare_site
from support.built_site import run_mkdocs
from support.small_project import Project
from support.web_server import serve

pytestmark = pytest.mark.usefixtures("in_english")

LEAFLET, OUTPUT = "leaflet/document.yml", "report/outcome-1/output-1-1.yml"


@pytest.fixture
def retired(project: Project) -> Project:
    """The small project, whose published item p3-9 and a whole page have been removed."""
    listed = project.path("addresses.txt")
    listed.write_text(listed.read_text() + "report/output-1-1/#p3-9\nreport/gone/\nreport/gone/#p3-2\nreport/gone/#p7\n")
    return project


def moves(present: set[str], **moved: str) -> RedirectTable:
    """Redirects between pages named by letters."""
    return RedirectTable([Redirect.model_construct(at=Place("", 1, 1), old=old, new=new) for old, new in moved.items()], present)


def test_an_address_is_followed_to_its_end_and_anchors_move_with_their_page() -> None:
    found = moves({"c", "c#1"}, **{"a": "b", "b": "c", "a#2": "c#1", "x": "y", "y": "x"})
    assert [found.destination(address) for address in ("c", "a", "a#1", "a#2", "a#3", "x", "z")] == [
        "c", "c", "c#1", "c#1", None, None, None,
    ]  # fmt: skip


def test_an_anchor_of_the_same_page_becomes_an_alias(retired: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(retired.root, ["redirect", "/report/output-1-1/#p3-9", "https://example.org/en/report/output-1-1/#p3-2"]) == 0
    assert "alias in content/report/outcome-1/output-1-1.yml" in capsys.readouterr().out
    assert "        - id: p3-2\n          aliases: [p3-9]\n          fr: >-\n" in retired.path(OUTPUT).read_text()
    links = Links(load_edition(retired.root))
    target = links.resolve("p3-9", "report")
    assert target and target.href == "report/output-1-1/#p3-2"
    assert not any("p3-9" in problem for problem in retired.problems())


def test_a_page_is_redirected_and_what_remains_is_reported(retired: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(retired.root, ["redirect", "report/gone", "report/output-1-1"]) == 0
    assert "  - old: report/gone/\n    new: report/output-1-1/\n" in retired.path("redirects.yml").read_text()
    reported = capsys.readouterr()
    assert "published addresses that do not work yet: 2" in reported.out
    assert "/report/gone/#p7" in reported.err and "/report/gone/#p3-2" not in reported.err
    assert main(retired.root, ["redirect", "report/gone/#p7", "report/introduction/#p1"]) == 0
    assert main(retired.root, ["redirect", "report/output-1-1/#p3-9", "leaflet/#p1"]) == 0
    assert retired.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        ("/report/introduction/#p1", "/leaflet/", "/report/introduction/#p1 still exists: there is nothing to redirect"),
        ("/leaflet/#never", "/leaflet/", "/leaflet/#never was never published"),
        ("/report/gone/", "/report/nowhere/", "/report/nowhere/ does not exist; did you mean: report/?"),
    ],
)
def test_no_redirect_is_added_where_none_is_needed(
    old: str, new: str, reported: str, retired: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = retired.path("redirects.yml").read_text()
    assert main(retired.root, ["redirect", old, new]) == 2
    assert reported in capsys.readouterr().err
    assert retired.path("redirects.yml").read_text() == before


def test_redirects_that_cannot_work_are_reported(project: Project) -> None:
    project.path("redirects.yml").write_text(
        "redirects:\n  - old: old-report/\n    new: report/nowhere/\n  - old: leaflet/\n    new: report/\n"
    )
    reported = " ".join(project.problems())
    assert "the redirect leads to /report/nowhere/, which does not exist" in reported
    assert "the redirect starts from /leaflet/, which still exists" in reported


def test_a_former_anchor_leads_to_one_place_only(project: Project) -> None:
    project.replace(LEAFLET, "  - passage: p1\n", "  - passage: p1\n    aliases: [p2-1, p0]\n")
    project.replace(LEAFLET, "      id: box-1\n", "      id: box-1\n      aliases: [p0]\n")
    assert [problem.partition(": ")[2] for problem in project.problems()] == [
        (
            "body[0].aliases: the former anchor “p2-1” already leads to leaflet/p2-1 — remove it here: an address leads to one"
            " place only"
        ),
        (
            "body[1].box.aliases: the former anchor “p0” already leads to leaflet/p1 — remove it here: an address leads to one"
            " place only"
        ),
    ]


def aliased(project: Project) -> Site:
    """The small project with an alias on every thing that may have one."""

    def named(found: re.Match[str]) -> str:
        return f"{found[0]}\n{' ' * len(found[1])}aliases: [old-{found[3]}]"

    for name, start in (
        (LEAFLET, "body:"),
        (OUTPUT, "body:"),
        ("report/document.yml", "masthead:"),
        ("report/introduction.yml", "body:"),
        ("report/outcome-1/outcome.yml", "body:"),
    ):
        head, mark, rest = project.path(name).read_text().partition(start)
        rest, end, tail = rest.partition("labels:")
        rest = re.sub(r"^( *(?:- )?)(id|passage|paragraph): (\S+)$", named, rest, flags=re.MULTILINE)
        project.path(name).write_text(head + mark + rest + end + tail)
    return prepare_site(project.root)


def test_every_alias_is_an_anchor_of_its_page(project: Project) -> None:
    site = aliased(project)
    assert len(site.links.aliases) > 15
    for name, target in site.links.aliases.items():
        html = site.renderers["fr"].render_page(site.pages[target.address]).html
        assert html.count(f'<span class="alias" id="{name.rpartition("/")[2]}"></span>') == 1, name


def test_a_browser_is_redirected_to_the_passage(whole: Project, browser: Browser) -> None:
    listed = whole.path("addresses.txt")
    listed.write_text(listed.read_text() + "report/gone/\nreport/gone/#p7\nreport/output-1-1/#p3-9\nleaflet/#p9\n")
    for old, new in (
        ("report/gone/", "report/output-1-1/"),
        ("report/gone/#p7", "report/introduction/#p1"),
        ("report/output-1-1/#p3-9", "report/output-1-1/#p3-2"),
        ("leaflet/#p9", "report/introduction/#p1"),
    ):
        assert main(whole.root, ["redirect", old, new]) == 0
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet", SITE_URL="https://example.org/")
    assert done.returncode == 0, done.stderr
    for base in serve(whole.root / "site", ""):
        page = browser.new_page()
        for start, end in (
            ("report/gone/#p3-2", "report/output-1-1/#p3-2"),
            ("en/report/gone/#p7", "en/report/introduction/#p1"),
            ("en/leaflet/#p9", "en/report/introduction/#p1"),
            ("report/gone/", "report/output-1-1/"),
            ("report/gone/#%E0%A4%A", "report/output-1-1/#%E0%A4%A"),
        ):
            page.goto(base + start)
            page.wait_for_url(base + end)
        page.goto(f"{base}report/output-1-1/#p3-9")
        page.wait_for_function("scrollY >= 0 && document.querySelector('.unit:has(> .alias:target)')?.id === 'p3-2'")
        page.goto(f"{base}leaflet/")
        assert not page.locator(".moved").is_visible()
        page.close()
