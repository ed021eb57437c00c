"""A file of one's own, and many queries at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from search_cases import small

from rca.cli import main


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["search", *map(str, args)])


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    rows = [{"id": 1, "text": "The pump seal leaked"}, {"id": "b", "text": "A tank ran over", "title": "Overfill"}]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    return path


def test_a_corpus_of_lines_is_searched(texts: Path) -> None:
    answer = json.loads(run("seal", "--corpus", texts, "--format", "json").stdout)

    assert [(hit["id"], hit["kind"]) for hit in answer["hits"]] == [("1", "document")]
    assert answer["total"] == 1


def test_a_table_is_searched(tmp_path: Path) -> None:
    table = tmp_path / "texts.csv"
    table.write_text('\ufeffid,title,text\n1,Overfill,"A tank, full"\n2,,"pump\nseal"\n', encoding="utf-8")

    assert json.loads(run("seal", "--corpus", table, "--format", "json").stdout)["hits"][0]["id"] == "2"
    assert json.loads(run("overfill", "--corpus", table, "--format", "json").stdout)["hits"][0]["title"] == "Overfill"


def test_many_queries_are_answered_in_one_go(texts: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        '{"qid": "q1", "query": "sael"}\n{"qid": 2, "query": "nothing here", "more": 1}\n', encoding="utf-8"
    )

    lines = run("--corpus", texts, "--batch", queries, "--format", "jsonl").stdout.splitlines()

    assert [json.loads(line)["qid"] for line in lines] == ["q1", 2]
    assert [hit["id"] for hit in json.loads(lines[0])["hits"]] == ["1"]
    assert json.loads(lines[1])["hits"] == []


def test_queries_are_asked_of_the_knowledge_base_too(tmp_path: Path) -> None:
    small(tmp_path / "kb")
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"qid": "q", "query": "gauge stood still"}\n', encoding="utf-8")

    answer = json.loads(run("--kb", tmp_path / "kb", "--batch", queries, "--limit", 1).stdout)

    assert [hit["id"] for hit in answer["hits"]] == ["tank-2014#GAUGE"]


def test_half_a_character_stops_nothing(tmp_path: Path) -> None:
    path, queries = tmp_path / "texts.jsonl", tmp_path / "queries.jsonl"
    path.write_text('{"id": "\\ud800", "text": "pump \\ud83d seal \\ud83d\\ude00"}', encoding="utf-8")
    queries.write_text('{"qid": "\\udfff", "query": "pump \\ud800"}', encoding="utf-8")

    hit = json.loads(run("pump", "--corpus", path, "--format", "json").stdout)["hits"][0]
    answer = json.loads(run("--corpus", path, "--batch", queries).stdout)

    assert (hit["id"], hit["title"]) == ("\ufffd", "pump \ufffd seal 😀")
    assert (answer["qid"], answer["hits"][0]["id"]) == ("\ufffd", "\ufffd")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "texts.jsonl:1: this is no JSON"),
        ("[1]", "texts.jsonl:1: this is no JSON object"),
        ('{"text": "a"}', "texts.jsonl:1: a document has `id` and `text`"),
        ('{"id": 1, "text": 2}', "texts.jsonl:1: a document has `id` and `text`"),
        ("[" * 100_000, "texts.jsonl:1: this is no JSON"),
    ],
)
def test_a_line_that_is_no_document_is_told(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(line, encoding="utf-8")

    result = run("pump", "--corpus", path)

    assert result.exit_code == 2
    assert said in result.output


def test_what_cannot_be_asked_is_misuse(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b"\xff\xfe\x00")

    assert run().exit_code == 2
    assert run("pump", "--batch", texts).exit_code == 2
    assert run("pump", "--corpus", tmp_path / "none.jsonl").exit_code == 2
    assert run("pump", "--corpus", tmp_path / "bad.jsonl").exit_code == 2
    assert run("--corpus", texts, "--batch", texts).exit_code == 2
    assert run("pump", "--kb", tmp_path / "none").exit_code == 2


def test_a_word_with_a_dash_is_left_out_and_no_option(texts: Path) -> None:
    assert run("the", "-tank", "pump", "--corpus", texts, "--format", "json").exit_code == 0
    assert json.loads(run("over", "seal", "tank", "-seal", "--corpus", texts, "--format", "json").stdout)["total"] == 1
    assert run("pump", "--fromat", "json").exit_code == 2


def test_text_for_a_terminal_obeys_nobody(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"id": "a\u001b[2J", "text": "pump \u001b[31m red \u202e seal"}), encoding="utf-8")

    shown = run("pump", "--corpus", path).output

    assert not {"\u001b", "\u202e"} & set(shown)
