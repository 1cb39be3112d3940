"""While the site is served: each page is what a build would make of the files as they are, and tells what is wrong with them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from support.built_site import run_mkdocs
from support.folders import ROOT
from support.small_project import Project

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


@contextmanager
def start(whole: Project, *arguments: str) -> Iterator[Served]:
    """Begins to serve a project on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    (whole.root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "serve.py", whole.root / "scripts")
    command = [sys.executable, "-u", "scripts/serve.py", "--dev-addr", f"127.0.0.1:{port}", *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        cwd=whole.root,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,  # noqa: PLW1509  # takes no lock
        env=environment,
    ) as process:
        try:
            yield Served(whole, process, address)
        except BaseException:
            process.kill()
            raise
        process.send_signal(signal.SIGINT)
        assert process.stderr
        said = process.stderr.read()
        assert process.wait(PATIENCE) == 0 and "Traceback" not in said, said


@pytest.fixture
def independent(whole: Project) -> Project:
    """The small project with code of its own."""
    for name in ("hooks", "overrides"):
        (whole.root / name).unlink()
        shutil.copytree(ROOT / name, whole.root / name, ignore=shutil.ignore_patterns("__pycache__"))
    return whole


@pytest.fixture
def served(independent: Project) -> Iterator[Served]:
    """The small project, with code of its own, served."""
    with start(independent) as served:
        until(served.process, served.address)
        yield served


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


def test_pages_that_the_last_working_version_links_to_stay_while_one_cannot_be_rendered(served: Served) -> None:
    register = served.project.path("registers/instruments.yml")
    text = register.read_text(encoding="utf-8")
    entry = text[text.index("  - id: C87\n") : text.index("  - id: C98\n")]
    served.after(lambda: register.write_text(text.replace(entry, ""), encoding="utf-8"))
    assert 'href="../../instruments/c87/"' in served.get("en/report/introduction/")
    assert "Freedom of Association Convention" in served.get("en/instruments/c87/")


def test_the_terminal_shows_where_the_site_is_what_changes_and_how_to_stop(independent: Project) -> None:
    with start(independent) as served:
        assert until(served.process, served.address) == f"The site is at {served.address} (Ctrl-C stops it)\n"
        assert served.status("nowhere/") == 404 and served.status("about") == 200
        served.after(lambda: served.project.replace("leaflet/document.yml", "A box follows.", "A large box follows."))
        assert until(served.process, "Changed") == "Changed: content/leaflet/document.yml\n"


BROKEN_CODE = {
    "syntax error": ("hooks/edition/text/typography.py", "\ndef broken(:\n", "SyntaxError: invalid syntax"),
    "missing import": ("hooks/publish.py", "\nimport absent\n", "ModuleNotFoundError: No module named 'absent'"),
    "missing name": ("hooks/live_server.py", "\nabsent()\n", "NameError: name 'absent' is not defined"),
}


@pytest.mark.parametrize("broken", BROKEN_CODE.values(), ids=BROKEN_CODE)
def test_code_that_cannot_run_is_reported_with_its_line_and_the_site_stays_up(
    served: Served, broken: tuple[str, str, str]
) -> None:
    name, addition, reason = broken
    module = served.project.root / name
    before = module.read_text()
    served.after(lambda: module.write_text(before + addition))
    reported = until(served.process, "The site stays up with the code as it was").splitlines()
    assert reported[:2] == [f"Changed: {name}", f"{name}:{before.count(chr(10)) + 2}: {reason}"] and len(reported) == 3
    assert served.status("en/") == 200
    module.write_text(before)
    assert until(served.process, served.address).splitlines()[1:] == [
        "The code or the configuration has changed: restarting",
        f"The site is at {served.address} (Ctrl-C stops it)",
    ]
    assert served.status("en/") == 200


def test_a_configuration_that_cannot_be_read_is_reported_with_its_line(served: Served) -> None:
    configuration = served.project.root / "mkdocs.yml"
    before = configuration.read_text()
    served.after(lambda: configuration.write_text(f"{before}theme: [\n"))
    assert f'mkdocs.yml", line {before.count(chr(10)) + 2}' in until(served.process, "The site stays up")
    assert served.status("en/") == 200
    configuration.write_text(before)
    until(served.process, served.address)
    assert served.status("en/") == 200


def test_a_template_that_cannot_be_read_is_reported_in_the_page_and_in_the_terminal(served: Served) -> None:
    name = "hooks/edition/pages/templates/division.jinja"
    template = served.project.root / name
    before = template.read_text()
    served.after(lambda: template.write_text(f"{before}{{% endwhile %}}\n"))
    reason = f"{name}:{before.count(chr(10)) + 1}: TemplateSyntaxError: Encountered unknown tag 'endwhile'."
    assert reason in unescape(served.get("report/output-1-1/"))
    assert reason in unescape(served.get("en/report/output-1-1/"))
    assert until(served.process, "TemplateSyntaxError").splitlines() == [f"Changed: {name}", reason]
    served.after(lambda: template.write_text(before))
    assert "Increased capacity" in served.get("en/report/output-1-1/")
    assert until(served.process, "Changed") == f"Changed: {name}\n"


def test_serving_that_cannot_begin_waits_for_the_files_to_change(independent: Project) -> None:
    module = independent.root / "hooks" / "publish.py"
    before = module.read_text()
    module.write_text(f"{before}\nimport absent\n")
    with start(independent) as served:
        reported = until(served.process, "This waits for a change")
        line = before.count("\n") + 2
        assert reported.splitlines()[0] == f"hooks/publish.py:{line}: ModuleNotFoundError: No module named 'absent'"
        module.write_text(before)
        until(served.process, served.address)
        assert served.status("en/") == 200


def test_what_git_is_changing_is_read_when_it_has_finished(served: Served) -> None:
    lock = served.project.root / ".git" / "index.lock"
    lock.parent.mkdir()
    lock.touch()
    epoch = served.epoch()
    served.project.replace(*UNREADABLE)
    with pytest.raises(TimeoutError):
        urllib.request.urlopen(f"{served.address}livereload/{epoch}/1", timeout=2)
    served.project.replace(OUTPUT, UNREADABLE[2], "kind: commitments # again")
    lock.unlink()
    served.get(f"livereload/{epoch}/1")
    assert until(served.process, "Changed") == f"Changed: content/{OUTPUT}\n"


def test_another_branch_of_git_is_shown_without_any_message_on_the_way(served: Served) -> None:
    root = served.project.root

    def git(*arguments: str) -> None:
        settings = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "advice.detachedHead=false"]
        subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True)

    (root / ".gitignore").write_text("__pycache__/\n.cache/\n")
    for arguments in (("init", "--quiet", "--initial-branch=main"), ("add", "."), ("commit", "-qm", "one")):
        git(*arguments)
    git("worktree", "add", "--quiet", "-b", "other", "../other")
    other = root.parent / "other"
    for path in (*(other / "content").rglob("*.yml"), *(other / "hooks").rglob("*.py"), *(other / "hooks").rglob("*.jinja")):
        comment = "{# Another branch #}" if path.suffix == ".jinja" else "# Another branch"
        path.write_text(f"{path.read_text()}{comment}\n")
    templates = other / "hooks" / "edition" / "pages" / "templates"
    (templates / "division.jinja").rename(templates / "part.jinja")
    (templates / "division.jinja").write_text("{% extends 'part.jinja' %}")
    document = other / "content" / "leaflet" / "document.yml"
    document.write_text(document.read_text().replace("A box follows.", "Another box follows."))
    subprocess.run(["git", "add", "."], cwd=other, check=True)
    subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-qm", "two"], cwd=other, check=True)
    git("worktree", "remove", "../other")
    for branch, words in (("other", "Another box follows."), ("main", "A box follows.")):
        git("switch", "--quiet", branch)
        said = until(served.process, served.address).splitlines()
        assert [line.partition(":")[0] for line in said] == [
            "Changed",
            "The code or the configuration has changed",
            "The site is at http",
        ]
        assert words in served.get("en/leaflet/")
        assert served.status("en/report/output-1-1/") == 200


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
