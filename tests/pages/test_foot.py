"""The foot of each page: who publishes the edition and when the page last changed, only as far as it is known."""

from __future__ import annotations

import pytest
from lxml import html

from edition.site import prepare_site
from support.reading import plain
from support.small_project import Project

NAMED = """publisher:
  fr: >-
    Presse d'essai
  en: >-
    Test Press
contact: mailto:edition@example.org
date: "2026-03-01"
documents:"""
EXPECTED = {
    "fr": [
        "Publié par Presse d'essai",
        "Contact",
        "Édition du 1er mars 2026",
        "Dernière modification de cette page: 7 octobre 2022",
    ],
    "en": ["Published by Test Press", "Contact", "Edition of 1 March 2026", "This page last changed on 7 October 2022"],
}


def imprint(project: Project, language: str, changed: str = "") -> list[html.HtmlElement]:
    """What the foot of a page says about its publication."""
    foot = prepare_site(project.root).renderers[language].render_footer("leaflet/", "content/leaflet/document.yml", changed)
    return list(html.fragment_fromstring(foot).xpath(".//p[@class='imprint']/span"))


@pytest.mark.parametrize("language", EXPECTED)
def test_it_names_the_publisher_their_address_and_the_dates(project: Project, language: str) -> None:
    project.replace("edition.yml", "documents:", NAMED)
    parts = imprint(project, language, "2022-10-07")
    assert [plain(part.text_content()) for part in parts] == EXPECTED[language]
    assert parts[1].xpath("a/@href") == ["mailto:edition@example.org"]


def test_it_invents_nothing(project: Project) -> None:
    assert imprint(project, "en") == []
    assert [plain(part.text_content()) for part in imprint(project, "en", "2022-10-07")] == [EXPECTED["en"][-1]]
