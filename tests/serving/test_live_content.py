"""While the site is served, each page is what a build would produce of the present files, and shows their problems."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from support.built_site import run_mkdocs
from support.live_server import OUTPUT, PATIENCE, PROBLEM, UNREADABLE, Served, until
from support.small_project import Project

PAGES = (
    "",
    "en/",
    "report/output-1-1/",
    "en/report/output-1-1/",
    "en/leaflet/",
    "glossary/",
    "en/instruments/c98/",
    "about/",
    "search/",
)
FILES = ("assets/css/base.css", "search/words.fr.json", "search/facets.en.json", "en/p/3/index.html")


def content(html: str) -> str:
    """A page without the parts that only a published one (policy, picture, offline reading) or a served one (reloading) has."""
    html = re.sub(r"<script>\s*var livereload.*?</script>", "", html, flags=re.DOTALL)
    html = re.sub(r'<meta (http-equiv="Content-Security-Policy"|(property|name)="(og:|twitter:|offline-worker))[^>]*>', "", html)
    html = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html)


def build(project: Project) -> Path:
    """The built site of the project."""
    done = run_mkdocs(project.root, "build", "--quiet", "--site-dir", "built", SITE_URL="http://localhost:8000/")
    assert done.returncode == 0, done.stderr
    return project.root / "built"


def same(served: Served) -> None:
    """Every requested page is what a build produces of the same files."""
    built = build(served.project)
    for path in PAGES:
        html = served.get(path).replace(served.address, "http://localhost:8000/")
        assert content(html) == content((built / path / "index.html").read_text(encoding="utf-8")), path
    for path in FILES:
        text = served.get(path).replace(served.address, "http://localhost:8000/")
        assert content(text) == content((built / path).read_text(encoding="utf-8")), path


def test_after_any_edit_a_page_is_what_a_build_produces(served: Served) -> None:
    project = served.project
    served.after(lambda: project.replace("leaflet/document.yml", "A box follows.", "A large box follows."))
    assert "A large box follows." in served.get("en/leaflet/")
    term = "      en: >-\n        Decent work"
    served.after(lambda: project.replace("registers/terms.yml", f"{term}\n", f"{term}!\n"))
    assert "Decent work!" in served.get("en/glossary/")
    template = project.root / "hooks" / "edition" / "pages" / "templates" / "division.jinja"
    served.after(lambda: template.write_text(template.read_text() + "<p>At the foot.</p>\n"))
    assert "<p>At the foot.</p>" in served.get("report/output-1-1/")
    chrome = project.root / "overrides" / "partials" / "footer.html"
    served.after(lambda: chrome.write_text(chrome.read_text() + "<p>Below all.</p>\n"))
    assert "<p>Below all.</p>" in served.get("en/leaflet/")
    style = project.root / "docs" / "assets" / "css" / "base.css"
    served.after(lambda: style.write_text(style.read_text() + "p { color: red; }\n"))
    assert served.get("assets/css/base.css").endswith("p { color: red; }\n")
    page = project.root / "docs" / "fr" / "about.md"
    served.after(lambda: page.write_text(page.read_text() + "\nDe plus.\n"))
    assert "De plus." in served.get("about/")
    same(served)


def test_pages_appear_and_disappear_with_their_files(served: Served) -> None:
    project = served.project
    assert served.status("new/") == 404 and served.status("about") == 200
    page = project.root / "docs" / "fr" / "new.md"
    served.after(lambda: page.write_text("# Nouvelle page\n"))
    assert "Nouvelle page" in served.get("new/")
    served.after(page.unlink)
    assert served.status("new/") == 404


def test_an_unreadable_file_is_reported_over_the_last_page(served: Served) -> None:
    served.after(lambda: served.project.replace(*UNREADABLE))
    html = served.get("en/report/output-1-1/")
    assert 'class="problems"' in html and OUTPUT in html and "<mark>" in html
    assert "Increased capacity" in html
    served.after(lambda: served.project.replace(OUTPUT, UNREADABLE[2], UNREADABLE[1]))
    assert 'class="problems"' not in served.get("en/report/output-1-1/")


def test_a_broken_rule_is_reported_over_the_page_and_in_the_terminal_until_it_is_fixed(served: Served) -> None:
    served.project.replace(*PROBLEM)
    messages = {"report/": "n&#39;est pas dans content/kinds.yml", "en/report/output-1-1/": "is not in content/kinds.yml"}
    for path, words in messages.items():
        assert words in served.shown(path, lambda html: 'class="problems"' in html)
    assert "12 |       kind: comitments\n      |             ^^^^^^^^^^" in until(served.process, "→")
    served.project.replace(OUTPUT, PROBLEM[2], PROBLEM[1])
    served.shown("en/report/output-1-1/", lambda html: 'class="problems"' not in html)


def test_a_translation_to_be_revised_is_announced_in_the_page_and_in_the_terminal(served: Served) -> None:
    served.project.replace("sources/leaflet.txt", "Un encadré suit.", "Un cadre suit.")
    served.project.replace("leaflet/document.yml", "Un encadré suit.", "Un cadre suit.")
    html = served.shown("en/leaflet/", lambda html: '<details class="problems">' in html)
    assert "the French of leaflet/p1 has changed since it was translated" in html and "Un cadre suit." in served.get("leaflet/")
    assert "content/leaflet/document.yml:" in until(served.process, "run scripts/edition translate accept leaflet/p1")


def test_a_page_that_cannot_be_rendered_is_shown_as_last_rendered(served: Served) -> None:
    served.project.replace("report/introduction.yml", "[paragraph 2](ref:p2)", "[paragraph 2](ref:p22)")
    html = served.shown("en/report/introduction/", lambda html: 'class="problems"' in html)
    assert "<mark>ref:p22</mark>" in html and '#p2"' in html


def test_pages_linked_from_the_last_working_version_remain_while_one_cannot_be_rendered(served: Served) -> None:
    register = served.project.path("registers/instruments.yml")
    text = register.read_text(encoding="utf-8")
    entry = text[text.index("  - id: C87\n") : text.index("  - id: C98\n")]
    register.write_text(text.replace(entry, ""), encoding="utf-8")
    served.shown("en/report/introduction/", lambda html: 'class="problems"' in html)
    assert 'href="../../instruments/c87/"' in served.get("en/report/introduction/")
    assert "Freedom of Association Convention" in served.get("en/instruments/c87/")


def test_the_browser_shows_the_problems_and_then_the_fixed_page(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served.address + "en/report/output-1-1/")
    heading = page.get_by_role("heading", level=1)
    before = heading.bounding_box()
    served.project.replace(*PROBLEM)
    problems = page.get_by_role("alertdialog")
    expect(problems).to_be_visible(timeout=PATIENCE * 1000)
    expect(problems).to_contain_text("kind: comitments")
    expect(problems).to_contain_text("is not in content/kinds.yml")
    assert heading.bounding_box() == before
    problems.get_by_role("button").click()
    expect(problems).to_be_hidden()
    page.reload()
    expect(problems).to_be_visible()
    served.project.replace(OUTPUT, PROBLEM[2], PROBLEM[1])
    expect(problems).to_be_hidden(timeout=PATIENCE * 1000)
    expect(heading).to_contain_text("Increased capacity")
    page.close()
