"""Classifies the items of lists by the action that they undertake, from the verbs in kinds.yml."""

from __future__ import annotations

from ..languages import SOURCE_LANGUAGE
from ..model import Item, Kinds
from ..text.inline_markup import plain_text

NO_ACTION = "none"
"""The action of an item that begins with no verb of kinds.yml."""


class ActionFinder:
    """Finds the action of an item: that of the longest words of kinds.yml with which its text begins."""

    def __init__(self, kinds: Kinds) -> None:
        self._verbal = {kind.id for kind in kinds.lists if kind.begins_with_verb}
        self._actions = {verb: action.id for action in kinds.actions for verb in action.verbs}

    def begins_with_verb(self, kind: str) -> bool:
        """Whether the items of lists of a kind begin with a verb."""
        return kind in self._verbal

    def find(self, item: Item, kind: str) -> str:
        """Returns the action of an item of a list of a kind, else NO_ACTION."""
        verb = self.find_verb(item) if kind in self._verbal else ""
        return self._actions.get(verb, NO_ACTION)

    def find_verb(self, item: Item) -> str:
        """Returns the words with which an item begins, or what follows its first comma does; else ""."""
        words = plain_text(item.get(SOURCE_LANGUAGE) or "")
        for beginning in (words, words.partition(", ")[2]):
            if verbs := [verb for verb in self._actions if _begins_with(beginning, verb)]:
                return max(verbs, key=len)
        return ""


def _begins_with(words: str, verb: str) -> bool:
    return words.startswith(verb) and not words[len(verb) : len(verb) + 1].isalnum()
