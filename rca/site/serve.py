"""The finished site on this machine, for one person who looks at it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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
    try:
        server = ThreadingHTTPServer((ADDRESS, port), partial(_Handler, directory=str(site)))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        msg = (
            f"port {port} is taken; another one: `--port 0`"
            if taken
            else f"cannot listen on port {port}: {error.strerror}"
        )
        raise CannotServe(msg) from error
    with server:
        say(f"Serving {site} at http://{ADDRESS}:{server.server_port}/ (Ctrl-C stops)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("Stopped.")
