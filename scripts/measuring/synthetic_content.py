"""A project many times as large as this one, to measure with: its documents and registered things again under other names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from edition.loading.loader import load_edition
from edition.loading.paths import CONTENT
from edition.loading.translation_record import format_record
from edition.translation.status import accept_translations

_REST = ("hooks", "overrides", "docs", "mkdocs.yml")
_LISTS = re.compile(r"^(?:entries|corrections|exceptions):\n", re.MULTILINE)
_IDENTIFIER = re.compile(r"^(  - id: )(.+)$", re.MULTILINE)
_SLUG = re.compile(r"^(    slug: \"?)([^\"\n]+)", re.MULTILINE)
_WORDS = re.compile(r"^    (?:mentions|acronym):\n(?:      .*\n)+|^    linked: .*\n", re.MULTILINE)


def multiply(root: Path, target: Path, times: int) -> None:
    """Copies the project at `root` into the folder `target`, with `times` as much content."""
    for name in _REST:
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, target / name)
    shutil.copytree(root / CONTENT, target / CONTENT)
    content = target / CONTENT
    registers = sorted((content / "registers").glob("*.yml"))
    documents: list[str] = _read(content / "edition.yml")["documents"]
    registered: list[str] = [entry["id"] for path in registers for entry in _read(path)["entries"]]
    copies = [_Copy(number, documents, registered) for number in range(2, times + 1)]
    for document in documents:
        for copy in copies:
            copy.document(content, document)
    for path in (*registers, content / "sources" / "corrections.yml", content / "translation.yml"):
        text = path.read_text(encoding="utf-8")
        head = _LISTS.search(text)
        assert head
        path.write_text(text + "".join(copy.listed(text[head.end() :]) for copy in copies), encoding="utf-8")
    everything = [*documents, *(copy.name(document) for copy in copies for document in documents)]
    path = content / "edition.yml"
    path.write_text(re.sub(r"(?m)^documents: .*$", f"documents: [{', '.join(everything)}]", path.read_text(encoding="utf-8")))
    for record in content.rglob("*.tsv"):
        record.unlink()
    for name, rows in accept_translations(load_edition(target)).items():
        (target / name).write_text(format_record(rows), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return data


class _Copy:
    """One repetition of the content; its registered things are on the site, but no text names them."""

    def __init__(self, number: int, documents: list[str], registered: list[str]) -> None:
        self._number = number
        self._referred = re.compile(rf"(?<=ref:)({_any(documents)})(?=/)")
        # In a correction or an exception: a document, a unit of one, or a registered thing.
        self._named = re.compile(rf"(?<=: )(?:[a-z-]+/)??(?:{_any([*documents, *registered])})(?=/|$)", re.MULTILINE)

    def name(self, name: str) -> str:
        """The name of something in this copy."""
        return f"{name}-copy-{self._number}"

    def document(self, content: Path, document: str) -> None:
        """Adds a document's copy."""
        folder = content / self.name(document)
        shutil.copytree(content / document, folder)
        for path in folder.rglob("*.yml"):
            text = self._referred.sub(lambda found: self.name(found[0]), path.read_text(encoding="utf-8"))
            path.write_text(text.replace(f"id: {document}\n", f"id: {self.name(document)}\n", 1), encoding="utf-8")

    def listed(self, text: str) -> str:
        """Entries of a list again under other names; those that name nothing of the copy are left out."""
        entries = re.split(r"(?m)^(?=  - )", text)
        return "".join(self._entry(entry) for entry in entries if self._named.search(entry))

    def _entry(self, text: str) -> str:
        if "\n    description:" in text:
            text = re.sub(r"\n", "\n    linked: false\n", _SLUG.sub(self._renamed, _WORDS.sub("", text)), count=1)
        else:
            text = self._named.sub(lambda found: self.name(found[0]), text)
        return _IDENTIFIER.sub(self._renamed, text)

    def _renamed(self, found: re.Match[str]) -> str:
        return found[1] + self.name(found[2])


def _any(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
