"""Checks the HTML of a page strictly: a browser's parser, and lxml's, repair in silence what is wrong with it.

Every element but the void ones has to be closed, also those whose end tag HTML lets one leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
"""Elements that have no content and no end tag."""
FLOW = re.compile(
    "address|article|aside|blockquote|details|dialog|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|main|nav|ol"
    "|p|pre|section|table|ul"
)
"""Elements that no sentence contains."""
PHRASING_ONLY = re.compile("abbr|b|button|cite|code|em|h[1-6]|i|label|mark|p|pre|small|span|strong|sub|sup")
"""Elements that contain none of these."""
INTERACTIVE = re.compile("a|button|details|input|label|select|textarea")
"""Elements that neither a link nor a button contains."""
LINK = re.compile("a|button")
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup"},
}
"""The only elements that an element contains; it contains no text."""
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "option": {"select"},
    "summary": {"details"},
    "figcaption": {"figure"},
}
"""The only elements that contain an element."""
REFERENCES = ("aria-controls", "aria-describedby", "aria-labelledby", "for", "popovertarget")
"""Attributes that name identifiers of the same page."""
_REFERENCE = re.compile(r"&(#\d+|#[xX][\da-fA-F]+|\w+);")


def errors(html: str) -> list[str]:
    """The errors of a page or of a part of one, with their lines."""
    page = _Page(html)
    page.feed(html)
    page.close()
    return [*page.errors, *page.missing()]


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._lines = html.split("\n")
        self.errors: list[str] = []
        self._open: list[str] = []
        self._ids: set[str] = set()
        self._named: list[tuple[str, str]] = []

    def missing(self) -> Iterator[str]:
        """The elements that are not closed, and the identifiers that are referred to and are not there."""
        yield from (f"<{tag}> is not closed" for tag in self._open)
        yield from (f"{attribute}: there is no #{name}" for attribute, name in self._named if name not in self._ids)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if not VOID.fullmatch(tag):
            if "svg" not in self._open:
                self._report(f"<{tag}/> is not closed")
            self._open.pop()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes(tag, attrs)
        if "svg" not in self._open:
            self._place(tag)
        if not VOID.fullmatch(tag):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1] != tag:
            self._report(f"</{tag}> closes {f'<{self._open[-1]}>' if self._open else 'nothing'}")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        parent = self._open[-1] if self._open else ""
        if parent in CHILDREN and data.strip():
            self._report(f"text in <{parent}>: {data.strip()}")
        if parent not in ("script", "style"):
            self._unescaped(data)

    def handle_entityref(self, name: str) -> None:
        line, column = self.getpos()
        ended = self._lines[line - 1][column + len(name) + 1 :].startswith(";")
        self._unescaped(f"&{name};" if ended else f"&{name}")

    def _unescaped(self, text: str) -> None:
        for found in re.finditer("&", text):
            reference = _REFERENCE.match(text, found.start())
            if not reference or unescape(reference[0]) == reference[0]:
                self._report(f"unescaped &: {text}")

    def _attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        for name in {name for name in names if names.count(name) > 1}:
            self._report(f"<{tag}> has {name} twice")
        for name, value in attrs:
            if name == "id":
                if not value or value in self._ids or re.search(r"\s", value):
                    self._report(f"id {value!r} is empty, has a space or occurs twice")
                self._ids.add(value or "")
            if name in REFERENCES:
                self._named += [(name, one) for one in (value or "").split()]
        self._unescaped(self.get_starttag_text() or "")

    def _place(self, tag: str) -> None:
        parent = self._open[-1] if self._open else ""
        unknown = parent in CHILDREN and tag not in CHILDREN[parent]
        if unknown or (tag in PARENTS and parent not in PARENTS[tag]):
            self._report(f"<{tag}> in <{parent}>")
        for inner, outer in ((FLOW, PHRASING_ONLY), (INTERACTIVE, LINK)):
            if inner.fullmatch(tag) and (around := next(filter(outer.fullmatch, self._open), None)):
                self._report(f"<{tag}> in <{around}>")

    def _report(self, what: str) -> None:
        self.errors.append(f"line {self.getpos()[0]}: {what}")
