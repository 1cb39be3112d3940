"""The classification of commitments by the action that their first verb names."""

from __future__ import annotations

import pytest

from edition.analysis.actions import NO_ACTION, ActionFinder
from edition.analysis.commitments import commitments
from edition.model import Edition, Item
from edition.references.references import Links

READ_BY_HAND = {
    "promotion": "p29-5 p37-1 p60-3 p77-7 p88-4 p105-3 p127-5 p130-1",
    "cooperation": "p34-1 p78-5 p110-3 p156-6 p159-6",
    "standards": "p40-3 p129-1",
    "knowledge": "p55-3 p58-5 p61-1 p78-1 p78-2 p82-3 p85-5 p86-3 p89-1 p89-2 p105-4 p108-1 p124-1 p127-2 p127-3 p152-1 p152-7 p154-5",
    "policies": "p57-4 p60-2 p77-6 p81-1 p104-4 p110-1 p110-4 p111-4 p117-2 p118-1 p120-3 p120-4 p143-2 p143-3 p143-4 p143-5",
    "support": "p74-2 p107-3 p129-3 p152-4",
    "capacity": "p81-3 p85-2 p85-3 p104-1 p123-4 p127-1 p156-3",
}
"""The actions of sixty items, read in the text; where an item names several actions, the first."""


def programme_items(edition: Edition) -> dict[str, tuple[Item, str]]:
    """The items of the programme's lists that begin with a verb, with their actions."""
    finder = ActionFinder(edition.kinds)
    rows = commitments(Links(edition), edition.documents[0])
    return {row.item.id: (row.item, row.action) for row in rows if finder.begins_with_verb(row.list.kind)}


@pytest.mark.thorough
def test_every_commitment_and_measure_has_an_action_and_no_other_item(edition: Edition) -> None:
    kinds = {"commitments": 281, "measures": 5}
    rows = list(commitments(Links(edition), edition.documents[0]))
    assert [row.item.fr for row in rows if row.list.kind in kinds and row.action == NO_ACTION] == []
    assert len([row for row in rows if row.action != NO_ACTION]) == sum(kinds.values())


@pytest.mark.thorough
def test_sixty_items_have_the_action_that_a_reader_finds_in_them(edition: Edition) -> None:
    found = {name: action for name, (_, action) in programme_items(edition).items()}
    read = {name: action for action, names in READ_BY_HAND.items() for name in names.split()}
    assert len(read) == 60
    assert {name: found[name] for name in read} == read


def test_every_verb_begins_an_item_of_the_programme(edition: Edition) -> None:
    finder = ActionFinder(edition.kinds)
    used = {finder.find_verb(item) for item, _ in programme_items(edition).values()}
    assert {verb for action in edition.kinds.actions for verb in action.verbs} == used


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("renforcer le cadre juridique", "policies"),
        ("renforcer la capacité des mandants", "capacity"),
        ("en coopération avec le Centre de Turin, ratifier la convention", "standards"),
        ("ratifier la [convention n° 98](ref:C98)", "standards"),
        ("ratifierait la convention", NO_ACTION),
        ("se réunir, après consultation, ratifier la convention", NO_ACTION),
        ("la convention à ratifier", NO_ACTION),
        ("", NO_ACTION),
    ],
)
def test_the_longest_words_at_the_beginning_decide(edition: Edition, words: str, action: str) -> None:
    item, _ = programme_items(edition)["p28-1"]
    finder = ActionFinder(edition.kinds)
    assert finder.find(item.model_copy(update={"fr": words}), "commitments") == action
    assert finder.find(item.model_copy(update={"fr": words}), "deliverables") == NO_ACTION
