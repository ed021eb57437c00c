"""The index beside the knowledge base: used while nothing changed, made anew when something did, never trusted."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from search_cases import index_of

from rca.search.cache import cached_index, kept_at
from rca.search.index import Index
from rca.search.record import Corpus, Passage, SearchRecord


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
    assert first.holders("pump") == second.holders("pump") == ([0], [1])


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


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_a_damaged_index_is_made_anew(folder: Path, content: bytes) -> None:
    make = Maker()
    cached_index(folder, make)
    kept_at(folder).write_bytes(content)

    assert cached_index(folder, make).count == 1
    assert make.times == 2


def test_an_index_of_another_format_is_made_anew(folder: Path) -> None:
    make = Maker()
    cached_index(folder, make)
    with zipfile.ZipFile(kept_at(folder)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["meta"] = json.dumps({**json.loads(parts["meta"]), "format": 0}).encode()
    with zipfile.ZipFile(kept_at(folder), "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)

    cached_index(folder, make)

    assert make.times == 2


def test_where_nothing_can_be_written_the_search_works_all_the_same(folder: Path) -> None:
    kept_at(folder).parent.write_text("a file stands where the folder would")
    make = Maker()

    assert cached_index(folder, make).count == 1
    assert cached_index(folder, make).count == 1
    assert make.times == 2


def test_shards_hold_no_markup() -> None:
    """Wherever a shard is put, nothing in it is read as markup."""
    index = index_of(a='</script><script>alert("x")</script> & \u2028 <img src=x onerror=alert(1)>')

    read = index._read
    for name in ("meta", "records", "t-0", "p-0", "d-0"):
        assert not set("<>&\u2028") & set(read(name).replace('"signs"', ""))
    assert index.shown(0)[3][0].text.startswith("</script>")


def test_shards_are_read_when_they_are_needed() -> None:
    corpus_index = index_of(**{f"n{number}": f"word{number} pump" for number in range(2000)})
    asked: list[str] = []
    index = Index(lambda name: asked.append(name) or corpus_index._read(name))  # type: ignore[func-returns-value]

    assert len(index.holders("pump")[0]) == 2000
    assert len(asked) == 2  # meta, and the one shard that holds the word
