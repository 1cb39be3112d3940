"""Mutation testing: which mutants are proposed and drawn, and when one counts as noticed."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from measuring.mutation import python, scripts, styles, templates
from measuring.mutation.checkout import Checkout
from measuring.mutation.mutant import Edit, Mutant, mutants
from measuring.mutation.sample import KINDS, draw
from measuring.mutation.trial import Trial

EDITS = {"python": python.edits, "templates": templates.edits, "scripts": scripts.edits, "styles": styles.edits}


def found(kind: str, text: str) -> list[Mutant]:
    """All mutants of a text."""
    return list(mutants(kind, f"source.{kind}", text, EDITS[kind](text)))


# What each mutator makes of a source, among its other mutants.
PYTHON = """
    comparison           | x = a < b                  | x = a <= b
    comparison           | x = (a) not in b           | x = (a) in b
    and/or               | x = a and b                | x = a or b
    arithmetic           | x = a - b                  | x = a + b
    condition negated    | x = a if b else c          | x = a if not (b) else c
    condition negated    | x = [a for a in b if c]    | x = [a for a in b if not (c)]
    number               | x = 4                      | x = 5
    number               | x = "é", 4                 | x = "é", 3
    truth value          | x = True                   | x = False
    string emptied       | x = f"{a}"                 | x = ""
    return               | def f() -> str: return a   | def f() -> str: return ""
    return               | def f() -> bool: return a  | def f() -> bool: return not (a)
    statement deleted    | f()                        | pass
    statement deleted    | def f(): yield a           | def f(): yield from ()
    order                | x = sorted(a, key=b)       | x = list(a)
    argument dropped     | x = sorted(a, key=b)       | x = sorted(a)
    function exchanged   | x = min(a)                 | x = max(a)
    call dropped         | x = a.strip()              | x = a
    element deleted      | x = [a, b]                 | x = [b]
    element deleted      | x = a in (b, c)            | x = a in (b)
"""
TEMPLATES = """
    element deleted      | <p>a</p> b                    | b
    element deleted      | a<br>                         | a
    attribute deleted    | <p class="{{ a }}">b</p>      | <p>b</p>
    attribute deleted    | <input hidden>                | <input>
    expression emptied   | <p>{{ a }}</p>                | <p></p>
    condition negated    | {% if a or b %}c{% endif %}   | {% if not (a or b) %}c{% endif %}
    loop's filter removed | {% for a in b if c %}{% endfor %}  | {% for a in b %}{% endfor %}
    loop's filter removed | {% for a in b¦sort %}{% endfor %}  | {% for a in b %}{% endfor %}
"""
SCRIPTS = """
    operator or function exchanged | x = a === b;   | x = a !== b;
    operator or function exchanged | x = a || /b|c/; | x = a && /b|c/;
    negation dropped     | x = !a;                    | x = a;
    condition negated    | if (f(a)) b;               | if (!(f(a))) b;
    number               | x = a[1];                  | x = a[(1 + 1)];
    string emptied       | x = `a${b ? "}" : c}`;     | x = "";
    return               | () => { return a; }        | () => { return; }
    statement deleted    | { f(a); }                  | { ; }
    call dropped         | x = a.sort((b) => c(b));   | x = a;
    element deleted      | x = [a, f(b, c)];          | x = [ f(b, c)];
"""
STYLES = """
    rule deleted         | a { b: c } d { e: f }       | d { e: f }
    declaration deleted  | a { b: c; d: e }            | a {  d: e }
    declaration deleted  | a { b: c; d: e }            | a { b: c; }
    number doubled       | a { b: -.5rem c }           | a { b: -1rem c }
    selector deleted     | a, :is(b, c) { d: e }       | :is(b, c) { d: e }
    selector deleted     | a, :is(b, c) { d: e }       | a { d: e }
    media condition removed | @media (min-width: 1em) { a { b: c } } | @media all { a { b: c } }
"""
ROWS = [
    (kind, *(cell.strip().replace("¦", "|") for cell in line.split(" | ")))
    for kind, table in {"python": PYTHON, "templates": TEMPLATES, "scripts": SCRIPTS, "styles": STYLES}.items()
    for line in table.strip().splitlines()
]


@pytest.mark.parametrize(("kind", "mutator", "source", "expected"), ROWS)
def test_each_mutator_makes_its_change(kind: str, mutator: str, source: str, expected: str) -> None:
    assert expected in [one.changed.strip() for one in found(kind, source) if one.edit.mutator == mutator]


def test_code_without_run_time_effect_is_not_mutated() -> None:
    idle = '''
"""A docstring with 1 number."""
from __future__ import annotations
import re  # A comment, 2 < 3.
if TYPE_CHECKING:
    import ast
Rows = dict[str, tuple[int, str]]

class Text:
    """Another docstring."""
    words: Literal["a", "b"]
    """What the field means."""

    def f(self, a: "str", b: list[int]) -> "Text":
        """A third one."""
        assert a
'''
    assert found("python", idle) == []
    assert found("scripts", '"use strict";\n/* 1 < 2 */\nimport { a } from "b"; // !c\n') == []
    assert found("styles", "/* a { b: 1px } */") == []
    assert found("templates", "{# <p>{{ a }}</p> #}{% import 'a' as b %}") == []


def test_signs_within_words_and_colours_are_not_mutated() -> None:
    assert [one.edit.mutator for one in found("scripts", 'x = "a < b && 1";')] == ["statement deleted", "string emptied"]
    assert "number doubled" not in {one.edit.mutator for one in found("styles", 'a { b: #123 url(1.png) "2" var(--c-3) }')}


def test_a_change_without_effect_is_not_drawn() -> None:
    assert not python.is_effective("x = 1", "x  =  1  # one")
    assert not python.is_effective("x = 1", "x = (")
    assert python.is_effective("x = 1", "x = 2")
    assert not templates.is_effective("{% if a %}{% endif %}", "{% if a %}")
    assert not templates.is_effective("{{ a }}", "{{  a  }}")


def test_the_same_seed_draws_the_same_mutants_on_different_lines() -> None:
    files = {f"{name}.py": "\n".join(f"x{line} = [{line}, 'a', b < c]" for line in range(20)) for name in "ab"}
    first, again, other = (list(draw("python", files, seed, 10)) for seed in (1, 1, 2))
    assert first == again != other
    assert len({(one.path, one.line) for one in first}) == 10
    for one in first:
        ast.parse(one.changed)


def test_an_identifier_is_unique_and_survives_changes_to_other_lines() -> None:
    line = "x = a < b\n"
    assert found("python", line)[0].id == found("python", f"y = f()\n{line}")[-1].id
    twice = found("python", line + line)
    assert len({one.id for one in twice}) == len(twice) == 2


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    """A small project whose tests see the sum but not the greeting, and one of whose tests always fails."""
    root = tmp_path / "project"
    files = {
        "hooks/sums.py": "def add(a, b):\n    return a - b\n\n\ndef greet():\n    return 'hello'\n",
        "tests/test_a.py": "def test_broken():\n    assert False\n",
        "tests/test_b.py": "from sums import add, greet\n\n\ndef test_sum():\n    assert add(3, 1) == 2 and greet()\n",
        "pyproject.toml": "[tool.pytest.ini_options]\npythonpath = ['hooks']\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    for command in (
        ["init", "--quiet"],
        ["add", "hooks", "tests", "pyproject.toml"],
        [*identity, "commit", "--quiet", "-m", "First"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
    return Trial(Checkout(root, tmp_path / "copy"), quick=True)


@pytest.mark.thorough
def test_a_mutant_is_noticed_by_a_test_that_passes_without_it(trial: Trial, tmp_path: Path) -> None:
    source = tmp_path / "project" / "hooks" / "sums.py"
    text = source.read_text()
    by_change = {one.edit.new: one for one in mutants("python", "hooks/sums.py", text, KINDS["python"].edits(text))}
    noticed = trial.run(by_change["+"])
    assert noticed.failure and (noticed.failure.test, "4" in noticed.failure.message) == ("tests/test_b.py::test_sum", True)
    changed = mutants("python", "hooks/sums.py", text, [Edit("words", text.index("hello"), text.index("hello") + 5, "good day")])
    assert trial.run(next(changed)).failure is None
    assert trial.broken == {"tests/test_a.py::test_broken"}
    assert source.read_text() == text == (tmp_path / "copy" / "hooks" / "sums.py").read_text()
