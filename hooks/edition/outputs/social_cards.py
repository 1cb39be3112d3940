"""Draws the social image of a page: its title in large type, the name of the edition, its unofficial status."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import lru_cache, partial
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont

from ..design.colours import ACCENT, BAND, WHITE, mix
from ..design.file_cache import FileCache, make_key
from ..design.fonts import SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD, Face

WIDTH, HEIGHT = 1200, 630
CACHE_FOLDER = Path(".cache", "social")
"""The cache of images between builds, from the project's root."""

_MARGIN = 88
_TEXT_WIDTH = WIDTH - 2 * _MARGIN
_BASELINE = HEIGHT - 72
_TITLE_SIZES = (78, 70, 62, 55, 49, 44, 40, 36)
"""The font sizes of a title, from the largest; a title takes the first that fits."""
_MAX_TITLE_LENGTH = 1_000
"""Characters of a title that are considered: twice as many as a card has room for."""
_LINE_HEIGHT = 1.16
_MAX_LIGHT_SIZE = 14_500
"""Bytes above which an image is compressed at the highest level, which takes ten times as long."""
# Few colours, so that an image is a few kilobytes: tones of white on the background, then tones of the accent.
_WHITE_TONES, _ACCENT_TONES = 4, 3
_PALETTE = bytes(
    part
    for tones, colour in ((_WHITE_TONES, WHITE), (_ACCENT_TONES, ACCENT))
    for tone in range(tones)
    for part in mix(BAND, colour, (tone if colour == WHITE else tone + 1) / (tones - 1 if colour == WHITE else tones))
)


@dataclass(frozen=True, slots=True)
class SocialCard:
    """The text of an image: the page's kind and number, its title, the document or index that contains it, edition, status."""

    kind: str
    title: str
    container: str
    edition: str
    status: str


def card_images(cards: Mapping[str, SocialCard], folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yields the image of each card after its path; drawn where the cache in `folder` lacks it, which then has only these."""
    cache = FileCache(folder)
    # The palette is that of another module; the faces are those of packages.
    drawn_with = PIL.__version__, _PALETTE, [face.digest() for face in (SANS, SANS_SEMIBOLD, SERIF_SEMIBOLD)]
    for path, card in cards.items():
        yield path, cache.get(make_key(__file__, astuple(card), *drawn_with), partial(draw_card, card))
    cache.remove_unused()


def draw_card(card: SocialCard) -> bytes:
    """Draws a card as PNG; the same card gives the same bytes."""
    # The two inks are drawn separately, each as a mask, then combined into tones of the palette.
    white, accent = (Image.new("L", (WIDTH, HEIGHT), 0) for _ in range(2))
    on_white, on_accent = ImageDraw.Draw(white), ImageDraw.Draw(accent)
    _draw_emblem(on_accent, _MARGIN, 74)
    on_white.text((_MARGIN + 62, 91), card.edition, 255, _load_font(SANS_SEMIBOLD, 30), anchor="lm")
    on_accent.line((_MARGIN, _BASELINE - 58, WIDTH - _MARGIN, _BASELINE - 58), 150, 2)
    plain, bold = _load_font(SANS, 28), _load_font(SANS_SEMIBOLD, 28)
    on_white.text((WIDTH - _MARGIN, _BASELINE), card.status, 255, bold, anchor="rs")
    on_white.text(
        (_MARGIN, _BASELINE),
        _truncate(card.container, plain, _TEXT_WIDTH - bold.getlength(card.status) - 48),
        205,
        plain,
        anchor="ls",
    )
    top = 158
    if card.kind:
        kind = _load_font(SANS_SEMIBOLD, 38)
        on_accent.text((_MARGIN, top + 30), _truncate(card.kind, kind, _TEXT_WIDTH), 255, kind, anchor="ls")
        top += 62
    size, lines = _fit_title(card.title[:_MAX_TITLE_LENGTH], _BASELINE - 90 - top)
    for number, line in enumerate(lines):
        place = (_MARGIN - size // 24, round(top + number * size * _LINE_HEIGHT + size * 0.06))
        on_white.text(place, line, 255, _load_font(SERIF_SEMIBOLD, size), anchor="la")
    return _combine_inks(white, accent)


def _combine_inks(white: Image.Image, accent: Image.Image) -> bytes:
    image = white.point([round(value * (_WHITE_TONES - 1) / 255) for value in range(256)])
    tones = [round(value * _ACCENT_TONES / 255) for value in range(256)]
    image.paste(
        accent.point([_WHITE_TONES - 1 + tone for tone in tones]), mask=accent.point([255 * bool(tone) for tone in tones])
    )
    image.putpalette(_PALETTE)
    quick_encoding = _encode(image, 6)
    return quick_encoding if len(quick_encoding) <= _MAX_LIGHT_SIZE else _encode(image, 9)


def _encode(image: Image.Image, level: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", bits=4, compress_level=level)
    return out.getvalue()


def _draw_emblem(canvas: ImageDraw.ImageDraw, left: int, top: int) -> None:
    """Draws the edition's emblem: five lines of text."""
    for line, width in enumerate((42, 28, 37, 21, 32)):
        canvas.rectangle((left, top + line * 8, left + width, top + line * 8 + 3), 255)


def _fit_title(title: str, height: float) -> tuple[int, list[str]]:
    """Returns the largest size at which a title fits, and its lines."""
    for size in _TITLE_SIZES:
        lines = _balance_lines(title, _load_font(SERIF_SEMIBOLD, size))
        if len(lines) * size * _LINE_HEIGHT <= height:
            return size, lines
    size = _TITLE_SIZES[-1]
    lines = _balance_lines(title, _load_font(SERIF_SEMIBOLD, size))
    max_lines = int(height / (size * _LINE_HEIGHT))
    return size, [
        *lines[: max_lines - 1],
        _truncate(" ".join(lines[max_lines - 1 :]), _load_font(SERIF_SEMIBOLD, size), _TEXT_WIDTH),
    ]


def _balance_lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Breaks a text into as few lines as possible, of lengths as equal as possible."""
    words = [(word, font.getlength(f"{word} ")) for word in text.split(" ")]
    low, high = max(width for _, width in words), float(_TEXT_WIDTH)
    lines = _fill_lines(words, high)
    while high - low > 8:
        width = (low + high) / 2
        if len(_fill_lines(words, width)) > len(lines):
            low = width
        else:
            high = width
    return _fill_lines(words, high)


def _fill_lines(words: Iterable[tuple[str, float]], line_width: float) -> list[str]:
    """Fills lines with words, each given with its width."""
    lines: list[list[str]] = [[]]
    remaining = line_width
    for word, width in words:
        if lines[-1] and width > remaining:
            lines.append([])
            remaining = line_width
        lines[-1].append(word)
        remaining -= width
    return [" ".join(line) for line in lines]


def _truncate(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """Returns a text on one line, cut after a word where it is too long."""
    shortened = text = text[:_MAX_TITLE_LENGTH]
    while shortened and font.getlength(shortened if shortened == text else f"{shortened}…") > width:
        shortened = shortened.rpartition(" ")[0].rstrip(",;:")
    return shortened if shortened == text else f"{shortened}…"


@lru_cache
def _load_font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout does not depend on optional libraries, so images are the same everywhere.
    return ImageFont.truetype(io.BytesIO(face.source()), size, layout_engine=ImageFont.Layout.BASIC)
