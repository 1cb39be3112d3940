"""Files that cannot be read, or do not have their shape, are told apart, each with its place."""

from __future__ import annotations

from conftest import Project

OUTPUT = "report/outcome-1/output-1-1.yml"
FILE = f"content/{OUTPUT}"


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
        "content/edition.yml:11:30: documents: the folder content/letter does not exist"
        " — create it with its document.yml, or take it off the list"
    ]


def test_faults_of_several_files_are_told_in_one_run(project: Project) -> None:
    project.replace(OUTPUT, "paragraph: 3", "paragraph: three")
    project.replace("registers/terms.yml", "cited_by: words", "cited_by: word")
    assert [line.split(":")[0] for line in project.problems()] == ["content/registers/terms.yml", FILE]


def test_an_unknown_field_is_told_the_nearest_one_of_its_own_mapping(project: Project) -> None:
    project.replace(OUTPUT, "      levels: [national]\n", "      levels: [national]\n      nivels: [national]\n")
    assert project.problems() == [
        f"{FILE}:14:7: body[0].list.nivels: unknown field “nivels” — did you mean: levels?"
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
        "content/report/document.yml:51:31: outline[0].divisions: the outline names “outcome-2”, which does not exist"
        " — nearest: outcome-1",
        "content/report/outcome-1/outcome.yml:1:1: “outcome-1” is not in the outline of report"
        " — add it to outline in document.yml",
    ]
