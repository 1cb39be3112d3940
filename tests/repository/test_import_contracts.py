"""The contracts on imports in pyproject.toml: import-linter reports what breaks each of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.folders import ROOT

PLANTED = {
    "charts/chart.py": "from ..pages import view",
    "text/typography.py": "from .search_normalization import fold",
    "text/search_normalization.py": "from .typography import typeset",
    "outputs/sitemap.py": "import live_server\nfrom mkdocs.structure.files import File",
    "unplaced.py": "",
}
REPORTED = {
    "an import of a layer above": "edition.charts.chart -> edition.pages.view",
    "a module that no layer names": "edition.unplaced",
    "a circle": ".typography -> .search_normalization",
    "an import of MkDocs": "edition.outputs.sitemap -> mkdocs",
    "an import of a hook": "edition.outputs.sitemap -> live_server",
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The report of import-linter on the code with some imports planted in it."""
    root = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    for module, line in PLANTED.items():
        with (root / "hooks" / "edition" / module).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    environment = os.environ | {"PYTHONPATH": str(root / "hooks"), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("planted", REPORTED)
def test_a_broken_contract_is_reported(report: str, planted: str) -> None:
    assert REPORTED[planted] in report
