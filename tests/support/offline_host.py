"""A host of the site, whose connection can break and on which new versions are published."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Host:
    """A host of a site under a sub-path, whose connection can break, for all or for some of its files."""

    site: Path
    address: str = ""
    broken: list[str] = field(default_factory=list)
    """Endings of the paths that get no answer; the empty one is that of all."""
    asked: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with every answer."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.site))

    def do_GET(self) -> None:
        self.host.asked.append(self.path)
        if any(self.path.partition("?")[0].endswith(ending) for ending in self.host.broken):
            self.close_connection = True
            self.connection.close()
            return
        del self.headers["If-Modified-Since"]  # A version that is published again has older files than the one between.
        super().do_GET()

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/some/edition"))

    def end_headers(self) -> None:
        for name, value in ({"Cache-Control": "no-cache"} | self.host.headers).items():
            self.send_header(name, value)
        super().end_headers()

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ValueError, OSError):
            self.close_connection = True

    def finish(self) -> None:
        with contextlib.suppress(ValueError, OSError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64  # A worker that saves a site asks for many of its files at once.


@contextlib.contextmanager
def hosting(site: Path) -> Iterator[Host]:
    """Serves a folder, which is changed by publishing again."""
    found = Host(site)
    with _Server(("127.0.0.1", 0), functools.partial(_Handler, host=found)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_port}/some/edition/"
        yield found
        server.shutdown()


def publish_again(host: Host, site: Path) -> None:
    """Publishes a new version."""
    shutil.rmtree(host.site)
    shutil.copytree(site, host.site)


def version_of(site: Path) -> str:
    """The version that a site's list names."""
    found: str = json.loads((site / "offline.json").read_bytes())["version"]
    return found
