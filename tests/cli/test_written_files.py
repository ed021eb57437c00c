"""Files that commands write: whole or not at all, through links, and never in the place of a device."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from rca import api
from rca.cli import main


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    """As root, a file moved over `/dev/null` would take it from every other program."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()

    api.write_text(pipe, "hello")
    reader.join(5)

    assert read == [b"hello"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("real.json")

    api.write_text(tmp_path / "link.json", "new")

    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text(encoding="utf-8") == "new"


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(api.Misuse, match="file` is no folder"):
        api.write_text(tmp_path / "file" / "schema.json", "{}")


def test_a_schema_that_cannot_be_written_is_misuse(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    result = CliRunner().invoke(main, ["schema", "review", "-o", str(tmp_path / "file" / "schema.json")])

    assert result.exit_code == 2
    assert "cannot write" in result.output
