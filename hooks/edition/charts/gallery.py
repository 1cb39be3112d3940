"""The pictures of an edition in one language: their words, their drawings, their files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import drawsvg
from markupsafe import Markup

from ..model import Edition, Register, RegisterChart
from ..references.references import Links
from ..references.urls import language_prefix
from . import register_grid, register_strips
from .chart import Picture, Wording
from .documents import TEXTS
from .download import Portable, portable, raster
from .drawing.canvas import NARROW, WIDE, Paper, quoted
from .levels import LEVELS
from .outline import PROGRAMME
from .references import REFERENCES
from .table import Table, comma_separated, picture_address

PICTURES = (PROGRAMME, LEVELS, REFERENCES, TEXTS)
"""The pictures of every edition."""
FORMS: Mapping[str, tuple[Callable[[Register, RegisterChart], Picture], Sequence[str]]] = {
    "grid": (register_grid.register_grid, register_grid.FACTS),
    "strips": (register_strips.register_strips, register_strips.FACTS),
}
"""The forms of a register's chart, each with the facts that its finding may contain."""
_EDGE = 12
_HIGH = (WIDE + 2 * _EDGE) * 2 // 3
"""Measures of a glimpse: what is left around it, and how high it is."""


def pictures(edition: Edition) -> list[Picture]:
    """All pictures, in the order of their index."""
    charts = ((register, register.chart) for register in edition.registers if register.chart)
    return [*PICTURES, *(FORMS[chart.form][0](register, chart) for register, chart in charts)]


class Gallery:
    """The pictures in one language, each counted once; `forms` are those it can be downloaded in."""

    forms = ("svg", "png", "csv")

    def __init__(self, links: Links, words: Wording, language: str) -> None:
        self._links = links
        self._words = words
        self._language = language
        self._pictures = {picture.id: picture for picture in pictures(links.edition)}
        self._tables: dict[str, Table] = {}

    def table(self, picture: str) -> Table:
        """What a picture shows."""
        if picture not in self._tables:
            self._tables[picture] = self._pictures[picture].table(self._links, self._words)
        return self._tables[picture]

    def title(self, picture: str) -> str:
        """What is seen."""
        return self._words.plain(self._pictures[picture].title(self._links.edition))

    def counts(self, picture: str) -> str:
        """What is counted."""
        return self._words.plain(self._pictures[picture].counts(self._links.edition))

    @property
    def shown(self) -> list[str]:
        """The pictures that have something to show; none where no text is the principal one."""
        return [name for name in self._pictures if self._links.edition.head.principal and self.table(name).cells]

    @property
    def featured(self) -> list[str]:
        """The pictures of registers that the home page and the principal document's page show."""
        return [name for name, picture in self._pictures.items() if picture.texts and picture.texts.featured]

    def finding(self, picture: str) -> str:
        """What a picture says, in a sentence or two; nothing where there is nothing to count."""
        table = self.table(picture)
        return self._pictures[picture].finding(table, self._words) if table.cells else ""

    def drawings(self, picture: str, label: str, href: Callable[[str], str]) -> Markup:
        """A picture in both its widths, of which the style shows one; `label` is the identifier of what names it."""
        return Markup("").join(
            self._drawing(picture, name, width, label, href) for name, width in (("wide", WIDE), ("narrow", NARROW))
        )

    def _drawing(self, picture: str, name: str, width: int, label: str, href: Callable[[str], str]) -> Markup:
        table = self.table(picture)
        if not table.cells:
            return Markup("")
        paper = Paper(width, href)
        height = round(self._pictures[picture].draw(table, paper))
        drawing = drawsvg.Drawing(width, height, class_=f"drawn {name}", role="group", aria_labelledby=quoted(label))
        drawing.append(paper.drawn)
        return Markup(drawing.as_svg(header=""))  # noqa: S704  # the words of the texts are escaped where they are drawn

    def address(self, picture: str, form: str) -> str:
        """Where a file of a picture is, from the root of the site."""
        return f"{language_prefix(self._language)}{picture_address(picture).rstrip('/')}.{form}"

    def _portable(self, picture: str) -> Portable:
        source, table = self._words.phrase("picture-source"), self.table(picture)
        return portable(
            self.title(picture),
            self.counts(picture),
            source,
            self._language,
            lambda paper: self._pictures[picture].draw(table, paper),
        )

    def glimpse(self, picture: str) -> str:
        """Where the head of the drawing alone is, from the root of the site: a part of its SVG, three wide and two high."""
        left, top = self._portable(picture).corner
        part = f"{left - _EDGE},{top - _EDGE},{WIDE + 2 * _EDGE},{_HIGH}"
        return f"{self.address(picture, 'svg')}#svgView(viewBox({part}))"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files of all pictures: path in the site, and content."""
        heads = [self._words.phrase(f"picture-{one}") for one in ("group", "number", "behind")]
        for name in self.shown:
            svg = self._portable(name).svg
            contents = (svg.encode("utf-8"), raster(svg), comma_separated(self.table(name), *heads))
            yield from ((self.address(name, form), content) for form, content in zip(self.forms, contents, strict=True))
