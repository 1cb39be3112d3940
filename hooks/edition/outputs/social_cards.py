"""The picture of a page where it is shared: its title set large, whose edition it is, and that it is not official."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache, partial
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont

from ..design.colours import ACCENT, BAND, WHITE, mix
from ..design.file_cache import FileCache
from ..design.fonts import SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD, Face

WIDTH, HEIGHT = 1200, 630
CACHE = Path(".cache", "social")
"""Where pictures are kept between builds, from the project's root."""

_MARGIN = 88
_WIDTH = WIDTH - 2 * _MARGIN
_FOOT = HEIGHT - 72
_SIZES = (78, 70, 62, 55, 49, 44, 40, 36)
"""The sizes of a title, from the largest; a long one takes the first that it fits in."""
_MOST = 1_000
"""Characters of which a card shows at most: twice as many as it has room for."""
_LEADING = 1.16
_HEAVY = 14_500
"""Bytes from which a picture is worth ten times the work of making it smaller."""
# Few colours, so that a picture is a few kilobytes: tones of white on the ground, then tones of the accent.
_WHITES, _ACCENTS = 4, 3
_PALETTE = bytes(
    part
    for tones, colour in ((_WHITES, WHITE), (_ACCENTS, ACCENT))
    for tone in range(tones)
    for part in mix(BAND, colour, (tone if colour == WHITE else tone + 1) / (tones - 1 if colour == WHITE else tones))
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says: the page's kind and number, its title, what it belongs to, the edition and its status."""

    kind: str
    title: str
    within: str
    edition: str
    status: str


def pictures(cards: Mapping[str, Card], folder: Path) -> Iterator[tuple[str, bytes]]:
    """The picture of each card, by its path in the site; drawn where the cache in `folder` lacks it, which then has these alone."""
    cache = FileCache(folder)
    for path, card in cards.items():
        yield path, cache.get(repr((astuple(card), _drawing())).encode("utf-8"), partial(draw, card))
    cache.remove_unused()


@lru_cache
def _drawing() -> tuple[str, bytes]:
    """How cards are drawn: whatever changes it changes their pictures."""
    return PIL.__version__, Path(__file__).read_bytes() + _PALETTE


def draw(card: Card) -> bytes:
    """A picture as PNG; the same card gives the same bytes."""
    # The two inks are drawn apart, each as a mask, and become tones of the palette together.
    white, accent = (Image.new("L", (WIDTH, HEIGHT), 0) for _ in range(2))
    on_white, on_accent = ImageDraw.Draw(white), ImageDraw.Draw(accent)
    _emblem(on_accent, _MARGIN, 74)
    on_white.text((_MARGIN + 62, 91), card.edition, 255, _font(SANS_SEMIBOLD, 30), anchor="lm")
    on_accent.line((_MARGIN, _FOOT - 58, WIDTH - _MARGIN, _FOOT - 58), 150, 2)
    plain, bold = _font(SANS, 28), _font(SANS_SEMIBOLD, 28)
    on_white.text((WIDTH - _MARGIN, _FOOT), card.status, 255, bold, anchor="rs")
    on_white.text(
        (_MARGIN, _FOOT), _shortened(card.within, plain, _WIDTH - bold.getlength(card.status) - 48), 205, plain, anchor="ls"
    )
    top = 158
    if card.kind:
        kind = _font(SANS_SEMIBOLD, 38)
        on_accent.text((_MARGIN, top + 30), _shortened(card.kind, kind, _WIDTH), 255, kind, anchor="ls")
        top += 62
    size, lines = _set(card.title[:_MOST], _FOOT - 90 - top)
    for number, line in enumerate(lines):
        place = (_MARGIN - size // 24, round(top + number * size * _LEADING + size * 0.06))
        on_white.text(place, line, 255, _font(SERIF_SEMIBOLD, size), anchor="la")
    return _png(white, accent)


def _png(white: Image.Image, accent: Image.Image) -> bytes:
    picture = white.point([round(value * (_WHITES - 1) / 255) for value in range(256)])
    tones = [round(value * _ACCENTS / 255) for value in range(256)]
    picture.paste(accent.point([_WHITES - 1 + tone for tone in tones]), mask=accent.point([255 * bool(tone) for tone in tones]))
    picture.putpalette(_PALETTE)
    light = _encoded(picture, 6)
    return light if len(light) <= _HEAVY else _encoded(picture, 9)


def _encoded(picture: Image.Image, level: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", bits=4, compress_level=level)
    return out.getvalue()


def _emblem(canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
    """Five lines of text, the edition's mark."""
    for line, width in enumerate((42, 28, 37, 21, 32)):
        canvas.rectangle((left, top + line * 8, left + width, top + line * 8 + 3), 255)


def _set(title: str, room: float) -> tuple[int, list[str]]:
    """The largest size at which a title fits, and its lines."""
    for size in _SIZES:
        lines = _lines(title, _font(SERIF_SEMIBOLD, size))
        if len(lines) * size * _LEADING <= room:
            return size, lines
    size = _SIZES[-1]
    lines = _lines(title, _font(SERIF_SEMIBOLD, size))
    most = int(room / (size * _LEADING))
    return size, [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), _font(SERIF_SEMIBOLD, size), _WIDTH)]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """A text in as few lines as it needs, then as even as these can be."""
    words = [(word, font.getlength(f"{word} ")) for word in text.split(" ")]
    low, high = max(width for _, width in words), float(_WIDTH)
    lines = _filled(words, high)
    while high - low > 8:
        middle = (low + high) / 2
        if len(_filled(words, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return _filled(words, high)


def _filled(words: Iterable[tuple[str, float]], room: float) -> list[str]:
    """Words, each with its width, in lines."""
    lines: list[list[str]] = [[]]
    left = room
    for word, width in words:
        if lines[-1] and width > left:
            lines.append([])
            left = room
        lines[-1].append(word)
        left -= width
    return [" ".join(line) for line in lines]


def _shortened(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """A text in one line, cut at a word where it is too long."""
    short = text = text[:_MOST]
    while short and font.getlength(short if short == text else f"{short}…") > width:
        short = short.rpartition(" ")[0].rstrip(",;:")
    return short if short == text else f"{short}…"


@lru_cache
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout does not depend on libraries that a machine may lack, so pictures are the same everywhere.
    return ImageFont.truetype(io.BytesIO(face.source()), size, layout_engine=ImageFont.Layout.BASIC)
