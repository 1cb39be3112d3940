"""Rules on the files of docs/, most of which are copied unchanged: real files within the folder, with publishable names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..loading.handwritten_pages import FOLDER, MARKDOWN_SUFFIXES
from ..loading.text_file import find_files, read_text
from ..problems.problem import Place, Problem
from .project import Project
from .registry import Needs, rule

# Characters with a special meaning in addresses, and names that Windows, where editors work too, does not allow.
_UNSAFE_NAME = re.compile(r"""[<>:"|?*\\#%]|[. ]$|^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)""", re.IGNORECASE)


@rule(Needs.FILES)
def files_can_be_copied(project: Project) -> Iterator[Problem]:
    """Every file of docs/ can be copied and published under its name."""
    root = project.root
    folder = (root / FOLDER).resolve()
    for path in find_files(root / FOLDER, "**/*"):
        name = path.relative_to(root).as_posix()
        place = Place(_escape_unprintable(name), 1, 1)
        if not path.name.isprintable() or _UNSAFE_NAME.search(path.name):
            yield Problem(place, "unsafe-file-name", {"name": _escape_unprintable(path.name)})
        elif path.is_symlink() and path.is_dir():
            yield Problem(place, "link-to-folder")
        elif path.is_symlink() and path.is_file() and not path.resolve().is_relative_to(folder):
            yield Problem(place, "link-outside", {"folder": f"{FOLDER}/"})
        elif path.is_file() and path.suffix not in MARKDOWN_SUFFIXES and not path.stat().st_size:
            yield Problem(place, "empty-file")
        elif not path.is_file() and not path.is_dir():
            yield from read_text(path, name)[1]


def _escape_unprintable(name: str) -> str:
    """Returns a name on one line, with unprintable characters as their code points."""
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in name)
