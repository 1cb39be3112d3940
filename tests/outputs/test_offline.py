"""The lists of files for reading offline, and their version."""

from __future__ import annotations

import json
from pathlib import Path

from edition.outputs.offline import make_offline_files


def test_the_lists_contain_every_page_and_only_what_is_read(built: Path) -> None:
    read, more = (json.loads((built / name).read_bytes()) for name in ("offline.json", "offline-whole.json"))
    pages = {path.relative_to(built).as_posix().removesuffix("index.html") for path in built.rglob("index.html")}
    assert pages <= read["files"].keys() | more["files"].keys() and read["version"] == more["version"]
    for key in (*read["files"], *more["files"]):
        path = built / (f"{key}index.html" if key.endswith("/") or not key else key)
        assert path.is_file() and not key.startswith("social/") and not key.endswith((".csv", ".xlsx", ".map")), key
    assert set(read["core"]) <= read["files"].keys() and {"503.html", "offline/", "assets/css/base.css"} <= set(read["core"])
    assert (built / "worker.js").read_text().startswith(f'const VERSION = "{read["version"]}";')


def test_the_version_depends_on_the_files(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>One</h1>")
    one, again = dict(make_offline_files(tmp_path)), dict(make_offline_files(tmp_path))
    (tmp_path / "index.html").write_text("<h1>Two</h1>")
    assert one == again and one["worker.js"] != dict(make_offline_files(tmp_path))["worker.js"]
