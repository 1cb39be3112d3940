"""Files that cannot be read, or do not have their shape, are told apart, each with its place."""

from __future__ import annotations

import pytest
from conftest import Project

OUTPUT = "report/outcome-1/output-1-1.yml"
FILE = f"content/{OUTPUT}"

FAULTS = {
    "duplicate key": (
        'number: "1.1"\n', 'number: "1.1"\nnumber: "1.2"\n',
        f"{FILE}:4:1: number: field “number” is already written on line 3 — keep only one",
    ),
    "tab": ("      levels: [national]", "\tlevels: [national]", f"{FILE}:13:1: tab in the margin — replace it with spaces"),
    "alias": (
        "id: p3-2", "id: *other",
        f"{FILE}:26:15: this is not valid YAML: found undefined alias"
        " — compare indentation, colons and quotation marks with the lines around it",
    ),
    "odd tag": (
        'number: "1.1"', 'number: !ruby "1.1"',
        f"{FILE}:3:9: number: YAML tag “!ruby” — remove it: the edition uses only text, numbers, lists and fields",
    ),
    "word that YAML takes for true": (
        "id: p3-2", "id: yes",
        f"{FILE}:26:15: body[0].list.items[1].id: YAML would read “yes” as something other than text"
        " — put the value in quotation marks: \"yes\"",
    ),
    "number that YAML takes for a decimal": (
        'number: "1.1"', "number: 1.1",
        f"{FILE}:3:9: number: YAML would read “1.1” as something other than text — put the value in quotation marks: \"1.1\"",
    ),
    "unknown field": (
        "kind: output", "kind: output\ntitel: x", f"{FILE}:2:8: titel: unknown field “titel” — did you mean: title?",
    ),
    "wrong type": (
        "paragraph: 3", "paragraph: three",
        f"{FILE}:11:18: body[0].list.paragraph: a whole number is expected"
        " — write a number without quotation marks or decimals",
    ),
    "missing French": (
        "          fr: >-\n            agir.\n", "",
        f"{FILE}:26:11: body[0].list.items[1]: the text “fr” is missing — write “fr: >-”, then the text indented",
    ),
    "missing field": (
        "      kind: commitments\n", "",
        f"{FILE}:11:7: body[0].list: field “kind” is missing — add it",
    ),
    "entry of no kind": (
        "  - list:\n      paragraph: 3", "  - lists:\n      paragraph: 3",
        f"{FILE}:10:5: body[0]: nothing says what this body entry is — begin it with one of: paragraph, passage, list, box,"
        " figure, section, quotation, contacts, sites, key_figures",
    ),
    "empty value": (
        "id: p3-2", "id:", f"{FILE}:26:14: body[0].list.items[1].id: the value is empty — fill it in or remove the field",
    ),
    "merge conflict": (
        "body:\n", "<<<<<<< mine\nbody:\n",
        f"{FILE}:9:1: mark of a merge conflict"
        " — keep one of the two versions and delete the lines <<<<<<<, ======= and >>>>>>>",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_place_and_remedy(project: Project, fault: str) -> None:
    old, new, line = FAULTS[fault]
    project.replace(OUTPUT, old, new)
    assert line in project.problems()


def test_a_text_within_braces_is_refused_since_a_comma_would_cut_it(project: Project) -> None:
    project.replace(
        OUTPUT, "        - id: p3-2\n          fr: >-\n            agir.\n          en: >-\n            act.\n",
        "        - {id: p3-2, fr: agir, notamment ainsi}\n",
    )
    said = project.problems()
    assert (
        f"{FILE}:26:22: body[0].list.items[1].fr: text “fr” within braces, where a comma would cut the sentence"
        " — write it as a block: “fr: >-”, then the text indented on the next line" in said
    )


def test_a_file_in_another_encoding(project: Project) -> None:
    project.path(OUTPUT).write_bytes("kind: output\nid: é\n".encode("latin-1"))
    assert f"{FILE}:2:5: the file is not encoded in UTF-8 — save it as UTF-8" in project.problems()


def test_an_empty_file(project: Project) -> None:
    project.path(OUTPUT).write_text("")
    assert f"{FILE}:1:1: the file is empty — fill it or delete it" in project.problems()


def test_a_folder_in_the_place_of_a_file(project: Project) -> None:
    project.path("redirects.yml").unlink()
    project.path("redirects.yml").mkdir()
    assert project.problems()[0].startswith("content/redirects.yml:1:1: the file cannot be read (")


def test_a_missing_document(project: Project) -> None:
    project.replace("edition.yml", "[report, leaflet]", "[report, leaflet, letter]")
    assert project.problems() == [
        "content/edition.yml:11:12: documents: the folder content/letter does not exist"
        " — create it with its document.yml, or take it off the list"
    ]


def test_faults_of_several_files_are_told_in_one_run(project: Project) -> None:
    project.replace(OUTPUT, "paragraph: 3", "paragraph: three")
    project.replace("registers/terms.yml", "cited_by: words", "cited_by: word")
    assert [line.split(":")[0] for line in project.problems()] == ["content/registers/terms.yml", FILE]


def test_an_unknown_field_is_told_the_nearest_one_of_its_own_mapping(project: Project) -> None:
    project.replace(OUTPUT, "      levels: [national]\n", "      levels: [national]\n      nivels: [national]\n")
    assert project.problems() == [
        f"{FILE}:14:15: body[0].list.nivels: unknown field “nivels” — did you mean: levels?"
    ]


def test_a_file_that_cannot_be_read_does_not_hide_the_faults_of_others(project: Project) -> None:
    project.replace(OUTPUT, "paragraph: 3", "paragraph: three")
    project.replace("report/introduction.yml", "[98](ref:C98).[^1]", "98.[^1]")
    project.replace("leaflet/document.yml", "kind: goals", "kind: goal")
    assert [line.split(":")[0] for line in project.problems()] == [
        "content/leaflet/document.yml", "content/report/introduction.yml", FILE,
    ]


def test_the_tree_follows_the_outline(project: Project) -> None:
    project.replace("report/document.yml", "[introduction, outcome-1]", "[introduction, outcome-2]")
    assert project.problems() == [
        "content/report/document.yml:51:16: outline[0].divisions: the outline names “outcome-2”, which does not exist"
        " — nearest: outcome-1",
        "content/report/outcome-1/outcome.yml:1:1: “outcome-1” is not in the outline of report"
        " — add it to outline in document.yml",
    ]
