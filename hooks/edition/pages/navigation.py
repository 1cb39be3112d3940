"""The items of the site's navigation, apart from texts and registers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ..model import Text


class NavigationSection(Enum):
    """A section of the navigation; its heading is the phrase of this name."""

    INDEXES = "indexes"
    EDITION = "this-edition"


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A page that is the only one of its kind: the kind's name, the page's address and title, its section."""

    name: str
    address: str
    title: Text
    section: NavigationSection | None
