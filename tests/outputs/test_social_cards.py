"""The picture that represents a page where it is shared: drawn, reproducible, cached."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from edition.outputs import social_cards
from edition.outputs.social_cards import HEIGHT, WIDTH, SocialCard, card_images, draw_card

CARD = SocialCard("Output 1.1", "Increased capacity of Member States", "Programme and Budget", "The edition", "Unofficial")


def test_a_card_is_reproducible_and_depends_on_its_words() -> None:
    assert draw_card(CARD) == draw_card(CARD) != draw_card(replace(CARD, title="Increased capacity of constituents"))


def test_a_title_of_any_length_fits_its_card() -> None:
    for title in ("I", "long " * 200, "x" * 300):
        with Image.open(io.BytesIO(draw_card(replace(CARD, title=title)))) as picture:
            below = picture.crop((0, HEIGHT - 60, WIDTH, HEIGHT)).convert("L")
        assert below.getextrema()[0] == below.getextrema()[1], title


def test_cards_are_cached_until_their_words_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = dict(card_images({"a.png": CARD, "b.png": replace(CARD, title="Other")}, tmp_path / "cache"))
    monkeypatch.setattr(social_cards, "draw_card", lambda card: pytest.fail(f"{card.title} is drawn again"))
    assert dict(card_images({"a.png": CARD}, tmp_path / "cache")) == {"a.png": first["a.png"]}
    assert [path.read_bytes() for path in (tmp_path / "cache").iterdir()] == [first["a.png"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PIL.__version__", "0"),
        ("edition.outputs.social_cards._PALETTE", b"other colours"),
        ("edition.design.fonts.Face.source", lambda _: b"another font"),
        ("pathlib.Path.read_bytes", lambda _: b"another module"),
    ],
    ids=["library", "colours", "font", "module"],
)
def test_cards_are_drawn_again_once_what_they_are_drawn_with_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    drawn: list[SocialCard] = []

    def draw(card: SocialCard) -> bytes:
        drawn.append(card)
        return b"image"

    monkeypatch.setattr(social_cards, "draw_card", draw)
    for _ in range(2):
        assert dict(card_images({"a.png": CARD}, tmp_path)) == {"a.png": b"image"}
    assert len(drawn) == 1
    with monkeypatch.context() as changed:
        changed.setattr(name, value)
        # What a replaced method of paths reads is no image: only whether it is drawn again counts here.
        list(card_images({"a.png": CARD}, tmp_path))
    assert len(drawn) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda content: content[:-1],
        lambda content: content[:2000] + bytes([content[2000] ^ 1]) + content[2001:],
        lambda _: draw_card(replace(CARD, title="Other")),
    ],
    ids=["emptied", "cut short", "one bit changed", "another picture"],
)
def test_a_damaged_card_in_the_cache_is_drawn_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    whole = dict(card_images({"a.png": CARD}, tmp_path / "cache"))
    (cached,) = (tmp_path / "cache").iterdir()
    cached.write_bytes(damage(whole["a.png"]))
    assert dict(card_images({"a.png": CARD}, tmp_path / "cache")) == whole
    assert [path.read_bytes() for path in (tmp_path / "cache").iterdir()] == [whole["a.png"]]


def test_other_files_in_the_cache_of_cards_cause_no_error(tmp_path: Path) -> None:
    (tmp_path / "cache" / "folder").mkdir(parents=True)
    (tmp_path / "cache" / "other.png").write_bytes(b"")
    assert dict(card_images({"a.png": CARD}, tmp_path / "cache")) == {"a.png": draw_card(CARD)}
    assert not (tmp_path / "cache" / "other.png").exists()
