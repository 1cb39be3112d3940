"""What the built site tells search engines and home screens: its map, robots.txt, icons and manifests."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree, html
from PIL import Image

from edition.checks.mkdocs_config import encoded
from edition.cli.commands import main
from edition.pages.page_dates import RECORD, dated, fingerprints, recorded, renewed
from edition.site import Site, prepare
from support.built_site import run_mkdocs
from support.folders import ROOT
from support.small_project import Project

BASE = "http://localhost:8000/"
SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def entries(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The pages of a site map: address, date of change, alternates."""
    for url in etree.parse(path).getroot().findall("s:url", SPACES):
        alternates = {str(link.get("hreflang")): str(link.get("href")) for link in url.findall("x:link", SPACES)}
        yield url.findtext("s:loc", "", SPACES), url.findtext("s:lastmod", "", SPACES), alternates


def test_the_site_map_has_every_page_to_be_found_in_both_languages_and_no_other(built: Path, site: Site) -> None:
    found = {address: alternates for address, _, alternates in entries(built / "sitemap.xml")}
    expected = {
        path.relative_to(built).as_posix().removesuffix("index.html")
        for path in built.rglob("index.html")
        if not html.parse(path).xpath("//meta[@name='robots' or @http-equiv='refresh']")
    }
    assert {address.removeprefix(BASE) for address in found} == expected
    assert (
        "search/" not in expected
        and "p/27/" not in expected
        and len(found) == 2 * (len(site.pages) - 1) + 2 * len(list((ROOT / "docs/fr").rglob("*.md")))
    )
    for address, alternates in found.items():
        own = "en" if address.startswith(f"{BASE}en/") else "fr"
        assert alternates[own] == address and alternates["x-default"] == alternates["fr"]
        assert set(alternates) == {"fr", "en", "x-default"} and set(alternates.values()) <= found.keys()


def test_dates_of_change_come_from_the_record(built: Path) -> None:
    dates = {f"{BASE}{address}": change.date for address, change in recorded(ROOT).items()}
    given = {address: date for address, date, _ in entries(built / "sitemap.xml") if date}
    assert given and given.items() <= dates.items()


@pytest.fixture
def noted(project: Project) -> Project:
    """The small project with its changes recorded on a day."""
    main(project.root, ["changes", "--on", "2023-03-01"])
    return project


def test_a_change_takes_the_date_away_from_its_pages_until_it_is_recorded(noted: Project) -> None:
    before = prepare(noted.root).dates
    assert set(before.values()) == {"2023-03-01"} and "" in before and "search/" not in before
    noted.replace("report/outcome-1/output-1-1.yml", "            act.", "            act soon.")
    now = prepare(noted.root)
    lost = before.keys() - now.dates.keys()
    assert "en/report/output-1-1/" in lost and not {"report/output-1-1/", "en/", "en/leaflet/", "en/instruments/"} & lost
    assert "changes-unrecorded" in [warning.rule for warning in now.warnings]
    main(noted.root, ["changes", "--on", "2023-04-01"])
    after = prepare(noted.root)
    assert {address for address, date in after.dates.items() if date == "2023-04-01"} == lost
    assert after.dates.keys() == before.keys()
    assert "changes-unrecorded" not in [warning.rule for warning in after.warnings]


def test_the_record_changes_only_where_the_content_does(noted: Project) -> None:
    written = (noted.root / RECORD).read_bytes()
    main(noted.root, ["changes"])
    assert (noted.root / RECORD).read_bytes() == written
    site = prepare(noted.root)
    now, record = fingerprints(noted.root, site.links, site.pages), recorded(noted.root)
    assert renewed(record, now, "2030-01-01") == record and dated(record, {}) == {}


def test_dates_do_not_depend_on_the_line_ends_of_a_checkout(noted: Project) -> None:
    for language in ("fr", "en"):
        (noted.root / "docs" / language).mkdir(parents=True)
        (noted.root / "docs" / language / "about.md").write_text("---\ntitle: About\ndescription: What this is.\n---\n# About\n")
    main(noted.root, ["changes", "--on", "2023-03-01"])
    before = prepare(noted.root).dates
    assert before["about/"] == before["en/leaflet/"] == "2023-03-01"
    for folder in ("content", "docs"):
        for path in (noted.root / folder).rglob("*.*"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert prepare(noted.root).dates == before


def test_robots_are_pointed_to_the_site_map_where_the_site_is_public(small_site: Path, built: Path) -> None:
    assert "Sitemap" not in (built / "robots.txt").read_text()
    assert "Sitemap: https://example.org/some/edition/sitemap.xml\n" in (small_site / "robots.txt").read_text()
    first, *_ = entries(small_site / "sitemap.xml")
    assert first[0] == "https://example.org/some/edition/"


@pytest.mark.parametrize(
    ("prefix", "language", "name", "short"),
    [
        ("", "fr", "Le programme de l’OIT en cinq textes", "OIT en 5 textes"),
        ("en/", "en", "The ILO programme in five texts", "ILO in 5 texts"),
    ],
)
def test_each_language_has_a_manifest_whose_icons_are_there(
    built: Path, prefix: str, language: str, name: str, short: str
) -> None:
    page = html.parse(built / prefix / "m-power/index.html")
    (link,) = page.xpath("//link[@rel='manifest']/@href")
    place = urljoin(f"/{prefix}m-power/", link)
    manifest = json.loads((built / place.lstrip("/")).read_bytes())
    assert (place, manifest["lang"]) == (f"/{prefix}manifest.webmanifest", language)
    assert (manifest["name"], manifest["short_name"], manifest["theme_color"]) == (name, short, "#123c41")
    assert urljoin(place, manifest["start_url"]) == f"/{prefix}" and urljoin(place, manifest["scope"]) == "/"
    purposes = set()
    for icon in manifest["icons"]:
        with Image.open(built / urljoin(place, icon["src"]).lstrip("/")) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
        purposes.add((icon["purpose"], icon["sizes"]))
    assert purposes == {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512")}


def test_the_icons_of_the_head_are_there(built: Path) -> None:
    page = html.parse(built / "en/glossary/index.html")
    icons = [
        urljoin("/en/glossary/", link).lstrip("/") for link in page.xpath("//link[@rel='icon' or @rel='apple-touch-icon']/@href")
    ]
    assert icons == ["favicon.ico", "assets/favicon.svg", "assets/icons/touch-180.png"]
    assert Image.open(io.BytesIO((built / icons[0]).read_bytes())).size == (32, 32)
    with Image.open(built / icons[2]) as touch:
        assert (touch.size, touch.mode) == ((180, 180), "RGB")


def test_a_masked_icon_has_its_ground_to_the_edge(built: Path) -> None:
    with Image.open(built / "assets/icons/masked-512.png") as masked:
        corners = {masked.getpixel(at) for at in ((0, 0), (511, 0), (0, 511), (511, 511))}
    assert corners == {(0x12, 0x3C, 0x41)}


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
def test_an_address_whose_host_cannot_be_encoded_is_one_plain_problem(whole: Project, host: str) -> None:
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
def test_what_needs_no_encoding_stays(address: str, expected: str) -> None:
    assert encoded(address) == expected
