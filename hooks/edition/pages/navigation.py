"""What the site's navigation lists beside the texts and the registers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..model import Text


class Section(Enum):
    """A part of the navigation; all but the first have a heading, the phrase of this name."""

    TOP = "top"
    INDEXES = "indexes"
    EDITION = "this-edition"


@dataclass(frozen=True, slots=True)
class Item:
    """A page that is the only one of its kind: the kind's name, the page's address, its title, and where it is listed."""

    name: str
    address: str
    title: Text
    section: Section | None
