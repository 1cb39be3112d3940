"""The basic types: mappings of YAML files, texts in both languages, and validated strings."""

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

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)*$"
SLUG_PATTERN = r"^[a-z0-9][a-z0-9-]*$"
WORDS_PATTERN = r"\S"
ADDRESS_PATTERN = r"^https?://[^\s<>\"']+$"
PRINTED_ADDRESS_PATTERN = r"^(https?://|www\.)[^\s<>\"']+$"
DATE_PATTERN = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
FILE_NAME_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
SITE_ADDRESS_PATTERN = r"^([a-z0-9][a-z0-9.-]{0,99}/)*(#[A-Za-z0-9][A-Za-z0-9.-]*)?$"


def is_date(date: str) -> bool:
    """Whether a string is a year, a month or a day that exists in the calendar."""
    year, month, day = (*date.split("-"), "01", "01")[:3]
    try:
        return bool(re.match(DATE_PATTERN, date) and datetime.date(int(year), int(month), int(day)))
    except ValueError:
        return False


def _validate_date(date: str) -> str:
    if not is_date(date):
        raise PydanticCustomError("date", "not a date")
    return date


MAX_NAME = 100
"""Characters of an identifier, a part of an address or a name of a file: file systems allow 255 bytes."""
MAX_SITE_ADDRESS = 1_000
"""Characters of an address of the site."""
MAX_WORDS = 10_000
"""Characters of one text: four times as many as in the longest paragraph."""

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=MAX_NAME)]
"""A permanent identifier."""
Slug = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=MAX_NAME)]
"""A part of an address of the site."""
Words = Annotated[str, Field(pattern=WORDS_PATTERN, max_length=MAX_WORDS)]
Address = Annotated[str, Field(pattern=ADDRESS_PATTERN)]
"""A web address, used as a link target."""
PrintedAddress = Annotated[str, Field(pattern=PRINTED_ADDRESS_PATTERN)]
"""A web address as printed in a text, shown as words."""
Date = Annotated[str, Field(pattern=DATE_PATTERN), AfterValidator(_validate_date)]
"""A year, a month or a day: `2022-10-07`."""
Day = Annotated[Date, Field(min_length=len("2022-10-07"))]
"""A day."""
FileName = Annotated[str, Field(pattern=FILE_NAME_PATTERN, max_length=MAX_NAME)]
SiteAddress = Annotated[str, Field(pattern=SITE_ADDRESS_PATTERN, max_length=MAX_SITE_ADDRESS)]
"""An address of the site, from its root: `report/outcome-1/#p3`."""


@dataclass(frozen=True, slots=True)
class KindOf:
    """Marks a field whose values are identifiers of kinds.yml, listed there under `field`."""

    field: str


class Node(BaseModel):
    """A mapping of a YAML file, with its place there."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    at: SkipJsonSchema[InstanceOf[Place]] = Field(alias=PLACE_KEY, repr=False, exclude=True)

    # Identity, not equal content: equal mappings may occur at several places; and hashing is fast.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


@lru_cache(maxsize=128)
def kind_fields(shape: type[Node]) -> tuple[tuple[str, KindOf], ...]:
    """Returns the fields of a type whose values are identifiers of kinds.yml."""
    return tuple(
        (name, kind_of) for name, field in shape.model_fields.items() for kind_of in field.metadata if isinstance(kind_of, KindOf)
    )


class Anchored(Node):
    """A mapping with an anchor on its page; `aliases` are its former anchors, which still lead to it."""

    aliases: tuple[Id, ...] = ()

    if TYPE_CHECKING:
        # Some types store it, others derive it from a printed number; in pydantic a field may not override an attribute.
        @property
        def id(self) -> str:
            """The anchor on its page."""


class Text(Node):
    """A text in both languages; the English may still be missing."""

    fr: Words
    en: Words | None = None

    def get(self, language: str) -> str | None:
        """Returns the text in a language; None where it is not translated yet."""
        text: str | None = getattr(self, language)
        return text

    def shown(self, language: str) -> tuple[str, str]:
        """Returns the text to show to readers of `language`, and the language of this text."""
        text = self.get(language)
        return (text, language) if text is not None else (self.fr, SOURCE_LANGUAGE)


class Addresses(Node):
    """The address of an official page in the languages that have one; `seen` is the day when it was last seen there."""

    fr: Address | None = None
    en: Address | None = None
    seen: Date

    def get(self, language: str) -> str | None:
        """Returns the address in a language."""
        address: str | None = getattr(self, language)
        return address


class Forms(Node):
    """The forms by which the texts of each language name a register entry."""

    fr: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()

    def get(self, language: str) -> tuple[str, ...]:
        """Returns the forms in a language."""
        forms: tuple[str, ...] = getattr(self, language)
        return forms


class Acronym(Node):
    """An acronym; a language may lack one.

    Of entries that share an acronym in one language, all but the default name the other language (`recognized_by`), whose
    acronym distinguishes them.
    """

    fr: Words | None = None
    en: Words | None = None
    recognized_by: Literal["fr", "en"] | None = None

    def get(self, language: str) -> str | None:
        """Returns the acronym in a language; None where it has none."""
        acronym: str | None = getattr(self, language)
        return acronym
