"""The layers of the code: each file stands in one, imports run downwards, and the picture shows them as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from architecture import Layer, cycle, imports, layer_of, layers, picture, upward
from conftest import ROOT


@pytest.fixture(scope="module")
def found() -> dict[str, frozenset[str]]:
    return imports(ROOT)


def test_every_file_of_the_code_stands_in_one_layer_of_hooks_layers_yml(found: dict[str, frozenset[str]]) -> None:
    declared = layers(ROOT)
    held = {file: [declared[place].id for place in layer_of(file, declared)] for file in found}
    assert {file: names for file, names in held.items() if len(names) != 1} == {}


def test_a_layer_imports_only_what_stands_below_it(found: dict[str, frozenset[str]]) -> None:
    assert upward(found, layers(ROOT)) == []


def test_no_files_import_one_another_in_a_ring(found: dict[str, frozenset[str]]) -> None:
    assert cycle(found) == []


def test_only_the_joint_imports_the_site_generator(found: dict[str, frozenset[str]]) -> None:
    generators = {"mkdocs", "material", "mkdocs_static_i18n"}
    assert {file for file, used in found.items() if used & generators} == {"hooks/live.py", "hooks/publish.py"}


def test_the_picture_is_up_to_date_or_scripts_edition_architecture_draws_it_anew(found: dict[str, frozenset[str]]) -> None:
    assert (ROOT / "hooks" / "layers.svg").read_text(encoding="utf-8") == picture(found, layers(ROOT))


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    """A project of three files: a page and a rule that import one another, and a model below."""
    for name, said in {
        "hooks/edition/pages/view.py": "from ..check import rule\nfrom mkdocs import config",
        "hooks/edition/check/rule.py": "from edition.pages.view import name\nfrom ..model import Text",
        "hooks/edition/model.py": "import yaml",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(said)
    (tmp_path / "scripts").mkdir()
    return tmp_path


def test_imports_are_read_relative_and_absolute(sketch: Path) -> None:
    assert imports(sketch) == {
        "hooks/edition/pages/view.py": {"hooks/edition/check/rule.py", "mkdocs"},
        "hooks/edition/check/rule.py": {"hooks/edition/pages/view.py", "hooks/edition/model.py"},
        "hooks/edition/model.py": {"yaml"},
    }


def test_an_import_upwards_and_a_ring_are_found(sketch: Path) -> None:
    declared = tuple(
        Layer(name, (f"hooks/edition/{files}",), {})
        for name, files in {"pages": "pages/*.py", "check": "check/*.py", "model": "*.py"}.items()
    )
    rule, view = "hooks/edition/check/rule.py", "hooks/edition/pages/view.py"
    assert upward(imports(sketch), declared) == [(rule, view)]
    assert cycle(imports(sketch)) == [rule, view, rule]
