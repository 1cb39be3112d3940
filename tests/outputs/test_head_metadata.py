"""The metadata of each page's head: correct, absolute, and of files that the built site contains."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from lxml import html
from PIL import Image

from edition.languages import LANGUAGES
from edition.outputs.linked_data import Thing, script_content
from edition.site import Site
from support.built_pages import listed_addresses, reading_pages
from support.folders import ROOT, TESTS
from support.small_project import Project

BASE = "http://localhost:8000/"
PREFIXES = {"fr": "", "en": "en/"}
SITE = {"fr": "Le programme de l’OIT en cinq textes", "en": "The ILO programme in five texts"}
EXPECTED: list[dict[str, Any]] = yaml.safe_load((TESTS / "metadata.yml").read_text(encoding="utf-8"))
"""A page of each kind, with all metadata of its head in each language."""


def document(built: Path, address: str) -> html.HtmlElement:
    """A page."""
    return html.document_fromstring((built / address / "index.html").read_bytes())


def head(built: Path, address: str) -> html.HtmlElement:
    """The head of a page."""
    return document(built, address).find("head")


def meta(page: html.HtmlElement, name: str) -> str:
    """The value of a name in a page's metadata; the name occurs once."""
    (value,) = page.xpath("meta[@property=$name or @name=$name]/@content", name=name)
    return str(value)


def things(page: html.HtmlElement) -> list[dict[str, Any]]:
    """The things that a page describes as linked data."""
    (graph,) = page.xpath("script[@type='application/ld+json']/text()")
    described: list[dict[str, Any]] = json.loads(graph)["@graph"]
    return described


def values(thing: object, name: str) -> Iterator[object]:
    """All values of a name, however deep."""
    if isinstance(thing, dict):
        yield from ([thing[name]] if name in thing else [])
        for value in thing.values():
            yield from values(value, name)
    elif isinstance(thing, list):
        for value in thing:
            yield from values(value, name)


def every(built: Path) -> list[str]:
    """The addresses of all pages except those that only redirect."""
    found = [path.relative_to(built).as_posix().removesuffix("index.html") for path in reading_pages(built)]
    assert set(found) == listed_addresses(built)
    return found


def exists(built: Path, address: str) -> bool:
    """Whether a full address is one of the built site."""
    path = address.removeprefix(BASE)
    return address.startswith(BASE) and (built / path / ("index.html" if path.endswith("/") or not path else "")).is_file()


def spaced(text: str) -> str:
    """A text with ordinary spaces for its no-break ones, which no reader of the expected values sees."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("expected", EXPECTED, ids=lambda expected: expected["page"])
def test_a_page_of_each_kind_has_its_metadata(built: Path, expected: dict[str, Any], language: str) -> None:
    own = expected[language]
    whole = document(built, own["address"].removeprefix(BASE))
    page, cited = whole.find("head"), whole.xpath("body//nav[@data-work]")
    first, *rest = things(page)
    found = {
        "address": page.xpath("string(link[@rel='canonical']/@href)"),
        "title": spaced(page.xpath("string(title)")),
        "name": spaced(meta(page, "og:title")),
        "description": spaced(meta(page, "description")),
    }
    if rest:
        found["trail"] = [spaced(step["name"]) for step in rest[0]["itemListElement"]]
    if cited:
        facts = {name.removeprefix("data-"): spaced(data) for name, data in cited[0].items() if "data-" in name}
        found["citation"] = {name: data for name, data in facts.items() if name in ("work", "short", "date", "place")}
    assert found == own
    assert (first["@type"], meta(page, "og:type")) == (expected["type"], expected["open_graph"])
    assert (meta(page, "og:url"), first["@id"], first["url"]) == (own["address"],) * 3
    assert (spaced(first["name"]), first["inLanguage"]) == (own["name"], language)
    assert [spaced(text) for text in (meta(page, "og:description"), first["description"])] == [own["description"]] * 2
    assert meta(page, "og:site_name") == SITE[language]
    assert [(link.get("hreflang"), link.get("href")) for link in page.xpath("link[@hreflang]")] == [
        ("fr", expected["fr"]["address"]),
        ("en", expected["en"]["address"]),
        ("x-default", expected["fr"]["address"]),
    ]
    assert [thing["@type"] for thing in rest] == (["BreadcrumbList"] if expected["page"] != "/" else [])


def test_the_expected_pages_include_each_kind(site: Site) -> None:
    addresses = [expected["page"].removeprefix("/") for expected in EXPECTED]
    assert {site.pages[address].kind.name for address in addresses if address != "about/"} == {
        page.kind.name for page in site.pages.values()
    }


def test_no_two_pages_have_the_same_title_description_or_address(built: Path, site: Site) -> None:
    described = [
        (page.xpath("string(title)"), meta(page, "description"), page.xpath("string(link[@rel='canonical']/@href)"))
        for page in (head(built, address) for address in every(built))
    ]
    assert len(described) == len(LANGUAGES) * (len(site.pages) + len(list((ROOT / "docs" / "fr").glob("*.md"))))
    for values_ in zip(*described, strict=True):
        assert {value: count for value, count in Counter(values_).items() if count > 1 or not value} == {}


def test_every_page_describes_itself_and_names_only_existing_files(built: Path) -> None:
    locales = {"fr": ("fr_FR", "en_GB"), "en": ("en_GB", "fr_FR")}
    for address in every(built):
        page = head(built, address)
        language = "en" if address.startswith("en/") else "fr"
        first, *crumbs = things(page)
        assert meta(page, "description") and meta(page, "og:type") in ("article", "website"), address
        assert (meta(page, "og:locale"), meta(page, "og:locale:alternate")) == locales[language], address
        assert meta(page, "twitter:card") == "summary_large_image"
        named = [
            *values([first, *crumbs], "@id"),
            *values(crumbs, "item"),
            *page.xpath("link[@hreflang or @rel='canonical']/@href"),
        ]
        assert [name for name in named if not exists(built, str(name))] == [], address
        for list_ in crumbs:
            steps = list_["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert (steps[0]["item"], steps[-1]["item"]) == (BASE + PREFIXES[language], BASE + address)
        assert first["@id"] == BASE + address


def test_every_page_has_a_unique_social_card(built: Path) -> None:
    seen, sizes, heaviest = set(), set(), 0
    for address in every(built):
        page = head(built, address)
        picture = meta(page, "og:image")
        assert exists(built, picture) and picture not in seen, address
        seen.add(picture)
        file = built / picture.removeprefix(BASE)
        with Image.open(file) as image:
            size = (str(image.width), str(image.height))
            sizes.add(size)
            assert (image.format, size) == ("PNG", (meta(page, "og:image:width"), meta(page, "og:image:height"))), address
        assert meta(page, "og:title") in meta(page, "og:image:alt")
        heaviest = max(heaviest, file.stat().st_size)
    assert sizes == {("1200", "630")} and heaviest <= 16_000
    assert {BASE + path.relative_to(built).as_posix() for path in (built / "social").rglob("*.png")} == seen


def test_only_the_search_is_excluded_from_search_engines(built: Path) -> None:
    hidden = {address for address in every(built) if head(built, address).xpath("meta[@name='robots']")}
    assert hidden == {f"{prefix}search/" for prefix in PREFIXES.values()}


def test_the_edition_is_never_attributed_to_the_ilo(built: Path) -> None:
    for address in every(built):
        described = things(head(built, address))
        assert list(values(described, "publisher")) == [], address
        for work in described:
            assert "author" not in work, address
    report = things(head(built, "en/programme-budget-2024-25/"))[0]
    assert report["creativeWorkStatus"] == "Unofficial edition" and "Unofficial" in report["disambiguatingDescription"]
    assert report["isBasedOn"]["author"] == {"@type": "Organization", "name": "International Labour Organization"}
    assert (report["isBasedOn"]["identifier"], report["isBasedOn"]["datePublished"]) == ("GB.346/PFA/1", "2022-10-07")
    assert report["translationOfWork"] == {"@id": f"{BASE}programme-budget-2024-25/"}


def test_the_parts_of_a_report_are_its_divisions(built: Path) -> None:
    report = things(head(built, "programme-budget-2024-25/"))[0]
    outcome = things(head(built, "programme-budget-2024-25/outcome-1/"))[0]
    output = things(head(built, "programme-budget-2024-25/output-1-1/"))[0]
    assert outcome["@id"] in [part["@id"] for part in report["hasPart"]] and len(report["hasPart"]) == 13
    assert output["@id"] in [part["@id"] for part in outcome["hasPart"]]
    assert [part["@id"] for part in output["isPartOf"]] == [report["@id"], outcome["@id"]]
    assert output["workTranslation"] == [{"@id": f"{BASE}en/programme-budget-2024-25/output-1-1/"}]


@pytest.mark.parametrize(
    ("address", "type_", "properties"),
    [
        ("en/instruments/c155/", "Legislation", {"legislationIdentifier": "C155", "legislationDate": "1981"}),
        ("en/organizations/ilo/", "Organization", {"alternateName": "ILO"}),
        ("en/organizations/director-general/", "DefinedTerm", {}),
        ("en/sdg/1-3/", "DefinedTerm", {"termCode": "1.3"}),
        (
            "en/glossary/decent-work/",
            "DefinedTerm",
            {
                "name": "Decent work",
                "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": f"{BASE}en/glossary/"},
            },
        ),
    ],
)
def test_a_register_entry_has_its_type(built: Path, address: str, type_: str, properties: dict[str, Any]) -> None:
    thing = things(head(built, address))[0]["mainEntity"]
    assert thing["@type"] == type_ and thing.items() >= properties.items()


def test_the_home_page_declares_the_search(built: Path) -> None:
    action = things(head(built, "en/"))[0]["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{BASE}en/search/?q={{search_term_string}}"
    assert exists(built, urlsplit(action["target"]["urlTemplate"])._replace(query="").geturl())


def test_a_text_cannot_close_the_script_that_contains_it() -> None:
    data = script_content([Thing(("Report",), properties={"name": "</script><script>alert(1)</script>"})])
    assert "<" not in data and json.loads(data)["@graph"][0]["name"].startswith("</script>")


def test_a_document_names_a_registered_author(project: Project) -> None:
    project.replace("report/document.yml", "source: report.txt", "author: nobody\nsource: report.txt")
    place = "content/report/document.yml:3:9: author: the reference “nobody” does not exist"
    assert [line.partition(" — ")[0] for line in project.problems()] == [place]


def test_the_metadata_of_a_page_is_light(built: Path) -> None:
    page = head(built, "programme-budget-2024-25/output-1-1/")
    assert len(page.xpath("string(script[@type='application/ld+json'])").encode()) < 1700
