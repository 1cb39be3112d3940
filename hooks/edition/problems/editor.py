"""Links that open a file in an editor, at the place of a problem."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from .problem import Place

VARIABLE = "EDITION_EDITOR"
"""The environment variable with the pattern of such links; empty: there are none."""
_VS_CODE = "vscode://file{file}:{line}:{column}"


def editor_url(root: Path, place: Place) -> str:
    """Returns the link that opens the file of a place in the editor; empty where no editor is to be opened."""
    pattern = os.environ.get(VARIABLE, _VS_CODE)
    path = quote((root / place.file).resolve().as_posix())
    return pattern.replace("{file}", path).replace("{line}", str(place.line)).replace("{column}", str(place.column))
