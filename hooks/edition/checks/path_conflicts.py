"""One owner a path: finds the files of a site that two places claim, or that lie in a folder of another owner."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..problems.problem import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """A file of the site, and the place that it comes from; `folder` is the innermost reserved folder that it may lie in.

    The line of a place is 0 where a whole file, such as a module of the program, makes what is claimed.
    """

    path: str
    place: Place
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that cannot be met, with the path in its way (a folder ends with a slash) and the owner of that path."""

    claim: Claim
    path: str
    owner: Place


def conflicts(claims: Iterable[Claim], folders: Mapping[str, Place]) -> Iterator[Conflict]:
    """The claims that an earlier claim or a reserved folder excludes, once for each two places.

    Paths that differ in case, or in how an accented letter is encoded, are one, as they are on some file systems.
    """
    files: dict[str, tuple[str, Place]] = {}
    parents: dict[str, tuple[str, Place]] = {}
    for folder, owner in folders.items():
        for name in (folder, *_above(folder)):
            parents.setdefault(_key(name), (folder, owner))
    seen: set[tuple[Place, Place]] = set()
    for claim in claims:
        key = _key(claim.path)
        above = _above(key)
        found = files.get(key) or next((files[name[:-1]] for name in above if name[:-1] in files), None) or parents.get(f"{key}/")
        reserved = next((name for name in above if name in folders), "")
        if found is None and reserved != claim.folder:
            found = reserved, folders[reserved]
        if found is None:
            files[key] = claim.path, claim.place
            for name in above:
                parents.setdefault(name, (claim.path, claim.place))
        elif (claim.place, found[1]) not in seen:
            seen.add((claim.place, found[1]))
            yield Conflict(claim, *found)


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _above(path: str) -> list[str]:
    """The folders that a path lies in, innermost first, each with its final slash."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:count]) + "/" for count in range(len(parts) - 1, 0, -1)]
