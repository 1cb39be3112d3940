"""The contracts on imports in pyproject.toml: import-linter reports what would break each of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

LAYERS = "Each layer imports only what is below it"
CIRCLES = "No modules import one another in a circle"
WITHOUT_MKDOCS = "The edition does without MkDocs"


@pytest.mark.parametrize(
    ("module", "line", "contract", "reported"),
    [
        ("inline.py", "from .site import prepare", LAYERS, "edition.inline -> edition.site"),
        ("check/texts.py", "from ..pages import view", LAYERS, "edition.check.texts -> edition.pages.view"),
        ("unplaced.py", "", LAYERS, "edition.unplaced"),
        ("units.py", "from .links import Links", CIRCLES, ".units -> .links"),
        ("sitemap.py", "from mkdocs.structure.files import File", WITHOUT_MKDOCS, "edition.sitemap -> mkdocs"),
        ("sitemap.py", "import live", WITHOUT_MKDOCS, "edition.sitemap -> live"),
    ],
)
def test_what_breaks_a_contract_is_reported(tmp_path: Path, module: str, line: str, contract: str, reported: str) -> None:
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "hooks" / "edition" / module
    source = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{source}\n{line}\n", encoding="utf-8")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "hooks"), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{contract} BROKEN" in done.stdout and reported in done.stdout, done.stdout
