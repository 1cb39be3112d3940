"""Problems as a code quality report of GitLab, which knows an issue by its fields: description, check_name, fingerprint, location."""

from __future__ import annotations

import json

import pytest

from edition.cli.commands import main
from support.small_project import Project

pytestmark = pytest.mark.usefixtures("in_english")


def test_each_problem_is_an_issue_at_its_line_and_is_known_again_on_another(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.replace("report/outcome-1/output-1-1.yml", "kind: commitments", "kind: comitments")
    assert main(project.root, ["check", "--format", "gitlab"]) == 1
    (issue,) = json.loads(capsys.readouterr().out)
    assert issue["location"] == {"path": "content/report/outcome-1/output-1-1.yml", "lines": {"begin": 12}}
    assert (issue["check_name"], issue["severity"]) == ("unknown-kind", "major")
    assert issue["description"].startswith("“comitments” is not in content/kinds.yml — ")
    path = project.path("report/outcome-1/output-1-1.yml")
    path.write_text("# A comment.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    main(project.root, ["check", "--format", "gitlab"])
    (moved,) = json.loads(capsys.readouterr().out)
    assert moved["location"]["lines"] == {"begin": 13} and moved["fingerprint"] == issue["fingerprint"]


def test_without_a_problem_the_report_is_an_empty_list(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(project.root, ["check", "--format", "gitlab"]) == 0
    assert json.loads(capsys.readouterr().out) == []
