"""The keys of cached files contain everything that these are made from: a change of any one makes another key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from edition.charts.download import png_key
from edition.design import file_cache, fonts
from edition.design.file_cache import FileCache, make_key
from edition.design.fonts import SANS, SERIF, Face
from edition.search.index_cache import make_index_key
from edition.search.pagefind import PagefindRecord
from edition.translation.spreadsheet import SheetRow, spreadsheet_key

ROW = SheetRow("report/p1/text", "content/a.yml:1", "un", "one", "translated")
Patch = Callable[[pytest.MonkeyPatch], None]


def change_font(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Face, "source", lambda _: b"another font")


def change_module(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Path, "read_bytes", lambda _: b"another module")


def change(name: str, value: object) -> Patch:
    return lambda patch: patch.setattr(name, value)


def find_unchanged(patch: pytest.MonkeyPatch, make: Callable[[], bytes], changes: dict[str, Patch]) -> list[str]:
    """The changes that leave a key as it is."""
    key, unchanged = make(), []
    for name, apply in changes.items():
        with patch.context() as changed:
            apply(changed)
            unchanged += [name] if make() == key else []
    assert make() == key
    return unchanged


def test_the_key_of_a_font(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {
        "font": change_font,
        "module": change_module,
        "fontTools": change("fontTools.version", "0"),
        "brotli": change("brotli.__version__", "0"),
    }
    assert not find_unchanged(monkeypatch, lambda: fonts.make_font_key(SANS), changes)
    assert fonts.make_font_key(SANS) != fonts.make_font_key(SERIF)


def test_the_key_of_a_charts_png(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {"font": change_font, "module": change_module, "resvg": change("edition.charts.download.version", lambda _: "0")}
    assert not find_unchanged(monkeypatch, lambda: png_key("<svg/>"), changes)
    assert png_key("<svg/>") != png_key("<svg></svg>")


def test_the_key_of_a_spreadsheet(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {
        "module": change_module,
        "openpyxl": change("openpyxl.__version__", "0"),
        "zlib": change("zlib.ZLIB_RUNTIME_VERSION", "0"),
    }
    assert not find_unchanged(monkeypatch, lambda: spreadsheet_key([ROW], "xlsx"), changes)
    others = [spreadsheet_key([], "xlsx"), spreadsheet_key([ROW, ROW], "xlsx"), spreadsheet_key([ROW], "csv")]
    assert len({spreadsheet_key([ROW], "xlsx"), *others}) == 4


def test_the_key_of_a_search_index(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {"module": change_module, "Pagefind": change("edition.search.index_cache.version", lambda _: "0")}
    record = PagefindRecord("a/", "words", {"title": "one"})
    assert not find_unchanged(monkeypatch, lambda: make_index_key([record], "fr"), changes)
    others = [replace(record, content="other"), replace(record, meta={"title": "other"}), replace(record, url="b/")]
    assert len({make_index_key([record], "en"), *(make_index_key([one], "fr") for one in (record, *others))}) == 5


def test_facts_next_to_each_other_are_not_confused() -> None:
    assert len({make_key(file_cache.__file__, *facts) for facts in (("ab", "c"), ("a", "bc"), ("abc",), (["a", "bc"],))}) == 4


def test_a_file_is_made_once_for_each_key_and_again_where_it_is_damaged(tmp_path: Path) -> None:
    made: list[bytes] = []

    def get(key: bytes) -> bytes:
        return FileCache(tmp_path).get(key, partial(make, key))

    def make(key: bytes) -> bytes:
        made.append(key)
        return b"content of " + key

    assert [get(key) for key in (b"a", b"b", b"a")] == [b"content of a", b"content of b", b"content of a"]
    assert made == [b"a", b"b"]
    cache = FileCache(tmp_path)
    assert [cache.get(b"c", partial(make, b"c")) for _ in range(2)] == [b"content of c"] * 2
    assert made == [b"a", b"b", b"c"]
    for file in tmp_path.iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    assert get(b"a") == b"content of a" and made == [b"a", b"b", b"c", b"a"]
