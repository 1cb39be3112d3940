"""The site's typefaces: Source Serif and Source Sans (SIL Open Font License), cut down to the characters that it uses."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from fontTools import subset
from fontTools.ttLib import TTFont

FOLDER = "assets/fonts"
"""Where the faces stand in the site."""


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the name of its file in the site, and where its package keeps it."""

    name: str
    package: str
    file: str

    def source(self) -> bytes:
        """The whole face, as its package holds it."""
        return files(self.package).joinpath("files", self.file).read_bytes()


SERIF = Face("serif", "font_source_serif_pro", "SourceSerifPro-Regular.ttf")
SERIF_ITALIC = Face("serif-italic", "font_source_serif_pro", "SourceSerifPro-It.ttf")
SERIF_SEMIBOLD = Face("serif-semibold", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf")
SANS = Face("sans", "font_source_sans_pro", "SourceSansPro-Regular.ttf")
SANS_SEMIBOLD = Face("sans-semibold", "font_source_sans_pro", "SourceSansPro-Semibold.ttf")
FACES = (SERIF, SERIF_ITALIC, SERIF_SEMIBOLD, SANS, SANS_SEMIBOLD)

# ASCII, the letters of French, English and their neighbours, and what typography and templates set.
_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒŸàâäçèéêëîïôöùûüœÿÁÍÓÚÑÃÕáíóúñãõ"
    + "«»‹›‘’“”…–—·•°×§¶©€‑\u00a0\u202f←↑→↓"
)
_FEATURES = ("kern", "liga")


def faces() -> Iterator[tuple[str, bytes]]:
    """Every face: path in the site, and WOFF2."""
    return ((f"{FOLDER}/{face.name}.woff2", webfont(face)) for face in FACES)


@lru_cache
def webfont(face: Face) -> bytes:
    """A face with the characters of the site alone, as WOFF2; the same bytes each time."""
    font = TTFont(io.BytesIO(face.source()), recalcTimestamp=False)
    options = subset.Options(layout_features=_FEATURES, notdef_outline=True, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=_CHARACTERS)
    cutter.subset(font)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
