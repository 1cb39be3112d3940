"""Rules on the whole content; faults.yml has the messages of each."""

from __future__ import annotations

import pytest

from support.small_project import Project

INTRODUCTION, OUTPUT = "report/introduction.yml", "report/outcome-1/output-1-1.yml"


def test_the_small_project_has_no_problem(project: Project) -> None:
    assert project.problems() == []


def test_all_problems_are_reported_in_one_run(project: Project) -> None:
    project.replace(OUTPUT, "kind: commitments", "kind: comitments")
    project.replace(OUTPUT, "            act.", "            <b>act</b>.")
    project.replace(INTRODUCTION, "[paragraph 2](ref:p2)", "[paragraph 2](ref:p22)")
    project.replace("redirects.yml", "redirects:\n  - old: old-report/\n    new: report/\n", "redirects: []\n")
    reported = " ".join(project.problems())
    assert all(words in reported for words in ("“comitments”", "<b>", "“p22”", "/old-report/"))


def test_rules_that_run_side_by_side_report_the_same_problems(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.replace(OUTPUT, "            act.", "            <b>act</b>.")
    project.replace("redirects.yml", "redirects:\n  - old: old-report/\n    new: report/\n", "redirects: []\n")
    project.replace(INTRODUCTION, "[paragraph 2](ref:p2)", "[paragraph 3](ref:p2)")
    problems = project.problems()
    assert len(problems) >= 3
    monkeypatch.setattr("edition.checks._MANY_UNITS", 0)
    monkeypatch.setattr("edition.processes.count_cores", lambda: 2)
    assert project.problems() == problems


def test_problems_are_reported_in_french_too(project: Project) -> None:
    project.replace(OUTPUT, "kind: commitments", "kind: comitments")
    assert project.problems("fr") == [
        (
            "content/report/outcome-1/output-1-1.yml:12:13: body[0].list.kind: «comitments» n'est pas dans content/kinds.yml"
            " — vouliez-vous dire: commitments?"
        )
    ]


def test_an_output_outside_an_outcome_is_a_problem(project: Project) -> None:
    project.path(OUTPUT).rename(project.path("report/output-1-1.yml"))
    project.replace("report/document.yml", "[introduction, outcome-1]", "[introduction, outcome-1, output-1-1]")
    assert (
        "content/report/output-1-1.yml:1:7: kind: “output” is only possible in: outcome, enabler"
        " — correct the kind, or put the file in the folder of one of these divisions" in project.problems()
    )


def test_english_that_was_never_there_is_not_a_problem(project: Project) -> None:
    project.replace(OUTPUT, "          en: >-\n            act.\n", "")
    record = project.path("report/translated.tsv")
    rows = record.read_text(encoding="utf-8").splitlines(keepends=True)
    record.write_text("".join(row for row in rows if not row.startswith("report/p3-2\t")), encoding="utf-8")
    assert len(record.read_text(encoding="utf-8").splitlines()) == len(rows) - 1
    assert project.problems() == []
