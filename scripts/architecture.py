"""The layers of the code: read from its imports, held against hooks/layers.yml, and drawn."""

from __future__ import annotations

import argparse
import ast
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import drawsvg
import yaml

LAYERS = Path("hooks") / "layers.yml"
PICTURE = Path("hooks") / "layers.svg"
_SOURCES = ("hooks", "scripts")


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer, the patterns of its files and its name in each language."""

    id: str
    files: tuple[str, ...]
    name: Mapping[str, str]

    def holds(self, file: str) -> bool:
        """Whether a file, named from the project's root, belongs to it."""
        return any(fnmatchcase(file, pattern) and file.count("/") == pattern.count("/") for pattern in self.files)


def layers(root: Path) -> tuple[Layer, ...]:
    """The declared layers, from the top."""
    declared = yaml.safe_load((root / LAYERS).read_text(encoding="utf-8"))
    return tuple(Layer(one["id"], tuple(one["files"]), one["name"]) for one in declared)


def imports(root: Path) -> dict[str, frozenset[str]]:
    """What each Python file of the code imports: files of the code from the root, and names of packages."""
    found = ((source, path) for source in _SOURCES for path in sorted((root / source).rglob("*.py")))
    files = {path.relative_to(root).as_posix(): _module(path, root / source) for source, path in found}
    known = {name: file for file, name in reversed(files.items())}  # scripts/edition.py yields to the package it runs
    return {
        file: frozenset(known.get(named, named.partition(".")[0]) for named in _imported(name, root / file, known))
        for file, name in files.items()
    }


def _module(path: Path, source: Path) -> str:
    return ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")


def _imported(name: str, path: Path, known: Mapping[str, str]) -> Iterator[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            # `from .check import wording` names a file, `from .links import Links` something within one.
            yield from (inner if (inner := f"{base}.{alias.name}") in known else base for alias in node.names)


def layer_of(file: str, declared: tuple[Layer, ...]) -> list[int]:
    """The layers that hold a file, by their places from the top: there should be one."""
    return [place for place, layer in enumerate(declared) if layer.holds(file)]


def upward(found: Mapping[str, frozenset[str]], declared: tuple[Layer, ...]) -> list[tuple[str, str]]:
    """The imports that lead from a layer to one above it."""
    place = {file: layer_of(file, declared)[0] for file in found}
    return sorted((file, other) for file in found for other in found[file] if other in place and place[other] < place[file])


def cycle(found: Mapping[str, frozenset[str]]) -> list[str]:
    """Files that import one another in a ring, in order; none where there is no ring."""
    done: set[str] = set()

    def search(file: str, way: list[str]) -> list[str]:
        if file in way:
            return [*way[way.index(file) :], file]
        if file in done:
            return []
        ring = next((ring for other in sorted(found[file] & found.keys()) if (ring := search(other, [*way, file]))), [])
        done.add(file)
        return ring

    return next((ring for file in sorted(found) if (ring := search(file, []))), [])


WIDTH, BAND, LINE, CHARACTERS, LANE = 640, 545, 17, 84, 10
"""Right of the bands each layer has a lane of its own for its arrows."""


def picture(found: Mapping[str, frozenset[str]], declared: tuple[Layer, ...]) -> str:
    """The layers as an SVG: a band each with its files, and a lane down to every layer that it imports from."""
    place = {file: layer_of(file, declared)[0] for file in found}
    rows = [_names([file for file in sorted(found) if place[file] == index]) for index in range(len(declared))]
    tops, height = [], 8.0
    for row in rows:
        tops.append(height)
        height += LINE * len(row) + 48
    drawing = drawsvg.Drawing(WIDTH, height, id_prefix="layer", font_family="sans-serif", fill="#1b1b1f")
    drawing.append(drawsvg.Rectangle(0, 0, WIDTH, height, fill="#fff"))
    for layer, row, top in zip(declared, rows, tops, strict=True):
        drawing.append(drawsvg.Rectangle(8, top, BAND - 8, LINE * len(row) + 36, rx=6, fill="#eef1f6"))
        drawing.append(drawsvg.Text(" · ".join(dict.fromkeys(layer.name.values())), 14, 20, top + 21, font_weight="bold"))
        for number, line in enumerate(row):
            drawing.append(drawsvg.Text(line, 12, 20, top + 41 + LINE * number))
    arrow = drawsvg.Marker(-0.1, -3, 6, 3, scale=1, orient="auto", id="layer-arrow", markerUnits="userSpaceOnUse")
    arrow.append(drawsvg.Lines(-0.1, -3, 6, 0, -0.1, 3, close=True, fill="#44546a"))
    for upper, layer in enumerate(declared):
        used = {place[other] for file in found if place[file] == upper for other in found[file] if other in place} - {upper}
        lane, start = WIDTH - 8 - LANE * upper, tops[upper] + 9
        for lower in sorted(used):
            # Arrows enter a band from the outermost lane down, so that none runs over another.
            path = drawsvg.Path(fill="none", stroke="#44546a", marker_end=arrow)
            path.M(BAND, start).H(lane).V(tops[lower] + 17 + 4 * upper).H(BAND + 7)
            path.append_title(f"{layer.id} → {declared[lower].id}")
            drawing.append(path)
    return str(drawing.as_svg(header="")) + "\n"


def _names(files: list[str]) -> list[str]:
    """The names of files in lines short enough for a band; a package's own file goes by its folder's name."""
    names = (Path(file).parent.name if file.endswith("/__init__.py") else Path(file).stem for file in files)
    return textwrap.wrap(" · ".join(name.replace("_", "\u00a0") for name in names), CHARACTERS)


def draw(arguments: argparse.Namespace) -> int:
    """Draws the picture of the layers anew."""
    root: Path = arguments.root
    (root / PICTURE).write_text(picture(imports(root), layers(root)), encoding="utf-8")
    print(PICTURE)
    return 0
