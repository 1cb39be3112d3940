"""The page for unknown addresses: in the language of the address, at any depth, under a sub-path, with suggestions."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from edition.languages import LANGUAGES
from edition.outputs.not_found_index import make_files
from edition.references.urls import language_prefix
from edition.site import prepare_site
from support.small_project import Project

HOMES = {language: f"/{language_prefix(language)}" for language in LANGUAGES}
"""The home page of each language."""


class Host(http.server.SimpleHTTPRequestHandler):
    """A host that answers unknown addresses with the page of the site for them; the site is at `path`."""

    def __init__(self, *arguments: Any, path: str, **named: Any) -> None:
        self.place = path
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.place))

    def send_error(self, code: int, *_: object) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""


@contextmanager
def host(site: Path, path: str = "/") -> Iterator[str]:
    """The address of a site on such a host."""
    handler = functools.partial(Host, directory=str(site), path=path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{path}"
        server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window, in which no script fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    context.close()
    assert failures == []


def nearest(page: Page, address: str, language: str = "fr") -> list[str]:
    """The addresses suggested in a language's part of the page."""
    page.goto(address)
    found = page.locator(f"section[lang={language}] [data-nearest]")
    expect(found).to_be_visible()
    addresses: list[str] = found.locator("a").evaluate_all("links => links.map(link => link.pathname)")
    return addresses


PROGRAMME = "/programme-budget-2024-25/"


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("programme-budget-2024-25/output-1-11/", f"{PROGRAMME}output-1-1/"),
        ("output-3-2/", f"{PROGRAMME}output-3-2/"),
        ("programme-budget-2024-25/outcome2", f"{PROGRAMME}outcome-2/"),
        ("programme-budget/outcome-7/index.html", f"{PROGRAMME}outcome-7/"),
        ("M-Power", "/m-power/"),
        ("fr/m-power/", "/m-power/"),
        ("mpower/", "/m-power/"),
        ("glossaire/", "/glossary/"),
        ("organisations/", "/organizations/"),
        ("travail-forcé/", "/glossary/forced-labour/"),
        ("instruments/C155", "/instruments/c155/"),
        ("c187/", "/instruments/c187/"),
        ("p/27/28/", f"{PROGRAMME}output-1-1/"),
        ("about.html", "/about/"),
        ("%E0%A4%A/m-power", "/m-power/"),
    ],
)
def test_the_nearest_addresses_are_suggested(page: Page, hosted: str, asked: str, wanted: str) -> None:
    offered = nearest(page, hosted + asked)
    assert 1 <= len(offered) <= 5 and wanted in offered[:2]


@pytest.mark.parametrize("filler", ["a-" * 5_000, "ab/" * 3_333, "x" * 10_000])
def test_an_address_of_ten_thousand_characters_is_answered(page: Page, hosted: str, filler: str) -> None:
    page.goto(f"{hosted}{filler}/m-power/", wait_until="commit")
    offered = page.locator("section[lang=fr] [data-nearest] a[href='/m-power/']")
    expect(offered).to_be_visible(timeout=15_000)  # Comparing all of it would take minutes.


def test_an_address_that_resembles_none_gets_no_suggestion(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}wp-login.php", wait_until="networkidle")
    assert page.locator("[data-nearest]:visible").count() == 0


def test_a_missing_paragraph_suggests_its_neighbours(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}p/204a")
    expect(page.locator("section[lang=fr] [data-nearest]")).to_be_visible()
    links = page.locator("section[lang=fr] [data-nearest] a")
    assert any("§" in text for text in links.all_inner_texts())


FRAMES = {
    "fr": ("Cette page n’existe pas", "Le programme de l’OIT en cinq textes", "Aller au contenu", "Accessibilité"),
    "en": ("This page does not exist", "The ILO programme in five texts", "Skip to content", "Accessibility"),
}
"""The heading of the page in each language; the title, the first link and a link of the foot of its frame."""


@pytest.mark.parametrize("asked", ["nowhere/", "en/nowhere/", "EN/nowhere", "english/"])
def test_the_page_and_its_frame_are_in_the_language_of_the_address_alone(page: Page, hosted: str, asked: str) -> None:
    language = max(HOMES, key=lambda one: len(HOMES[one]) * f"/{asked.lower()}/".startswith(HOMES[one]))
    page.goto(hosted + asked)
    heading, title, skip, foot = FRAMES[language]
    expect(page).to_have_title(heading)
    assert page.evaluate("document.documentElement.lang") == language
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator(".md-header__title")).to_have_text(title)
    expect(page.locator(".md-skip")).to_have_text(skip)
    expect(page.locator("footer").get_by_role("link", name=foot)).to_have_count(1)
    ((other, target),) = page.locator("[hreflang]").evaluate_all("links => links.map(link => [link.lang, link.pathname])")
    assert target == HOMES[other] and {language, other} == HOMES.keys()
    shown = page.locator("body").inner_text()
    assert not any(words in shown for words in FRAMES[other])
    assert page.get_by_role("searchbox").count() == page.get_by_role("search").count() == 1


def test_nothing_in_the_other_language_is_painted_before_the_scripts_have_run(page: Page, hosted: str) -> None:
    page.route("**/not_found.js", lambda route: route.abort())
    page.goto(f"{hosted}en/nowhere/")
    shown = page.locator("body").inner_text()
    assert all(words in shown for words in FRAMES["en"][:2]) and not any(words in shown for words in FRAMES["fr"])


def test_the_search_of_an_english_address_is_english(page: Page, hosted: str) -> None:
    offered = nearest(page, f"{hosted}en/instruments/c15/", "en")
    assert offered and all(address.startswith("/en/instruments/") for address in offered)
    page.locator("header").get_by_role("link", name="Search").click()
    expect(page.get_by_role("dialog").get_by_placeholder("A word or a number")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("input[name=q]:visible").fill("domestic workers")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{hosted}en/search/?q=domestic+workers")


def test_without_scripts_the_page_is_in_both_languages_and_has_no_search(browser: Browser, hosted: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    answer = page.goto(f"{hosted}no/such/page/")
    assert answer and answer.status == 404
    shown = page.locator("body").inner_text()
    assert all(words in shown for frame in FRAMES.values() for words in frame)
    assert page.locator("input[name=q]:visible").count() == 0
    context.close()


def test_every_link_works_under_a_sub_path_and_at_any_depth(small_site: Path, browser: Browser) -> None:
    links = {str(link) for link in html.parse(small_site / "404.html").xpath("//@href | //@src | //@action | //@data-addresses")}
    for link in links - {"#", "#main"}:
        assert link.startswith("/some/edition/"), link
        path = small_site / urljoin(link, "").removeprefix("/some/edition/").partition("#")[0]
        target = small_site / link.removeprefix("/some/edition/").partition("#")[0]
        assert (target if target.is_file() else path / "index.html").is_file(), link
    with host(small_site, "/some/edition/") as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}en/report/deep/down/outcome-1")
        offered = page.locator("section[lang=en] [data-nearest] a")
        expect(offered.first).to_be_visible()
        assert offered.first.get_attribute("href") == "/some/edition/en/report/outcome-1/"
        assert page.evaluate("getComputedStyle(document.querySelector('div.everywhere')).display") == "grid"
        context.close()


def test_moved_and_short_addresses_are_suggested_with_their_target(project: Project) -> None:
    ((path, content),) = make_files(prepare_site(project.root).inputs())
    rows = {row[0]: row[1:] for row in json.loads(content)}
    assert rows["old-report/"][-1] == "report/" and rows["p/3/"][-1] == "report/output-1-1/#p3"
    assert path == "assets/addresses.json"
