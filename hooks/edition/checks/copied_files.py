"""The files of docs/, most of which are copied as they are: real ones, in the folder itself, whose names can be published."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..loading.handwritten_pages import FOLDER, MARKDOWN_SUFFIXES
from ..loading.text_file import find_files, read_text
from ..problems.problem import Place, Problem
from .project import Project
from .registry import Needs, rule

# What means something else in an address, or cannot stand in a name of Windows, where editors work too.
_ODD_NAME = re.compile(r"""[<>:"|?*\\#%]|[. ]$|^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)""", re.IGNORECASE)


@rule(Needs.FILES)
def files_can_be_copied(project: Project) -> Iterator[Problem]:
    """All that cannot be published of a project for what it is, or for its name."""
    root = project.root
    folder = (root / FOLDER).resolve()
    for path in find_files(root / FOLDER, "**/*"):
        name = path.relative_to(root).as_posix()
        place = Place(_printable(name), 1, 1)
        if not path.name.isprintable() or _ODD_NAME.search(path.name):
            yield Problem(place, "odd-file-name", {"name": _printable(path.name)})
        elif path.is_symlink() and path.is_dir():
            yield Problem(place, "link-to-folder")
        elif path.is_symlink() and path.is_file() and not path.resolve().is_relative_to(folder):
            yield Problem(place, "link-outside", {"folder": f"{FOLDER}/"})
        elif path.is_file() and path.suffix not in MARKDOWN_SUFFIXES and not path.stat().st_size:
            yield Problem(place, "empty-file")
        elif not path.is_file() and not path.is_dir():
            yield from read_text(path, name)[1]


def _printable(name: str) -> str:
    """A name in one line, with the numbers of the signs that nobody sees or that are none."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)
