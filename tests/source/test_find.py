"""Finding files, and saying why one cannot be read as text."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from rca.source.find import MAX_BYTES, find_files, load_file, shown_path


def said(path: Path) -> list[tuple[str, int, int]]:
    file, found = load_file(path, "shown.yaml")
    assert file is None
    assert all(each.path == "shown.yaml" for each in found)
    return [(each.code, each.span.line, each.span.column) for each in found]


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "case.yaml"
    path.write_bytes(content)
    return path


def test_yaml_files_are_found_sorted_at_every_depth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden folders and other files are passed over."""
    for name in ("kb/b.yaml", "kb/a/z.yml", "kb/a/c.YAML", "kb/.git/x.yaml", "kb/.hidden.yaml", "kb/notes.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("id: x\n")
    monkeypatch.chdir(tmp_path)

    files, found = find_files(Path("kb"))

    assert [file.path for file in files] == ["kb/a/c.YAML", "kb/a/z.yml", "kb/b.yaml"]
    assert found == ()
    assert files[0].digest == hashlib.sha256(b"id: x\n").hexdigest()


def test_a_path_is_shown_relative_to_where_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the folder was named, the path leads back to the file and is not absolute."""
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / "a.yaml").write_text("id: x\n")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    assert [file.path for file in find_files(tmp_path / "kb")[0]] == ["kb/a.yaml"]

    monkeypatch.chdir(tmp_path / "elsewhere")
    assert [file.path for file in find_files(tmp_path / "kb")[0]] == ["../kb/a.yaml"]
    assert shown_path(Path("../kb")) == "../kb"


def test_a_missing_folder_is_misuse(tmp_path: Path) -> None:
    """That is no user data."""
    with pytest.raises(NotADirectoryError):
        find_files(tmp_path / "nowhere")


def test_bytes_that_are_not_utf8_are_shown_where_they_stand(tmp_path: Path) -> None:
    """Line and column count characters."""
    assert said(written(tmp_path, "a: 1\n文: ".encode() + b"\xe9t\xe9\n")) == [("RCA004", 2, 4)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-be"])
def test_other_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    """A file saved as Unicode by an old editor."""
    mark = "\ufeff" if encoding.endswith("be") else ""

    assert said(written(tmp_path, f"{mark}id: x\n".encode(encoding))) == [("RCA004", 1, 1)]


def test_a_byte_order_mark_of_utf8_is_accepted(tmp_path: Path) -> None:
    """Editors on Windows write it."""
    file, found = load_file(written(tmp_path, b"\xef\xbb\xbfid: x\n"), "x.yaml")

    assert file is not None
    assert file.text == "id: x\n"
    assert found == ()


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    """Two megabytes of text are no review."""
    assert said(written(tmp_path, b"#" * (MAX_BYTES + 1))) == [("RCA003", 1, 1)]


def test_folders_pipes_devices_and_loops_do_not_hang(tmp_path: Path) -> None:
    """Each gives one finding at once."""
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")

    files, found = find_files(tmp_path)

    assert files == ()
    assert [(Path(each.path).name, each.code) for each in found] == [
        ("folder.yaml", "RCA002"), ("gone.yaml", "RCA001"), ("loop.yaml", "RCA001"), ("pipe.yaml", "RCA002"),
        ("zero.yaml", "RCA002"),
    ]  # fmt: skip


def test_a_loop_of_folders_ends(tmp_path: Path) -> None:
    """Links to folders are not followed."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "case.yaml").write_text("id: x\n")
    (tmp_path / "a" / "again").symlink_to(tmp_path)

    files, found = find_files(tmp_path)

    assert [Path(file.path).name for file in files] == ["case.yaml"]
    assert found == ()


def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    """With the system's reason, in lower case."""
    path = written(tmp_path, b"id: x\n")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")

    assert said(path) == [("RCA001", 1, 1)]


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    """Old archives hold such names."""
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text("id: x\n")
    except OSError:
        pytest.skip("this file system keeps names in UTF-8")

    files, _ = find_files(tmp_path)

    assert files[0].path.endswith("caf\ufffd.yaml")
