"""The search queries: each names units that a search can find, the languages and groups are balanced, and answers are counted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from edition.search.records import make_search_records
from edition.site import Site
from measuring.search import UNSEEN_QUERIES, Answer, Query, count_answers, read_queries, summarize
from support.folders import ROOT

COMMITTED = read_queries(ROOT)
UNSEEN = read_queries(ROOT, UNSEEN_QUERIES)


def fold(text: str) -> str:
    """Letters and digits without accents, ligatures and case, with single spaces between the words."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    return " ".join(re.findall(r"\w+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_query_names_units_that_the_search_can_find(site: Site, language: str) -> None:
    units = {record.unit for record in make_search_records(site.links, site.renderers[language])}
    for query in (*COMMITTED, *UNSEEN):
        if query.language == language:
            assert query.first and query.top3, query
            assert {*query.first, *query.top3} <= units, query
            assert len(query.first) == len({*query.first}) and len(query.top3) == len({*query.top3}), query


def test_no_query_is_asked_twice() -> None:
    asked = Counter((query.language, query.q) for query in (*COMMITTED, *UNSEEN))
    assert [query for query, times in asked.items() if times > 1] == []


def test_the_languages_and_the_groups_have_enough_queries() -> None:
    for language in ("fr", "en"):
        groups = Counter(query.group for query in COMMITTED if query.language == language)
        assert {*groups} == {"identifier", "word", "everyday", "slip", "phrase"}
        assert groups.total() >= 110 and groups["everyday"] >= 30 and groups["slip"] >= 12, groups
        unseen = Counter(query.group for query in UNSEEN if query.language == language)
        assert unseen.total() >= 45 and {*unseen} == {"word", "everyday", "slip", "phrase"}, unseen
    for queries in (COMMITTED, UNSEEN):
        languages = Counter(query.language for query in queries)
        assert languages["fr"] == languages["en"], languages


def test_words_and_phrases_are_answered_by_the_texts_and_none_by_a_summary(site: Site) -> None:
    documents = {document.id for document in site.edition.documents}
    summaries = {unit.identifier for unit in site.links.units if unit.role == "summary"}
    for query in (*COMMITTED, *UNSEEN):
        assert summaries.isdisjoint({*query.first, *query.top3}), query
        if query.group in ("word", "everyday", "phrase"):
            assert {unit.partition("/")[0] for unit in (*query.first, *query.top3)} <= documents, query


def test_each_phrase_stands_in_the_passages_that_answer_it(site: Site) -> None:
    texts = {unit.identifier: unit.text for unit in site.links.units if unit.text}
    for query in COMMITTED:
        if query.group == "phrase":
            for unit in query.first:
                assert fold(query.q) in fold(getattr(texts[unit], query.language)), query


def test_correct_answers_are_counted_for_all_queries_and_for_each_group() -> None:
    word = Query("fr", "salaires", "word", ("a",), ("a", "b"))
    slip = Query("fr", "salairse", "slip", ("a",), ("a",))
    answers = [Answer(word, ("a", "b")), Answer(word, ("b", "a")), Answer(word, ()), Answer(slip, ("b", "c", "d", "a"))]
    counts = [
        "all: 1 of 4 (25.0%) first, 2 of 4 (50.0%) in the first three",
        "word: 1 of 3 (33.3%) first, 2 of 3 (66.7%) in the first three",
        "slip: 0 of 1 (0.0%) first, 0 of 1 (0.0%) in the first three",
    ]
    assert count_answers(answers) == counts
    assert summarize(answers) == [
        *counts,
        "  fr 'salaires' not first: b, a",
        "  fr 'salaires' not in the first three: nothing",
        "  fr 'salairse' not in the first three: b, c, d",
    ]
