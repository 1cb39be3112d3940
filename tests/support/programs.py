"""Installs the programs and Node packages that a test needs, once, when that test is about to run."""

from __future__ import annotations

import fcntl
import functools
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.folders import ROOT

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
"""The module of nginx that sends compressed copies."""
_PATH = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
"""Debian puts servers where only root looks for programs."""


@functools.cache
def program(name: str, *packages: str, module: Path | None = None) -> Path:
    """The path of a program; where it or its module is missing, installs the Debian packages that contain them."""
    if not shutil.which(name, path=_PATH) or (module and not module.exists()):
        _install(f"Install these Debian packages and run the tests again: {' '.join(packages)}", "install_debian", *packages)
    found = shutil.which(name, path=_PATH)
    assert found, f"{name} is not in {' '.join(packages)}"
    return Path(found)


@functools.cache
def node_packages() -> Path:
    """The folder of the packages that the tests run on Node."""
    _install("The packages of tests/node could not be installed from the npm registry: check the connection", "node_packages")
    return ROOT / ".cache" / "node" / "node_modules"


def _install(advice: str, *command: str) -> None:
    """Runs a function of scripts/environment.sh, in one of the test processes at a time; fails with advice."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        script = '. scripts/environment.sh; "$@"'
        done = subprocess.run(["bash", "-c", script, "bash", *command], cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(advice, pytrace=False)
