"""An outdated translation is shown to readers and translators: notices on pages, and the page of the translation's status."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from edition.loading.loader import load_edition
from edition.loading.translation_record import format_record
from edition.outputs import translation_sheets
from edition.site import prepare_site
from edition.translation.status import accept_translations, stale_texts
from edition.translation.texts import translation_files
from support.small_project import Project

# --- On the pages ------------------------------------------------------------------------------------------------


def test_an_english_page_shows_what_changed_in_the_french(changed: Project) -> None:
    site = prepare_site(changed.root)
    english, french = (site.renderers[language].render_page(site.pages["leaflet/"]).html for language in ("en", "fr"))
    summary = "<summary>The French has changed since this was translated: see what changed</summary>"
    assert (
        "A box follows.</p>"
        f'<details class="stale" data-search-exclude>{summary}<p lang="fr">Un <ins>grand</ins> encadré suit.</p></details>'
    ) in english
    assert (
        "First goal;"
        f'<details class="stale" data-search-exclude>{summary}<p lang="fr"><del>Premier</del> <ins>Le premier</ins> but ;</p>'
        "</details></li>"
    ) in english.replace("\u202f", " ")
    assert english.count('class="stale"') == 2
    assert 'class="stale"' not in french and "<ins>" not in french


def test_a_notice_disappears_when_the_english_is_accepted(changed: Project) -> None:
    for record, rows in accept_translations(load_edition(changed.root)).items():
        (changed.root / record).write_text(format_record(rows), encoding="utf-8")
    site = prepare_site(changed.root)
    assert not any('class="stale"' in site.renderers["en"].render_page(page).html for page in site.pages.values())


def test_changed_marks_are_shown_where_only_they_have_changed(project: Project) -> None:
    project.replace("report/introduction.yml", "Le **travail décent**", "Le *travail décent*")
    project.replace("report/introduction.yml", "**Decent work**", "*Decent work*")
    site = prepare_site(project.root)
    html = site.renderers["en"].render_page(site.pages["report/introduction/"]).html
    assert "Le <del>**travail décent**</del> <ins>*travail décent*</ins> est cité par la [convention" in html


def test_english_never_accepted_shows_its_french(project: Project) -> None:
    project.path("report/translated.tsv").unlink()
    site = prepare_site(project.root)
    html = site.renderers["en"].render_page(site.pages["report/introduction/"]).html
    assert (
        "<summary>This translation has not been checked against the French yet: see the French</summary>"
        '<p lang="fr">Voir le paragraphe 2.</p></details>'
    ) in html


class _Nesting(HTMLParser):
    """Collects the elements that contain notices."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.around: set[str] = set()
        self.notices = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "stale") in attrs:
            self.around.update(self.open)
            self.notices += 1
        if tag not in ("br", "link", "meta", "img", "rect"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            del self.open[len(self.open) - 1 - self.open[::-1].index(tag) :]


@pytest.mark.thorough
def test_notices_are_placed_only_where_html_allows_blocks(project: Project) -> None:
    for record in project.root.rglob("*.tsv"):
        record.unlink()
    site = prepare_site(project.root)
    nestings = {address: _Nesting(site.renderers["en"].render_page(page).html) for address, page in site.pages.items()}
    assert set().union(*(nesting.around for nesting in nestings.values())) <= {
        "section",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dd",
    }
    shown = {"report", "leaflet", "registers/instruments", "registers/terms", "corrections"}
    expected = sum(
        1
        for found in stale_texts(site.edition)
        if any(
            found.key in [text.key for text in translation_file.texts]
            for translation_file in translation_files(site.edition)
            if translation_file.name in shown
        )
        # A register's kinds are headings of its index, its filter and its chart labels: they have no notices.
        and not re.search(r"/convention:title|:facet\.|:chart\.", found.key)
    )
    again = nestings.pop("report/full/")
    assert sum(nesting.notices for nesting in nestings.values()) == expected
    facts, summary = 4, 1  # The short title, summary, date and origin of the report, and the sentence on outcome 1.
    in_report = sum(nesting.notices for address, nesting in nestings.items() if address.startswith("report/"))
    assert again.notices == in_report - facts - summary


# --- The translators' page ---------------------------------------------------------------------------------------


def test_the_translation_page_lists_what_is_to_be_done(changed: Project) -> None:
    site = prepare_site(changed.root)
    html = site.renderers["en"].render_page(site.pages["translation/"]).html
    assert '<progress max="15" value="13" aria-labelledby="of-2">13/15</progress>' in html
    assert "Up to date: 13 of 15; to be revised: 2; to be translated: 0." in html
    assert (
        '<li><a href="../leaflet/#p1">leaflet/p1</a> <span class="state">to be revised</span>\n'
        '<span class="place">content/leaflet/document.yml:30</span></li>'
    ) in html
    assert (
        '<li><a href="../report/outcome-1/#p2">report/p2</a> <span class="state">to be translated</span>\n'
        '<span class="place">content/report/outcome-1/outcome.yml:21</span></li>'
    ) in html
    assert '<a href="../glossary/decent-work/">terms/decent-work:description</a>' in html
    assert html.count('class="state"') == 5


def test_the_translation_page_links_to_the_repository_if_the_edition_names_it(changed: Project) -> None:
    changed.replace("edition.yml", "documents:", "repository: {host: github, address: https://example.org/edition/}\ndocuments:")
    site = prepare_site(changed.root)
    html = site.renderers["en"].render_page(site.pages["translation/"]).html
    assert 'href="https://example.org/edition/edit/main/content/leaflet/document.yml#L30"' in html


def test_the_translation_page_says_that_nothing_is_to_be_done(project: Project) -> None:
    project.replace(
        "report/outcome-1/outcome.yml",
        "            efficace.\n",
        "            efficace.\n          en: >-\n            The 3^rd^ step follows [outcome 1](ref:outcome-1) and cuts a\n"
        "            sentence. It is effective.\n",
    )
    for name, rows in accept_translations(load_edition(project.root)).items():
        (project.root / name).write_text(format_record(rows), encoding="utf-8")
    site = prepare_site(project.root)
    assert "Toute la traduction est à jour." in site.renderers["fr"].render_page(site.pages["translation/"]).html


@pytest.mark.thorough
def test_spreadsheets_are_published_once_for_both_languages(project: Project) -> None:
    site = prepare_site(project.root)
    files = dict(translation_sheets.make_files(site.inputs()))
    assert {"translation/leaflet.csv", "translation/leaflet.xlsx", "translation/registers/terms.csv"} <= set(files)
    assert files == dict(translation_sheets.make_files(site.inputs()))
    page = site.pages["translation/"]
    assert 'href="leaflet.csv"' in site.renderers["fr"].render_page(page).html
    assert 'href="../../translation/leaflet.csv"' in site.renderers["en"].render_page(page).html
