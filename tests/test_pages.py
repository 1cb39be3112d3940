"""The pages of the small project, as they are committed in golden/; `pytest --golden` writes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Project
from edition.site import Site, prepare

GOLDEN = Path(__file__).resolve().parent / "golden"
PAGES = {
    "home": "",
    "document": "report/",
    "part": "report/introduction/",
    "outcome": "report/outcome-1/",
    "output": "report/output-1-1/",
    "leaflet": "leaflet/",
    "register": "instruments/",
    "entry": "instruments/c98/",
    "term": "glossary/decent-work/",
    "corrections": "corrections/",
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_committed(project: Project, name: str, language: str, request: pytest.FixtureRequest) -> None:
    site = prepare(project.root)
    rendered = site.renderers[language].render(site.pages[PAGES[name]])
    outline = "\n".join(f"# {heading.anchor} {heading.title}" for heading in rendered.headings)
    text = f"<!-- {rendered.title}\n{rendered.description}\n{outline}\n-->\n{rendered.html}\n"
    golden = GOLDEN / f"{name}.{language}.html"
    if request.config.getoption("--golden"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_a_unit_without_english_is_shown_in_french_and_says_so(project: Project) -> None:
    site = prepare(project.root)
    html = site.renderers["en"].render(site.pages["report/outcome-1/"]).html
    assert '<span lang="fr">La 3<sup>e</sup> étape' in html
    assert "(in French: not yet translated)" in html
    assert "not yet translated" not in site.renderers["en"].render(site.pages["report/output-1-1/"]).html


def test_text_can_inject_neither_markup_nor_script(project: Project) -> None:
    project.replace("leaflet/document.yml", "          name: Nom Prénom", "          name: <img src=x onerror=alert(1)>")
    project.replace("sources/leaflet.txt", "**Nom Prénom**", "<img src=x onerror=alert(1)>")
    site = prepare(project.root)
    html = site.renderers["fr"].render(site.pages["leaflet/"]).html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html and "<img" not in html


def test_paragraphs_have_short_addresses_that_send_on(project: Project) -> None:
    pages = dict(prepare(project.root).forwards("https://example.org/"))
    assert set(pages) == {
        f"{prefix}{path}index.html" for prefix in ("", "en/") for path in ("p/1/", "p/2/", "p/3/", "old-report/")
    }
    html = pages["en/p/3/index.html"]
    assert '<link rel="canonical" href="https://example.org/en/report/output-1-1/#p3">' in html
    assert 'content="0; url=../../report/output-1-1/#p3"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_synoptic_figure_groups_the_outcomes_as_the_aims_of_paragraph_6_do(site: Site) -> None:
    html = site.renderers["fr"].render(site.pages["programme-budget-2024-25/agenda/"]).html
    wide = html.split('class="drawn wide"')[1].split("</svg>")[0]
    marks = [word for word in wide.replace('"', " ").replace("/", " ").split() if word.startswith(("outcome-", "enabler-"))]
    assert marks == [f"outcome-{n}" for n in range(1, 8)] + [f"enabler-{letter}" for letter in "abc"]


def test_a_place_is_quoted_by_the_sentence_that_names_the_thing_also_where_its_letters_are_raised(site: Site) -> None:
    html = site.renderers["fr"].render(site.pages["instruments/c155/"]).html
    assert "à ratifier et à appliquer effectivement les conventions nos\u00a0155 et 187" in html


def test_a_heading_that_names_a_thing_is_not_said_twice(site: Site) -> None:
    html = site.renderers["fr"].render(site.pages["glossary/decent-work/"]).html
    assert html.count("Le travail décent au service de la justice sociale") == 1
