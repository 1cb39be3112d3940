"""Two folders are exchanged in one step where the file system can."""

from __future__ import annotations

import ctypes
import errno
from pathlib import Path

import pytest

from edition.publishing.exchange import exchange


class System:
    """A system whose `renameat2` fails with an error."""

    def __init__(self, number: int) -> None:
        self._number = number

    def renameat2(self, *_: object) -> int:
        """Fails."""
        ctypes.set_errno(self._number)
        return -1


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_system_that_cannot_exchange_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: System(number))
    assert exchange(tmp_path / "new", tmp_path / "site") is False


def test_any_other_failure_is_an_error_with_both_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: System(errno.EACCES))
    with pytest.raises(PermissionError) as error:
        exchange(tmp_path / "new", tmp_path / "site")
    assert (error.value.filename, error.value.filename2) == (str(tmp_path / "new"), str(tmp_path / "site"))
