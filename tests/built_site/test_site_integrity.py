"""The built site is complete: pages, links, languages, published addresses, search index."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from edition.analysis.cross_count import count_in_html, count_in_model
from edition.model import Edition
from edition.references.published_addresses import current_addresses, published_addresses
from edition.site import Site
from support.built_pages import listed_addresses, reading_pages
from support.folders import ROOT

PAGES = {
    "": "Le programme de l’OIT en cinq textes",
    "en/": "The ILO programme in five texts",
    "programme-budget-2024-25/output-1-1/": "Capacité accrue des États Membres à ratifier les normes internationales du travail",
    "en/programme-budget-2024-25/output-1-1/": "Increased capacity of Member States to ratify international labour standards",
    "m-power/": "Partenariat multilatéral",
    "en/forced-labour/": "Building a global alliance against forced labour",
    "instruments/c155/": "Convention (n°\u00a0155) sur la sécurité et la santé des travailleurs, 1981",
    "en/instruments/c155/": "Occupational Safety and Health Convention, 1981 (No.\u00a0155)",
    "corrections/": "Corrections apportées aux textes sources",
    "en/about/": "About this edition",
}


@cache
def tree(path: Path) -> html.HtmlElement:
    """A page, parsed."""
    return html.document_fromstring(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_at_its_address(built: Path, address: str) -> None:
    page = tree(built / address / "index.html")
    assert PAGES[address] in page.xpath("string(//h1)")
    assert page.get("lang") == ("en" if address.startswith("en/") else "fr")
    assert page.xpath("string(//meta[@name='description']/@content)")


def test_counts_of_the_model_and_of_the_html_agree(built: Path, edition: Edition) -> None:
    expected = {
        "documents": 5,
        "numbered paragraphs": 204,
        "list items": 339,
        "outcome": 7,
        "outcome: lists": 1,
        "outcome: list items": 5,
        "enabler": 3,
        "enabler: lists": 0,
        "enabler: list items": 0,
        "output": 44,
        "output: lists": 71,
        "output: list items": 331,
    }
    assert count_in_model(edition) == expected
    assert count_in_html(built, edition) == expected


def test_both_languages_have_the_same_pages_and_anchors(built: Path) -> None:
    french = {path.relative_to(built) for path in built.rglob("index.html") if "en" not in path.relative_to(built).parts[:1]}
    english = {path.relative_to(built / "en") for path in (built / "en").rglob("index.html")}
    assert french == english and len(french) > 700
    for path in french:
        # The names of the glossary are under their initials, which are other ones in each language.
        found = [
            tree(built / prefix / path).xpath(
                "//article//*[not(self::tr[@class='letter'] or ancestor-or-self::tr[@class='letter'])]/@id"
            )
            for prefix in ("", "en")
        ]
        ids = [set(each) for each in found]
        assert ids[0] == ids[1], path


def test_every_link_has_a_target_and_nothing_is_fetched_from_other_hosts(built: Path) -> None:
    broken, followed = set(), 0
    for path in (*reading_pages(built), built / "404.html", built / "503.html"):
        base = "/" + path.relative_to(built).as_posix()
        fetched = set(tree(path).xpath("//@src | //link[@rel='stylesheet' or @rel='icon' or @rel='manifest']/@href"))
        for href in tree(path).xpath("//@href | //@src"):
            address, anchor = urldefrag(urljoin(base, href))
            address = address.partition("?")[0]
            if urlsplit(address).scheme:
                if href in fetched:
                    broken.add((base, href))
                continue
            target = built / unquote(address).lstrip("/")
            target = target / "index.html" if address.endswith("/") else target
            if not target.is_file() or (anchor and target.suffix == ".html" and anchor not in _ids(target)):
                broken.add((base, href))
            followed += 1
    styles = "".join(path.read_text(encoding="utf-8") for path in built.rglob("*.css"))
    assert followed > 50_000
    assert broken == set() and re.findall(r"url\(['\"]?https?:", styles) == []


@cache
def _ids(path: Path) -> frozenset[str]:
    return frozenset(tree(path).xpath("//@id"))


def test_each_page_links_to_its_other_language(built: Path) -> None:
    page = tree(built / "en/m-power/index.html")
    assert {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")} == {
        "fr": "http://localhost:8000/m-power/",
        "en": "http://localhost:8000/en/m-power/",
        "x-default": "http://localhost:8000/m-power/",
    }
    assert page.xpath("string(//link[@rel='canonical']/@href)") == "http://localhost:8000/en/m-power/"


def test_no_english_page_shows_untranslated_french(built: Path) -> None:
    english = reading_pages(built / "en")
    assert len(english) == len([address for address in listed_addresses(built) if address.startswith("en/")])
    for path in english:
        assert tree(path).xpath("//*[@class='untranslated']") == [], path


def test_every_published_address_exists(built: Path, site: Site) -> None:
    listed = published_addresses(ROOT)
    assert sorted(listed) == listed and set(current_addresses(site.links, site.pages)) <= set(listed)
    for address in listed:
        path, _, anchor = address.partition("#")
        for prefix in ("", "en/"):
            page = built / prefix / path / "index.html"
            assert page.is_file() and (not anchor or anchor in _ids(page)), address


def test_a_page_contains_nearby_navigation_not_the_whole_tree(built: Path) -> None:
    page = tree(built / "programme-budget-2024-25/output-3-2/index.html")
    around = page.xpath("//nav[contains(@class,'md-nav--primary')]//a/@href")
    assert "../output-3-5/" in around and "../outcome-4/" in around
    assert not any("output-4" in href for href in around)


def test_the_search_has_an_index_for_each_language_and_none_of_the_theme(built: Path) -> None:
    for language in ("fr", "en"):
        assert list((built / "search/index" / language / "fragment").glob(f"{language}_*.pf_fragment"))
        assert (built / f"search/words.{language}.json").is_file() and (built / f"search/facets.{language}.json").is_file()
    assert not (built / "search/search_index.json").exists()
