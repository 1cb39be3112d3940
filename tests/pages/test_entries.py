"""The pages of register entries, and the list of those without pages: their mentions, folded, and what they lead to."""

from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from lxml import html

from edition.languages import LANGUAGES
from edition.site import Site
from support.built_pages import words

PROGRAMME = "programme-budget-2024-25"
FREQUENT = "terms/constituents"
"""An entry that many outputs mention, some of them often."""
DOCUMENTS = "governing-body-documents/"


def page(site: Site, language: str, address: str) -> html.HtmlElement:
    """The HTML of a page."""
    return html.fragment_fromstring(site.renderers[language].render_page(site.pages[address]).html, create_parent=True)


def mentions(part: html.HtmlElement) -> list[str]:
    """The labels of the mentions in a part of a page."""
    return [words(link) for link in part.xpath(".//ul[@class='citations']/li/a[1]")]


def initial(names: list[html.HtmlElement]) -> str:
    """The initial of the first of some names, without its accent; "" where there is none."""
    letter = unicodedata.normalize("NFD", words(names[0]))[0].upper() if names else ""
    return "0–9" if letter.isdigit() else letter


def test_each_output_with_its_mentions_is_a_group(site: Site) -> None:
    citations = [c for c in site.links.citations[FREQUENT] if c.unit.document == PROGRAMME]
    expected = [(target, len(list(group))) for target, group in groupby(citations, key=lambda citation: citation.page.address)]
    (section,) = page(site, "en", "glossary/constituents/").xpath(f".//section[@aria-labelledby='in-{PROGRAMME}']")
    groups: list[tuple[str, int]] = []
    for element in section.iter("h4", "li"):
        if element.tag == "h4":
            groups.append((element.xpath("string(a/@href)").removeprefix("../../"), 0))
        else:
            groups[-1] = (groups[-1][0], groups[-1][1] + 1)
    assert groups == expected and len(groups) > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_three_mentions_of_the_first_three_outputs_are_shown_and_the_rest_is_counted(site: Site, language: str) -> None:
    (section,) = page(site, language, "glossary/constituents/").xpath(f".//section[@aria-labelledby='in-{PROGRAMME}']")
    assert len(section.xpath("h4")) == 3
    assert [len(group.xpath("li")) for group in section.xpath("ul")] == [3, 3, 3]
    *of_outputs, of_document = section.xpath("details")
    label = {"fr": "{} autres mentions", "en": "{} more mentions"}[language]
    rest = {"fr": " dans le reste du texte", "en": " in the rest of the text"}[language]
    for details in (*of_outputs, of_document):
        summary = words(details.find("summary"))
        assert summary.startswith(label.format(len(mentions(details))))
        assert (rest in summary) == (details is of_document)
        assert details.get("open") is None and not details.xpath(".//details")
    assert of_outputs and not any(details.xpath(".//h4") for details in of_outputs)
    assert len(of_document.xpath("h4")) > 30


@pytest.mark.thorough
def test_a_single_further_mention_is_not_folded(site: Site) -> None:
    found = [
        details
        for one in site.pages.values()
        if one.entry
        for details in page(site, "fr", one.address).iter("details")
        if details.get("class") == "more"
    ]
    assert len(found) > 20
    assert min(len(mentions(details)) for details in found) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_and_the_theme_of_its_name_say_how_they_differ_and_lead_to_each_other(site: Site, language: str) -> None:
    sentences = {
        "fr": ("Seuls les passages qui emploient le terme", "Tous les passages sur le sujet", "Glossaire : Protection sociale"),
        "en": ("Only passages that use the term", "All passages on the subject", "Glossary: Social protection"),
    }
    of_term, of_theme, link = sentences[language]
    term, theme = (page(site, language, f"{register}/social-protection/") for register in ("glossary", "themes"))
    ((sentence, target),) = [(words(p), p.xpath("string(a/@href)")) for p in term.xpath("p[@class='described']")]
    assert sentence.startswith(of_term) and target == "../../themes/social-protection/"
    ((sentence, target),) = [(words(p), p.xpath("string(a/@href)")) for p in theme.xpath("p[@class='described']")]
    assert sentence.startswith(of_theme) and sentence.endswith(f"{link}.") and target == "../../glossary/social-protection/"


def test_what_the_terms_pages_say_of_the_themes_is_true(site: Site) -> None:
    pairs = [
        (identifier, other)
        for identifier, (register, _) in site.edition.entries.items()
        if register.mentions_are_names
        for other in site.links.namesakes(identifier)
        if not site.edition.entries[other][0].mentions_are_names
    ]
    assert len(pairs) == 7
    for term, theme in pairs:
        by_term, by_theme = ({c.unit.identifier for c in site.links.citations[name]} for name in (term, theme))
        assert by_term < by_theme, term


@pytest.mark.thorough
def test_no_entry_is_mentioned_with_itself_or_with_the_entry_of_its_name(site: Site) -> None:
    for one in site.pages.values():
        if one.entry:
            entry = page(site, "fr", one.address)
            names = [words(link) for link in entry.xpath(".//h2[@id='together']/following-sibling::ul/li/a")]
            assert words(entry.find("h1")) not in names, one.address


def test_the_page_of_the_subject_of_a_text_leads_to_it_in_place_of_mentions(site: Site) -> None:
    entry = page(site, "en", "initiatives/m-power-partnership/")
    (link,) = entry.xpath(".//dl[@class='facts']//a")
    assert (words(link), link.get("href")) == ("M-POWER", "../../m-power/")
    assert not entry.xpath(".//h2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documents_of_the_governing_body_are_one_list_on_one_page(site: Site, language: str) -> None:
    (register,) = (register for register in site.edition.registers if register.path == DOCUMENTS.rstrip("/"))
    items = {item.get("id"): item for item in page(site, language, DOCUMENTS).xpath(".//ul[@class='entries']/li")}
    assert len(items) == len(register.entries) == 19
    for entry in register.entries:
        item = items[entry.path]
        assert words(item).startswith(entry.name.get(language) or "-")
        places = [link.get("href").removeprefix("../") for link in item.iter("a")]
        citations = site.links.citations[entry.id]
        assert places == [site.links.resolve(citation.unit.identifier).href for citation in citations]  # type: ignore[union-attr]
        assert f"{DOCUMENTS}{entry.path}/" not in site.pages
        assert site.redirects.destination(f"{DOCUMENTS}{entry.path}/") == f"{DOCUMENTS}#{entry.path}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reference_to_a_document_of_the_governing_body_leads_to_its_line(site: Site, language: str) -> None:
    links = page(site, language, f"{PROGRAMME}/").xpath(".//a[contains(@href, 'governing-body-documents/#')]")
    assert {words(link) for link in links} >= {"GB.346/INS/3/1", "GB.346/PFA/8"}
    assert {link.get("href") for link in links if words(link) == "GB.346/PFA/8"} == {"../governing-body-documents/#gb-346-pfa-8"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_names_of_the_glossary_are_under_their_initials_each_with_a_letter(site: Site, language: str) -> None:
    glossary = page(site, language, "glossary/")
    for table, column in (("terms", "td[1]"), ("acronyms", "td[1]/strong")):
        (section,) = glossary.xpath(f".//section[h2/@id='{table}']")
        (letters,) = section.xpath("nav[@class='letters']")
        headings = {}
        for body in section.xpath(".//tbody"):
            heading, *rows = body.xpath("tr")
            letter = words(heading)
            assert {initial(row.xpath(column)) for row in rows} == {letter if len(letter) < 4 else ""}
            headings[letter] = heading.xpath("th/@id")[0]
        linked = {words(link): link.get("href").removeprefix("#") for link in letters.iter("a")}
        assert linked == {letter: anchor for letter, anchor in headings.items() if len(letter) < 4}


def test_an_entry_leads_to_the_explorer_where_a_commitment_cites_it(site: Site) -> None:
    rows = page(site, "en", "commitments/").xpath(".//tr[@data-unit]")
    for address in ("instruments/c155/", "instruments/philadelphia-1944/", "sdg/8-7/", "sdg/8-5/"):
        links = page(site, "en", address).xpath(".//a[contains(@href, 'commitments/?')]/@href")
        facet, identifier = ("instrument", address.split("/")[1]) if "instruments" in address else ("sdg", address.split("/")[1])
        cited = {name.lower() for row in rows for name in row.get(f"data-{facet}").split()}
        assert bool(links) == (identifier in {name.replace(".", "-").removeprefix("sdg-") for name in cited}), address


def test_each_mention_begins_with_a_capital_or_a_sign(site: Site) -> None:
    for address in ("glossary/labour-rights/", "glossary/just-transition/"):
        labels = [words(link) for link in page(site, "en", address).xpath(".//ul[@class='citations']/li/a[1]")]
        assert labels and not [label for label in labels if label[0].islower()]
