"""Serves the files of a folder to a browser."""

from __future__ import annotations

import functools
import http.server
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from socket import socket


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Answers as Python's own server does, and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""


def serve(folder: Path, path: str, handler: Callable[..., QuietHandler] = QuietHandler) -> Iterator[str]:
    """Serves a folder; yields the address of a path in it."""
    with _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{path}"
        server.shutdown()
        thread.join()


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Ignores a browser that closes the connection early."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
