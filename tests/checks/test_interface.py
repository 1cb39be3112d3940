"""The phrases of the interface that the site is made with."""

from __future__ import annotations

import re

import pytest

from edition.checks.interface import required_phrases
from edition.model import Edition
from edition.problems.problem import ContentError
from edition.site import Site
from support.folders import ROOT

CODE = ROOT / "hooks" / "edition"
REQUIRED = CODE / "checks" / "required_phrases.txt"
CALL = re.compile(r"\bphrases?[(\[]([^)\]]*)")
NAME = re.compile(r"""(?:^|\b(?:if|else) )"([a-z0-9-]*[a-z0-9])"(?![\w ]*~)""")


def test_the_phrases_of_the_edition_are_those_that_the_site_is_made_with(
    edition: Edition, request: pytest.FixtureRequest
) -> None:
    if request.config.getoption("--golden"):
        REQUIRED.write_text("".join(f"{name}\n" for name in sorted(edition.phrases)), encoding="utf-8")
    assert required_phrases() == sorted(edition.phrases), "pytest --golden writes the list anew"


def test_templates_and_code_ask_for_no_other_phrase() -> None:
    # The commands have phrases of their own.
    files = [file for form in ("*.jinja", "*.py") for file in CODE.rglob(form) if CODE / "cli" not in file.parents]
    names = {name for file in files for call in CALL.findall(file.read_text(encoding="utf-8")) for name in NAME.findall(call)}
    assert len(names) > 100
    assert names <= set(required_phrases())


def test_a_phrase_that_nothing_requires_and_a_page_lacks_is_a_problem_of_the_interface(site: Site) -> None:
    with pytest.raises(ContentError) as error:
        site.renderers["en"].fragment_view("").phrase("role-of-a-new-kind")
    (problem,) = error.value.problems
    assert (problem.place.file, problem.rule) == ("content/interface.yml", "phrase-missing")
    assert "role-of-a-new-kind" in problem.message("en")
