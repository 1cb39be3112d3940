"""The pages of the small project and their frame match the files in golden/; `pytest --golden` rewrites these."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import pytest
from jinja2 import Environment, meta

from edition.languages import LANGUAGES
from edition.loading.loader import load_edition
from edition.model.body import ENTRY_KINDS, Entry, entry_kind
from edition.outputs import redirect_pages
from edition.problems.problem import ContentError, Place, Problem
from edition.references.urls import language_prefix
from edition.site import Site, prepare_site
from support.built_site import run_mkdocs
from support.folders import ROOT
from support.golden import Same
from support.small_project import Project, small_project
from support.strict_html import errors

TEMPLATES = ROOT / "hooks" / "edition" / "pages" / "templates"
POLICY = re.compile(r'\n *<meta http-equiv="Content-Security-Policy"[^>]*>')
PAGES = {
    "home": "",
    "document": "report/",
    "whole": "report/full/",
    "part": "report/introduction/",
    "outcome": "report/outcome-1/",
    "output": "report/output-1-1/",
    "leaflet": "leaflet/",
    "register": "instruments/",
    "entry": "instruments/c98/",
    "glossary": "glossary/",
    "term": "glossary/decent-work/",
    "commitments": "commitments/",
    "pictures": "pictures/",
    "picture": "pictures/instruments/",
    "concordance": "concordance/",
    "search": "search/",
    "corrections": "corrections/",
    "offline": "offline/",
}
"""The address of a page of each template and kind of division."""
SURROUNDINGS: dict[str, Callable[[Site, str], str]] = {
    "outline": lambda site, language: site.renderers[language].render_outline(site.pages["report/output-1-1/"]),
    "tools": lambda site, language: site.renderers[language].render_header_tools("leaflet/"),
    "foot": lambda site, language: site.renderers[language].render_footer("leaflet/", "content/leaflet/document.yml"),
    "printed": lambda site, language: site.renderers[language].render_printed_addresses(
        site.pages["report/introduction/"], site.pages, "https://example.org/"
    ),
    "moved": lambda site, language: site.moved_passages_notice("report/introduction/", language),
    "forward": lambda site, language: redirects(site)[f"{language_prefix(language)}p/3/index.html"],
}
"""The frame of a page, and the page that redirects, by template."""
BUILT = ("about/index.html", "en/about/index.html", "404.html", "503.html")
"""Handwritten pages, and the pages for any address (`missing` and `unkept`), each in its frame."""
FRAMES = ("index.html", "search/index.html", "report/introduction/index.html", "en/report/output-1-1/index.html")
"""Generated pages whose heads differ: a picture, nothing for search engines, bold words, none of these."""


def redirects(site: Site) -> dict[str, str]:
    """The pages that send on, by path, without their policy."""
    made = redirect_pages.make_files(site.inputs("https://example.org/"))
    return {path: POLICY.sub("", content.decode("utf-8")) for path, content in made}


def page(site: Site, language: str, address: str) -> str:
    """A page with its title, description and outline."""
    rendered = site.renderers[language].render_page(site.pages[address])
    outline = "\n".join(f"# {heading.anchor} {heading.title}" for heading in rendered.headings)
    return f"<!-- {rendered.title}\n{rendered.description}\n{outline}\n-->\n{rendered.html}\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the small project as it is."""
    return prepare_site(small_project(tmp_path_factory.mktemp("small")).root)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_matches_its_golden_file(small: Site, name: str, language: str, same: Same) -> None:
    same(f"{name}.{language}.html", page(small, language, PAGES[name]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_with_an_outdated_translation_matches_its_golden_file(changed: Project, language: str, same: Same) -> None:
    same(f"output-stale.{language}.html", page(prepare_site(changed.root), language, PAGES["output"]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translation_status_matches_its_golden_file(changed: Project, language: str, same: Same) -> None:
    html = page(prepare_site(changed.root), language, "translation/")
    # The kinds and phrases are the real project's: their number changes with it.
    same(f"translation.{language}.html", re.sub(r'(?s)<li>\n<p><strong id="of-7">.*?\n</ul>', "…\n</ul>", html))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["output", "leaflet"])
def test_a_page_with_related_pages_matches_its_golden_file(
    citing_in_common: Project, name: str, language: str, same: Same
) -> None:
    html = page(prepare_site(citing_in_common.root), language, PAGES[name])
    same(f"{name}-related.{language}.html", html[html.index('<section class="related"') :])


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the small project, from one of whose pages a passage has moved."""
    project = small_project(tmp_path_factory.mktemp("moved"))
    with project.path("addresses.txt").open("a") as addresses, project.path("redirects.yml").open("a") as redirects:
        addresses.write("report/introduction/#p9\n")
        redirects.write("  - old: report/introduction/#p9\n    new: leaflet/#p1\n")
    return prepare_site(project.root)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_frame_of_a_page_matches_its_golden_file(moved: Site, name: str, language: str, same: Same) -> None:
    same(f"{name}.{language}.html", SURROUNDINGS[name](moved, language).strip() + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_problem_overlay_matches_its_golden_file(
    project: Project, language: str, same: Same, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITION_EDITOR", "editor:{line}:{column}")
    site = prepare_site(project.root)
    project.replace("edition.yml", "documents: [report, leaflet]", "documents: [report, nothing]")
    with pytest.raises(ContentError) as raised:
        prepare_site(project.root)
    html = site.renderers[language].render_problem_overlay(project.root, raised.value.problems)
    assert errors(html) == []
    same(f"overlay.{language}.html", html[html.index("<dialog") :] + "\n")


def test_warnings_follow_the_problems_and_wait_folded_by_themselves(project: Project) -> None:
    site = prepare_site(project.root)
    error, warning = (
        Problem(Place("content/edition.yml", line, 1), "translation-stale", {}, warning=line > 1) for line in (1, 2)
    )
    overlay = site.renderers["en"].render_problem_overlay
    both, alone, none = overlay(project.root, [error], [warning]), overlay(project.root, [], [warning]), overlay(project.root, [])
    assert errors(both) == errors(alone) == [] and none == ""
    assert both.index("edition.yml:1:1") < both.index("edition.yml:2:1") and "Problems to fix: 1" in both
    assert '<details class="problems">' in alone and "To be checked in the files: 1" in alone and "<dialog" not in alone


def test_a_built_page_matches_its_golden_file(whole: Project, same: Same) -> None:
    done = run_mkdocs(whole.root, "build", "--strict", "--quiet")
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    for name in (*BUILT, *FRAMES):
        html = (whole.root / "site" / name).read_text(encoding="utf-8")
        if name in FRAMES:
            html = re.sub(r"(?s)(<article[^>]*>).*(</article>)", r"\1…\2", html)
        html = re.sub(r"(?<=\.)[0-9a-f]{8}(?=\.min\.css)|(?<='sha256-)[^']+", "…", html)
        same(f"built-{name.replace('/', '-')}", re.sub(r"\n\s*\n", "\n", html.strip()) + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_the_texts_match_their_golden_files(site: Site, language: str, same: Same) -> None:
    pages = (site.pages[address] for address in ("development-cooperation/", "programme-budget-2024-25/agenda/"))
    html = "".join(site.renderers[language].render_page(page).html for page in pages)
    found = re.findall(r'(?s)<dl class="key-figures" id=.*?</dl>|<figure class="drawing".*?</figure>', html)
    assert len(found) == 2
    same(f"figures.{language}.html", re.sub(r"(?s)<svg.*</svg>", "<svg>…</svg>", "\n".join(found)) + "\n")


def test_every_kind_of_body_has_a_golden_file(project: Project) -> None:
    def kinds(entries: Iterable[Entry]) -> Iterator[str | None]:
        for entry in entries:
            yield (kind := entry_kind(entry))
            yield from kinds(getattr(getattr(entry, str(kind)), "body", ()))

    edition = load_edition(project.root)
    bodies = [document.head.body for document in edition.documents]
    bodies += [division.head.body for document in edition.documents for division in document.divisions()]
    assert {*kinds(chain.from_iterable(bodies)), "figure", "key_figures"} == {*ENTRY_KINDS}


def test_every_template_has_a_golden_file(small: Site, site: Site) -> None:
    environment = Environment(autoescape=True)
    templates = {path.stem: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.jinja")}
    imported = {
        str(name).removesuffix(".jinja")
        for text in templates.values()
        for name in meta.find_referenced_templates(environment.parse(text))
    }
    assert imported == {"body", "brief", "data", "entry_concordance", "figures", "related", "text", "title_page", "trail"}
    kinds = {page.address: page.kind.name for page in small.pages.values()}
    golden = {kinds[address] for address in PAGES.values()} | {*SURROUNDINGS, "translation", "overlay", "missing", "unkept"}
    assert golden == templates.keys() - imported
    assert {page.kind.name for page in site.pages.values()} <= golden


def test_a_unit_without_english_is_shown_in_french_and_marked_as_such(small: Site) -> None:
    html = small.renderers["en"].render_page(small.pages["report/outcome-1/"]).html
    assert '<span lang="fr">La 3<sup>e</sup> étape' in html
    assert "(in French: not yet translated)" in html
    assert "not yet translated" not in small.renderers["en"].render_page(small.pages["report/output-1-1/"]).html


def test_text_cannot_inject_markup_or_scripts(project: Project) -> None:
    project.replace("leaflet/document.yml", "          name: Nom Prénom", "          name: <img src=x onerror=alert(1)>")
    project.replace("sources/leaflet.txt", "**Nom Prénom**", "<img src=x onerror=alert(1)>")
    site = prepare_site(project.root)
    html = site.renderers["fr"].render_page(site.pages["leaflet/"]).html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html and "<img" not in html


def test_paragraphs_have_short_addresses_that_redirect(small: Site) -> None:
    pages = redirects(small)
    assert set(pages) == {
        f"{prefix}{path}index.html" for prefix in ("", "en/") for path in ("p/1/", "p/2/", "p/3/", "old-report/")
    }
    html = pages["en/p/3/index.html"]
    assert '<link rel="canonical" href="https://example.org/en/report/output-1-1/#p3">' in html
    assert 'content="0; url=../../report/output-1-1/#p3"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_synoptic_figure_groups_the_outcomes_by_the_aims_of_paragraph_6(site: Site) -> None:
    html = site.renderers["fr"].render_page(site.pages["programme-budget-2024-25/agenda/"]).html
    wide = html.split('class="drawn wide"')[1].split("</svg>")[0]
    marks = [word for word in wide.replace('"', " ").replace("/", " ").split() if word.startswith(("outcome-", "enabler-"))]
    assert marks == [f"outcome-{n}" for n in range(1, 8)] + [f"enabler-{letter}" for letter in "abc"]


def test_a_mention_is_quoted_by_its_sentence_also_with_superscripts(site: Site) -> None:
    html = site.renderers["fr"].render_page(site.pages["instruments/c155/"]).html
    assert "à ratifier et à appliquer effectivement les conventions nos\u00a0155 et 187" in html


def test_a_heading_that_mentions_an_entry_is_quoted_once(site: Site) -> None:
    html = site.renderers["fr"].render_page(site.pages["glossary/decent-work/"]).html
    assert html.count("Le travail décent au service de la justice sociale") == 1
