"""Serves a built site, one of whose pages comes in two parts."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class InterruptedHost:
    """A host of a site: after `cut` bytes of a page it waits for `release`."""

    site: Path
    address: str = ""
    cut: int = 0
    release: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def host_interrupted(site: Path) -> Iterator[InterruptedHost]:
    """Serves a built site, its pages interrupted, all else at once and to be cached."""
    host = InterruptedHost(site)
    with _Server(("127.0.0.1", 0), functools.partial(_Handler, host=host)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        host.address = f"http://127.0.0.1:{server.server_port}/"
        yield host
        host.release.set()
        server.shutdown()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, host: InterruptedHost) -> None:
        self.host = host
        with contextlib.suppress(ConnectionError):  # The browser has closed a connection early.
            super().__init__(*arguments, directory=str(host.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.host.site / self.path.lstrip("/") / "index.html"
        if not path.is_file():
            super().do_GET()
            return
        html = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        self.wfile.write(html[: self.host.cut])
        self.wfile.flush()
        self.host.release.wait()
        self.wfile.write(html[self.host.cut :])

    def end_headers(self) -> None:
        if not self.path.endswith("/"):
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""
