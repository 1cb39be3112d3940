"""The registry of the files beside the pages."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from edition.outputs.registry import OUTPUTS, Output, Stage
from edition.site import Site


@pytest.mark.thorough
@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.make.__module__.rpartition(".")[2])
def test_an_output_makes_files_at_its_own_paths_alone(site: Site, output: Output, tmp_path: Path) -> None:
    inputs = replace(site.inputs("https://example.org/"), folder=tmp_path)
    paths = [path for make in (output.make, output.make_served) if make for path, _ in make(inputs)]
    assert paths or output.stage is Stage.PAGES
    matching = {path: [one for one in OUTPUTS for pattern in one.patterns() if fnmatchcase(path, pattern)] for path in paths}
    assert all(found == [output] for found in matching.values()), matching


def test_no_two_outputs_have_the_same_pattern() -> None:
    patterns = [pattern for output in OUTPUTS for pattern in output.patterns()]
    assert len(patterns) == len(set(patterns))


def test_the_module_of_each_output_exists() -> None:
    root = Path(__file__).resolve().parents[2]
    assert all((root / output.module).is_file() for output in OUTPUTS)
