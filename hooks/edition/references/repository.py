"""Addresses at the host of the public repository: where a file is edited, and where a problem is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import EditionHead


@dataclass(frozen=True)
class Forms:
    """What a kind of host adds to the address of a repository; `report` has places to be filled in."""

    edit: str
    report: str


HOSTS: Mapping[str, Forms] = {
    "github": Forms("/edit/main/", "/issues/new?template=1-text.yml&place={address}"),
    "gitlab": Forms("/-/edit/main/", "/-/issues/new?issue%5Btitle%5D={subject}&issue%5Bdescription%5D={body}"),
}


def edit_address(head: EditionHead, file: str) -> str:
    """Where a file is edited in public; nothing where the edition names no repository."""
    repository = head.repository
    return repository.address.rstrip("/") + HOSTS[repository.host].edit + file if repository else ""


def report_address(head: EditionHead) -> str:
    """Where a problem is reported, with places to be filled in: the edition's own address, else that of its repository."""
    repository = head.repository
    return head.report or (repository.address.rstrip("/") + HOSTS[repository.host].report if repository else "")
