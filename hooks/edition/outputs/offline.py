"""What can be read without a connection: the lists of a build's files, and the worker that saves them on a device."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files as resources
from pathlib import Path

from .inputs import Inputs

WORKER = "worker.js"
INSTEAD = "503.html"
READ, WHOLE = "offline.json", "offline-whole.json"
"""The list of all that is read page by page, and that of what is saved besides where all is."""

_FINGERPRINT = 12
_KINDS = re.compile(r"\.(html|css|js|json|svg|png|webp|woff2|ico|webmanifest|pagefind|pf_\w+)$")
"""What pages are made of; downloads and maps of sources are not."""
_APART = re.compile(r"^(social/|404\.html$|assets/(javascripts|images)/)")
"""Made of the same, but for other sites or unused."""
_WHOLE_ONLY = re.compile(r"^((en/)?p/|search/.*\.pf_(fragment|index)$|.*\.png$)")
"""Pages load none of these but parts of the search's index, whose names are made from their content: they fit or are not found."""
_CORE = re.compile(
    r"^(assets/.*\.(css|js|woff2|svg)|favicon\.ico|503\.html|(en/)?offline/index\.html|(en/)?manifest\.webmanifest)$"
)
"""What any page needs, saved before anything else."""


def files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """The lists of what the folder of the site holds, and the worker: path in the site, and content."""
    return list_files(inputs.folder)


def list_files(site: Path) -> Iterator[tuple[str, bytes]]:
    """The lists of a built site and its worker: path in the site, and content."""
    contents = {
        name: path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and _KINDS.search(name := path.relative_to(site).as_posix())
        and not _APART.match(name)
        and name not in (WORKER, READ, WHOLE)
    }
    marks = {name: sha256(content).hexdigest()[:_FINGERPRINT] for name, content in contents.items()}
    worker = resources(__package__).joinpath("service_worker.js").read_text(encoding="utf-8")
    version = sha256(json.dumps([marks, worker]).encode("utf-8")).hexdigest()[:_FINGERPRINT]
    read = {_key(name): mark for name, mark in marks.items() if not _WHOLE_ONLY.match(name)}
    more = {_key(name): mark for name, mark in marks.items() if _WHOLE_ONLY.match(name)}
    core = [_key(name) for name in marks if _CORE.match(name)]
    yield READ, _json({"version": version, "bytes": sum(map(len, contents.values())), "core": core, "files": read})
    yield WHOLE, _json({"version": version, "files": more})
    yield WORKER, f'const VERSION = "{version}";\n{worker}'.encode()


def removal(_: Inputs) -> Iterator[tuple[str, bytes]]:
    """A worker that removes itself and all that is saved: pages that are being edited are never to be old ones."""
    yield WORKER, resources(__package__).joinpath("service_worker_removed.js").read_bytes()


def _key(name: str) -> str:
    """A file by the address that it is asked for."""
    return name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode("utf-8")
