"""Answers a browser from pages that are made when they are asked for, and tells it when to look again."""

from __future__ import annotations

import hashlib
import mimetypes
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote, urlsplit

from rca.site import addresses
from rca.site.live import LivePages
from rca.site.mkdocs_live import Framer
from rca.site.page import Attachment, Page
from rca.site.serve import ADDRESS, serve_with
from rca.site.words import LANGUAGES

EVENTS = "/.rca/changes"
"""Where a browser waits to be told that something has changed."""
PULSE = 15.0
"""Seconds after which a waiting browser is told that nothing has, so that one that has gone is noticed."""
_AGAIN = """<script>
(() => {
  const tag = "@TAG";
  const look = async () => {
    const now = await fetch(location.pathname, { method: "HEAD", cache: "no-store" }).then((answer) => answer.headers.get("ETag"), () => null);
    if (now && now !== tag) location.reload();
  };
  let waiting = null;
  const wait = () => {
    if (document.hidden) { waiting?.close(); waiting = null; return; }
    if (waiting) return;
    waiting = new EventSource("@EVENTS");
    waiting.onopen = waiting.onmessage = look;
  };
  document.addEventListener("visibilitychange", wait);
  wait();
})();
</script>"""
_TYPES = {
    ".yaml": "text/plain",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".bib": "text/plain",
}
_TEXTS = ("text/", "application/json", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser gets."""

    status: HTTPStatus
    kind: str
    content: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class Show:
    """Pages with the frame around them, and the answers that were made of them."""

    frame: Framer
    pages: LivePages
    answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, path: str) -> Answer:
        """The page or file at an address below the root, or the page for those that are not there."""
        if path not in self.answers:
            whole = f"{path}{addresses.HOME}" if not path or path.endswith("/") else path
            self.answers[path] = _made(self.pages, self.frame, whole)
        return self.answers[path]


class Stage:
    """What is on show now; browsers wait here for the next."""

    def __init__(self, show: Show) -> None:
        self.show = show
        self.turn = 0
        self._changed = threading.Condition()

    def put(self, show: Show) -> None:
        """Put another state on show, and tell every browser that waits."""
        with self._changed:
            self.show = show
            self.turn += 1
            self._changed.notify_all()

    def wait(self, turn: int, seconds: float) -> int:
        """The number of the state on show, once it is another than `turn` or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self.turn != turn, seconds)
            return self.turn


def _made(pages: LivePages, frame: Framer, path: str) -> Answer:
    """Hand-written pages and files win over generated ones of the same address, as in a build."""
    written = frame.written(path)
    if written is not None:
        return _html(written)
    beside = frame.beside(path)
    if beside is not None:
        return _answer(path, beside)
    found = pages.find(path)
    if isinstance(found, Attachment):
        return _answer(path, found.content if isinstance(found.content, bytes) else found.content.encode())
    if isinstance(found, Page):
        return _html(frame.page(found, _translations(found)))
    return _html(frame.missing(), HTTPStatus.NOT_FOUND)


def _translations(page: Page) -> dict[str, str]:
    root = page.path if page.language == LANGUAGES[0] else page.path.partition("/")[2]
    return {each: addresses.in_language(root, each) for each in LANGUAGES}


def _html(text: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    tag = hashlib.sha256(text.encode()).hexdigest()[:16]
    before, end, after = text.rpartition("</body>")
    script = _AGAIN.replace("@TAG", tag).replace("@EVENTS", EVENTS)
    return Answer(status, "text/html; charset=utf-8", f"{before}{script}{end}{after}".encode(), tag)


def _answer(path: str, content: bytes) -> Answer:
    ending = f".{path.rpartition('.')[2]}"
    kind = _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    if kind.startswith(_TEXTS):
        kind += "; charset=utf-8"
    return Answer(HTTPStatus.OK, kind, content, hashlib.sha256(content).hexdigest()[:16])


class Handler(BaseHTTPRequestHandler):
    """One request. Only a browser that named this machine is answered: a page from elsewhere could have it call us by another name."""

    def __init__(self, stage: Stage, *arguments: object) -> None:
        self._stage = stage
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        if host not in (ADDRESS, "localhost"):
            self.send_error(HTTPStatus.FORBIDDEN, "only this machine is answered")
            return
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._tell()
            return
        answer = self._stage.show.answer(unquote(path).lstrip("/"))
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("ETag", answer.tag)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    do_HEAD = do_GET  # noqa: N815

    def _tell(self) -> None:
        """Keep the line open, and say each time that something has changed."""
        turn = self._stage.turn  # before the browser knows that it waits, so that nothing is missed
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while True:
                now = self._stage.wait(turn, PULSE)
                self.wfile.write(b"data: changed\n\n" if now != turn else b": still here\n\n")
                self.wfile.flush()
                turn = now
        except OSError:  # the browser has gone
            return

    def log_message(self, *_: object) -> None:
        """Keep the terminal for what matters."""


def serve_stage(stage: Stage, port: int, begun: Callable[[str], None], say: Callable[[str], None]) -> None:
    """Answer browsers on this machine until interrupted; as `rca.site.serve.serve_with`."""
    serve_with(partial(Handler, stage), port, begun, say)
