"""Handwritten pages have the addresses that MkDocs gives them, wherever they are named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from lxml import etree, html
from mkdocs.config import load_config
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions

from edition.cli.commands import main
from edition.loading.handwritten_pages import HandwrittenPart, parse_parts
from edition.pages.page_dates import read_page_changes
from support.built_site import run_mkdocs
from support.small_project import Project

# Each file of docs/fr and docs/en, and the address where its page stands within its language.
PAGES = {
    "reindex.md": "reindex/",
    "index-of-things.md": "index-of-things/",
    "guide/index.md": "guide/",
    "guide/reindex.md": "guide/reindex/",
    "notes/README.md": "notes/",
}
BASE = "https://example.org/edition/"
PREFIXES = {"fr": "", "en": "en/"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def write_pages(root: Path) -> None:
    """Writes each page in both languages."""
    for language in PREFIXES:
        for file, address in PAGES.items():
            path = root / "docs" / language / file
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"---\ntitle: Page {address}\ndescription: What it is.\n---\n# Page {address}\n", encoding="utf-8")


def mapped(site: Path) -> dict[str, dict[str, str]]:
    """The site map: each page with its alternates."""
    urls = etree.parse(site / "sitemap.xml").getroot().findall("s:url", SITEMAP)
    return {
        url.findtext("s:loc", "", SITEMAP): {
            str(link.get("hreflang")): str(link.get("href")) for link in url.findall("x:link", SITEMAP)
        }
        for url in urls
    }


def searched(site: Path, language: str) -> set[str]:
    """The addresses that the search of a language leads to."""
    fragments = (site / "search" / "index" / language / "fragment").iterdir()
    texts = (gzip.decompress(path.read_bytes()).decode("utf-8") for path in fragments)
    # A fragment is JSON behind the mark of its maker.
    records = (json.loads(text[text.index("{") :]) for text in texts)
    return {record["url"].partition("?")[0].lstrip("/") for record in records}


def test_every_address_of_a_handwritten_page_is_the_one_that_mkdocs_gives_it(whole: Project) -> None:
    write_pages(whole.root)
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet", SITE_URL=BASE)
    assert (done.returncode, done.stderr) == (0, "")
    site = whole.root / "site"
    listed = mapped(site)
    for address in PAGES.values():
        alternates = {language: f"{BASE}{prefix}{address}" for language, prefix in PREFIXES.items()}
        alternates["x-default"] = alternates["fr"]
        for language, prefix in PREFIXES.items():
            page = html.parse(site / prefix / address / "index.html")
            assert page.xpath("string(//h1)") == f"Page {address}"
            assert page.xpath("//link[@rel='canonical']/@href") == [alternates[language]]
            assert {str(link.get("hreflang")): str(link.get("href")) for link in page.xpath("//link[@hreflang]")} == alternates
            assert listed[alternates[language]] == alternates
            (other,) = page.xpath("//a[contains(@class, 'other-language')]")
            assert urldefrag(urljoin(alternates[language], other.get("href")))[0] == alternates[other.get("hreflang")]
            assert address in searched(site, language)


def test_the_record_of_changes_lists_handwritten_pages_by_their_addresses(whole: Project) -> None:
    write_pages(whole.root)
    main(whole.root, ["record", "--on", "2023-03-01"])
    dated = {change.address for change in read_page_changes(whole.root)}
    assert {prefix + address for prefix in PREFIXES.values() for address in PAGES.values()} <= dated


def test_backup_files_of_editors_are_not_published(whole: Project) -> None:
    for name in ("fr/about.md~", "fr/#about.md#", "fr/.#about.md", "assets/css/base.css~", "assets/css/._base.css"):
        (whole.root / "docs" / name).write_bytes(b"\x00")
    config = load_config(str(whole.root / "mkdocs.yml"))
    files = get_files(config)
    set_exclusions(files, config)
    published = {file.src_uri for file in files if file.inclusion.value > InclusionLevel.DRAFT.value}
    assert {"fr/about.md", "assets/css/base.css"} <= published
    assert [name for name in published if not name[-1].isalnum() or "/." in name or "/#" in name] == []


def test_a_handwritten_page_is_indexed_by_its_sections() -> None:
    html = '<h1 id="about">About</h1><p>All of it.</p><h2 id="terms">Terms</h2><p>One</p><p>two.</p>'
    assert parse_parts("about/", "About this", html) == [
        HandwrittenPart("about/", "", "About this", "About", "All of it."),
        HandwrittenPart("about/", "terms", "About this", "Terms", "One two."),
    ]
