"""The language server driven over standard input and output, as an editor drives it."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

REVIEW = """format: 1
id: tank-2026
title: 储罐😀 ran over
event: {date: 2026-03-02, hazards: [flammable]}
evidence:
  E-LOG: {what: Pump log, kind: data}
fault_tree:
  top: TOP
  events:
    TOP: {event: "储罐😀 满液", all_of: [PUMP, ALRM]}
    PUMP: {event: The pump ran on, status: confirmed, evidence: [E-LOG]}
    ALARM: {event: The alarm was silent, status: opne}
lint:
  - {allow: RCA401, because: no action yet}
"""
OTHER = REVIEW.replace("tank-2026", "other-2026").replace("ALRM", "ALARM").replace("opne", "open")


class Editor:
    """A small editor: sends messages, waits for answers."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rca", "lsp", "--stdio", "--as-of", "2026-11-24"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder,
        )  # fmt: skip
        self.messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        self.version = 1
        self.path = folder / "kb" / "reviews" / "tank-2026.yaml"
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    @property
    def uri(self) -> str:
        return self.path.as_uri()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while header := self.process.stdout.readline():
            length = int(header.split(b":")[1]) if header.lower().startswith(b"content-length") else 0
            while self.process.stdout.readline().strip():
                pass
            self.messages.put(json.loads(self.process.stdout.read(length)))

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.messages.get(timeout=30)
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def said(self) -> list[dict[str, Any]]:
        """The diagnostics that come next."""
        while True:
            message = self.messages.get(timeout=30)
            if message.get("method") == "textDocument/publishDiagnostics":
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def open(self, text: str) -> list[dict[str, Any]]:
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return self.said()

    def type(self, text: str, *, wait: bool = True) -> list[dict[str, Any]]:
        self.version += 1
        self.tell(
            "textDocument/didChange",
            textDocument={"uri": self.uri, "version": self.version},
            contentChanges=[{"text": text}],
        )
        return self.said() if wait else []

    def at(self, method: str, text: str, marked: str, **more: Any) -> Any:
        """Ask about the place that `|` marks in a stretch of the text."""
        index = text.index(marked.replace("|", "")) + marked.index("|")
        before = text[:index]
        line = before.rpartition("\n")[2]
        position = {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}
        return self.ask(method, textDocument={"uri": self.uri}, position=position, **more)

    def offered(self, text: str, marked: str) -> dict[str, str]:
        items = self.at("textDocument/completion", text, marked)["items"]
        return {each["label"]: each.get("detail") or "" for each in items}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One server for all tests; starting it takes longer than any of them."""
    folder = tmp_path_factory.mktemp("desk")
    reviews = folder / "kb" / "reviews"
    reviews.mkdir(parents=True)
    (reviews / "tank-2026.yaml").write_text(REVIEW, encoding="utf-8")
    (reviews / "other-2026.yaml").write_text(OTHER, encoding="utf-8")
    editor = Editor(folder)
    try:
        result = editor.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        assert result["capabilities"]["completionProvider"]
        editor.tell("initialized")
        yield editor
        editor.ask("shutdown")
        editor.tell("exit")
        assert editor.process.wait(timeout=20) == 0
    finally:
        editor.process.kill()
        editor.process.wait()
        editor.listener.join(timeout=10)
        for pipe in (editor.process.stdin, editor.process.stdout):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def editor(started: Editor) -> Iterator[Editor]:
    """The server with no file open."""
    path = started.path
    yield started
    started.tell("textDocument/didClose", textDocument={"uri": started.uri})
    while started.said():
        pass
    started.path = path


def test_findings_stand_at_utf16_columns_on_unsaved_and_half_written_text(editor: Editor) -> None:
    found = editor.open(REVIEW)
    word = next(each for each in found if each["code"] == "RCA104")
    assert (word["range"]["start"]["line"], word["severity"], word["source"]) == (11, 1, "rca")

    line = REVIEW.splitlines()[9]
    unknown = next(each for each in editor.type(REVIEW.replace("opne", "open")) if each["code"] == "RCA349")
    start = unknown["range"]["start"]
    assert (start["line"], start["character"]) == (9, len(line[: line.index("ALRM")].encode("utf-16-le")) // 2)
    assert start["character"] == line.index("ALRM") + 1, "the emoji is two units of UTF-16"

    half = editor.type(REVIEW + "actions:\n  - {id: A-1, breaks: [")
    assert [each["code"] for each in half] == ["RCA010"]
    assert editor.type(OTHER.replace("other-2026", "tank-2026")) != half


def test_ids_codes_words_and_keys_are_offered_while_a_line_is_half_written(editor: Editor) -> None:
    editor.open(OTHER)
    half = OTHER + "actions:\n  - {id: A-1, breaks: [P"
    editor.type(half)

    offered = editor.offered(half, "breaks: [P|")
    assert (next(iter(offered)), offered["PUMP"]) == ("PUMP", "The pump ran on (confirmed)")
    keys = half.removesuffix(", breaks: [P") + ", wea"
    editor.type(keys)
    assert "weakens" in editor.offered(keys, ", wea|")
    for written, marked, label in (
        ("links:\n  - {review: oth", "review: oth|", "other-2026"), ("event: {date: 2026, hazards: [fla", "hazards: [fla|", "flammable"),
        ("review:\n  stage: ana", "stage: ana|", "analysis"), ("fault_tree:\n  events:\n    X: {event: Y, see: [other-2026#PU", "#PU|", "other-2026#PUMP"),
        ("lint:\n  - {allow: RCA40", "RCA40|", "RCA401"), ("fault_tree:\n  events:\n    X: {event: Y, defect: T-", "defect: T-|", "T-SENSE"),
        ("standards:\n  S: {title: x, fie", "fie|", "field"),
    ):  # fmt: skip
        text = f"format: 1\nid: tank-2026\n{written}"
        editor.type(text)
        assert label in editor.offered(text, marked), written


def test_hovering_tells_what_codes_words_keys_rules_and_ids_mean(editor: Editor) -> None:
    editor.open(OTHER)
    for marked, said in (
        ("hazards: [flam|mable]", "code list `hazard`"), ("status: confir|med", "confirmed"), ("allow: RCA4|01", "Why it matters"),
        ("all_of: [PU|MP", "The pump ran on"), ("evidence: [E-L|OG]", "Pump log"), ("  to|p: TOP", "top"), ("ti|tle:", "One line"),
    ):  # fmt: skip
        found = editor.at("textDocument/hover", OTHER, marked)
        assert found is not None, marked
        assert said in found["contents"]["value"], marked
    assert editor.at("textDocument/hover", OTHER, "The pump ra|n on") is None


def test_definition_leads_to_events_evidence_and_other_reviews(editor: Editor) -> None:
    text = OTHER.replace("other-2026", "tank-2026") + "links: [{review: other-2026, relation: similar-to}]\n"
    text = text.replace("The pump ran on,", "The pump ran on, see: [other-2026#ALARM],")
    editor.open(text)

    event = editor.at("textDocument/definition", text, "all_of: [PU|MP")
    assert event["range"]["start"] == {"line": 10, "character": 4}
    assert editor.at("textDocument/definition", text, "evidence: [E-L|OG]")["range"]["start"]["line"] == 5
    other = editor.at("textDocument/definition", text, "other-2026#AL|ARM")
    assert (other["uri"].rpartition("/")[2], other["range"]["start"]["line"]) == ("other-2026.yaml", 11)
    assert editor.at("textDocument/definition", text, "review: other-|2026")["uri"].endswith("other-2026.yaml")
    half = text + "actions: [{breaks: [PUMP"
    editor.type(half)
    assert editor.at("textDocument/definition", half, "{breaks: [PU|MP")["range"]["start"]["line"] == 10


def test_a_quick_fix_writes_the_nearest_word(editor: Editor) -> None:
    found = editor.open(REVIEW)
    word = next(each for each in found if each["code"] == "RCA104")
    actions = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": editor.uri},
        range=word["range"],
        context={"diagnostics": [word]},
    )
    (edit,) = actions[0]["edit"]["changes"][editor.uri]

    assert edit["newText"] == "open"
    assert edit["range"] == word["range"]


@pytest.mark.parametrize(
    "text", ["", "\x00\x01", "[" * 3000, "a: [\n", "- 1\n- 2\n", "format: 9\n", "id: 储罐\r\ntitle: x\r"]
)
def test_hostile_text_never_stops_the_server(editor: Editor, text: str) -> None:
    editor.open(text)
    editor.ask("textDocument/completion", textDocument={"uri": editor.uri}, position={"line": 0, "character": 99})
    editor.ask("textDocument/hover", textDocument={"uri": editor.uri}, position={"line": 7, "character": 0})
    editor.ask("textDocument/definition", textDocument={"uri": editor.uri}, position={"line": 0, "character": 1})
    assert editor.type(OTHER) is not None


def test_a_file_that_is_not_on_the_disk_yet_is_checked_too(editor: Editor) -> None:
    editor.path = editor.path.with_name("new-2026.yaml")

    assert "RCA104" in {each["code"] for each in editor.open(REVIEW.replace("tank-2026", "new-2026"))}


def codes(found: list[dict[str, Any]]) -> set[str]:
    return {each["code"] for each in found}


def test_a_renamed_file_is_known_by_its_new_name(editor: Editor) -> None:
    """Its own findings move with it, and those who name it learn of it without being saved."""
    old, new = editor.path, editor.path.with_name("tank-2027.yaml")
    linked = editor.path.with_name("linked-2026.yaml")
    text = OTHER.replace("other-2026", "linked-2026") + "links: [{review: tank-2026, relation: similar-to}]\n"
    editor.path = linked
    assert "RCA453" not in codes(editor.open(text))

    old.rename(new)
    new.write_text(REVIEW.replace("id: tank-2026", "id: tank-2027"), encoding="utf-8")
    try:
        editor.tell("workspace/didRenameFiles", files=[{"oldUri": old.as_uri(), "newUri": new.as_uri()}])
        assert "RCA453" in codes(editor.said())
        editor.tell("textDocument/didClose", textDocument={"uri": editor.uri})
        assert editor.said() == []
        editor.path = new
        assert "RCA206" in codes(editor.open(REVIEW))
        assert "RCA206" not in codes(editor.type(REVIEW.replace("id: tank-2026", "id: tank-2027")))
    finally:
        new.rename(old)
        old.write_text(REVIEW, encoding="utf-8")


def test_a_file_that_something_else_changed_is_looked_at_again(editor: Editor) -> None:
    """A checkout of another branch."""
    other = editor.path.with_name("other-2026.yaml")
    text = OTHER.replace("other-2026", "tank-2026") + "links: [{review: other-2026, relation: similar-to}]\n"
    assert "RCA453" not in codes(editor.open(text))

    other.unlink()
    try:
        editor.tell("workspace/didChangeWatchedFiles", changes=[{"uri": other.as_uri(), "type": 3}])
        assert "RCA453" in codes(editor.said())
    finally:
        other.write_text(OTHER, encoding="utf-8")


def test_fixes_of_a_text_with_other_line_ends_stand_at_utf16_columns(editor: Editor) -> None:
    """Behind two emoji and Chinese on one line, with CR LF."""
    text = (
        OTHER.replace("other-2026", "tank-2026")
        .replace("储罐😀 满液", "储罐😀😀 满液")
        .replace("[PUMP, ALARM]", "[PUMP, ALARMS]")
    )
    text = text.replace("\n", "\r\n")
    editor.open(text)
    line = next(each for each in text.split("\r\n") if "ALARMS" in each)
    column = len(line[: line.index("ALARMS")].encode("utf-16-le")) // 2

    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    found = editor.ask(
        "textDocument/codeAction", textDocument={"uri": editor.uri}, range=whole, context={"diagnostics": []}
    )

    (edit,) = next(each for each in found if "ALARM" in each["title"])["edit"]["changes"][editor.uri]
    assert (edit["range"]["start"], edit["newText"]) == ({"line": 9, "character": column}, "ALARM")
