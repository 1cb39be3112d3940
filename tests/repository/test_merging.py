"""A change is recorded within its pull request: the main branch, which refuses every other push, only ever gets merges."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from edition.cli.commands import main
from support.folders import ROOT
from support.small_project import Project

pytestmark = [pytest.mark.thorough, pytest.mark.usefixtures("in_english")]

OUTPUT, TERMS = "report/outcome-1/output-1-1.yml", "registers/terms.yml"
REFUSAL = '#!/bin/sh\nwhile read -r old new ref; do [ "$ref" = refs/heads/main ] && { echo "main is protected"; exit 1; }; done\nexit 0\n'
IDENTITY = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Test"), ("EMAIL", "t@example.org"))
}


def git(folder: Path, *arguments: str) -> str:
    """Runs git, and returns what it prints."""
    command = ["git", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, env=os.environ | IDENTITY).stdout


class Hosted:
    """A repository whose main branch is protected, and its clones."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.folder = folder
        self.bare = folder / "host.git"
        (project.root / ".gitattributes").write_text((ROOT / ".gitattributes").read_text(encoding="utf-8"), encoding="utf-8")
        project.translate_all()
        assert main(project.root, ["record", "--on", "2023-03-01"]) == 0
        git(project.root, "init", "--quiet", "--initial-branch=main")
        git(project.root, "add", "-A")
        git(project.root, "commit", "--quiet", "-m", "First")
        git(folder, "clone", "--quiet", "--bare", str(project.root), str(self.bare))
        hook = self.bare / "hooks" / "pre-receive"
        hook.write_text(REFUSAL, encoding="utf-8")
        hook.chmod(0o755)

    def branch(self, name: str) -> Project:
        """A clone on a branch of its own."""
        clone = self.folder / name
        git(self.folder, "clone", "--quiet", str(self.bare), str(clone))
        git(clone, "switch", "--quiet", "-c", name)
        git(clone, "config", "user.name", f"Editor {name}")
        return Project(clone)

    def push(self, branch: Project, to: str) -> bool:
        """Commits all of a branch and pushes it; whether the host takes it."""
        git(branch.root, "add", "-A")
        git(branch.root, "commit", "--quiet", "--allow-empty", "-m", "Change")
        command = ["git", "push", "--quiet", "origin", f"HEAD:refs/heads/{to}"]
        return subprocess.run(command, cwd=branch.root, capture_output=True, check=False).returncode == 0

    def merge(self, name: str) -> None:
        """Merges a branch as the host does, without asking its own protection; a conflict fails."""
        scratch = self.folder / f"merge-{name}"
        git(self.folder, "clone", "--quiet", str(self.bare), str(scratch))
        git(scratch, "merge", "--quiet", "--no-ff", "-m", f"Merge {name}", f"origin/{name}")
        git(scratch, "push", "--quiet", "origin", f"HEAD:refs/heads/merged-{name}")
        git(self.bare, "update-ref", "refs/heads/main", f"refs/heads/merged-{name}")


@pytest.fixture
def hosted(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Hosted:
    """The small project, recorded, at a host."""
    return Hosted(project, tmp_path_factory.mktemp("hosted"))


def run_workflow(job: str, project: Project) -> int:
    """Runs the commands of the edition that a job of check.yml runs; the status of the first that fails."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    commands = [shlex.split(step.get("run", "")) for step in workflow["jobs"][job]["steps"]]
    edition = [words[1:] for words in commands if words[:1] == ["scripts/edition"] and "$(git" not in " ".join(words)]
    assert edition
    return next(filter(None, (main(project.root, words) for words in edition)), 0)


def test_the_main_branch_refuses_a_push(hosted: Hosted) -> None:
    branch = hosted.branch("direct")
    assert not hosted.push(branch, "main") and hosted.push(branch, "direct")


def test_a_pull_request_passes_once_all_that_it_publishes_is_recorded_in_it(
    hosted: Hosted, capsys: pytest.CaptureFixture[str]
) -> None:
    branch = hosted.branch("sentence")
    branch.replace(OUTPUT, "            act.", "            act soon.")
    assert run_workflow("content", branch) == 0
    assert run_workflow("recorded", branch) == 1
    assert "content/changes.txt" in capsys.readouterr().out
    assert main(branch.root, ["record"]) == 0
    assert run_workflow("recorded", branch) == 0 and hosted.push(branch, "sentence")


def test_a_french_change_is_recorded_with_who_accepted_its_translation_and_when(
    hosted: Hosted, capsys: pytest.CaptureFixture[str]
) -> None:
    branch = hosted.branch("french")
    branch.replace(TERMS, "        Un travail productif", "        Un travail utile et productif")
    assert main(branch.root, ["record"]) == 0
    assert run_workflow("content", branch) == 0 and run_workflow("recorded", branch) == 1
    assert main(branch.root, ["translate", "accept", f"content/{TERMS}"]) == 0
    assert run_workflow("recorded", branch) == 0
    capsys.readouterr()
    assert main(branch.root, ["translate", "status"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("registers/terms")]
    assert re.search(r"  \d{4}-\d\d-\d\d, Editor french$", line)


def test_branches_that_touch_the_same_registers_and_records_merge_without_a_conflict(hosted: Hosted) -> None:
    first, second = hosted.branch("first"), hosted.branch("second")
    first.replace(TERMS, "        Un travail productif", "        Un travail utile et productif")
    second.replace(
        "registers/instruments.yml", "        Convention sur le droit syndical.", "        La convention sur le droit syndical."
    )
    for branch in (first, second):
        assert main(branch.root, ["translate", "accept", "--all"]) == 0 and main(branch.root, ["record"]) == 0
        assert run_workflow("recorded", branch) == 0
        assert hosted.push(branch, branch.root.name)
        hosted.merge(branch.root.name)
    assert run_workflow("recorded", hosted.branch("after")) == 0


def test_branches_that_each_declare_a_correction_merge_without_a_conflict(hosted: Hosted) -> None:
    clones = {unit: hosted.branch(unit.partition("/")[0]) for unit in ("report/p3-2", "leaflet/p2-2")}
    for unit, branch in clones.items():
        assert main(branch.root, ["correct", "--note", unit, "--reason", "Obscur.", "--reason-en", "Unclear."]) == 0
        assert main(branch.root, ["record"]) == 0
        assert hosted.push(branch, branch.root.name)
        hosted.merge(branch.root.name)
    merged = hosted.branch("after").path("sources/corrections.yml").read_text(encoding="utf-8")
    assert merged.index("unit: report/p3-2") < merged.index("unit: leaflet\n") < merged.index("unit: leaflet/p2-2")


def test_the_same_text_accepted_in_two_branches_stays_accepted(hosted: Hosted) -> None:
    for name in ("one", "two"):
        branch = hosted.branch(name)
        branch.replace(TERMS, "        Un travail productif", "        Un travail utile et productif")
        assert main(branch.root, ["translate", "accept", "--all"]) == 0 and main(branch.root, ["record"]) == 0
        assert hosted.push(branch, name)
    hosted.merge("one")
    hosted.merge("two")
    after = hosted.branch("after")
    lines = after.path("registers/terms.tsv").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if line.startswith("terms/decent-work:description")]) == 2
    assert run_workflow("recorded", after) == 0


def test_an_address_may_change_until_it_is_merged(hosted: Hosted) -> None:
    branch = hosted.branch("draft")
    command = ["new", "division", "output", "--in", "outcome-1", "--title", "Un titre", "--title-en", "A title"]
    words = ["--text", "Un texte.", "--text-en", "A text.", "--reason", "Ajout.", "--reason-en", "Addition."]
    assert main(branch.root, [*command, *words]) == 0 and main(branch.root, ["record"]) == 0
    listed = branch.path("addresses.txt")
    assert "report/output-1-2/#output-1-2-p1" in listed.read_text(encoding="utf-8").splitlines()
    renamed = branch.path("report/outcome-1/output-1-2.yml")
    renamed.write_text(renamed.read_text(encoding="utf-8").replace("output-1-2-p1", "output-1-2-p9"), encoding="utf-8")
    corrections = branch.path("sources/corrections.yml")
    corrections.write_text(corrections.read_text(encoding="utf-8").replace("output-1-2-p1", "output-1-2-p9"), encoding="utf-8")
    assert main(branch.root, ["translate", "accept", "--all"]) == 0
    assert run_workflow("content", branch) == 0 and run_workflow("recorded", branch) == 1
    assert main(branch.root, ["record"]) == 0 and run_workflow("recorded", branch) == 0
    addresses = listed.read_text(encoding="utf-8").splitlines()
    assert "report/output-1-2/#output-1-2-p9" in addresses and "report/output-1-2/#output-1-2-p1" not in addresses
    assert hosted.push(branch, "draft")
    hosted.merge("draft")
    later = hosted.branch("later")
    renamed = later.path("report/outcome-1/output-1-2.yml")
    renamed.write_text(renamed.read_text(encoding="utf-8").replace("output-1-2-p9", "output-1-2-p8"), encoding="utf-8")
    changed = "“report/output-1-2-p8” is new, and “report/output-1-2-p9”, which is published, no longer exists"
    assert any(changed in problem for problem in later.problems())


def test_no_workflow_may_write_to_the_repository() -> None:
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        granted = [workflow["permissions"], *(job.get("permissions", {}) for job in workflow["jobs"].values())]
        assert granted and not any(permissions.get("contents") == "write" for permissions in granted)
