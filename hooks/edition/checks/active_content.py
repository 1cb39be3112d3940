"""Rules on active content: no file of docs/ may run code in a browser, except the scripts of docs/assets."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..loading.handwritten_pages import FOLDER, MARKDOWN_SUFFIXES
from ..loading.text_file import find_files, read_text
from ..problems.problem import Place, Problem
from .project import Project
from .registry import Needs, rule

SCRIPTS_FOLDER = f"{FOLDER}/assets/"
"""The folder of the site's scripts."""

_MAX_FINDINGS = 20
"""Findings of one pattern reported for a file: more would not help to find them."""
_SCRIPT_SUFFIXES = (".js", ".mjs")
_DOCUMENT_SUFFIXES = ".atom .htm .html .mathml .mml .rdf .rss .shtml .svg .svgz .xht .xhtml .xml .xsl .xslt"
_MARKUP_SUFFIXES = (*MARKDOWN_SUFFIXES, *_DOCUMENT_SUFFIXES.split())
"""Suffixes of pages, and of files that browsers show as documents."""
_COMPRESSED_SUFFIXES = (".gz", ".br")
"""Suffixes of compressed copies, which hosts send instead of the file itself."""
_BEFORE_MARKUP = b"\0\xef\xbb\xbf\xff\xfe \t\r\n"
"""Bytes that may precede the first tag of a document, in any encoding."""

_ELEMENT = re.compile(
    r"(?P<active><(?:[^\s<>/:]+:)?(?:script|iframe|frame|frameset|object|embed|applet|base|foreignobject)\b"
    r"|<!(?:entity|attlist)\b|<\?xml-stylesheet\b)",
    re.IGNORECASE,
)
# Matches wherever an attribute can begin, within a tag or not: only a browser knows for certain where a tag ends.
_EVENT_HANDLER = re.compile(r"""(?<=[\s"'/:{])(?P<active>on\w+\s*=)""", re.IGNORECASE)
_REFRESH = re.compile(r"""(?P<active>http-equiv\s*=\s*["']?\s*refresh)""", re.IGNORECASE)
_NUMERIC_ENTITY = re.compile(r"&#0*([0-9]{1,8})[0-9]*")
_IGNORED_CHARACTERS = r"[\t\n\r`]*"
"""Characters that browsers ignore within an address, and the code marks that Markdown removes from it."""
_ACTIVE_SCHEMES = (
    _IGNORED_CHARACTERS.join("javascript:"),
    _IGNORED_CHARACTERS.join("vbscript:"),
    _IGNORED_CHARACTERS.join("data:") + r"\s*(?:text/html|text/xml|application/xml|application/xhtml\+xml|image/svg\+xml)",
)
# Matches only where an address can begin, so that a text may mention JavaScript.
_ACTIVE_ADDRESS = re.compile(rf"""(?:[(<"'=;]|\]:)\s*<?(?P<active>`*(?:{"|".join(_ACTIVE_SCHEMES)}))""", re.IGNORECASE)


@rule(Needs.FILES)
def no_active_content(project: Project) -> Iterator[Problem]:
    """No file of docs/ contains code that would run in a reader's browser, except the scripts of the site."""
    root = project.root
    for path in find_files(root / FOLDER, "**/*"):
        name = path.relative_to(root).as_posix()
        uncompressed = path.with_suffix("") if path.suffix.lower() in _COMPRESSED_SUFFIXES else path
        suffix = uncompressed.suffix.lower()
        if suffix in _SCRIPT_SUFFIXES and not name.startswith(SCRIPTS_FOLDER):
            yield Problem(Place(name, 1, 1), "script-misplaced", {"folder": SCRIPTS_FOLDER})
        elif path.is_file() and (suffix in _MARKUP_SUFFIXES or _begins_with_tag(path)):
            source, problems = read_text(path, name)
            yield from problems if source is None else _active_content(source, name)


def _begins_with_tag(path: Path) -> bool:
    """Whether a file begins with a tag: no list of suffixes covers all kinds of XML."""
    try:
        with path.open("rb") as file:
            return file.read(100).lstrip(_BEFORE_MARKUP).startswith(b"<")
    except OSError:
        return True  # A file that cannot be read is reported with the reason.


def _active_content(source: str, name: str) -> Iterator[Problem]:
    # Browsers decode entities in the values of attributes.
    decoded = "\n".join(map(_decode_entities, source.split("\n")))
    for pattern, text in ((_ELEMENT, source), (_EVENT_HANDLER, source), (_REFRESH, decoded), (_ACTIVE_ADDRESS, decoded)):
        for match in islice(pattern.finditer(text), _MAX_FINDINGS):
            start, words = match.start("active"), match["active"]
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            yield Problem(Place(name, line, column, source=words), "active-content", {"found": re.sub(r"\s", "", words)})


def _decode_entities(line: str) -> str:
    """Returns a line with its entities decoded, still on one line; no character has a number of more than eight digits."""
    return html.unescape(_NUMERIC_ENTITY.sub(r"&#\1", line)).replace("\n", "\t")
