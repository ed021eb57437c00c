"""Nearness in meaning beside the words: by the real model, which the package `wordllama` carries."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from search_cases import index_of, small

from rca.cli import main
from rca.search import fusion, meaning, vectors
from rca.search.best import best
from rca.search.fusion import FARTHEST, as_read
from rca.search.meaning import WIDTH, NoModel, word_vectors
from rca.search.search import search
from rca.search.vectors import kept_vectors, with_meaning

if not os.environ.get("RCA_NO_SKIP"):
    pytest.importorskip("wordllama")

TEXTS = {
    "boat": "The ferry capsized because water flooded the car deck",
    "pump": "The pump seal leaked petrol into the yard",
    "drug": "The patient was given ten times the dose",
}


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["search", *map(str, args)])


def names(index: object, found: object) -> list[str]:
    return [index.shown(hit.record)[0] for hit in found.hits]  # type: ignore[attr-defined]


def test_a_text_without_the_words_is_found_by_what_it_means(tmp_path: Path) -> None:
    index = with_meaning(index_of(**TEXTS), tmp_path / "x.idx")

    found = search(index, "ship sank")

    assert names(index, found)[0] == "boat"
    assert found.hits[0].match == "some"
    assert names(index, search(index, "medicine overdose hospital"))[0] == "drug"


def test_words_weigh_seven_tenths_and_meaning_three(tmp_path: Path) -> None:
    plain = index_of(**TEXTS)
    index = with_meaning(plain, tmp_path / "x.idx")
    vector = index.near.vector("pump water")  # type: ignore[union-attr]
    near = index.near.close(vector, np.arange(3))  # type: ignore[union-attr]
    near = np.maximum(0, near - FARTHEST) / (near.max() - FARTHEST)
    words = {hit.record: hit.score for hit in search(plain, "pump water").hits}

    found = {hit.record: hit.score for hit in search(index, "pump water").hits}

    most = max(words.values())
    assert found == {
        record: pytest.approx(0.7 * words.get(record, 0) / most + 0.3 * near[record], abs=2e-6) for record in found
    }
    assert best(index, "pump water", 2) == search(index, "pump water", limit=2).hits


def test_a_long_text_is_as_near_as_its_nearest_piece(tmp_path: Path) -> None:
    """One page on a ferry in a long report on budgets."""
    budget = "The board met and agreed on the budget of the next year with all members of the office present. " * 40
    ferry = "The ferry capsized because water flooded the car deck. "
    index = with_meaning(index_of(report=budget + ferry * 8 + budget, minutes=budget * 2), tmp_path / "x.idx")

    assert names(index, search(index, "ship sank"))[0] == "report"
    near = index.near.close(index.near.vector("ship sank"), np.arange(2))  # type: ignore[union-attr]
    assert near[0] > near[1] + 0.1


def test_what_is_only_compared_roughly_stands_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"d{number}": f"The pump {'seal ' * (number % 7)}leaked on day {number}" for number in range(40)}
    index = with_meaning(index_of(**texts, boat=TEXTS["boat"]), tmp_path / "x.idx")
    whole = search(index, "pump seal ferry")
    monkeypatch.setattr(fusion, "CLOSELY", 10)

    some = search(index, "pump seal ferry")

    assert some.hits[0].record == whole.hits[0].record
    assert some.total == whole.total
    assert len({hit.record for hit in some.hits}) == some.total
    assert all(hit.score <= some.hits[9].score for hit in some.hits[10:])


def test_a_slip_is_compared_as_what_was_meant(tmp_path: Path) -> None:
    index = with_meaning(index_of(**TEXTS), tmp_path / "x.idx")
    near = index.near.close(index.near.vector("the ferry, (capsized)"), np.arange(3))  # type: ignore[union-attr]

    found = search(index, "the ferrry, (capsizd)")

    assert as_read("the ferrry, (capsizd)", found.slots) == "the ferry, (capsized)"
    assert found.hits[0].score == pytest.approx(1.0)
    assert near.argmax() == found.hits[0].record
    assert as_read("a pump", ()) == "a pump"


def test_an_explanation_shows_the_words_and_the_meaning_with_their_weights(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    lines = (json.dumps({"id": name, "text": text}) for name, text in TEXTS.items())
    texts.write_text("\n".join(lines), encoding="utf-8")

    told = run("ferry sank water", "--corpus", texts, "--semantic", "--explain")
    hits = json.loads(run("ferry sank water", "--corpus", texts, "--semantic", "--explain", "--format", "json").stdout)[
        "hits"
    ]

    assert "0.700 of 0.7 for the words + 0.300 of 0.3 for nearness in meaning:" in told.stdout
    assert "all that was asked, nearness in meaning" in told.stdout
    for hit in hits:
        why = hit["why"]
        assert why["words"]["weight"] == pytest.approx(0.7)
        assert why["meaning"]["weight"] == pytest.approx(0.3)
        assert why["words"]["score"] + why["meaning"]["score"] == pytest.approx(hit["score"], abs=6e-4)
        assert sum(part["score"] for part in why["parts"]) == pytest.approx(hit["score"], abs=6e-4)
    assert "words" not in json.loads(
        run("ferry", "--corpus", texts, "--explain", "--format", "json").stdout
    )["hits"][0]["why"]  # fmt: skip


def test_phrases_filters_and_words_left_out_hold(tmp_path: Path) -> None:
    index = with_meaning(index_of(**TEXTS), tmp_path / "x.idx")

    assert "boat" not in names(index, search(index, "ship -ferry"))
    assert names(index, search(index, '"pump seal" boat')) == ["pump"]
    assert search(index, "ship", {"kind": ("case",)}).total == 0
    assert search(index, "").total == 0


def test_vectors_are_kept_by_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed base costs its changed records."""
    asked: list[str] = []
    model = word_vectors()
    monkeypatch.setattr(
        meaning.WordVectors, "described",
        lambda self, texts, made=meaning.WordVectors.described: asked.extend(texts) or made(self, texts),
    )  # fmt: skip
    place = tmp_path / "x.vec"
    first = kept_vectors(index_of(**TEXTS), place, model)
    again = kept_vectors(index_of(**TEXTS), place, model)
    asked.clear()

    changed = kept_vectors(index_of(new="A new text", pump=TEXTS["pump"]), place, model)

    assert [text.splitlines()[-1] for text in asked] == ["A new text"]
    assert np.array_equal(first.whole, again.whole)
    assert np.array_equal(changed.whole[1], first.whole[1])
    assert changed.whole.shape == (2, WIDTH)


@pytest.mark.parametrize("content", [b"", b"no vectors", b"rca arrays 1\n" + b"\xff" * 90])
def test_damaged_vectors_are_made_anew(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "x.vec"
    first = kept_vectors(index_of(**TEXTS), place, word_vectors())
    place.write_bytes(content)

    assert np.array_equal(kept_vectors(index_of(**TEXTS), place, word_vectors()).whole, first.whole)


def test_the_command_weighs_meaning_when_asked(tmp_path: Path) -> None:
    small(tmp_path / "kb")
    texts = tmp_path / "texts.jsonl"
    texts.write_text(
        "\n".join(json.dumps({"id": name, "text": text}) for name, text in TEXTS.items()), encoding="utf-8"
    )
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"qid": 1, "query": "ship sank"}', encoding="utf-8")

    hit = json.loads(run("ship sank", "--corpus", texts, "--semantic", "--format", "json").stdout)["hits"][0]
    batch = json.loads(run("--corpus", texts, "--batch", queries, "--semantic").stdout)["hits"][0]

    assert hit["id"] == batch["id"] == "boat"
    assert run("liquid spilled", "--kb", tmp_path / "kb", "--semantic").exit_code == 0
    assert run("ship", "--semantic", "--similar-to", "tank-2014").exit_code == 2


def test_without_the_model_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(tmp_path / "kb")
    word_vectors.cache_clear()
    monkeypatch.setattr(meaning, "find_spec", lambda _: None)

    with pytest.raises(NoModel):
        word_vectors()
    said = run("ship", "--kb", tmp_path / "kb", "--semantic")

    assert said.exit_code == 2
    assert "pip install 'rca-kb[semantic]'" in said.output
    assert vectors.MODEL.startswith("wordllama")
