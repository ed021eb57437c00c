"""The same search in PostgreSQL: a real server, started here, with pgvector where its build has it."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from search_cases import corpus_of_texts, record, small

from rca.cli import main
from rca.search import store
from rca.search.index import Index
from rca.search.record import Corpus
from rca.search.search import search
from rca.search.store import Refreshed, connected, refresh
from rca.search.store_source import StoreSource
from rca.search.store_vectors import StoreNear, has_pgvector, write_vectors
from rca.search.vectors import with_meaning

DEBIAN = Path("/usr/lib/postgresql")
QUERIES = (
    "pump seal", "pmup", "lea", "valves leaking tank", '"pump seal" yard', "tank -fire", "液位计", "start-up", "nothing such", "",
    "ferry water deck yard petrol pump", "pumpseal", "hoses",
)  # fmt: skip


def programs() -> list[Path]:
    """Folders of servers: that of the wheel, which has pgvector, then Debian's."""
    found = []
    wheel = find_spec("pgserver")
    if wheel and wheel.submodule_search_locations:
        found.append(Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin")
    if DEBIAN.is_dir():
        found.extend(sorted(DEBIAN.glob("*/bin"), reverse=True))
    return [folder for folder in found if (folder / "initdb").exists()]


def nobody() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as a user who owns nothing else."""
    return "nobody" if os.geteuid() == 0 else None


class Server:
    """A server on the loopback address, with a password."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder, self.user = programs, folder, nobody()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "password").write_text("open:sesame", encoding="utf-8")
        if self.user:
            for path in (folder, folder / "password"):
                os.chown(path, pwd.getpwnam(self.user).pw_uid, -1)
        self.run(
            "initdb",
            "-D",
            folder / "data",
            "-U",
            "keeper",
            "-A",
            "scram-sha-256",
            "--pwfile",
            folder / "password",
            "-E",
            "UTF8",
        )
        self.start()

    def run(self, program: str, *arguments: object) -> None:
        command = [str(self.programs / program), *map(str, arguments)]
        done = subprocess.run(command, user=self.user, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr + done.stdout

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.folder} -c fsync=off"
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")

    @property
    def url(self) -> str:
        return f"postgresql://keeper:open%3Asesame@127.0.0.1:{self.port}/postgres"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = programs()
    if not found and not os.environ.get("RCA_NO_SKIP"):
        pytest.skip("no PostgreSQL server is installed")
    folder = Path(tempfile.mkdtemp(prefix="rca-store-"))
    folder.chmod(0o755)
    home = found[0]
    if nobody():  # the folder of the environment may be closed to others
        shutil.copytree(home.parent, folder / "programs", symlinks=True)
        libraries = home.parent.parent.parent / "pgserver.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, folder.parent / "pgserver.libs", dirs_exist_ok=True)
        home = folder / "programs" / "bin"
    running = Server(home, folder)
    yield running
    running.stop()
    shutil.rmtree(folder)


@pytest.fixture
def base(server: Server) -> Iterator[Server]:
    """The server without a store."""
    with connected(server.url) as connection:
        connection.execute("drop schema if exists rca_search cascade")
    return server


def corpus(*, changed: bool = False) -> Corpus:
    records = [
        record("seal", "The pump seal leaked petrol into the yard", "Pump seal", "case", hazard="fire toxic"),
        record("start", "At start-up the valve was leaking and leaking", "Valve", "lesson", hazard="fire"),
        record("boat", "The ferry capsized because water flooded the deck", "Ferry", "case", hazard="water"),
        record("zh", "储罐液位计失灵, level lost", "Tank level"),
        *(
            record(f"n{number}", f"tank {number} and hoses {'pump ' * (number % 4)}in yard", f"Note {number}")
            for number in range(30)
        ),
    ]
    if changed:
        records[0] = record("seal", "The pump seal was dry, a hose leaked", "Pump seal", "case", hazard="fire")
        del records[2]
        records.insert(1, record("new", "A ferry struck the pier; pump room flooded", "Pier", hazard="water"))
    return corpus_of_texts(*records)


def assert_alike(one: Index, other: Index) -> None:
    for query in QUERIES:
        for filters in ({}, {"hazard": ("fire",)}):
            first, second = (search(index, query, filters) for index in (one, other))
            assert first.hits == second.hits, query
            assert (first.total, first.counts, first.facets) == (second.total, second.counts, second.facets)
            assert (first.readings, first.unknown) == (second.readings, second.unknown)
            assert [one.shown(hit.record) for hit in first.hits] == [other.shown(hit.record) for hit in second.hits]


def test_a_store_answers_as_the_index_beside_the_folder_does(base: Server) -> None:
    with connected(base.url) as connection:
        done = refresh(connection, corpus())

        assert done == Refreshed(records=34, new=34, gone=0, whole=True)
        assert_alike(Index.of(corpus()), Index(StoreSource(connection)))


def test_a_refresh_reads_what_is_new_and_passes_over_what_is_gone(base: Server) -> None:
    with connected(base.url) as connection:
        refresh(connection, corpus())

        again = refresh(connection, corpus())
        changed = refresh(connection, corpus(changed=True))

        assert again == Refreshed(records=34, new=0, gone=0, whole=False)
        assert changed == Refreshed(records=34, new=2, gone=2, whole=False)
        assert_alike(Index.of(corpus(changed=True)), Index(StoreSource(connection)))


def test_when_much_is_gone_the_tables_are_written_anew(base: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with connected(base.url) as connection:
        refresh(connection, corpus())
        monkeypatch.setattr(store, "MOST_GONE", 0.01)

        assert refresh(connection, corpus(changed=True)).whole
        assert_alike(Index.of(corpus(changed=True)), Index(StoreSource(connection)))


@pytest.mark.parametrize("extension", [True, False])
def test_meaning_weighs_the_same_in_a_store(
    base: Server, tmp_path: Path, extension: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By pgvector where the server has it, and here where it has not."""
    if not extension:
        monkeypatch.setattr("rca.search.store_vectors.has_pgvector", lambda _: False)
    with connected(base.url) as connection:
        refresh(connection, corpus())
        assert write_vectors(connection) == 34
        refresh(connection, corpus(changed=True))
        assert write_vectors(connection) == 2
        source = StoreSource(connection)
        kept = Index(source).meaning(StoreNear(connection, source))
        beside = with_meaning(Index.of(corpus(changed=True)), tmp_path / "x.idx")

        for query in ("ship sank", "pump seal", "liquid gauge broken"):
            first, second = search(kept, query, limit=5), search(beside, query, limit=5)
            assert [hit.record for hit in first.hits] == [hit.record for hit in second.hits]
            assert [hit.score for hit in first.hits] == pytest.approx([hit.score for hit in second.hits], abs=1e-5)


def test_the_server_of_the_wheel_has_pgvector(base: Server) -> None:
    with connected(base.url) as connection:
        assert has_pgvector(connection) == any((base.programs.parent).rglob("vector.so"))


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["search", *map(str, args)])


def test_the_command_writes_and_searches_a_store(base: Server, tmp_path: Path) -> None:
    small(tmp_path / "kb")
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"qid": "q", "query": "gauge stood still"}\n', encoding="utf-8")

    written = run("--kb", tmp_path / "kb", "--store", base.url, "--refresh", "--semantic").output
    there = json.loads(run("gauge", "--store", base.url, "--format", "json", "--kind", "cause").stdout)
    here = json.loads(run("gauge", "--kb", tmp_path / "kb", "--format", "json", "--kind", "cause").stdout)

    assert written.startswith("the store holds ")
    assert there == here
    assert (
        json.loads(run("--store", base.url, "--batch", queries, "--limit", 1).stdout)["hits"][0]["id"]
        == "tank-2014#GAUGE"
    )
    assert run("liquid", "--store", base.url, "--semantic").exit_code == 0


def test_what_is_wrong_with_a_store_is_said_in_one_line(base: Server) -> None:
    wrong = base.url.replace("sesame", "barley")
    for url, said in (
        ("mysql://host/base", "named by an address such as postgresql://"),
        ("not a url", "named by an address such as postgresql://"),
        (wrong, "password authentication failed"),
        (base.url.replace("/postgres", "/nowhere"), 'database "nowhere" does not exist'),
        (base.url.replace(str(base.port), "1"), "refused"),
        (base.url.replace(str(base.port), "port"), "invalid"),
        (base.url, "holds no index of this version yet"),
    ):
        result = run("pump", "--store", url)
        assert result.exit_code == 2, url
        assert said in result.output
        assert "barley" not in result.output
        assert "Traceback" not in result.output


def test_a_store_is_written_or_searched(base: Server) -> None:
    assert run("--refresh").exit_code == 2
    assert run("pump", "--refresh", "--store", base.url).exit_code == 2
    assert run("pump", "--store", base.url, "--explain").exit_code == 2
    assert run("pump", "--store", base.url, "--corpus", "x.jsonl").exit_code == 2
