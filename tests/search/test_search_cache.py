"""The index beside the knowledge base: used while nothing changed, made anew when something did, never trusted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from search_cases import corpus_of_texts

from rca.search.arrays import MAGIC
from rca.search.cache import cached_index, kept_at
from rca.search.record import Corpus, Passage, SearchRecord
from rca.search.shards import build_shards


class Maker:
    """Counts how often an index is made."""

    def __init__(self, text: str = "pump") -> None:
        self.text = text
        self.times = 0

    def __call__(self) -> Corpus:
        self.times += 1
        return Corpus((SearchRecord("a", "document", "A", "a.html", (Passage("text", self.text),)),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kb = tmp_path / "kb"
    kb.mkdir()
    (kb / "a.yaml").write_text("a: 1")
    return kb


def test_an_index_is_made_once_and_read_again(folder: Path) -> None:
    make = Maker()

    first, second = cached_index(folder, make), cached_index(folder, make)

    assert make.times == 1
    assert first.holders("pump").records.tolist() == second.holders("pump").records.tolist() == [0]


def test_a_changed_new_or_gone_file_makes_it_anew(folder: Path) -> None:
    make = Maker()
    cached_index(folder, make)
    (folder / "a.yaml").write_text("a: 2")
    cached_index(folder, make)
    (folder / "b.yaml").write_text("b: 1")
    cached_index(folder, make)
    (folder / "b.yaml").unlink()
    cached_index(folder, make)

    assert make.times == 4


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"no index",
        lambda _: MAGIC,
        lambda _: MAGIC + b"\xff" * 200,
        lambda whole: whole[:-64],
        lambda whole: whole[:-1000] + bytes([whole[-1000] ^ 1]) + whole[-999:],
        lambda whole: whole.replace(b'"<i8"', b'"|O8"', 1),
        lambda whole: whole.replace(b'"arrays": {', b'"arrays": [', 1),
    ],
)
def test_a_damaged_index_is_made_anew(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    make = Maker()
    cached_index(folder, make)
    kept_at(folder).write_bytes(damage(kept_at(folder).read_bytes()))

    assert cached_index(folder, make).count == 1
    assert make.times == 2


def test_an_index_of_another_format_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Maker()
    cached_index(folder, make)
    monkeypatch.setattr("rca.search.cache.FORMAT", 0)

    cached_index(folder, make)

    assert make.times == 2


def test_an_index_of_changed_modules_is_made_anew(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a record says is written in the program: another program may say it otherwise."""
    module = tmp_path / "rca" / "search" / "records.py"
    module.parent.mkdir(parents=True)
    module.write_text("")
    monkeypatch.setattr("rca.search.cache.HOME", tmp_path / "rca")
    make = Maker()
    cached_index(folder, make)
    cached_index(folder, make)
    assert make.times == 1

    module.write_text("changed = True")
    cached_index(folder, make)

    assert make.times == 2


def test_nothing_stays_when_writing_is_broken_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rca.search.arrays.write_arrays", interrupted)

    with pytest.raises(KeyboardInterrupt):
        cached_index(folder, Maker())

    assert list(kept_at(folder).parent.iterdir()) == []


def test_what_killed_runs_left_is_cleared_away(folder: Path) -> None:
    beside = kept_at(folder).parent
    beside.mkdir()
    old, new = beside / "old.tmp", beside / "new.tmp"
    for each in (old, new):
        each.write_text("half an index")
    os.utime(old, (0, 0))

    cached_index(folder, Maker())

    assert sorted(each.name for each in beside.iterdir()) == ["new.tmp", kept_at(folder).name]


def test_where_nothing_can_be_written_the_search_works_all_the_same(folder: Path) -> None:
    kept_at(folder).parent.write_text("a file stands where the folder would")
    make = Maker()

    assert cached_index(folder, make).count == 1
    assert cached_index(folder, make).count == 1
    assert make.times == 2


def test_shards_hold_no_markup() -> None:
    """Wherever a shard is put, nothing in it is read as markup."""
    shards = build_shards(
        corpus_of_texts(a='</script><script>alert("x")</script> & \u2028 <img src=x onerror=alert(1)>')
    )

    for name in ("meta", "records", "t-0", "p-0", "d-0"):
        assert not set("<>&\u2028") & set(shards[name].replace('"signs"', ""))
    assert json.loads(shards["d-0"])[0][3][0][1].startswith("</script>")
