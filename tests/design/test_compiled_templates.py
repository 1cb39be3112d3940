"""Compiled templates are cached until they, or what they are compiled with, change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2
import pytest
from jinja2 import DictLoader, Environment

from edition.design import compiled_templates
from edition.design.compiled_templates import CompiledTemplates


@pytest.fixture
def compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that have been compiled, with an empty cache."""
    monkeypatch.setattr(compiled_templates, "CACHE_FOLDER", tmp_path)
    sources: list[str] = []
    compile_source = Environment.compile

    def record(self: Environment, source: str, *arguments: object) -> object:
        sources.append(source)
        return compile_source(self, source, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", record)
    return sources


def render(source: str, *, trim_blocks: bool = False, extensions: Sequence[str] = ()) -> str:
    environment = Environment(
        autoescape=True,
        trim_blocks=trim_blocks,
        extensions=extensions,
        loader=DictLoader({"page": source}),
        bytecode_cache=CompiledTemplates(),
    )
    return environment.get_template("page").render(word="<é>")


def test_a_template_is_compiled_once(compiled: list[str]) -> None:
    assert [render("a {{ word }}") for _ in range(3)] == ["a &lt;é&gt;"] * 3
    assert compiled == ["a {{ word }}"]


def test_it_is_compiled_again_once_it_or_its_environment_has_changed(
    compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    render("a {{ word }}")
    assert render("b {{ word }}") == "b &lt;é&gt;"
    render("a {{ word }}", trim_blocks=True)
    render("a {{ word }}", extensions=["jinja2.ext.loopcontrols"])
    monkeypatch.setattr(jinja2, "__version__", "0")
    render("a {{ word }}")
    assert compiled == ["a {{ word }}", "b {{ word }}", *["a {{ word }}"] * 3]


@pytest.mark.parametrize("damage", [b"", b"\0" * 900], ids=["emptied", "overwritten"])
def test_a_damaged_template_is_compiled_again(compiled: list[str], tmp_path: Path, damage: bytes) -> None:
    render("a {{ word }}")
    (cached,) = tmp_path.iterdir()
    cached.write_bytes(damage)
    assert [render("a {{ word }}") for _ in range(2)] == ["a &lt;é&gt;"] * 2
    assert len(compiled) == 2
