"""Serves a built site whose pages come in two parts."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support.web_server import QuietHandler, serve


@dataclass
class InterruptedHost:
    """A host of a site: after `cut` bytes of a page it waits for `release`."""

    site: Path
    address: str = ""
    cut: int = 0
    release: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def host_interrupted(site: Path) -> Iterator[InterruptedHost]:
    """Serves a built site: its pages interrupted, all else at once and to be cached."""
    host = InterruptedHost(site)
    with contextlib.contextmanager(serve)(site, "", functools.partial(_Handler, host=host)) as host.address:
        yield host
        host.release.set()


class _Handler(QuietHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, host: InterruptedHost, **more: Any) -> None:
        self.host = host
        super().__init__(*arguments, **more)

    def do_GET(self) -> None:  # noqa: N802 - so http.server calls it
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
