"""The registers of what the texts name, and their entries."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from ..languages import LANGUAGES
from .kinds import SchemaType
from .text import Acronym, Addresses, Day, Forms, Id, Node, Slug, Text, Words


class RegisterKind(Node):
    """A kind of a register's entries; `prefixes` are the words that people type before the number of one (`C155`)."""

    id: Id
    type: SchemaType | None = None
    title: Text
    prefixes: Forms | None = None


class RegisterEntry(Node):
    """An entry of a register: an instrument, a target, an organization, a term, a theme and so on.

    `mentions` are the words of the texts; `also` are everyday words for the same thing, which the search understands.
    """

    id: Id
    status: Literal["draft"] | None = None
    publish_from: Day | None = None
    slug: Slug | None = None
    kind: Id | None = None
    type: SchemaType | None = None
    number: Words | None = None
    year: Annotated[int, Field(ge=1800, le=2200)] | None = None
    issuer: Text | None = None
    name: Text
    acronym: Acronym | None = None
    description: Text
    links: Addresses | None = None
    mentions: Forms | None = None
    also: Forms | None = None
    linked: bool = True

    def official(self, language: str) -> tuple[str, str] | None:
        """Returns the address of its official page and the language of that page: the one given where there is one in it."""
        links = self.links
        pages = [(address, one) for one in LANGUAGES if links and (address := links.get(one))]
        return next((page for page in pages if page[1] == language), pages[0] if pages else None)

    def names(self, language: str) -> tuple[str, ...]:
        """Returns its name, its acronym and its mentions in a language."""
        acronym = self.acronym.get(language) if self.acronym else None
        mentions = self.mentions.get(language) if self.mentions else ()
        return tuple(filter(None, (self.name.get(language), acronym, *mentions)))

    @property
    def path(self) -> str:
        """Its segment of an address."""
        return self.slug or _make_slug(self.id)


@lru_cache(maxsize=2**14)
def _make_slug(identifier: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in identifier.lower()).split())


class Facet(Node):
    """A filter of the search and the explorer whose values are a register's entries.

    Filters are sorted by `order`; those without one follow, in the order of the registers.
    """

    id: Slug
    order: Annotated[int, Field(ge=1)] | None = None
    title: Text


class RegisterChart(Node):
    """A chart of where the principal document cites a register's entries, at `pictures/` and the register's identifier.

    A `grid` counts the passages of each division; `strips` mark the numbered paragraphs. `featured` charts are shown on
    the home page and on the principal document's page. The placeholders of `headline` and `finding` are in charts/chart_set.py.
    """

    form: Literal["grid", "strips"]
    featured: bool = False
    title: Text
    counts: Text
    headline: Text | None = None
    finding: Text


class Register(Node):
    """`registers/*.yml`: things that the texts name; `cited_by` is how their citations are found.

    `type` is the schema.org type of its entries, unless they or their kind declare another. `prefixes` are the words that
    people type before the number of an entry. Where `mentions_are_names` is false, the forms only point to an entry. The
    entries of a `list` have no pages of their own: its index has all of them.
    """

    id: Slug
    path: Slug
    type: SchemaType = "DefinedTerm"
    cited_by: Literal["references", "words"]
    layout: Literal["register", "glossary", "list"] = "register"
    facet: Facet | None = None
    described: bool = False
    mentions_are_names: bool = True
    prefixes: Forms | None = None
    title: Text
    introduction: Text
    chart: RegisterChart | None = None
    kinds: tuple[RegisterKind, ...] = ()
    entries: tuple[RegisterEntry, ...]

    @property
    def has_entry_pages(self) -> bool:
        """Whether each entry has a page; else it is a line of the index."""
        return self.layout != "list"

    def identifier(self, entry: RegisterEntry) -> str:
        """Returns an entry's full identifier: `register/entry` where texts cite it by words, not by references."""
        return entry.id if self.cited_by == "references" else f"{self.id}/{entry.id}"
