"""The charts of an edition in one language: their tables, texts, drawings and files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import drawsvg
from markupsafe import Markup

from ..design.file_cache import FileCache
from ..model import Edition, Register, RegisterChart
from ..references.references import Links
from ..references.urls import language_prefix
from . import register_grid, register_strips
from .actions import ACTIONS
from .chart import Chart, Localizer
from .download import png_key, render_png, render_preview_svg, render_standalone_svg
from .drawing.canvas import PAGE_WIDTH, PHONE_WIDTH, Canvas, escape_attribute
from .flow import FLOW
from .levels import LEVELS
from .outline import OUTLINE
from .table import Table, chart_address, format_csv

BUILT_IN_CHARTS = (OUTLINE, LEVELS, ACTIONS, FLOW)
"""The charts of every edition."""
REGISTER_CHART_FORMS: Mapping[str, tuple[Callable[[Register, RegisterChart], Chart], Sequence[str]]] = {
    "grid": (register_grid.register_grid, register_grid.PLACEHOLDERS),
    "strips": (register_strips.register_strips, register_strips.PLACEHOLDERS),
}
"""The forms of a register's chart: the function that makes it, and the placeholders of its finding."""
_FIRST_NUMBER = re.compile(r"^\d+")


def all_charts(edition: Edition) -> list[Chart]:
    """Returns all charts, in the order of their index."""
    charts = ((register, register.chart) for register in edition.registers if register.chart)
    return [*BUILT_IN_CHARTS, *(REGISTER_CHART_FORMS[chart.form][0](register, chart) for register, chart in charts)]


class ChartSet:
    """The charts in one language; each table is computed once."""

    file_formats = ("svg", "png", "csv")
    """The formats of a chart for download."""
    file_endings = (*file_formats, "preview.svg")
    """The endings of all files of a chart."""

    def __init__(self, links: Links, localizer: Localizer, language: str) -> None:
        self._links = links
        self._localizer = localizer
        self._language = language
        self._charts = {chart.id: chart for chart in all_charts(links.edition)}
        self._tables: dict[str, Table] = {}

    def table(self, chart: str) -> Table:
        """Returns the table of a chart."""
        if chart not in self._tables:
            self._tables[chart] = self._charts[chart].make_table(self._links, self._localizer)
        return self._tables[chart]

    def title(self, chart: str) -> str:
        """Returns the title of a chart."""
        return self._localizer.plain(self._charts[chart].title(self._links.edition))

    def headline(self, chart: str) -> str:
        """Returns what a chart shows in one line, with a small number at its beginning as a word; its title without data."""
        table = self.table(chart)
        headline = table.cells and self._charts[chart].make_headline(table, self._localizer)
        if not headline:
            return self.title(chart)
        words = _FIRST_NUMBER.sub(lambda number: self._localizer.number_in_words(int(number[0])), headline)
        return words[:1].upper() + words[1:]

    def counts(self, chart: str) -> str:
        """Returns the caption of a chart: what it counts."""
        return self._localizer.plain(self._charts[chart].counts(self._links.edition))

    @property
    def shown(self) -> list[str]:
        """The identifiers of the charts that have data; none where the edition has no principal document."""
        return [name for name in self._charts if self._links.edition.head.principal and self.table(name).cells]

    @property
    def featured(self) -> list[str]:
        """The identifiers of the registers' charts that the home page and the principal document's page show."""
        return [name for name, chart in self._charts.items() if chart.register_chart and chart.register_chart.featured]

    def finding(self, chart: str) -> str:
        """Returns the finding of a chart, a sentence or two; "" where it has no data."""
        table = self.table(chart)
        return self._charts[chart].make_finding(table, self._localizer) if table.cells else ""

    def render_drawings(self, chart: str, label: str, href: Callable[[str], str]) -> Markup:
        """Renders a chart in both widths, of which the style shows one; `label` is the identifier of the labelling element."""
        return Markup("").join(
            self._render_drawing(chart, name, width, label, href)
            for name, width in (("wide", PAGE_WIDTH), ("narrow", PHONE_WIDTH))
        )

    def _render_drawing(self, chart: str, name: str, width: int, label: str, href: Callable[[str], str]) -> Markup:
        table = self.table(chart)
        if not table.cells:
            return Markup("")
        canvas = Canvas(width, href)
        height = round(self._charts[chart].draw(table, canvas))
        drawing = drawsvg.Drawing(width, height, class_=f"drawn {name}", role="group", aria_labelledby=escape_attribute(label))
        drawing.append(canvas.group)
        return Markup(drawing.as_svg(header=""))  # noqa: S704  # the words of the texts are escaped where they are drawn

    def file_path(self, chart: str, file_format: str) -> str:
        """Returns the path of a chart's file in the site."""
        return f"{language_prefix(self._language)}{chart_address(chart).rstrip('/')}.{file_format}"

    def _standalone_svg(self, chart: str) -> str:
        source, table = self._localizer.phrase("picture-source"), self.table(chart)
        return render_standalone_svg(
            self.headline(chart),
            self.counts(chart),
            source,
            self._language,
            lambda canvas: self._charts[chart].draw(table, canvas),
        )

    def preview_path(self, chart: str) -> str:
        """Returns the path of a chart's preview in the site."""
        return self.file_path(chart, "preview.svg")

    def make_files(self, cache: FileCache) -> Iterator[tuple[str, bytes]]:
        """Yields the files of all charts: path in the site, and content; `cache` is that of their PNGs."""
        field_names = [self._localizer.phrase(f"picture-{name}") for name in ("group", "number", "behind")]
        for name in self.shown:
            svg = self._standalone_svg(name)
            preview = render_preview_svg(partial(self._charts[name].draw, self.table(name)))
            png = cache.get(png_key(svg), partial(render_png, svg))
            contents = (svg.encode(), png, format_csv(self.table(name), *field_names), preview.encode())
            yield from (
                (self.file_path(name, file_format), content)
                for file_format, content in zip(self.file_endings, contents, strict=True)
            )
