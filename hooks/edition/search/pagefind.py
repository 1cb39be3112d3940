"""Makes a Pagefind index of records with the `pagefind` program, through its service pipe.

The program's Python wrapper waits a tenth of a second for each reply; the pipe itself answers at once. Every message is a
JSON object in Base64, followed by a comma. Without filters the same records give the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import re
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from typing import Any

from pagefind_bin import get_executable

_PUBLISHED_PATHS = re.compile(r"pagefind\.js|pagefind-entry\.json|wasm\.(?!unknown).*|.*\.pf_meta|(index|fragment)/.*")
_FRAGMENT = re.compile(r"fragment/(?P<name>.+)\.pf_fragment")
_FRAGMENT_HEAD = b"pagefind_dcd"


class PagefindError(Exception):
    """The program refused a message or ended early; the message is the reason."""


@dataclass(frozen=True, slots=True)
class PagefindRecord:
    """A record of Pagefind: its address, the words by which it is found, and further searched fields."""

    url: str
    content: str
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Index:
    """The files of an index by path, and the name of each record's fragment by the record's address."""

    files: Mapping[str, bytes]
    fragments: Mapping[str, str]


def build_index(records: Iterable[PagefindRecord], language: str) -> Index:
    """Makes the index of some records in a language. Raises PagefindError."""
    with _Service() as service:
        number = service.request(type="NewIndex", config={"force_language": language, "write_playground": False})["index_id"]
        for record in records:
            service.request(
                type="AddRecord",
                index_id=number,
                url=record.url,
                content=record.content,
                language=language,
                meta=dict(record.meta),
            )
        answer = service.request(type="GetFiles", index_id=number)
    files = {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}
    fragments = {
        json.loads(gzip.decompress(content).removeprefix(_FRAGMENT_HEAD))["url"]: match["name"]
        for path, content in files.items()
        if (match := _FRAGMENT.fullmatch(path))
    }
    return Index({path: files[path] for path in sorted(files) if _PUBLISHED_PATHS.fullmatch(path)}, fragments)


class _Service(AbstractContextManager["_Service"]):
    """The running program; it takes one request at a time."""

    def __init__(self) -> None:
        command = [str(get_executable()), "--service"]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            raise PagefindError(str(error)) from None

    def request(self, **payload: object) -> dict[str, Any]:
        """Sends a request and waits for its answer."""
        assert self._process.stdin and isinstance(self._process.stdout, io.BufferedReader)
        message = json.dumps({"message_id": 1, "payload": payload}).encode("utf-8")
        # A program that has ended does not answer either, which is reported below.
        with suppress(BrokenPipeError):
            self._process.stdin.write(base64.b64encode(message) + b",")
            self._process.stdin.flush()
        parts: list[bytes] = []
        while not parts or not parts[-1].endswith(b","):
            part = self._process.stdout.read1()
            if not part:
                raise PagefindError("the program ended without an answer")
            parts.append(part)
        answer: dict[str, Any] = json.loads(base64.b64decode(b"".join(parts)[:-1]))["payload"]
        if answer["type"] == "Error":
            raise PagefindError(answer["message"])
        return answer

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()
