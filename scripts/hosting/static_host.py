"""Serves a built site as a static host does: with compression, persistent connections and caching."""

from __future__ import annotations

import errno
import functools
import gzip
import mimetypes
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from typing import Any
from urllib.parse import unquote, urlsplit

COMPRESSED_TYPES = (
    "text/",
    "application/javascript",
    "application/json",
    "application/xml",
    "image/svg+xml",
    "application/manifest+json",
)
_CACHE_SECONDS = 7 * 24 * 3600


@contextmanager
def host_folder(folder: Path, port: int = 0) -> Iterator[str]:
    """Serves a folder at a port or any free one, and yields its address."""
    with _Server(("127.0.0.1", port), functools.partial(_Handler, folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        thread.join()


@functools.lru_cache(maxsize=512)
def response_content(path: Path) -> tuple[str, bytes, bool]:
    """Returns the content type of a file, the bytes to send, and whether they are compressed."""
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    body = path.read_bytes()
    if not kind.startswith(COMPRESSED_TYPES):
        return kind, body, False
    return f"{kind}; charset=utf-8", gzip.compress(body, 9, mtime=0), True


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """Ignores a browser that closes the connection early."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *arguments: Any) -> None:
        self.folder = folder
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Sends a file, the index of a folder, or the 404 page."""
        try:
            self._send_file(unquote(urlsplit(self.path).path))
        except OSError as error:
            if error.errno != errno.ENAMETOOLONG:
                raise
            self._send(HTTPStatus.NOT_FOUND, self.folder / "404.html")

    def _send_file(self, address: str) -> None:
        path = self.folder / address.lstrip("/")
        if path.is_dir():
            if not address.endswith("/"):
                return self._send(HTTPStatus.MOVED_PERMANENTLY, location=f"{urlsplit(self.path).path}/")
            path /= "index.html"
        if path.is_file() and path.resolve().is_relative_to(self.folder.resolve()):
            return self._send(HTTPStatus.OK, path)
        return self._send(HTTPStatus.NOT_FOUND, self.folder / "404.html")

    do_HEAD = do_GET

    def _send(self, status: HTTPStatus, path: Path | None = None, location: str = "") -> None:
        kind, body, compressed = response_content(path) if path and path.is_file() else ("text/plain", b"", False)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-cache" if kind.startswith("text/html") else f"public, max-age={_CACHE_SECONDS}")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Logs nothing."""
