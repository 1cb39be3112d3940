"""Finds the paths of a site that two places claim, or that lie in a reserved folder of another owner."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..problems.problem import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """A file of the site, and the place that generates it; `folder` is the innermost reserved folder that it may lie in.

    The line of a place is 0 where a whole file, such as a Python module, generates the path.
    """

    path: str
    place: Place
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that cannot be met, with the conflicting path (a folder ends with a slash) and its owner."""

    claim: Claim
    path: str
    owner: Place


def find_conflicts(claims: Iterable[Claim], folders: Mapping[str, Place]) -> Iterator[Conflict]:
    """Yields the claims that conflict with an earlier claim or a reserved folder, once for each pair of places.

    Paths that differ only in case or in Unicode normalization count as equal, as they do on some file systems.
    """
    claimed_files: dict[str, tuple[str, Place]] = {}
    claimed_folders: dict[str, tuple[str, Place]] = {}
    for folder, owner in folders.items():
        for name in (folder, *_parent_folders(folder)):
            claimed_folders.setdefault(_comparison_key(name), (folder, owner))
    reported: set[tuple[Place, Place]] = set()
    for claim in claims:
        key = _comparison_key(claim.path)
        parent_folders = _parent_folders(key)
        blocking = (
            claimed_files.get(key)
            or next((claimed_files[name[:-1]] for name in parent_folders if name[:-1] in claimed_files), None)
            or claimed_folders.get(f"{key}/")
        )
        reserved = next((name for name in parent_folders if name in folders), "")
        if blocking is None and reserved != claim.folder:
            blocking = reserved, folders[reserved]
        if blocking is None:
            claimed_files[key] = claim.path, claim.place
            for name in parent_folders:
                claimed_folders.setdefault(name, (claim.path, claim.place))
        elif (claim.place, blocking[1]) not in reported:
            reported.add((claim.place, blocking[1]))
            yield Conflict(claim, *blocking)


def _comparison_key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _parent_folders(path: str) -> list[str]:
    """Returns the folders that contain a path, innermost first, each with its final slash."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:count]) + "/" for count in range(len(parts) - 1, 0, -1)]
