"""The vocabulary of the content is data: no code names a kind of division, a register or a facet."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment

from edition.model import Edition
from support.folders import ROOT

CODE = ROOT / "hooks"
SCRIPTS = ROOT / "docs" / "assets" / "js"
OTHERS = {
    "hooks/edition/checks/mkdocs_config.py": {"theme"},  # a setting of MkDocs
    "hooks/edition/charts/register_strips.py": {"part"},  # a number of a chart's caption
    "hooks/edition/pages/templates/glossary.jinja": {"terms"},  # the words of a glossary, whatever it lists
    "docs/assets/js/reading/citation.js": {"output"},  # an element of HTML
}
"""Words that are also something else."""


def python_strings(source: str) -> Iterator[str]:
    """The strings of a Python module without its documentation."""
    tree = ast.parse(source)
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def template_strings(source: str) -> Iterator[str]:
    """The strings in the expressions of a template."""
    return (token[1:-1] for _, kind, token in Environment().lex(source) if kind == "string")  # noqa: S701  # renders nothing


def script_strings(source: str) -> Iterator[str]:
    """The strings of a script."""
    return (match[0][1:-1] for match in re.finditer(r"""(["'`])(?:(?!\1).)*\1""", source))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("folder", "form", "strings"),
    [(CODE, "*.py", python_strings), (CODE, "*.jinja", template_strings), (SCRIPTS, "*.js", script_strings)],
    ids=["Python", "templates", "scripts"],
)
def test_no_string_of_the_code_is_a_word_of_the_content(
    edition: Edition, folder: Path, form: str, strings: Callable[[str], Iterator[str]]
) -> None:
    words = {kind.id for kind in edition.kinds.divisions} | {facet.id for facet, _ in edition.facets}
    words |= {register.id for register in edition.registers}
    assert {"outcome", "output", "enabler", "theme", "instrument", "sdg", "terms"} <= words
    files = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob(form)}
    assert len(files) > 10
    named = {
        name: found - OTHERS.get(name, set())
        for name, source in files.items()
        if (found := words & {word for string in strings(source) for word in string.split()})
    }
    assert {name: found for name, found in named.items() if found} == {}
