"""The offline copy: the lists of a build's files, and the service worker that saves them on a device."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from importlib.resources import files as resources
from pathlib import Path

from ..languages import LANGUAGES
from ..references.urls import language_prefix
from .inputs import Inputs

WORKER = "worker.js"
FALLBACK_PAGE = "503.html"
PAGES_LIST, COMPLETE_LIST = "offline.json", "offline-whole.json"
"""The list of the files that pages load, and the list of the files that only a complete copy saves."""

_FINGERPRINT_LENGTH = 12
_SAVED_FILES = re.compile(r"\.(html|css|js|json|svg|png|webp|woff2|ico|webmanifest|pagefind|pf_\w+)$")
"""Files that pages consist of; not downloads and source maps."""
_EXCLUDED_FILES = re.compile(r"^(social/|404\.html$|assets/(javascripts|images)/)")
"""Files of these types that are made for other sites or are unused."""
_COMPLETE_ONLY_FILES = re.compile(r"^((en/)?p/|search/.*\.pf_(fragment|index)$|.*\.png$)")
"""Files that only a complete copy saves. Pages load none of them but parts of the search index, named by their content hash."""
_CORE_FILES = re.compile(
    r"^(assets/.*\.(css|js|woff2|svg)|favicon\.ico|503\.html|(en/)?offline/index\.html|(en/)?manifest\.webmanifest)$"
)
"""Files that every page needs, saved first."""


def make_files(inputs: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields the lists and the worker of the site in its folder: path in the site, and content."""
    optional = [page.address for page in inputs.pages.values() if not page.kind.is_in_offline_copy]
    return make_offline_files(inputs.folder, [language_prefix(language) + one for language in LANGUAGES for one in optional])


def make_offline_files(site: Path, optional: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """Yields the lists and the worker of a built site: path in the site, and content.

    `optional` are the addresses of pages that are saved only where they are read.
    """
    contents = {
        name: path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and _SAVED_FILES.search(name := path.relative_to(site).as_posix())
        and not _EXCLUDED_FILES.match(name)
        and name not in (WORKER, PAGES_LIST, COMPLETE_LIST)
    }
    fingerprints = {name: sha256(content).hexdigest()[:_FINGERPRINT_LENGTH] for name, content in contents.items()}
    worker = resources(__package__).joinpath("service_worker.js").read_text(encoding="utf-8")
    version = sha256(json.dumps([fingerprints, worker]).encode("utf-8")).hexdigest()[:_FINGERPRINT_LENGTH]
    page_files = {
        _requested_address(name): fingerprint
        for name, fingerprint in fingerprints.items()
        if not _COMPLETE_ONLY_FILES.match(name)
    }
    complete_only_files = {
        _requested_address(name): fingerprint for name, fingerprint in fingerprints.items() if _COMPLETE_ONLY_FILES.match(name)
    }
    core = [_requested_address(name) for name in fingerprints if _CORE_FILES.match(name)]
    size = sum(len(content) for name, content in contents.items() if _requested_address(name) not in optional)
    pages = {"version": version, "bytes": size, "core": core, "optional": list(optional), "files": page_files}
    yield PAGES_LIST, _encode_json(pages)
    yield COMPLETE_LIST, _encode_json({"version": version, "files": complete_only_files})
    yield WORKER, f'const VERSION = "{version}";\n{worker}'.encode()


def make_removal_worker(_: Inputs) -> Iterator[tuple[str, bytes]]:
    """Yields a worker that removes itself and all saved files, so that pages under editing are never outdated."""
    yield WORKER, resources(__package__).joinpath("service_worker_removed.js").read_bytes()


def _requested_address(name: str) -> str:
    """Returns the address at which browsers request a file."""
    return name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name


def _encode_json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode("utf-8")
