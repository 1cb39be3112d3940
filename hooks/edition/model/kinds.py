"""The kinds of documents, divisions, lists, levels and other things, which the other files refer to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .text import Id, KindOf, Node, Text, Words

SchemaType = Literal[
    "Article", "Chapter", "CreativeWork", "DefinedTerm", "Legislation", "Organization", "Project", "Report", "WebPage"
]
"""The types of schema.org that the content may have."""


class Kind(Node):
    """A kind of document, division, list, level … with its names.

    `within` lists the kinds that may contain a division; `printed` kinds have their name before their number
    («Résultat 1.»).
    """

    id: Id
    type: SchemaType | None = None
    printed: bool = False
    name: Text
    plural: Text | None = None
    within: Annotated[tuple[Id, ...], KindOf("divisions")] = ()


class ListKind(Kind):
    """A kind of list; lists of a `titled` kind have its name as their heading. `item` is the name of one of its items.

    Where each item `begins_with_verb`, that verb classifies it by action.
    """

    titled: bool = False
    begins_with_verb: bool = False
    item: Text | None = None


class Level(Kind):
    """A level of commitments; its `adjective` completes the heading of a list."""

    adjective: Text


class Action(Kind):
    """What an item of a list undertakes to do: `short` is its name in a word, `meaning` a sentence.

    `verbs` are words of the source language with which an item begins; the longest that matches decides.
    """

    short: Text
    meaning: Text
    verbs: Annotated[tuple[Words, ...], Field(min_length=1)]


class Kinds(Node):
    """`kinds.yml`: the kinds that the other files refer to."""

    documents: tuple[Kind, ...]
    divisions: Annotated[tuple[Kind, ...], Field(min_length=1)]
    lists: tuple[ListKind, ...]
    levels: tuple[Level, ...]
    actions: tuple[Action, ...] = ()
    roles: tuple[Kind, ...]
    corrections: tuple[Kind, ...]

    @property
    def outer(self) -> tuple[Kind, ...]:
        """The kinds of divisions that contain others; all kinds where none does."""
        outer_ids = {name for kind in self.divisions for name in kind.within}
        return tuple(kind for kind in self.divisions if kind.id in outer_ids) or self.divisions

    @property
    def inner(self) -> tuple[Kind, ...]:
        """The kinds of divisions that are within others; all kinds where none is."""
        return tuple(kind for kind in self.divisions if kind.within) or self.divisions
