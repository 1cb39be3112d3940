"""The schemas of the YAML files: current, complete, described in both languages, named by every file."""

from __future__ import annotations

import json
import re

import pytest

from edition.cli.commands import main
from edition.editing.json_schema import NODE_TYPES, build_schemas, field_description, modeline, with_modeline
from edition.languages import LANGUAGES
from edition.model import Edition, KindOf, Kinds, Node
from support.folders import ROOT
from support.small_project import Project

FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yml"))
CODE = [path for path in (ROOT / "hooks" / "edition").rglob("*") if path.suffix in (".py", ".jinja")]
DIVISION = "content/report/outcome-1/output-1-1.yml"


def shapes(shape: type[Node] = Node) -> list[type[Node]]:
    """A shape and all that inherit from it."""
    return [shape, *(found for inner in shape.__subclasses__() for found in shapes(inner))]


def test_the_committed_schemas_are_those_of_the_model(edition: Edition) -> None:
    wanted = build_schemas(edition.kinds)
    assert {name: (ROOT / name).read_text(encoding="utf-8") for name in wanted} == wanted
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "content" / "schemas").iterdir()} == set(wanted)


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.__name__)
def test_every_field_is_described_in_both_languages(shape: type[Node]) -> None:
    fields = {name: field_description(shape, field.alias or name) for name, field in shape.model_fields.items() if name != "at"}
    assert [
        name
        for name, description in fields.items()
        if not description or not all(description.get(language) for language in LANGUAGES)
    ] == []


@pytest.mark.parametrize("shape", [shape for shape in shapes() if shape is not Kinds], ids=lambda shape: shape.__name__)
def test_every_field_is_read_by_the_code_or_a_template(shape: type[Node]) -> None:
    # The lists of kinds are read by the names that the fields of other files give (KindOf).
    code = "".join(path.read_text(encoding="utf-8") for path in CODE)
    assert [name for name in shape.model_fields if not re.search(rf"\.{name}\b", code)] == []


@pytest.mark.parametrize("name", NODE_TYPES)
def test_a_mapping_allows_no_unknown_field(edition: Edition, name: str) -> None:
    schema = json.loads(build_schemas(edition.kinds)[f"content/schemas/{name}.json"])
    mappings = [schema, *(one for key, one in schema["$defs"].items() if key != "Entry")]
    assert {one["additionalProperties"] for one in mappings} == {False}


def test_a_field_of_kinds_allows_the_kinds_of_the_content(edition: Edition) -> None:
    schema = json.loads(build_schemas(edition.kinds)["content/schemas/division.json"])
    levels = schema["$defs"]["CommitmentList"]["properties"]["levels"]["items"]
    assert levels["enum"] == [kind.id for kind in edition.kinds.levels]
    assert levels["enumDescriptions"][0] == "National · Country level"


def test_every_mark_of_kinds_names_a_list_of_kinds_yml() -> None:
    fields = (field for shape in shapes() for field in shape.model_fields.values())
    marks = {mark.field for field in fields for mark in field.metadata if isinstance(mark, KindOf)}
    assert marks == {"documents", "divisions", "lists", "levels", "roles", "corrections"}


@pytest.mark.parametrize("name", FILES)
def test_every_content_file_names_its_schema_on_its_first_line(name: str) -> None:
    first = (ROOT / name).read_text(encoding="utf-8").partition("\n")[0]
    assert first == modeline(name)
    assert (ROOT / name).parent.joinpath(first.partition("$schema=")[2]).is_file()


def test_the_first_line_is_added_once_and_corrected() -> None:
    once = with_modeline(DIVISION, "kind: output\n")
    assert once == "# yaml-language-server: $schema=../../schemas/division.json\nkind: output\n"
    assert with_modeline(DIVISION, once) == once
    assert with_modeline(DIVISION, once.replace("division", "document")) == once


def test_the_command_writes_schemas_and_first_lines_once(
    project: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert main(project.root, ["schema"]) == 0
    written = capsys.readouterr().out
    assert "content/schemas/division.json" in written and DIVISION in written
    assert project.problems() == []
    assert main(project.root, ["schema"]) == 0
    assert capsys.readouterr().out == "files written: 0\n"


@pytest.mark.thorough
def test_the_canonical_form_preserves_the_first_line(project: Project) -> None:
    main(project.root, ["schema"])
    path = project.root / DIVISION
    path.write_text(path.read_text(encoding="utf-8").replace("kind: output\nid: output-1-1\n", "id: output-1-1\nkind: output\n"))
    main(project.root, ["format"])
    assert path.read_text(encoding="utf-8").startswith(f"{modeline(DIVISION)}\nkind: output\n")
