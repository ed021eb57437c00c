"""A change of a file is noticed while the site is served."""

from __future__ import annotations

import threading
from pathlib import Path

from rca.site.watch import watching


def test_a_written_file_is_noticed(tmp_path: Path) -> None:
    seen = threading.Event()

    with watching((tmp_path, tmp_path / "gone.yml"), seen.set, pause=0.01):
        (tmp_path / "new.yaml").write_text("id: x\n", encoding="utf-8")
        noticed = seen.wait(10)

    assert noticed


def test_a_file_taken_away_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("id: x\n", encoding="utf-8")
    seen = threading.Event()

    with watching((tmp_path,), seen.set, pause=0.01):
        (tmp_path / "old.yaml").unlink()
        noticed = seen.wait(10)

    assert noticed


def test_nothing_is_said_when_nothing_changes(tmp_path: Path) -> None:
    calls: list[int] = []

    with watching((tmp_path,), lambda: calls.append(1), pause=0.01):
        threading.Event().wait(0.1)

    assert calls == []
