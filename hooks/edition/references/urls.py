"""The addresses of pages, and the ways between them."""

from __future__ import annotations

import posixpath
import re

from ..languages import SOURCE_LANGUAGE
from ..model import Register, RegisterEntry

CORRECTIONS_ADDRESS = "corrections/"


COMMITMENTS_ADDRESS = "commitments/"


OFFLINE_ADDRESS = "offline/"


PICTURES_ADDRESS = "pictures/"


SEARCH_ADDRESS = "search/"


TRANSLATION_ADDRESS = "translation/"


_QUERY_OR_ANCHOR = re.compile(r"[?#]")


def document_address(document: str) -> str:
    """The address of a document's own page."""
    return f"{document}/"


def division_address(document: str, division: str) -> str:
    """The address of a division's page; that of its document where there is no division."""
    return f"{document}/{division}/" if division else document_address(document)


def register_address(register: Register) -> str:
    """The address of a register's index."""
    return f"{register.path}/"


def entry_address(register: Register, entry: RegisterEntry) -> str:
    """The address of a registered thing."""
    return f"{register.path}/{entry.path}/"


def short_address(paragraph: int) -> str:
    """The short permanent address of a numbered paragraph."""
    return f"p/{paragraph}/"


def language_prefix(language: str) -> str:
    """Where a language's pages stand: the source language at the root."""
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


def relative(source: str, target: str) -> str:
    """The way from one page's address to another address, both from the site's root."""
    path = _QUERY_OR_ANCHOR.split(target, maxsplit=1)[0]
    rest = target.removeprefix(path)
    if path == source and rest.startswith("#"):
        return rest
    way = posixpath.relpath("/" + path, "/" + source)
    return (way + "/" if way != "." else "./") + rest


def relative_file(source: str, file: str) -> str:
    """The way from a page's address to a file, both from the site's root."""
    return posixpath.relpath("/" + file, "/" + source)
