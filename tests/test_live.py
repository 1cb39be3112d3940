"""While the site is served: each page is what a build would make of the files as they are, and tells what is wrong with them."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from built_site import run_mkdocs
from conftest import ROOT, Project
from playwright.sync_api import Browser, expect

OUTPUT = "report/outcome-1/output-1-1.yml"
FAULT = (OUTPUT, "kind: commitments", "kind: comitments")
UNREADABLE = (OUTPUT, "kind: commitments", "kind: [commitments")
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
FILES = ("assets/edition.css", "search/words.fr.json", "search/facets.en.json", "en/p/3/index.html")
PATIENCE = 60


class Served:
    """A project that is being served, and what a browser would ask of it."""

    def __init__(self, project: Project, process: subprocess.Popen[str], address: str) -> None:
        self.project = project
        self.process = process
        self.address = address

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def epoch(self) -> str:
        """What the site's pages wait on: the state of the site that they show."""
        found = re.search(r"livereload\((\d+), \d+\)", self.get("en/"))
        assert found
        return found[1]

    def shown(self, path: str, wanted: Callable[[str], bool]) -> str:
        """A page once it is as wanted: asked for again whenever browsers are told to."""
        html = ""
        for _ in range(10):
            epoch = self.epoch()
            if wanted(html := self.get(path)):
                return html
            self.get(f"livereload/{epoch}/1")
        raise AssertionError(html)

    def after(self, change: Callable[[], object]) -> None:
        """Makes a change and waits until browsers are told of it."""
        epoch = self.epoch()
        change()
        self.get(f"livereload/{epoch}/1")


def heed() -> None:
    """Has a program heed Ctrl-C also where these tests run in the background, whose programs ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(whole: Project, *arguments: str) -> Iterator[Served]:
    """Serves a project on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", *arguments]
    with subprocess.Popen(command, cwd=whole.root, stderr=subprocess.PIPE, text=True, preexec_fn=heed) as process:  # noqa: PLW1509  # takes no lock
        until(process, "Serving on")
        yield Served(whole, process, f"http://127.0.0.1:{port}/")
        process.send_signal(signal.SIGINT)
        assert process.stderr
        said = process.stderr.read()
        assert process.wait(PATIENCE) == 0 and "Traceback" not in said, said


@pytest.fixture
def served(whole: Project) -> Iterator[Served]:
    """The small project, with code of its own, served."""
    for name in ("hooks", "overrides"):
        (whole.root / name).unlink()
        shutil.copytree(ROOT / name, whole.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    yield from start(whole)


def until(process: subprocess.Popen[str], words: str) -> str:
    """What a process says, up to the first line that holds some words."""
    assert process.stderr
    lines = []
    for line in process.stderr:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def content(html: str) -> str:
    """A page without what only a published one has (policy, picture, offline reading) or only a served one (reloading)."""
    html = re.sub(r"<script>\s*var livereload.*?</script>", "", html, flags=re.DOTALL)
    html = re.sub(r'<meta (http-equiv="Content-Security-Policy"|(property|name)="(og:|twitter:|offline-worker))[^>]*>', "", html)
    html = re.sub(r'<script type="application/ld\+json">.*?</script>', "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", html)


def build(project: Project) -> Path:
    """The project, built as it is now."""
    done = run_mkdocs(project.root, "build", "--quiet", "--site-dir", "built", SITE_URL="http://localhost:8000/")
    assert done.returncode == 0, done.stderr
    return project.root / "built"


def same(served: Served) -> None:
    """Every page asked for is what a build makes of the same files."""
    built = build(served.project)
    for path in PAGES:
        html = served.get(path).replace(served.address, "http://localhost:8000/")
        assert content(html) == content((built / path / "index.html").read_text(encoding="utf-8")), path
    for path in FILES:
        text = served.get(path).replace(served.address, "http://localhost:8000/")
        assert content(text) == content((built / path).read_text(encoding="utf-8")), path


def test_after_any_edit_a_page_is_what_a_build_makes_of_the_files(served: Served) -> None:
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
    style = project.root / "docs" / "assets" / "edition.css"
    served.after(lambda: style.write_text(style.read_text() + "p { color: red; }\n"))
    assert served.get("assets/edition.css").endswith("p { color: red; }\n")
    page = project.root / "docs" / "fr" / "about.md"
    served.after(lambda: page.write_text(page.read_text() + "\nDe plus.\n"))
    assert "De plus." in served.get("about/")
    same(served)


def test_pages_come_and_go_with_their_files(served: Served) -> None:
    project = served.project
    assert served.status("new/") == 404 and served.status("about") == 200
    page = project.root / "docs" / "fr" / "new.md"
    served.after(lambda: page.write_text("# Nouvelle page\n"))
    assert "Nouvelle page" in served.get("new/")
    served.after(page.unlink)
    assert served.status("new/") == 404


def test_a_file_that_cannot_be_read_leaves_what_was_shown_and_is_told_over_it(served: Served) -> None:
    served.after(lambda: served.project.replace(*UNREADABLE))
    html = served.get("en/report/output-1-1/")
    assert 'class="problems"' in html and OUTPUT in html and "<mark>" in html
    assert "Increased capacity" in html
    served.after(lambda: served.project.replace(OUTPUT, UNREADABLE[2], UNREADABLE[1]))
    assert 'class="problems"' not in served.get("en/report/output-1-1/")


def test_a_broken_rule_is_told_over_the_page_and_in_the_terminal_until_it_is_mended(served: Served) -> None:
    served.project.replace(*FAULT)
    said = {"report/": "n&#39;est pas dans content/kinds.yml", "en/report/output-1-1/": "is not in content/kinds.yml"}
    for path, words in said.items():
        assert words in served.shown(path, lambda html: 'class="problems"' in html)
    assert "12 |       kind: comitments\n      |             ^^^^^^^^^^" in until(served.process, "→")
    served.project.replace(OUTPUT, FAULT[2], FAULT[1])
    served.shown("en/report/output-1-1/", lambda html: 'class="problems"' not in html)


def test_what_cannot_be_rendered_is_shown_as_it_last_could(served: Served) -> None:
    served.project.replace("report/introduction.yml", "[paragraph 2](ref:p2)", "[paragraph 2](ref:p22)")
    html = served.shown("en/report/introduction/", lambda html: 'class="problems"' in html)
    assert "<mark>ref:p22</mark>" in html and '#p2"' in html


def test_other_code_starts_the_server_again_and_code_that_cannot_be_read_does_not(served: Served) -> None:
    module = served.project.root / "hooks" / "edition" / "typography.py"
    served.after(lambda: module.write_text(module.read_text() + "\ndef broken(:\n"))
    until(served.process, "typography.py")
    assert served.status("en/") == 200
    module.write_text(module.read_text().replace("def broken(:", "# mended"))
    until(served.process, "starting again")
    until(served.process, "Serving on")
    assert served.status("en/") == 200


def test_the_browser_shows_what_is_wrong_and_then_the_mended_page(served: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(served.address + "en/report/output-1-1/")
    heading = page.get_by_role("heading", level=1)
    stands = heading.bounding_box()
    served.project.replace(*FAULT)
    problems = page.get_by_role("alertdialog")
    expect(problems).to_be_visible(timeout=PATIENCE * 1000)
    expect(problems).to_contain_text("kind: comitments")
    expect(problems).to_contain_text("is not in content/kinds.yml")
    assert heading.bounding_box() == stands
    problems.get_by_role("button").click()
    expect(problems).to_be_hidden()
    page.reload()
    expect(problems).to_be_visible()
    served.project.replace(OUTPUT, FAULT[2], FAULT[1])
    expect(problems).to_be_hidden(timeout=PATIENCE * 1000)
    expect(heading).to_contain_text("Increased capacity")
    page.close()
