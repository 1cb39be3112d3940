"""The site's typefaces: Source Serif and Source Sans (SIL Open Font License), subset to the characters that it uses.

Their licence reserves the name “Source” for the complete fonts: the subsets have other names, and keep the copyright notice
and the licence, whose text is published with them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import brotli
import fontTools
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS

from .file_cache import FileCache, make_key

FONTS_FOLDER = "assets/fonts"
"""The folder of the fonts in the site."""
CACHE_FOLDER = Path(__file__).resolve().parents[3] / ".cache" / "fonts"
"""The cache between builds, in the folder of the code, since the fonts are the same for every edition."""


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: the stem of its file names in the site, its name there, and the package that contains it."""

    id: str
    name: str
    package: str

    def path(self, file: str) -> Path:
        """Returns the path of a file of the package."""
        return Path(str(files(self.package).joinpath("files", file)))


@dataclass(frozen=True, slots=True)
class Face:
    """A font face: the name of its file in the site, its family, its style, and its file in the package."""

    name: str
    family: Family
    style: str
    file: str

    @property
    def path(self) -> Path:
        """The file of the complete font in the package."""
        return self.family.path(self.file)

    def source(self) -> bytes:
        """Returns the complete font."""
        return self.path.read_bytes()

    def digest(self) -> str:
        """Returns the digest of the complete font."""
        return sha256(self.source()).hexdigest()


_SERIF = Family("serif", "Edition Serif", "font_source_serif_pro")
_SANS = Family("sans", "Edition Sans", "font_source_sans_pro")
SERIF = Face("serif", _SERIF, "Regular", "SourceSerifPro-Regular.ttf")
SERIF_ITALIC = Face("serif-italic", _SERIF, "Italic", "SourceSerifPro-It.ttf")
SERIF_SEMIBOLD = Face("serif-semibold", _SERIF, "Semibold", "SourceSerifPro-Semibold.ttf")
SANS = Face("sans", _SANS, "Regular", "SourceSansPro-Regular.ttf")
SANS_SEMIBOLD = Face("sans-semibold", _SANS, "Semibold", "SourceSansPro-Semibold.ttf")
FACES = (SERIF, SERIF_ITALIC, SERIF_SEMIBOLD, SANS, SANS_SEMIBOLD)

# ASCII, the letters of French, English and neighbouring languages, and the characters of typography and templates.
_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŒŸàâäçèéêëîïôöùûüœÿÁÍÓÚÑÃÕáíóúñãõ"
    + "«»‹›‘’“”…–—·•°×§¶©€‑\u00a0\u202f←↑→↓"
)
_FEATURES = ("kern", "liga")
# OpenType's `name` table: copyright, family, style, unique name, full name, version, PostScript name, licence, its address.
_NAME_IDS = (0, 1, 2, 3, 4, 5, 6, 13, 14)


def font_files() -> Iterator[tuple[str, bytes]]:
    """Yields every face as WOFF2, and the licence of each family: path in the site, and content."""
    cache = FileCache(CACHE_FOLDER)
    for face in FACES:
        yield f"{FONTS_FOLDER}/{face.name}.woff2", cache.get(make_font_key(face), partial(subset_to_woff2, face))
    cache.remove_unused()
    for family in (_SERIF, _SANS):
        yield f"{FONTS_FOLDER}/{family.id}-licence.txt", family.path("LICENSE.txt").read_bytes()


def make_font_key(face: Face) -> bytes:
    """Returns everything that a subset is made from: the font, this module, and the versions of the libraries."""
    return make_key(__file__, face, face.digest(), fontTools.version, brotli.__version__)


def subset_to_woff2(face: Face) -> bytes:
    """Subsets a face to the characters of the site, as WOFF2; deterministic."""
    # Slow to import, and needed only where a font is not cached.
    from fontTools import subset  # noqa: PLC0415

    font = TTFont(io.BytesIO(face.source()), recalcTimestamp=False)
    options = subset.Options(layout_features=_FEATURES, notdef_outline=True, hinting=False, name_IDs=_NAME_IDS)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=_CHARACTERS)
    subsetter.subset(font)
    _use_own_metrics(font)
    full = f"{face.family.name} {face.style}"
    for number, name in ((1, face.family.name), (2, face.style), (3, full), (4, full), (6, full.replace(" ", "-"))):
        font["name"].setName(name, number, 3, 1, 0x409)
    font.flavor = "woff2"
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def _use_own_metrics(font: TTFont) -> None:
    """Lets composite glyphs, such as guillemets and ellipses, take their advance width from their own metrics.

    Renderers that fit glyphs to pixels would take that of their first component, which is half as wide: signs overlap.
    """
    glyphs = font["glyf"]
    for name in font.getGlyphOrder():
        if glyphs[name].isComposite():
            for component in glyphs[name].components:
                component.flags &= ~USE_MY_METRICS
