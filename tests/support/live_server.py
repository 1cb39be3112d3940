"""Runs the live server on a project, and requests what a browser would."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer

from support.folders import ROOT
from support.small_project import Project

OUTPUT = "report/outcome-1/output-1-1.yml"
PROBLEM = (OUTPUT, "kind: commitments", "kind: comitments")
UNREADABLE = (OUTPUT, "kind: commitments", "kind: [commitments")
PATIENCE = 60


class Served:
    """A project that is being served, and the requests of a browser."""

    def __init__(self, project: Project, process: subprocess.Popen[str], address: str) -> None:
        self.project = project
        self.process = process
        self.address = address

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def epoch(self) -> str:
        """The state of the site that its pages show, whose change they wait for."""
        found = re.search(r"livereload\((\d+), \d+\)", self.get("en/"))
        assert found
        return found[1]

    def shown(self, path: str, wanted: Callable[[str], bool]) -> str:
        """A page once it is as expected: requested again whenever browsers reload."""
        html = ""
        for _ in range(10):
            epoch = self.epoch()
            if wanted(html := self.get(path)):
                return html
            self.get(f"livereload/{epoch}/1")
        raise AssertionError(html)

    def after(self, change: Callable[[], object]) -> None:
        """Makes a change and waits until browsers are notified of it."""
        epoch = self.epoch()
        change()
        self.get(f"livereload/{epoch}/1")


def heed() -> None:
    """Lets a program react to Ctrl-C also where these tests run in the background, whose programs ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def start(whole: Project, *arguments: str) -> Iterator[Served]:
    """Begins to serve a project on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    (whole.root / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "serve.py", whole.root / "scripts")
    command = [sys.executable, "-u", "scripts/serve.py", "--dev-addr", f"127.0.0.1:{port}", *arguments]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        cwd=whole.root,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed,  # noqa: PLW1509  # takes no lock
        env=environment,
    ) as process:
        try:
            yield Served(whole, process, address)
        except BaseException:
            process.kill()
            raise
        process.send_signal(signal.SIGINT)
        assert process.stderr
        output = process.stderr.read()
        assert process.wait(PATIENCE) == 0 and "Traceback" not in output, output


def until(process: subprocess.Popen[str], words: str) -> str:
    """The output of a process up to the first line that contains some words; without them the process is ended."""
    assert process.stderr
    lines = []
    limit = Timer(PATIENCE, process.kill)
    limit.start()
    try:
        for line in process.stderr:
            lines.append(line)
            if words in line:
                return "".join(lines)
    finally:
        limit.cancel()
    raise AssertionError("".join(lines))
