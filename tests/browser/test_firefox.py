"""Every panel that opens, and a search, in Firefox."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.folders import ROOT
from support.programs import node_packages

Facts = dict[str, Any]
OUTPUT = "programme-budget-2024-25/output-1-1/"


@pytest.fixture(scope="module")
def ask(node: Path, firefox: Path, served: str) -> Iterator[Callable[[str], Facts]]:
    """Does in Firefox one of the actions of firefox.mjs; returns what a reader sees then."""
    command = [str(part) for part in (node, ROOT / "tests" / "node" / "firefox.mjs", node_packages(), firefox, served)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        source, answers = process.stdin, process.stdout

        def run(action: str) -> Facts:
            print(action, file=source, flush=True)
            facts: Facts = json.loads(answers.readline())
            assert "error" not in facts, f"{facts['error']}\n{facts['state']}"
            return facts

        yield run
        source.close()
        assert process.wait() == 0


def assert_in_sight(place: Facts) -> None:
    """Asserts that a panel is entirely in the window and that its first and last control can be touched."""
    assert min(place["width"], place["height"]) >= 24, place
    assert min(place["x"], place["y"], place["right"], place["bottom"]) >= 0, place
    assert place["covered"] == [], place


def test_the_menu_of_a_phone_opens_in_view_and_its_links_work(ask: Callable[[str], Facts], served: str) -> None:
    facts = ask("menu")
    assert_in_sight(facts["place"])
    assert facts["link"] == facts["address"] == f"{served}en/"


def test_the_search_opens_by_its_key_its_results_open_and_back_returns_to_it(ask: Callable[[str], Facts], served: str) -> None:
    facts = ask("search")
    assert_in_sight(facts["place"])
    assert facts["address"].startswith(f"{served}programme-budget-2024-25/")
    assert facts["query"] == "travail décent"


def test_a_reference_shows_a_preview(ask: Callable[[str], Facts]) -> None:
    facts = ask("preview")
    assert_in_sight(facts["place"])
    assert facts["title"] == "Convention (n°\u00a0155) sur la sécurité et la santé des travailleurs, 1981"


def test_the_button_of_a_passage_opens_its_menu(ask: Callable[[str], Facts]) -> None:
    facts = ask("passageMenu")
    assert_in_sight(facts["place"])
    copies = ["Copy link", "Copy the English text", "Copy the French text", "Copy the text in both languages", "Copy citation"]
    assert facts["names"][:5] == copies


def test_both_languages_are_side_by_side(ask: Callable[[str], Facts]) -> None:
    facts = ask("sideBySide")
    mine, other = facts["mine"], facts["other"]
    assert mine["text"].startswith("examiner les législations") and other["text"].startswith("examine national law and practice")
    assert mine["place"]["x"] + mine["place"]["width"] <= other["place"]["x"]
    assert mine["place"]["y"] == other["place"]["y"] and other["place"]["right"] >= 0


def test_levels_are_in_columns(ask: Callable[[str], Facts]) -> None:
    facts = ask("levels")
    left, right = facts["boxes"]
    assert left["right"] <= right["left"] and left["top"] == right["top"]
    assert facts["place"]["x"] >= 0 and facts["place"]["right"] >= 0 and facts["place"]["covered"] == []


def test_the_contents_of_a_page_open_and_lead_to_a_heading(ask: Callable[[str], Facts]) -> None:
    facts = ask("contents")
    assert facts["place"]["x"] >= 0 and facts["place"]["right"] >= 0 and facts["place"]["covered"] == []
    assert_in_sight(facts["heading"])


def test_a_footnote_is_in_the_margin_of_a_wide_screen_and_at_the_foot_of_a_phone(ask: Callable[[str], Facts]) -> None:
    facts = ask("footnote")
    assert facts["margin"]["width"] > 100 and facts["margin"]["x"] >= 0 and facts["margin"]["right"] >= 0
    assert_in_sight(facts["foot"])
    assert "Brazil" in facts["text"]


def test_the_outline_of_the_whole_text_opens_from_any_passage(ask: Callable[[str], Facts]) -> None:
    facts = ask("wholeText")
    assert_in_sight(facts["bar"])
    assert facts["outline"]["x"] >= 0 and facts["outline"]["right"] >= 0 and facts["outline"]["covered"] == []
    assert_in_sight(facts["heading"])


def test_keys_are_listed_under_a_question_mark_and_work(ask: Callable[[str], Facts], served: str) -> None:
    facts = ask("keys")
    assert_in_sight(facts["place"])
    assert facts["names"] == ["/", "s", "j", "k", "c", "q", "n", "p", "b", "?", "Esc"]
    assert facts["address"] == f"{served}en/programme-budget-2024-25/output-1-2/"


def test_commitments_are_filtered_and_counted(ask: Callable[[str], Facts], served: str) -> None:
    facts = ask("explorer")
    assert facts["all"] == "339 of 339"
    assert facts["place"]["covered"] == [] and facts["place"]["x"] >= 0 and facts["place"]["right"] >= 0
    assert facts["rows"] > 0 and facts["some"] == f"{facts['rows']} of 339"
    assert facts["address"] == f"{served}en/commitments/?above=outcome-2&level=global"


def test_the_results_of_a_search_are_narrowed_to_a_document(ask: Callable[[str], Facts], served: str) -> None:
    facts = ask("filters")
    assert facts["place"]["covered"] == []
    assert facts["units"] and all(unit.startswith("m-power/") for unit in facts["units"])
    assert facts["address"] == f"{served}en/search/?q=social+protection&document=m-power"
