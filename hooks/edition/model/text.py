"""A text in both languages, the mapping of a YAML file that it stands in, and the forms of words."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, InstanceOf
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from ..languages import SOURCE_LANGUAGE
from ..problems.problem import PLACE_KEY, Place

ID_FORM = r"^[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*$"
SLUG_FORM = r"^[a-z0-9][a-z0-9-]*$"
WORDS_FORM = r"\S"
ADDRESS_FORM = r"^https?://[^\s<>\"']+$"
PRINTED_ADDRESS_FORM = r"^(https?://|www\.)[^\s<>\"']+$"
DATE_FORM = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
FILE_FORM = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
WAY_FORM = r"^([a-z0-9][a-z0-9.-]{0,99}/)*(#[A-Za-z0-9][A-Za-z0-9.-]*)?$"


def is_date(date: str) -> bool:
    """Whether a year, a month or a day has the form of one and is in the calendar."""
    year, month, day = (*date.split("-"), "01", "01")[:3]
    try:
        return bool(re.match(DATE_FORM, date) and datetime.date(int(year), int(month), int(day)))
    except ValueError:
        return False


def _existing(date: str) -> str:
    if not is_date(date):
        raise PydanticCustomError("date", "not a date")
    return date


MAX_NAME = 100
"""Characters of an identifier, a part of an address or a name of a file: systems of files take 255 bytes."""
MAX_WAY = 1_000
"""Characters of an address of the site."""
MAX_WORDS = 10_000
"""Characters of one text, four times those of the longest paragraph there is."""

Id = Annotated[str, Field(pattern=ID_FORM, max_length=MAX_NAME)]
"""A permanent identifier."""
Slug = Annotated[str, Field(pattern=SLUG_FORM, max_length=MAX_NAME)]
"""A part of an address of the site."""
Words = Annotated[str, Field(pattern=WORDS_FORM, max_length=MAX_WORDS)]
Address = Annotated[str, Field(pattern=ADDRESS_FORM)]
"""An address on the web, which links lead to."""
PrintedAddress = Annotated[str, Field(pattern=PRINTED_ADDRESS_FORM)]
"""An address as a text prints it, which is shown as words."""
Date = Annotated[str, Field(pattern=DATE_FORM), AfterValidator(_existing)]
"""A year, a month or a day: `2022-10-07`."""
FileName = Annotated[str, Field(pattern=FILE_FORM, max_length=MAX_NAME)]
Way = Annotated[str, Field(pattern=WAY_FORM, max_length=MAX_WAY)]
"""An address of the site, from its root: `report/outcome-1/#p3`."""


@dataclass(frozen=True, slots=True)
class KindOf:
    """Marks a field whose values are kinds of kinds.yml: those that it lists under `field`."""

    field: str


class Node(BaseModel):
    """A mapping of a YAML file; knows where it stands."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    at: SkipJsonSchema[InstanceOf[Place]] = Field(alias=PLACE_KEY, repr=False, exclude=True)

    # A mapping is the one at its place, not its equal elsewhere; what is kept by it is found without reading all of it.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=128)
def kind_fields(shape: type[Node]) -> tuple[tuple[str, KindOf], ...]:
    """The fields of a shape whose values are kinds of kinds.yml."""
    return tuple(
        (name, mark) for name, field in shape.model_fields.items() for mark in field.metadata if isinstance(mark, KindOf)
    )


class Anchored(Node):
    """What has an address of its own on its page; `aliases` are the anchors it had before, which still lead to it."""

    aliases: tuple[Id, ...] = ()

    if TYPE_CHECKING:
        # Some shapes store it, others make it of a printed number; in pydantic a field may not hide an attribute.
        @property
        def id(self) -> str:
            """Its anchor on its page."""


class Text(Node):
    """One text in both languages; the English may still be missing."""

    fr: Words
    en: Words | None = None

    def get(self, language: str) -> str | None:
        """The text in a language, None where it has not been translated yet."""
        text: str | None = getattr(self, language)
        return text

    def shown(self, language: str) -> tuple[str, str]:
        """The text a reader of `language` is shown, and the language that it is in."""
        text = self.get(language)
        return (text, language) if text is not None else (self.fr, SOURCE_LANGUAGE)


class Addresses(Node):
    """The address of one page in each language."""

    fr: Address
    en: Address

    def get(self, language: str) -> str:
        """That of a language."""
        address: str = getattr(self, language)
        return address


class Forms(Node):
    """The forms under which the texts of each language name something."""

    fr: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()

    def get(self, language: str) -> tuple[str, ...]:
        """The forms of a language, longest first where it matters to the reader of them."""
        forms: tuple[str, ...] = getattr(self, language)
        return forms


class Acronym(Node):
    """An acronym; a language may lack one.

    Where entries share one in a language, all but one of them name the language whose acronym tells them apart there
    (`recognized_by`); the other one is meant by default.
    """

    fr: Words | None = None
    en: Words | None = None
    recognized_by: Literal["fr", "en"] | None = None

    def get(self, language: str) -> str | None:
        """The acronym in a language."""
        acronym: str | None = getattr(self, language)
        return acronym
