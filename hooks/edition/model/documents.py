"""The heads of documents and of their divisions, and what stands in them besides their bodies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .body import Entry, Footnote
from .text import Address, Anchored, Date, Day, FileName, Id, KindOf, Node, Slug, Text, Words


class HeaderField(Anchored):
    """A line of a document's title page; its label is before its value, or above it where it is a `heading`."""

    id: Id
    label: Text | None = None
    heading: bool = False
    value: Text


class GroupHead(Anchored):
    """A group of consecutive divisions, with a heading where the printed text has one."""

    id: Id
    number: Words | None = None
    title: Text | None = None
    divisions: tuple[Id, ...]


class Label(Node):
    """A heading that a document repeats, declared once."""

    id: Id
    title: Text


class BriefSentence(Anchored, Text):
    """A sentence of a summary that the edition adds; `sources` are the passages that it rests on."""

    id: Id
    sources: Annotated[tuple[Id, ...], Field(min_length=1)]


class DocumentHead(Node):
    """`document.yml`: a document's metadata, title page and outline, and its body where it has no divisions.

    `author` is the registered organization that issued the original, `subject` the register entry that it is about.
    """

    id: Slug
    status: Literal["draft"] | None = None
    publish_from: Day | None = None
    kind: Annotated[Id, KindOf("documents")]
    author: Id | None = None
    subject: Id | None = None
    source: FileName
    symbol: Words | None = None
    date: Date | None = None
    title: Text
    short_title: Text
    subtitle: Text | None = None
    summary: Text
    brief: tuple[BriefSentence, ...] = ()
    dated: Text
    origin: Text
    notice: Text | None = None
    standing: Text | None = None
    official: Address | None = None
    masthead: tuple[HeaderField, ...] = ()
    header: tuple[HeaderField, ...] = ()
    labels: tuple[Label, ...] = ()
    outline: tuple[GroupHead, ...] = ()
    body: tuple[Entry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


class DivisionHead(Node):
    """A file of a divided document: a part, an outcome, an enabler, an output (see kinds.yml)."""

    kind: Annotated[Id, KindOf("divisions")]
    id: Slug
    status: Literal["draft"] | None = None
    publish_from: Day | None = None
    number: Words | None = None
    title: Text
    brief: tuple[BriefSentence, ...] = ()
    body: tuple[Entry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
