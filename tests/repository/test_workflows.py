"""Workflows, forms and hooks are valid, safe, in both languages, and call existing commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from edition.cli.commands import build_parser
from support.folders import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
VENDORED = {
    "github-workflows": WORKFLOWS,
    "github-issue-forms": FORMS,
    "github-issue-config": [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"],
    "dependabot": [ROOT / ".github" / "dependabot.yml"],
    "gitlab-ci": [ROOT / ".gitlab-ci.yml"],
}
CALLING = [
    ROOT / name
    for name in (
        ".github/workflows/check.yml",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
        ".github/pull_request_template.md",
        "CONTRIBUTING.md",
        "README.md",
        "hooks/README.md",
        "scripts/hosting/README.md",
    )
]


def _tool(name: str, *arguments: str) -> str:
    """The findings of a tool of the tests' environment."""
    command = [str(Path(sys.executable).with_name(name)), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"NO_COLOR": "1"})
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("schema", VENDORED)
def test_files_for_hosts_match_their_schemas(schema: str) -> None:
    assert VENDORED[schema]
    assert _tool("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, VENDORED[schema])) == ""


def test_workflows_have_no_known_vulnerability() -> None:
    assert _tool("zizmor", "--offline", "--no-progress", "--quiet", "--min-severity", "medium", str(ROOT / ".github")) == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_starts_without_permissions_and_pins_actions_to_commits(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used and all(name.startswith("./") or re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name, _ in used)
    assert all(name.startswith("./") or re.fullmatch(r" # v\d+\.\d+\.\d+", version) for name, version in used)


def test_one_action_has_one_version() -> None:
    used = {use for path in WORKFLOWS for use in re.findall(r"uses: (\S+@\S+)", path.read_text(encoding="utf-8"))}
    assert len(used) == len({use.partition("@")[0] for use in used})


def test_jobs_with_write_permission_do_not_run_code_of_a_pull_request() -> None:
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        events = workflow[True]  # YAML 1.1 reads the key `on` so
        if "pull_request" in events:
            assert {right for job in workflow["jobs"].values() for right in job["permissions"].values()} <= {"read"}, path
        if "workflow_run" in events:
            assert "actions/checkout" not in path.read_text(encoding="utf-8"), path
        assert "pull_request_target" not in events, path


def test_a_site_is_published_only_when_all_checks_have_passed() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "deploy.yml").read_text(encoding="utf-8"))["jobs"]
    assert jobs["deploy"]["needs"] == "check" and jobs["check"]["uses"] == "./.github/workflows/check.yml"
    pages = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]
    assert set(pages["needs"]) == {"content", "lint", "tests"}


def test_slow_tests_run_each_night() -> None:
    folder = ROOT / ".github" / "workflows"
    nightly = yaml.safe_load((folder / "nightly.yml").read_text(encoding="utf-8"))
    assert len(nightly[True]["schedule"][0]["cron"].split()) == 5  # YAML 1.1 reads the key `on` so
    job = nightly["jobs"]["check"]
    assert job["uses"] == "./.github/workflows/check.yml" and job["with"]["all"] is True
    tests = yaml.safe_load((folder / "check.yml").read_text(encoding="utf-8"))["jobs"]["tests"]
    assert tests["steps"][-1]["env"] == {"OPTIONS": "${{ inputs.all && '--all' || '' }}"}
    assert tests["steps"][-1]["run"] == "scripts/test $OPTIONS"
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    (rule,) = (rule for rule in gitlab["workflow"]["rules"] if "schedule" in rule["if"])
    assert rule["variables"] == {"TEST_OPTIONS": "--all"} and gitlab["tests"]["script"] == ["scripts/test $TEST_OPTIONS"]


def test_the_alternative_generator_is_tried_each_night() -> None:
    command = "scripts/measuring/compare_generators"
    nightly = yaml.safe_load((ROOT / ".github" / "workflows" / "nightly.yml").read_text(encoding="utf-8"))
    assert nightly["jobs"]["generators"]["steps"][-1]["run"] == command
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["generators"]
    assert gitlab["script"] == [command] and [rule["if"] for rule in gitlab["rules"]] == ['$CI_PIPELINE_SOURCE == "schedule"']
    assert os.access(ROOT / command, os.X_OK)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_in_both_languages(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    texts = [form["name"], form["description"], *(field["attributes"].get("label", "") for field in form["body"])]
    assert all(" · " in words for words in texts if words not in ("", "Source"))


def _commands(path: Path) -> set[tuple[str, ...]]:
    """The project's scripts that a file calls, each with the words and options that follow up to the end of the command."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"(scripts/[a-z]+)(?![\w/.])([^\n`>|;)#&«»“”:,]*)", text)
    return {(script, *rest.split()) for script, rest in found}


@pytest.mark.parametrize("path", CALLING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_that_a_host_a_hook_or_a_guide_names_exists(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commands = _commands(path)
    assert commands
    for script, *rest in sorted(commands):
        assert os.access(ROOT / script, os.X_OK) or (ROOT / script).is_dir(), script
        if script == "scripts/edition" and rest:
            words = [word for word in rest if re.fullmatch(r"[A-Za-z][\w./-]*", word)]
            with pytest.raises(SystemExit) as ended:
                build_parser(ROOT).parse_args([*words, "--help"])
            reported = capsys.readouterr()
            assert ended.value.code == 0, (rest, reported.err)
            assert all(word in reported.out for word in rest if word.startswith("--")), (rest, reported.out)


STUB = """#!/bin/sh
case "$*" in
  *GET*pulls*) echo "${OPEN-7}" ;;
  *paginate*comments*) echo "$LAST" ;;
  *comments/5*--jq*) cat last.md ;;
  *) echo "$*" >posted; cp comment.md comment ;;
esac
"""
NEW, OLD = "c" * 40, "b" * 40
MOST = 65_536
"""Characters that a comment has room for."""


@pytest.mark.parametrize(
    ("last", "sent"), [("", "--method POST repos/o/n/issues/7/comments"), ("5", "--method PATCH repos/o/n/issues/comments/5")]
)
def test_the_comment_replaces_the_last_one_and_names_its_commit(tmp_path: Path, last: str, sent: str) -> None:
    comment = _comment(tmp_path, "### Ce qui change\n\na été — changé\n", LAST=last)
    assert sent in (tmp_path / "posted").read_text(encoding="utf-8")
    assert comment == (
        f"<!-- edition-changes -->\n<!-- commit {NEW} -->\nCommit `{NEW}`\n\n### Ce qui change\n\na été — changé\n"
    )


def test_a_comment_on_an_older_commit_is_marked_as_outdated_until_the_newest_has_been_checked(tmp_path: Path) -> None:
    older = _comment(tmp_path, "### Ce qui change\n", COMMIT=OLD)
    (tmp_path / "last.md").write_text(older, encoding="utf-8")
    marked = _comment(tmp_path, None, LAST="5")
    assert (
        f"⚠ Ces changements sont ceux d'un commit plus ancien que `{NEW}`. · These changes are from an older commit than `{NEW}`."
        in marked
    )
    assert marked.startswith("<!-- edition-changes -->\n") and marked.endswith(older.partition("\n")[2])
    (tmp_path / "last.md").write_text(marked, encoding="utf-8")
    assert _comment(tmp_path, None, LAST="5", COMMIT="d" * 40) == marked.replace(NEW, "d" * 40)
    assert _comment(tmp_path, "### Ce qui change\n", LAST="5") == older.replace(OLD, NEW)


def test_a_comment_on_the_newest_commit_and_a_pull_request_without_one_are_left_unchanged(tmp_path: Path) -> None:
    (tmp_path / "last.md").write_text(_comment(tmp_path, "### Ce qui change\n"), encoding="utf-8")
    assert _comment(tmp_path, None, LAST="5") == ""
    assert _comment(tmp_path, None) == ""


def test_a_pull_request_that_is_closed_or_has_a_newer_commit_gets_no_comment(tmp_path: Path) -> None:
    assert _comment(tmp_path, "x", OPEN="") == ""


@pytest.mark.thorough
@pytest.mark.parametrize(
    "words", ["é" * 50_000, "<b>é</b>\n" * 9_000, "@1" * 40_000, "x\n<details open>" * 9_000], ids=lambda words: words[:8]
)
def test_a_long_comment_is_truncated_at_a_line_with_a_note(tmp_path: Path, words: str) -> None:
    comment = _comment(tmp_path, f"### Ce qui change\n\n{words}")
    assert len(comment) <= MOST
    assert comment.endswith("\n*Coupé ici, faute de place. · Cut here for lack of space.*\n")
    assert "\ufffd" not in comment and all(
        line in ("", *words.splitlines()) for line in comment.splitlines()[6:-1] if "details" not in line
    )


HOSTILE = """@someone and @some/team and someone@example.org
&#64;someone &commat;someone &#35;1 GH\\-3 #1 owner/repo#22 GH-3 gh-4 owner/repo@0123456789abcdef0123456789abcdef01234567 0123456 0123456789abcdef0123456789abcdef01234567
http://example.org/x https://github.com/owner/repo/issues/5 www.example.org ftp://example.org <https://example.org/y>
http:\\/\\/example.org http:\\//example.org http:/\\/example.org
[words](https://example.org) ![picture](//example.org/p.png) [words][mark] ![picture][mark] [mark]
[mark]: https://example.org/z
<img src=//example.org/p.png><a href="//example.org">words</a><script>run()</script><style>p{}</style><!-- edition-changes -->
<details ontoggle=run()><summary onclick=run()>words</summary><b style="x">bold</b></details><iframe src=//example.org></iframe>
\x01img src=//example.org/p.png\x02
```mermaid
graph LR; click A "//example.org"
```
~~~~geojson
{}
~~~~
"""


def test_text_of_a_pull_request_mentions_links_and_loads_nothing(tmp_path: Path) -> None:
    comment = _comment(tmp_path, f"### Ce qui change\n\n{HOSTILE}")
    posted = comment.partition(f"Commit `{NEW}`\n")[2]
    tokens = [token for block in MarkdownIt("commonmark").parse(posted) for token in (block, *(block.children or ()))]
    rendered = "\n".join(token.content for token in tokens if token.type == "text")
    # What GitHub makes of a comment beyond Markdown: mentions, references, commits, bare addresses.
    for autolinked in (r"@\w", r"#\d", r"(?i)gh-\d", r"(?i)[0-9a-f]{7}", r"\w://", r"(?i)www\.\w"):
        assert not re.search(autolinked, posted + rendered), autolinked
    # A fence may name a map, a formula or a diagram, which GitHub then draws.
    assert not {"link_open", "image", "fence"} & {token.type for token in tokens}
    tags = [tag for token in tokens if token.type.startswith("html_") for tag in re.findall(r"<[^>]*>?", token.content)]
    assert set(tags) <= {"<b>", "</b>", "<summary>", "</summary>", "<details>", "</details>"}
    assert rendered.replace("\u200b", "").startswith(
        "Ce qui change\n@someone and @some/team and someone@example.org\n&#64;someone"
    )


def _comment(folder: Path, changes: str | None, **facts: str) -> str:
    """The comment that the last step of comment.yml posts, run as on GitHub with a stub of its command; empty if it posts none."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "comment.yml").read_text(encoding="utf-8"))
    step = workflow["jobs"]["comment"]["steps"][-1]
    for name in ("posted", "comment", "changes.md"):
        (folder / name).unlink(missing_ok=True)
    (folder / "gh").write_text(STUB)
    (folder / "gh").chmod(0o755)
    if changes is not None:
        (folder / "changes.md").write_text(changes, encoding="utf-8")
    environment = {"PATH": f"{folder}:{os.environ['PATH']}", "REPOSITORY": "o/n", "OWNER": "p", "BRANCH": "b", "COMMIT": NEW}
    subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=folder,
        check=True,
        capture_output=True,
        env={**environment, "LAST": "", "CHANGES": str(folder / "changes.md"), "MOST": str(step["env"]["MOST"]), **facts},
    )
    return (folder / "comment").read_text(encoding="utf-8") if (folder / "comment").exists() else ""


def test_containers_are_pinned_to_one_digest() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*WORKFLOWS, ROOT / ".gitlab-ci.yml")]
    images = [image for text in texts for image in re.findall(r"^\s*(?:container|image): (\S+)", text, re.MULTILINE)]
    assert len(images) == 6 and len(set(images)) == 1
    assert re.fullmatch(r"debian:12@sha256:[0-9a-f]{64}", images[0])
