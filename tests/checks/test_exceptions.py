"""Declared exceptions to the rules of translation."""

from __future__ import annotations

import pytest

from support.small_project import Project
from support.summary import EN, excuse, set_summary


def declare(project: Project, unit: str, rule: str, words: str | None = None) -> None:
    """Declares one exception, the only one of the project."""
    lines = ["exceptions:", f"  - unit: {unit}", f"    rule: {rule}", *([f"    words: {words}"] if words else [])]
    lines += ["    reason:", "      fr: >-", "        Une raison.", "      en: >-", "        A reason."]
    project.path("translation.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


SUMMARY = "content/leaflet/document.yml"


@pytest.mark.parametrize("words", [None, "travail décent"])
def test_a_declared_exception_is_allowed(project: Project, words: str | None) -> None:
    set_summary(project, "Pour le travail décent.", "For good jobs.")
    declare(project, SUMMARY, "term-untranslated", words)
    assert project.problems() == []


def test_an_exception_names_a_unit_or_a_register_entry_by_its_identifier(project: Project) -> None:
    project.replace("leaflet/document.yml", "A box follows.", "A box on decent work follows.")
    project.replace("report/introduction.yml", "**Decent work** is", "**Good work** is")
    declare(project, "report/p1", "term-untranslated", "travail décent")
    assert project.problems() == []
    project.replace("report/introduction.yml", "**Good work** is", "**Decent work** is")
    project.replace("registers/terms.yml", "      en: >-\n        Decent work\n", "      en: >-\n        Good work\n")
    declare(project, "terms/decent-work", "term-untranslated")
    assert project.problems() == []


def test_an_exception_for_other_words_is_reported_as_unused(project: Project) -> None:
    set_summary(project, "Pour le travail décent.", "For good jobs.")
    declare(project, SUMMARY, "term-untranslated", "travail")
    assert project.problems() == [
        EN + "“travail décent” is not translated by a form of the term “terms/decent-work”"
        " — use one of: decent work" + excuse("term-untranslated"),
        (
            "content/translation.yml:2:5: exceptions[0]: the exception to the rule “term-untranslated” for"
            " content/leaflet/document.yml is no longer needed — delete it; without another exception, write “exceptions: []”"
        ),
    ]


def test_an_unused_exception_is_reported(project: Project) -> None:
    declare(project, "report/p1", "numbers-differ")
    assert project.problems() == [
        (
            "content/translation.yml:2:5: exceptions[0]: the exception to the rule “numbers-differ” for report/p1 is no longer"
            " needed — delete it; without another exception, write “exceptions: []”"
        )
    ]


def test_an_exception_with_an_unknown_unit_or_rule_is_reported(project: Project) -> None:
    declare(project, "leaflet/quotation-2", "number-differs")
    assert project.problems() == [
        (
            "content/translation.yml:2:11: exceptions[0].unit: the unit “leaflet/quotation-2” does not exist"
            " — did you mean: leaflet/quotation-1? Otherwise delete the entry that names it"
        ),
        (
            "content/translation.yml:3:11: exceptions[0].rule: the rule “number-differs” does not exist, or allows no"
            " exception — did you mean: numbers-differ? Otherwise delete the exception"
        ),
    ]


def test_a_rule_that_allows_no_exception_still_applies(project: Project) -> None:
    project.replace("report/introduction.yml", "[paragraph 2](ref:p2)", "[paragraph 2](ref:p22)")
    declare(project, "report/fn-1", "unknown-reference")
    assert (
        "content/report/introduction.yml:23:25: footnotes[0].en: the reference “p22” does not exist — did you mean: p2? Otherwise create the entry (scripts/edition new entry) or remove the reference"
        in project.problems()
    )
