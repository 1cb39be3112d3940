"""The sitemap and robots.txt, and addresses that need encoding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from edition.checks.mkdocs_config import ascii_url
from edition.pages.page_dates import read_page_changes
from edition.site import Site
from support.built_site import run_mkdocs
from support.folders import ROOT
from support.small_project import Project

BASE = "http://localhost:8000/"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The pages of a sitemap: address, date of change, alternates."""
    for url in etree.parse(path).getroot().findall("s:url", SPACES):
        alternates = {str(link.get("hreflang")): str(link.get("href")) for link in url.findall("x:link", SPACES)}
        yield url.findtext("s:loc", "", SPACES), url.findtext("s:lastmod", "", SPACES), alternates


def test_the_sitemap_has_every_indexable_page_in_both_languages_and_no_other(built: Path, site: Site) -> None:
    found = {address: alternates for address, _, alternates in entries(built / "sitemap.xml")}
    expected = {
        path.relative_to(built).as_posix().removesuffix("index.html")
        for path in built.rglob("index.html")
        if not html.parse(path).xpath("//meta[@name='robots' or @http-equiv='refresh']")
    }
    assert {address.removeprefix(BASE) for address in found} == expected
    assert expected.isdisjoint({"search/", "p/27/"})
    assert {"programme-budget-2024-25/full/", "en/programme-budget-2024-25/full/"} < expected
    assert len(found) == 2 * (len(site.pages) - 1) + 2 * len(list((ROOT / "docs/fr").rglob("*.md")))
    for address, alternates in found.items():
        own = "en" if address.startswith(f"{BASE}en/") else "fr"
        assert alternates[own] == address and alternates["x-default"] == alternates["fr"]
        assert set(alternates) == {"fr", "en", "x-default"} and set(alternates.values()) <= found.keys()


def test_dates_of_change_come_from_the_record(built: Path) -> None:
    dates = {f"{BASE}{change.address}": change.date for change in read_page_changes(ROOT)}
    given = {address: date for address, date, _ in entries(built / "sitemap.xml") if date}
    assert given and given.items() <= dates.items()


def test_robots_txt_names_the_sitemap_of_a_public_site(small_site: Path, built: Path) -> None:
    assert "Sitemap" not in (built / "robots.txt").read_text()
    assert "Sitemap: https://example.org/some/edition/sitemap.xml\n" in (small_site / "robots.txt").read_text()
    first, *_ = entries(small_site / "sitemap.xml")
    assert first[0] == "https://example.org/some/edition/"


def test_an_address_with_letters_beyond_ascii_is_encoded_everywhere(whole: Project) -> None:
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet", SITE_URL="https://éditions.example/bibliothèque/")
    assert (done.returncode, done.stderr) == (0, "")
    site, base = whole.root / "site", "https://xn--ditions-9xa.example/biblioth%C3%A8que/"
    assert f"Sitemap: {base}sitemap.xml\n" in (site / "robots.txt").read_text(encoding="utf-8")
    mapped = {address: alternates for address, _, alternates in entries(site / "sitemap.xml")}
    assert mapped[f"{base}en/leaflet/"]["fr"] == f"{base}leaflet/"
    page = html.parse(site / "en/leaflet/index.html")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{base}en/leaflet/"]
    assert page.xpath("//link[@hreflang='fr']/@href") == [f"{base}leaflet/"]
    assert page.xpath("//meta[@property='og:url']/@content") == [f"{base}en/leaflet/"]
    (missing,) = html.parse(site / "404.html").xpath("//header//a[@hreflang='en']/@href")
    assert missing == "/biblioth%C3%A8que/en/"
    texts = (path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in (".html", ".xml", ".json", ".txt"))
    assert [text for text in texts if "éditions.example" in text or "/bibliothèque/" in text] == []


@pytest.mark.parametrize("host", ["é..example", f"{'é' * 70}.example"])
def test_an_address_with_an_invalid_host_is_one_problem(whole: Project, host: str) -> None:
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet", SITE_URL=f"https://{host}/", LC_ALL="en_GB.UTF-8")
    assert done.returncode == 1
    assert f"the address of the site, “https://{host}/”, has no valid host name" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("https://example.org/a%20b/", "https://example.org/a%20b/"),
        ("https://example.org/~me/a b/", "https://example.org/~me/a%20b/"),
        ("https://[::1]:8000/", "https://[::1]:8000/"),
    ],
)
def test_a_valid_address_is_unchanged(address: str, expected: str) -> None:
    assert ascii_url(address) == expected
