"""The YAML language server of the editors, with our schema, finds each fault that a schema can express where `rca check` does.

Driven over standard input and output, as an editor drives it. What a schema cannot express is listed with the reason.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_seeded_faults import SEEDS, SYNTAX, TEXT, Seed, named

from rca.records.schema import json_schema

SERVER = Path(os.environ.get("RCA_YAML_LANGUAGE_SERVER", "no-such-file"))
"""The server's script; `npm install yaml-language-server` brings it."""

BEYOND_A_SCHEMA = {
    "threshold": "a number is held against how many items a list has",
    "merge key": "YAML puts the keys in before a schema sees them",
    "unknown event": "names that other parts of the file define",
    "unknown evidence": "names that other parts of the file define",
    "unknown source": "names that other parts of the file define",
    "unknown expert": "names that other parts of the file define",
    "unknown lesson": "names that other parts of the file define",
    "unknown code": "code lists are files of the knowledge base",
    "id defined twice": "ids of different items are held against each other",
}
BEHIND_THE_COLON = "empty value"
"""Nothing is written that could be pointed at: `rca check` points at the key, the server behind its colon."""

YAML_ITSELF = ("colon in text", "open bracket", "open quote", "anchor", "control character")
"""Files that are no YAML. Each parser says in its own place where it gave up; the server takes an anchor, and a bell."""


class Editor:
    """A small editor that shows what the server has to say of a text."""

    def __init__(self, folder: Path, node: str) -> None:
        schema = folder / "review.json"
        schema.write_text(json.dumps(json_schema("review")), encoding="utf-8")
        self.settings = {
            "yaml": {"schemas": {schema.as_uri(): ["*.yaml"]}, "validate": True, "schemaStore": {"enable": False}}
        }
        self.folder = folder
        self.process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self._send("initialize", id=0, params={
            "processId": None, "rootUri": folder.as_uri(),
            "capabilities": {"workspace": {"configuration": True, "didChangeConfiguration": {}}},
        })  # fmt: skip
        while self._next().get("id") != 0:
            pass
        self._send("initialized", params={})
        self._send("workspace/didChangeConfiguration", params={"settings": self.settings})
        self.count = 0

    def end(self) -> None:
        """Stop the server."""
        self.process.kill()
        self.process.wait()
        self.listener.join(timeout=10)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while header := self.process.stdout.readline():
            length = int(header.split(b":")[1]) if header.lower().startswith(b"content-length") else 0
            while self.process.stdout.readline().strip():
                pass
            self.messages.put(json.loads(self.process.stdout.read(length)))

    def _send(self, method: str = "", **more: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **({"method": method} if method else {}), **more}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """The next message; what the server asks of its editor is answered."""
        message = self.messages.get(timeout=60)
        if "method" in message and "id" in message:
            asked = message.get("params", {}).get("items", [])
            self._send(id=message["id"], result=[self.settings.get(each.get("section")) for each in asked])
        return message

    def said(self, text: str) -> list[tuple[int, int]]:
        """Line and column, from 1, of the beginning of each thing that is marked in a text."""
        self.count += 1
        uri = (self.folder / f"review-{self.count}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", params={"textDocument": document})
        while True:
            message = self._next()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                starts = [each["range"]["start"] for each in message["params"]["diagnostics"]]
                return [(start["line"] + 1, start["character"] + 1) for start in starts]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """With the server started; the tests are skipped where it is not."""
    node = shutil.which("node")
    if node is None or not SERVER.is_file():
        pytest.skip("the YAML language server is not here; RCA_YAML_LANGUAGE_SERVER names its script")
    started = Editor(tmp_path_factory.mktemp("editor"), node)
    try:
        yield started
    finally:
        started.end()


def test_a_sound_review_is_sound_in_an_editor(editor: Editor) -> None:
    assert editor.said(TEXT) == []


EXPRESSIBLE = [each for each in (*SEEDS, *SYNTAX) if each.kind not in (*BEYOND_A_SCHEMA, *YAML_ITSELF)]


@pytest.mark.parametrize("seed", EXPRESSIBLE, ids=named)
def test_what_a_schema_can_express_is_marked_where_the_check_reports_it(editor: Editor, seed: Seed) -> None:
    text, line, column = seed.seeded()

    found = editor.said(text)

    if seed.kind == BEHIND_THE_COLON and seed.code == "RCA102":
        column = len(text.split("\n")[line - 1]) + 1
    assert (line, column) in found
    if seed.code not in ("RCA010", "RCA012"):  # after a slip of YAML, and of a tag's value, the server says more
        assert set(found) == {(line, column)}


@pytest.mark.parametrize("seed", [each for each in SEEDS if each.kind in BEYOND_A_SCHEMA], ids=named)
def test_what_is_beyond_a_schema_is_left_to_the_check(editor: Editor, seed: Seed) -> None:
    """As soon as the schema says something, the fault belongs to the others."""
    assert editor.said(seed.seeded()[0]) == []
