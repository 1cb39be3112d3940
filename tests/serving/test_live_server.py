"""The live server reports code, configuration and templates that cannot run, waits for Git, and restarts."""

from __future__ import annotations

import subprocess
import urllib.error
import urllib.request
from functools import partial
from html import unescape

import pytest

from support.live_server import OUTPUT, UNREADABLE, Served, start, until
from support.small_project import Project


def test_the_terminal_shows_the_address_the_changes_and_how_to_stop(independent: Project) -> None:
    with start(independent) as served:
        assert until(served.process, served.address) == f"The site is at {served.address} (press Ctrl-C to stop)\n"
        assert served.status("nowhere/") == 404 and served.status("about") == 200
        served.after(lambda: served.project.replace("leaflet/document.yml", "A box follows.", "A large box follows."))
        assert until(served.process, "Changed") == "Changed: content/leaflet/document.yml\n"


BROKEN_CODE = (
    ("hooks/edition/text/typography.py", "\ndef broken(:\n", "SyntaxError: invalid syntax"),
    ("hooks/live_server.py", "\nabsent()\n", "NameError: name 'absent' is not defined"),
)


def test_code_that_cannot_run_is_reported_with_its_line_and_the_site_stays_up(served: Served) -> None:
    for name, addition, reason in BROKEN_CODE:
        module = served.project.root / name
        before = module.read_text()
        served.after(partial(module.write_text, before + addition))
        reported = until(served.process, "The site stays up with the previous code").splitlines()
        assert reported[:2] == [f"Changed: {name}", f"{name}:{before.count(chr(10)) + 2}: {reason}"] and len(reported) == 3
        assert served.status("en/") == 200
        module.write_text(before)
        assert until(served.process, served.address).splitlines()[1:] == [
            "The code or the configuration has changed: restarting",
            f"The site is at {served.address} (press Ctrl-C to stop)",
        ]
        assert served.status("en/") == 200


def test_an_invalid_configuration_is_reported_with_its_line(served: Served) -> None:
    configuration = served.project.root / "mkdocs.yml"
    before = configuration.read_text()
    served.after(lambda: configuration.write_text(f"{before}theme: [\n"))
    assert f'mkdocs.yml", line {before.count(chr(10)) + 2}' in until(served.process, "The site stays up")
    assert served.status("en/") == 200
    configuration.write_text(before)
    until(served.process, served.address)
    assert served.status("en/") == 200


def test_an_invalid_template_is_reported_in_the_page_and_in_the_terminal(served: Served) -> None:
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


def test_a_server_that_cannot_start_waits_for_the_files_to_change(independent: Project) -> None:
    module = independent.root / "hooks" / "publish.py"
    before = module.read_text()
    module.write_text(f"{before}\nimport absent\n")
    with start(independent) as served:
        reported = until(served.process, "It restarts when a file changes")
        line = before.count("\n") + 2
        assert reported.splitlines()[0] == f"hooks/publish.py:{line}: ModuleNotFoundError: No module named 'absent'"
        module.write_text(before)
        until(served.process, served.address)
        assert served.status("en/") == 200


def test_files_are_read_when_git_has_finished_changing_them(served: Served) -> None:
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


def test_switching_branches_shows_no_intermediate_message(served: Served) -> None:
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
        lines = until(served.process, served.address).splitlines()
        assert [line.partition(":")[0] for line in lines] == [
            "Changed",
            "The code or the configuration has changed",
            "The site is at http",
        ]
        assert words in served.get("en/leaflet/")
        assert served.status("en/report/output-1-1/") == 200
