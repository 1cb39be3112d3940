"""Makes a project of many times the size, to measure with: its documents and register entries repeated under other names."""

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

_OTHER_PATHS = ("hooks", "overrides", "docs", "mkdocs.yml")
_LISTS = re.compile(r"^(?:entries|corrections|exceptions):\n", re.MULTILINE)
_IDENTIFIER = re.compile(r"^(  - id: )(.+)$", re.MULTILINE)
_SLUG = re.compile(r"^(    slug: \"?)([^\"\n]+)", re.MULTILINE)
_UNIQUE_FIELDS = re.compile(r"^    (?:mentions|acronym):\n(?:      .*\n)+|^    linked: .*\n", re.MULTILINE)


def multiply_content(root: Path, target: Path, times: int) -> None:
    """Copies the project at `root` into the folder `target`, with `times` as much content."""
    for name in _OTHER_PATHS:
        (shutil.copytree if (root / name).is_dir() else shutil.copy)(root / name, target / name)
    shutil.copytree(root / CONTENT, target / CONTENT)
    content = target / CONTENT
    registers = sorted((content / "registers").glob("*.yml"))
    documents: list[str] = _read_yaml(content / "edition.yml")["documents"]
    entries: list[str] = [entry["id"] for path in registers for entry in _read_yaml(path)["entries"]]
    copies = [_Copy(number, documents, entries) for number in range(2, times + 1)]
    for document in documents:
        for copy in copies:
            copy.add_document(content, document)
    for path in (*registers, content / "sources" / "corrections.yml", content / "translation.yml"):
        text = path.read_text(encoding="utf-8")
        head = _LISTS.search(text)
        assert head
        path.write_text(text + "".join(copy.copy_entries(text[head.end() :]) for copy in copies), encoding="utf-8")
    all_documents = [*documents, *(copy.rename(document) for copy in copies for document in documents)]
    path = content / "edition.yml"
    path.write_text(re.sub(r"(?m)^documents: .*$", f"documents: [{', '.join(all_documents)}]", path.read_text(encoding="utf-8")))
    for record in content.rglob("*.tsv"):
        record.unlink()
    for name, rows in accept_translations(load_edition(target)).items():
        (target / name).write_text(format_record(rows), encoding="utf-8")


def _read_yaml(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return data


class _Copy:
    """A repetition of the content; no text mentions its register entries."""

    def __init__(self, number: int, documents: list[str], entries: list[str]) -> None:
        self._number = number
        self._referred = re.compile(rf"(?<=ref:)({_alternatives(documents)})(?=/)")
        # In a correction or an exception: a document, one of its units, or a register entry.
        self._named = re.compile(rf"(?<=: )(?:[a-z-]+/)??(?:{_alternatives([*documents, *entries])})(?=/|$)", re.MULTILINE)

    def rename(self, name: str) -> str:
        """Returns a name in this copy."""
        return f"{name}-copy-{self._number}"

    def add_document(self, content: Path, document: str) -> None:
        """Adds the copy of a document."""
        folder = content / self.rename(document)
        shutil.copytree(content / document, folder)
        for path in folder.rglob("*.yml"):
            text = self._referred.sub(lambda match: self.rename(match[0]), path.read_text(encoding="utf-8"))
            path.write_text(text.replace(f"id: {document}\n", f"id: {self.rename(document)}\n", 1), encoding="utf-8")

    def copy_entries(self, text: str) -> str:
        """Returns the entries of a list under other names, without those that refer to nothing in the copy."""
        entries = re.split(r"(?m)^(?=  - )", text)
        return "".join(self._copy_entry(entry) for entry in entries if self._named.search(entry))

    def _copy_entry(self, text: str) -> str:
        if "\n    description:" in text:
            text = re.sub(
                r"\n", "\n    linked: false\n", _SLUG.sub(self._rename_identifier, _UNIQUE_FIELDS.sub("", text)), count=1
            )
        else:
            text = self._named.sub(lambda match: self.rename(match[0]), text)
        return _IDENTIFIER.sub(self._rename_identifier, text)

    def _rename_identifier(self, match: re.Match[str]) -> str:
        return match[1] + self.rename(match[2])


def _alternatives(names: list[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
