"""Addresses at the host of the public repository: to edit a file, and to report a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import EditionHead


@dataclass(frozen=True)
class HostPaths:
    """What a host appends to the address of a repository; `report` has placeholders."""

    edit: str
    history: str
    report: str


PATHS_BY_HOST: Mapping[str, HostPaths] = {
    "github": HostPaths("/edit/main/", "/commits/main/", "/issues/new?template=1-text.yml&place={address}"),
    "gitlab": HostPaths(
        "/-/edit/main/", "/-/commits/main/", "/-/issues/new?issue%5Btitle%5D={subject}&issue%5Bdescription%5D={body}"
    ),
}


def edit_address(head: EditionHead, file: str) -> str:
    """Returns the address at which a file is edited; empty where the edition names no repository."""
    repository = head.repository
    return repository.address.rstrip("/") + PATHS_BY_HOST[repository.host].edit + file if repository else ""


def history_address(head: EditionHead, file: str) -> str:
    """Returns the address with the changes of a file; empty where the edition names no repository."""
    repository = head.repository
    return repository.address.rstrip("/") + PATHS_BY_HOST[repository.host].history + file if repository else ""


def report_address(head: EditionHead) -> str:
    """Returns the address for reporting a problem, with placeholders: that of edition.yml, else that of its repository."""
    repository = head.repository
    return head.report or (repository.address.rstrip("/") + PATHS_BY_HOST[repository.host].report if repository else "")
