"""The addresses of pages, and relative URLs between them."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

from ..languages import SOURCE_LANGUAGE
from ..model import Register, RegisterEntry

CORRECTIONS_ADDRESS = "corrections/"
COMMITMENTS_ADDRESS = "commitments/"
CHARTS_ADDRESS = "pictures/"
SEARCH_ADDRESS = "search/"
CONCORDANCE_ADDRESS = "concordance/"
CONCORDANCE_FILES = "concordance/files/"
TRANSLATION_ADDRESS = "translation/"
DATA_FORMATS = ("csv",)
"""The formats of the tables for analysis."""
_QUERY_OR_ANCHOR = re.compile(r"[?#]")


def document_address(document: str) -> str:
    """Returns the address of a document's page."""
    return f"{document}/"


def whole_address(document: str) -> str:
    """The address of the page that has the whole text of a document."""
    return f"{document}/full/"


def division_address(document: str, division: str) -> str:
    """Returns the address of a division's page; that of its document where there is no division."""
    return f"{document}/{division}/" if division else document_address(document)


def register_address(register: Register) -> str:
    """Returns the address of a register's index."""
    return f"{register.path}/"


def entry_address(register: Register, entry: RegisterEntry) -> str:
    """Returns the address of a register entry: of its page, or of its line in the index."""
    return f"{register.path}/{entry.path}/" if register.has_entry_pages else f"{register.path}/#{entry.path}"


def short_address(paragraph: int) -> str:
    """Returns the short permanent address of a numbered paragraph."""
    return f"p/{paragraph}/"


def language_prefix(language: str) -> str:
    """Returns the prefix of a language's addresses: empty for the source language."""
    return "" if language == SOURCE_LANGUAGE else f"{language}/"


def data_path(language: str, address: str, form: str) -> str:
    """Returns the path of the table of a page's data in a format: `en/data/commitments.csv`."""
    return f"{language_prefix(language)}data/{address.rstrip('/')}.{form}"


@lru_cache(maxsize=2**16)
def relative_url(source: str, target: str) -> str:
    """Returns the relative URL from one page to another address, both given from the site's root."""
    path = _QUERY_OR_ANCHOR.split(target, maxsplit=1)[0]
    rest = target.removeprefix(path)
    if path == source and rest.startswith("#"):
        return rest
    path_between = posixpath.relpath("/" + path, "/" + source)
    return (path_between + "/" if path_between != "." else "./") + rest


def relative_file_url(source: str, file: str) -> str:
    """Returns the relative URL from a page to a file, both given from the site's root."""
    return posixpath.relpath("/" + file, "/" + source)
