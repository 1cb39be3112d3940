"""Builds the real site for the tests: once for all of their processes, and again only where its sources have changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from support.folders import ROOT

CACHE = ROOT / ".cache" / "tests"
SOURCES = ("content", "docs", "hooks", "overrides", "mkdocs.yml", "requirements.txt")
_KEPT_SECONDS = 24 * 60 * 60
"""How long the site of other sources stays: another run of the tests may be reading it."""


def run_mkdocs(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs MkDocs in a project."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8", **environment},
    )


def build_site() -> Path:
    """The folder of the real site, built strictly; raises AssertionError where MkDocs fails or prints anything."""
    folder = CACHE / _fingerprint()
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            _remove_old()
            shutil.rmtree(folder, ignore_errors=True)
            done = run_mkdocs(ROOT, "build", "--strict", "--quiet", "--site-dir", str(folder / "site"))
            assert (done.returncode, done.stdout + done.stderr) == (0, "")
            (folder / "complete").touch()
    return folder / "site"


def _fingerprint() -> str:
    """A hash of everything that the site is made of."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *SOURCES],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = hashlib.sha256(f"{sys.version} {os.environ.get('SITE_URL')}".encode())
    for name in sorted(set(filter(None, listed.stdout.split(b"\0")))):
        path = ROOT / os.fsdecode(name)
        if path.is_file():
            found.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def _remove_old() -> None:
    for folder in CACHE.iterdir():
        if folder.is_dir() and folder.stat().st_mtime < time.time() - _KEPT_SECONDS:
            shutil.rmtree(folder)
