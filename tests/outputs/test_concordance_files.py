"""The files of the concordance."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate, chain
from typing import Any

import pytest

from edition.outputs.concordance_files import make_files
from edition.site import Site
from support.raw_texts import count_words

LIMIT = 170_000
"""Bytes of all files, compressed: with its page and scripts, the first query has at most 200 kB."""


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, Any]:
    return {path.removeprefix("concordance/files/"): json.loads(content) for path, content in make_files(site.inputs())}


@pytest.mark.thorough
def test_the_files_are_small(site: Site) -> None:
    assert sum(len(gzip.compress(content, 9)) for _, content in make_files(site.inputs())) <= LIMIT


@pytest.mark.thorough
def test_the_list_names_every_part(files: dict[str, Any]) -> None:
    named = [name for document in files["contents.json"]["documents"] for name in document["files"]]
    assert sorted([*named, "contents.json"]) == sorted(files)


def test_each_unit_has_its_page_texts_and_expressions(files: dict[str, Any]) -> None:
    for name, part in files.items():
        if name != "contents.json":
            count = sum(len(units) for _, _, units in part["pages"])
            assert {count} == {len(part["expressions"]), *map(len, part["texts"])}


@pytest.mark.parametrize(("language", "place", "words"), [("fr", 0, "travail forcé"), ("en", 1, "forced labour")])
def test_the_places_of_a_term_are_those_of_its_words(files: dict[str, Any], language: str, place: int, words: str) -> None:
    lexicon = files["contents.json"]["lexicon"]
    term = next(index for index, (address, _, _) in enumerate(lexicon) if address == "glossary/forced-labour/")
    found = []
    for part in (part for name, part in files.items() if name != "contents.json"):
        for text, numbers in zip(part["texts"][place], part["expressions"], strict=True):
            starts = accumulate(numbers[1 + 2 * place :: 5])
            places = zip(numbers[::5], starts, numbers[2 + 2 * place :: 5], strict=True)
            found += [text[start : start + length] for known, start, length in places if known == term and length]
    assert sum(one.lower() == words for one in found) == count_words(language, rf"\b{words}\b") == 23


def test_a_unit_is_named_as_on_its_page(files: dict[str, Any]) -> None:
    pages = chain.from_iterable(part["pages"] for name, part in files.items() if name != "contents.json")
    titles, units = next((titles, units) for address, titles, units in pages if address == "programme-budget-2024-25/output-1-4/")
    assert titles == ["Produit 1.4", "Output 1.4"]
    assert ["p37-3", ["§\u00a037\u00a0(3)", "§\u00a037\u00a0(3)"]] in units
    assert ["", ["Dans le titre", "In the title"]] in units
