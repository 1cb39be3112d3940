"""A copy of the project in which a file can be changed and the tests run, without touching the project itself."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SCRIPTS = Path(__file__).resolve().parents[2]
_BUILT = "import sys; sys.path.insert(0, 'tests'); from support import built_site"
_OFFLINE = """
import sys
sys.path.insert(0, "hooks")
from pathlib import Path
from edition.outputs.offline import make_offline_files
for name, content in [*make_offline_files(site := Path('{site}'))]:
    (site / name).unlink()
    (site / name).write_bytes(content)
"""
_ENDED, _NO_TESTS = 0, 5


@dataclass(frozen=True, slots=True)
class Failure:
    """A test that failed, and the first line of its message; without a name where the tests do not start, or do not end."""

    test: str
    message: str


class BuildError(Exception):
    """The site cannot be built."""


class StoppedError(Exception):
    """The checkout is no longer used."""


class Checkout:
    """A copy of a project's tracked files, with its environment and tools."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.root = folder
        self._temporary = folder.with_name(f"{folder.name}.tmp")
        self._temporary.mkdir()
        self._time = time.time()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        subprocess.run(["git", "clone", "--quiet", "--shared", "--no-checkout", str(source), str(folder)], check=True)
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=source, check=True, capture_output=True, text=True).stdout
        for name in filter(None, listed.split("\0")):
            if (source / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source / name, folder / name)
        subprocess.run(["git", "reset", "--quiet"], cwd=folder, check=True)
        (folder / ".git" / "info" / "exclude").write_text(".venv\n.cache\n")
        (folder / ".cache").mkdir()
        for shared in (".venv", ".cache/node"):
            (folder / shared).symlink_to((source / shared).resolve(), target_is_directory=True)
        if (pictures := source / ".cache" / "social").is_dir():
            shutil.copytree(pictures, folder / ".cache" / "social")

    def write(self, path: str, text: str) -> None:
        """Changes a file; at a new second, since Python knows its compiled modules by the second and size of their source."""
        (self.root / path).write_text(text, encoding="utf-8")
        self._time += 2
        os.utime(self.root / path, (self._time, self._time))

    def test(self, options: Sequence[str], seconds: float) -> Failure | None:
        """Runs tests until one fails; none that ends is a failure too."""
        noted, times = self._temporary / "failure.json", self._temporary / "times.json"
        noted.unlink(missing_ok=True)
        plugin = ["-p", "no:cacheprovider", "-p", "measuring.mutation.stages", f"--failure={noted}", f"--times={times}"]
        try:
            status, output = self._run(
                ["-m", "pytest", "-q", "-x", "-n0", "--tb=short", *plugin, *options], seconds, PYTHONPATH=str(_SCRIPTS)
            )
        except subprocess.TimeoutExpired:
            return Failure("", f"no end after {seconds:.0f} s")
        if noted.exists():
            return Failure(**json.loads(noted.read_text()))
        return None if status in (_ENDED, _NO_TESTS) else Failure("", (output.strip().splitlines() or [""])[-1])

    def build(self, seconds: float) -> Path:
        """The built site, as the tests build it; raises BuildError where they cannot."""
        try:
            status, output = self._run(["-c", f"{_BUILT}; print(built_site.build_site())"], seconds)
        except subprocess.TimeoutExpired:
            raise BuildError(f"no end after {seconds:.0f} s") from None
        last = (output.strip().splitlines() or [""])[-1]
        if status:
            raise BuildError(last)
        return Path(last)

    def site_folder(self) -> Path:
        """The folder of the site that the tests would build of the sources as they are."""
        return Path(self._output(f"{_BUILT}; print(built_site.CACHE / built_site._fingerprint())"))

    def remove_sites(self, except_for: Path) -> None:
        """Removes the sites that were built here, but for one."""
        for folder in (self.root / ".cache" / "tests").glob("*/"):
            if folder != except_for:
                shutil.rmtree(folder)

    def list_offline(self, site: Path) -> None:
        """Updates the offline lists of a site, as new files, since the old ones may be hard links to those of another site."""
        self._output(_OFFLINE.format(site=site))

    def _output(self, program: str) -> str:
        status, output = self._run(["-c", program], 60)
        assert status == 0, output
        return output.strip()

    def _run(self, arguments: Sequence[str], seconds: float, **environment: str) -> tuple[int, str]:
        """Runs Python in the copy, and ends all that it started."""
        variables = {**os.environ, "TMPDIR": str(self._temporary), **environment}
        variables.pop("PYTEST_ADDOPTS", None)
        if self._stopped:
            raise StoppedError
        self._process = subprocess.Popen(
            [str(self.root / ".venv" / "bin" / "python"), *arguments],
            cwd=self.root,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            output, _ = self._process.communicate(timeout=seconds)
        finally:
            self._kill()
            for left in filter(Path.is_dir, self._temporary.iterdir()):
                shutil.rmtree(left, ignore_errors=True)
        return self._process.returncode, output

    def stop(self) -> None:
        """Ends what runs, and runs nothing more."""
        self._stopped = True
        self._kill()

    def _kill(self) -> None:
        """Kills all that was started last: it is a group of processes of its own."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
