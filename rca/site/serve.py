"""The finished site on this machine, for one person who looks at it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ADDRESS = "127.0.0.1"
"""Only this machine is answered."""


class CannotServe(Exception):
    """There is nothing to serve, or the port is taken."""


class _Handler(SimpleHTTPRequestHandler):
    """Files as they are, without a line in the terminal for each."""

    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".yaml": "text/plain", ".js": "text/javascript"}  # noqa: RUF012 -- as the base class has it

    def log_message(self, *_: object) -> None:
        """Keep the terminal for what matters."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the site's own page for an address that is not there."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Never cached: a rebuilt page must be seen at once."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


def serve_folder(site: Path, port: int, say: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        site: folder with an `index.html`.
        port: 0 takes a free one.
        say: called with a line that holds the address.

    Raises:
        CannotServe: the folder holds no site, or the port is taken or not allowed.
    """
    if not (site / "index.html").is_file():
        msg = f"`{site}` holds no site; build one with `rca build --site {site}`"
        raise CannotServe(msg)
    serve_with(partial(_Handler, directory=str(site)), port, lambda address: say(f"Serving {site} at {address}"), say)


def serve_with(
    handler: Callable[..., BaseHTTPRequestHandler], port: int, begun: Callable[[str], None], say: Callable[[str], None]
) -> None:
    """Answer requests to this machine with a handler, until interrupted.

    Args:
        handler: makes the handler of a request.
        port: 0 takes a free one.
        begun: is told the address, with how to stop.
        say: is told that it has stopped.

    Raises:
        CannotServe: the port is taken or not allowed.
    """
    try:
        server = ThreadingHTTPServer((ADDRESS, port), handler)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        msg = (
            f"port {port} is taken; another one: `--port 0`"
            if taken
            else f"cannot listen on port {port}: {error.strerror}"
        )
        raise CannotServe(msg) from error
    with server:
        begun(f"http://{ADDRESS}:{server.server_port}/ (Ctrl-C stops)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Stopped.")
