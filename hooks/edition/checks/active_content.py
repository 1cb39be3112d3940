"""What would run in pages written by hand, or in other files of docs/: refused with its line, but for the scripts of docs/assets."""

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

SCRIPTS = f"{FOLDER}/assets/"
"""Where the site's own scripts are."""

_MOST = 20
"""How many findings of a sort are reported of a file: whoever pasted thousands looks at the whole of it."""
_SCRIPT = (".js", ".mjs")
_DOCUMENTS = ".atom .htm .html .mathml .mml .rdf .rss .shtml .svg .svgz .xht .xhtml .xml .xsl .xslt"
_MARKUP = (*MARKDOWN_SUFFIXES, *_DOCUMENTS.split())
"""The endings of pages, and of what browsers show as a document."""
_COMPRESSED = (".gz", ".br")
"""The endings of copies that hosts send in the place of a file."""
_BEFORE_MARKUP = b"\0\xef\xbb\xbf\xff\xfe \t\r\n"
"""What may stand before the first tag of a document, in any encoding."""

_ELEMENT = re.compile(
    r"(?P<found><(?:[^\s<>/:]+:)?(?:script|iframe|frame|frameset|object|embed|applet|base|foreignobject)\b"
    r"|<!(?:entity|attlist)\b|<\?xml-stylesheet\b)",
    re.IGNORECASE,
)
# Wherever an attribute can begin, in a tag or not: only a browser knows for certain where a tag ends.
_HANDLER = re.compile(r"""(?<=[\s"'/:{])(?P<found>on\w+\s*=)""", re.IGNORECASE)
_REFRESH = re.compile(r"""(?P<found>http-equiv\s*=\s*["']?\s*refresh)""", re.IGNORECASE)
_NUMBER = re.compile(r"&#0*([0-9]{1,8})[0-9]*")
_GAP = r"[\t\n\r`]*"
"""What browsers ignore within an address, and the marks of code, which Markdown takes out of it."""
_RUNNING = (
    _GAP.join("javascript:"),
    _GAP.join("vbscript:"),
    _GAP.join("data:") + r"\s*(?:text/html|text/xml|application/xml|application/xhtml\+xml|image/svg\+xml)",
)
# Wherever an address can begin, so that a text may speak of JavaScript: nothing else.
_ADDRESS = re.compile(rf"""(?:[(<"'=;]|\]:)\s*<?(?P<found>`*(?:{"|".join(_RUNNING)}))""", re.IGNORECASE)


@rule(Needs.FILES)
def nothing_runs(project: Project) -> Iterator[Problem]:
    """No file of docs/ holds what would run in a reader's browser, but for the scripts of the site."""
    root = project.root
    for path in find_files(root / FOLDER, "**/*"):
        name = path.relative_to(root).as_posix()
        shown = path.with_suffix("") if path.suffix.lower() in _COMPRESSED else path
        suffix = shown.suffix.lower()
        if suffix in _SCRIPT and not name.startswith(SCRIPTS):
            yield Problem(Place(name, 1, 1), "script-misplaced", {"folder": SCRIPTS})
        elif path.is_file() and (suffix in _MARKUP or _begins_with_tag(path)):
            source, found = read_text(path, name)
            yield from found if source is None else _active(source, name)


def _begins_with_tag(path: Path) -> bool:
    """Whether a file begins as a document does, whatever its name: there are more kinds of XML than any list has."""
    try:
        with path.open("rb") as file:
            return file.read(100).lstrip(_BEFORE_MARKUP).startswith(b"<")
    except OSError:
        return True  # What cannot be read is reported with its reason.


def _active(source: str, name: str) -> Iterator[Problem]:
    # Entities are read in values of attributes alone.
    decoded = "\n".join(map(_decoded, source.split("\n")))
    for pattern, text in ((_ELEMENT, source), (_HANDLER, source), (_REFRESH, decoded), (_ADDRESS, decoded)):
        for found in islice(pattern.finditer(text), _MOST):
            start, words = found.start("found"), found["found"]
            line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
            yield Problem(Place(name, line, column, source=words), "active-content", {"found": re.sub(r"\s", "", words)})


def _decoded(line: str) -> str:
    """A line with its entities read, still one line; no character has a number of more than eight digits."""
    return html.unescape(_NUMBER.sub(r"&#\1", line)).replace("\n", "\t")
