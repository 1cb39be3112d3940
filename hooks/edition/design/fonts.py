"""The site's typefaces: Source Serif and Source Sans (SIL Open Font License), cut down to the characters that it uses.

Their licence reserves the name “Source” to the whole faces: cut down they have names of their own, and keep the notice of
their makers and the licence, whose text stands beside them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

import fontTools
from fontTools import subset
from fontTools.ttLib import TTFont

from .file_cache import FileCache

FOLDER = "assets/fonts"
"""Where the faces stand in the site."""
CACHE = Path(__file__).resolve().parents[3] / ".cache" / "fonts"
"""Where they are cached between builds: beside the code that makes them, since they are the same for every edition."""


@dataclass(frozen=True, slots=True)
class Family:
    """Faces that belong together: their file names' stem in the site, their name there, and the package they come from."""

    id: str
    name: str
    package: str

    def path(self, file: str) -> Path:
        """Where a file of its package is."""
        return Path(str(files(self.package).joinpath("files", file)))


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the name of its file in the site, its family, its style, and its file in the package."""

    name: str
    family: Family
    style: str
    file: str

    @property
    def path(self) -> Path:
        """The file of the whole face, as its package has it."""
        return self.family.path(self.file)

    def source(self) -> bytes:
        """The whole face."""
        return self.path.read_bytes()


_SERIF = Family("serif", "Edition Serif", "font_source_serif_pro")
_SANS = Family("sans", "Edition Sans", "font_source_sans_pro")
SERIF = Face("serif", _SERIF, "Regular", "SourceSerifPro-Regular.ttf")
SERIF_ITALIC = Face("serif-italic", _SERIF, "Italic", "SourceSerifPro-It.ttf")
SERIF_SEMIBOLD = Face("serif-semibold", _SERIF, "Semibold", "SourceSerifPro-Semibold.ttf")
SANS = Face("sans", _SANS, "Regular", "SourceSansPro-Regular.ttf")
SANS_SEMIBOLD = Face("sans-semibold", _SANS, "Semibold", "SourceSansPro-Semibold.ttf")
FACES = (SERIF, SERIF_ITALIC, SERIF_SEMIBOLD, SANS, SANS_SEMIBOLD)

# ASCII, the letters of French, English and their neighbours, and what typography and templates set.
_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒŸàâäçèéêëîïôöùûüœÿÁÍÓÚÑÃÕáíóúñãõ"
    + "«»‹›‘’“”…–—·•°×§¶©€‑\u00a0\u202f←↑→↓"
)
_FEATURES = ("kern", "liga")
# OpenType's `name` table: copyright, family, style, unique name, full name, version, PostScript name, licence, its address.
_KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14)


def faces() -> Iterator[tuple[str, bytes]]:
    """Every face as WOFF2, and the licence of each family: path in the site, and content."""
    cache = FileCache(CACHE)
    for face in FACES:
        yield f"{FOLDER}/{face.name}.woff2", cache.get(_key(face), partial(webfont, face))
    cache.remove_unused()
    for family in (_SERIF, _SANS):
        yield f"{FOLDER}/{family.id}-licence.txt", family.path("LICENSE.txt").read_bytes()


def _key(face: Face) -> bytes:
    """All that a face is made from: its source, this module, and the library that cuts it down."""
    return repr((face, fontTools.version)).encode("utf-8") + face.source() + Path(__file__).read_bytes()


def webfont(face: Face) -> bytes:
    """A face with the characters of the site alone, as WOFF2; the same bytes each time."""
    font = TTFont(io.BytesIO(face.source()), recalcTimestamp=False)
    options = subset.Options(layout_features=_FEATURES, notdef_outline=True, hinting=False, name_IDs=_KEPT_NAMES)
    cutter = subset.Subsetter(options)
    cutter.populate(text=_CHARACTERS)
    cutter.subset(font)
    full = f"{face.family.name} {face.style}"
    for number, name in ((1, face.family.name), (2, face.style), (3, full), (4, full), (6, full.replace(" ", "-"))):
        font["name"].setName(name, number, 3, 1, 0x409)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
