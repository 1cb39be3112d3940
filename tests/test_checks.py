"""Each rule, broken once, says so in these very words."""

from __future__ import annotations

import pytest
from conftest import Project

INTRODUCTION, OUTCOME, OUTPUT = "report/introduction.yml", "report/outcome-1/outcome.yml", "report/outcome-1/output-1-1.yml"

# What is changed (file, old words, new words), and the one line that is said.
FAULTS = {
    "paragraph missing": (
        OUTPUT, "paragraph: 3", "paragraph: 4",
        "content/report/outcome-1/output-1-1.yml:16:9: body[0].list.lead: paragraph 4 comes where 3 is expected"
        " — add the missing paragraph or correct the number",
    ),
    "paragraph doubled": (
        OUTPUT, "paragraph: 3", "paragraph: 2",
        "content/report/outcome-1/output-1-1.yml:16:9: body[0].list.lead: paragraph 2 comes twice, or out of order (3 is"
        " expected) — correct the number",
    ),
    "list without lead-in": (
        "leaflet/document.yml",
        "            title:\n              fr: >-\n                Buts\n              en: >-\n                Goals\n", "",
        "content/leaflet/document.yml:44:13: body[1].box.body[0].list: the list has no lead-in"
        " — add “lead”, or “title” where a heading opens it",
    ),
    "list without identity": (
        OUTPUT, "      paragraph: 3\n", "",
        "content/report/outcome-1/output-1-1.yml:11:7: body[0].list: the list must have either “paragraph” or “id”"
        " — keep “paragraph” if a numbered paragraph opens it, otherwise “id”",
    ),
    "output outside its outcome": (
        OUTPUT, 'number: "1.1"', 'number: "2.1"',
        "content/report/outcome-1/output-1-1.yml:3:9: number: number 2.1 does not belong to outcome 1"
        " — correct the number or move the file",
    ),
    "identifier given twice": (
        OUTPUT, "id: p3-2", "id: p3-1",
        "content/report/outcome-1/output-1-1.yml:26:11: body[0].list.items[1]: the identifier “report/p3-1” is already given in"
        " content/report/outcome-1/output-1-1.yml, line 21 — give a new one; a published identifier does not change",
    ),
    "registered thing given twice": (
        "registers/instruments.yml", "id: C98", "id: C87",
        "content/registers/instruments.yml:43:5: entries[1]: the identifier “C87” is already given in"
        " content/registers/instruments.yml, line 23 — give a new one; a published identifier does not change",
    ),
    "unknown kind": (
        OUTPUT, "kind: commitments", "kind: comitments",
        "content/report/outcome-1/output-1-1.yml:12:13: body[0].list.kind: “comitments” is not in content/kinds.yml"
        " — nearest: commitments",
    ),
    "unknown level": (
        OUTPUT, "levels: [national]", "levels: [nationnal]",
        "content/report/outcome-1/output-1-1.yml:13:15: body[0].list.levels: “nationnal” is not in content/kinds.yml"
        " — nearest: national",
    ),
    "unknown label": (
        OUTCOME, "label: strategy", "label: strategi",
        "content/report/outcome-1/outcome.yml:12:14: body[0].section.label: the document repeats no heading “strategi”"
        " — nearest: strategy",
    ),
    "note without its text": (
        INTRODUCTION, "et [98](ref:C98)[^1].", "et [98](ref:C98)[^2].",
        "content/report/introduction.yml:11:9: body[0].fr: footnote [^2] is called but does not exist"
        " — add it to footnotes, or remove the call",
    ),
    "text in quotation marks": (
        OUTPUT, "fr: >-\n            agir.", 'fr: "agir."',
        "content/report/outcome-1/output-1-1.yml:27:15: body[0].list.items[1].fr: the text “fr” is not a block"
        " — write “fr: >-”, then the text indented on the next line",
    ),
    "HTML": (
        OUTPUT, "            act.", "            <b>act</b>.",
        "content/report/outcome-1/output-1-1.yml:29:15: body[0].list.items[1].en: HTML in a text: <b>"
        " — write the character itself, or *italics*, **bold**, ^e^",
    ),
    "odd link": (
        OUTPUT, "            act.", "            [act](javascript:x).",
        "content/report/outcome-1/output-1-1.yml:29:15: body[0].list.items[1].en: the link leads to “javascript:x”"
        " — use ref:identifier or an https:// address",
    ),
    "unknown reference": (
        INTRODUCTION, "[paragraph 2](ref:p2)", "[paragraph 2](ref:p22)",
        "content/report/introduction.yml:22:9: footnotes[0].en: the reference “p22” leads nowhere — nearest: p2",
    ),
    "references that differ": (
        OUTPUT, "ratify [Convention No. 98](ref:C98);", "ratify Convention No. 98;",
        "content/report/outcome-1/output-1-1.yml:24:15: body[0].list.items[0].en: the English does not have the same references"
        " as the French (missing: C98; extra: –) — use the same ref: in both languages",
    ),
    "mention without reference": (
        "leaflet/document.yml", "      Un encadré suit.", "      Un encadré suit la convention n° 98.",
        "content/leaflet/document.yml:31:9: body[0].fr: “convention n° 98” is named without a reference"
        " — write [convention n° 98](ref:C98)",
    ),
    "registered thing that nothing cites": (
        "registers/terms.yml", '"travail décent"', '"travail digne"',
        "content/registers/terms.yml:16:5: entries[0]: “decent-work” is cited by no text"
        " — cite it, complete its forms (mentions), or take it off the register",
    ),
    "form of two things": (
        "registers/instruments.yml", '"convention n° 98"', '"convention n° 87"',
        "content/registers/instruments.yml:59:9: entries[1].mentions.fr: the form “convention n° 87” already belongs to “C87”"
        " — keep it in one place",
    ),
    "correction of nothing": (
        "sources/corrections.yml", "unit: leaflet/sites", "unit: leaflet/site",
        "content/sources/corrections.yml:40:11: corrections[3].unit: the unit “leaflet/site” does not exist"
        " — nearest: leaflet/sites",
    ),
    "correction that does not fit": (
        "sources/corrections.yml", "reading: est efficace.", "reading: est efficient.",
        "content/sources/corrections.yml:9:5: corrections[0]: the correction does not fit “report/p2”: its words are not there,"
        " or several times — put the unit's exact words in “reading”, long enough to be unique",
    ),
    "text that departs from the source": (
        OUTPUT, "            agir.", "            réagir.",
        "content/report/outcome-1/output-1-1.yml:26:11: body[0].list.items[1]: report/p3-2 departs from the received text:"
        " “… convention n° 98; réagir. …” instead of “… convention n° 98; agir. …” — restore the words of the source, or"
        " declare the correction in content/sources/corrections.yml",
    ),
    "address that vanished": (
        "redirects.yml", "redirects:\n  - old: old-report/\n    new: report/\n", "redirects: []\n",
        "content/addresses.txt:3:1: the published address /old-report/ is gone"
        " — restore it, or declare where it leads in content/redirects.yml",
    ),
    "phrase without English": (
        "interface.yml", "      en: >-\n        Home\n", "",
        "content/interface.yml:4:7: phrases[0].text: the text “en” is missing — write “en: >-”, then the text indented",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_remedy(project: Project, fault: str) -> None:
    name, old, new, line = FAULTS[fault]
    project.replace(name, old, new)
    assert line in project.problems()


def test_the_small_project_has_no_problem(project: Project) -> None:
    assert project.problems() == []


def test_all_faults_are_told_in_one_run(project: Project) -> None:
    for fault in ("unknown kind", "HTML", "unknown reference", "address that vanished"):
        project.replace(*FAULTS[fault][:3])
    assert {FAULTS[fault][3] for fault in ("unknown kind", "HTML", "unknown reference", "address that vanished")} <= set(
        project.problems()
    )


def test_faults_are_told_in_french_too(project: Project) -> None:
    project.replace(OUTPUT, "kind: commitments", "kind: comitments")
    assert project.problems("fr") == [
        "content/report/outcome-1/output-1-1.yml:12:13: body[0].list.kind: «comitments» n'est pas dans content/kinds.yml"
        " — proche: commitments"
    ]


def test_an_output_stands_in_an_outcome(project: Project) -> None:
    project.path(OUTPUT).rename(project.path("report/output-1-1.yml"))
    project.replace("report/document.yml", "[introduction, outcome-1]", "[introduction, outcome-1, output-1-1]")
    assert (
        "content/report/output-1-1.yml:1:7: kind: “output” stands only in: outcome, enabler — put the file in the right folder"
        in project.problems()
    )


def test_missing_english_is_no_problem(project: Project) -> None:
    project.replace(OUTPUT, "          en: >-\n            act.\n", "")
    assert project.problems() == []
