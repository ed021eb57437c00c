"""Every command with wrong input: one clear message, no traceback, and nothing lost.

The tables hold every command there is. Files that are wrong in every way somebody has met, a disk that is full, a place
that cannot be written, Ctrl-C in the middle of writing, a reader that goes away.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from rca.cli import main
from rca.site import build, pages
from rca.site.pages import cases

LINT = Path(__file__).parents[1] / "lint"
GOOD = (LINT / "clean.yaml").read_text("utf-8")

WRONG: dict[str, Callable[[Path], object]] = {
    "not there": lambda path: path,
    "a folder": lambda path: path.mkdir(),
    "binary": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "half-written": lambda path: path.write_text(GOOD[:1500] + "\n  sign_offs: [{stage: opened, by", "utf-8"),
    "empty": lambda path: path.write_text("", "utf-8"),
    "a list": lambda path: path.write_text("- a\n- b\n", "utf-8"),
    "too deep": lambda path: path.write_text(f"id: x\ntitle: {'[' * 20000}{']' * 20000}\n", "utf-8"),
    "no UTF-8": lambda path: path.write_bytes(b"id: x\ntitle: \xff\xfe\xc3\x28\n"),
    "UTF-16": lambda path: path.write_text(GOOD, "utf-16"),
    "NUL": lambda path: path.write_text("id: x\0y\n", "utf-8"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nothing": lambda path: path.symlink_to("nowhere.yaml"),
    "a pipe": os.mkfifo,
    "large": lambda path: path.write_text("a: " + "x" * 3_000_000, "utf-8"),
}

FILE = "bad.yaml"
TAKES_A_FILE = {
    "adopt": ("adopt", FILE, "--site", "s", "--decided-by", "r"),
    "analyse": ("analyse", FILE),
    "check": ("check", FILE),
    "check --fix": ("check", "--fix", FILE),
    "course export": ("course", "export", FILE, "--to", "html", "-o", "c.html"),
    "course review": ("course", "review", FILE, "--accept"),
    "diff": ("diff", "HEAD", FILE),
    "export": ("export", FILE, "--to", "open-psa"),
    "fmt": ("fmt", FILE),
    "handout": ("handout", FILE),
    "import": ("import", FILE, "-o", "kb/reviews/new-one.yaml"),
    "migrate": ("migrate", FILE),
    "new": ("new", "new-one", "--from", FILE),
    "next": ("next", FILE),
    "show": ("show", FILE),
    "sign": ("sign", FILE, "--stage", "opened", "--by", "lead"),
    "similar": ("similar", FILE),
    "slides": ("slides", FILE),
    "toolbox": ("toolbox", FILE),
    "tree": ("tree", FILE, "-o", "tree.svg"),
}
READS_THE_BASE = {
    "actions": ("actions",),
    "build": ("build", "--site", "site"),
    "checklist": ("checklist",),
    "course list": ("course", "list"),
    "search": ("search", "tank"),
    "serve": ("serve",),
    "show": ("show", "solvent-tank"),
    "sign --verify": ("sign", "--verify"),
    "similar": ("similar", "--text", "tank"),
}
TAKES_NEITHER = {"explain", "lsp", "schema"}
WRITES = {
    "adopt": ("adopt", "solvent-tank#L-TRIP", "--site", "s", "--decided-by", "r"),
    "build": ("build", "--site", "site"),
    "check --fix": ("check", "--fix"),
    "course export": ("course", "export", "storage-safety", "--to", "html", "-o", "course.zip"),
    "course review": ("course", "review", "storage-safety", "--accept"),
    "export": ("export", "solvent-tank", "--to", "open-psa", "-o", "old.xml"),
    "fmt": ("fmt",),
    "handout": ("handout", "solvent-tank", "-o", "old.html"),
    "handout as PDF": ("handout", "solvent-tank", "-o", "old.pdf"),
    "import": ("import", "outline.txt", "-o", "kb/reviews/new-one.yaml"),
    "new": ("new", "new-one", "--title", "It ran over"),
    "new --from": ("new", "new-one", "--from", "outline.txt"),
    "new --vscode": ("new", "--vscode"),
    "next": ("next", "solvent-tank", "--format", "html", "-o", "old.html"),
    "schema": ("schema", "-o", "old.json"),
    "sign": ("sign", "solvent-tank", "--stage", "closed", "--by", "panel"),
    "similar": ("similar", "--text", "tank", "--format", "md", "-o", "old.md"),
    "tree": ("tree", "solvent-tank", "-o", "old.svg"),
    "tree as PNG": ("tree", "solvent-tank", "-o", "old.png"),
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A base of two reviews and a course, an outline to bring over, and files that would be written over."""
    reviews = tmp_path / "kb" / "reviews"
    reviews.mkdir(parents=True)
    (reviews / "solvent-tank.yaml").write_text(GOOD.replace("format: 1\n", "", 1), "utf-8")
    shutil.copy(LINT / "earlier.yaml", reviews / "wash-tank.yaml")
    (tmp_path / "kb" / "courses").mkdir()
    shutil.copy(LINT / "course.yaml", tmp_path / "kb" / "courses" / "storage-safety.yaml")
    (tmp_path / "outline.txt").write_text("Tank ran over [all of]\n  Valve stuck\n  Alarm silent\n", "utf-8")
    for suffix in ("xml", "html", "pdf", "json", "md", "svg", "png"):
        (tmp_path / f"old.{suffix}").write_text("as it was", "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "own.md").write_text("# Own page\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: {name: material, font: false}\nplugins: [rca]\n", "utf-8"
    )
    monkeypatch.setattr(
        pages, "makers", lambda: (cases.pages,)
    )  # what is at stake is the folder, not how much is in it
    monkeypatch.setattr(build, "packaged", lambda name: tmp_path / f"no-{name}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def held(folder: Path) -> dict[str, bytes | str]:
    """What a folder holds, apart from what is kept beside it and can be deleted at any time, and empty folders."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith((".rca-cache", ".git/")):
            if path.is_symlink() or path.is_fifo():
                found[name] = "a link or a pipe"
            elif path.is_file():
                found[name] = path.read_bytes()
    return found


def run(*words: str) -> Result:
    """A command, which must end by itself."""

    def give_up(*_: object) -> None:
        msg = "it hangs"
        raise TimeoutError(msg)

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    try:
        return CliRunner().invoke(main, words)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def clear(result: Result) -> str:
    """What was said; no traceback, and no more than a screen or two."""
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    assert 10 < len(result.output) < 3000
    return result.output


def test_the_tables_hold_every_command() -> None:
    named = {words[0] for table in (TAKES_A_FILE, READS_THE_BASE, WRITES) for words in table.values()} | TAKES_NEITHER

    assert named == set(main.list_commands(click.Context(main)))


@pytest.mark.parametrize("name", TAKES_A_FILE)
def test_a_wrong_file_is_said_and_nothing_is_written(place: Path, name: str) -> None:
    for what, make in WRONG.items():
        make(place / FILE)
        before = held(place)

        result = run(*TAKES_A_FILE[name])

        said = clear(result)
        reads_half = (name, what) == ("similar", "half-written")  # an account on the day of the event is unfinished
        assert result.exit_code in ((0,) if reads_half else (1, 2)), (what, said)
        assert any(words in said for words in (FILE, "no git repository", "nothing to compare")), (what, said)
        assert held(place) == before, what
        if (place / FILE).is_dir():
            (place / FILE).rmdir()
        else:
            (place / FILE).unlink(missing_ok=True)


@pytest.mark.parametrize("name", READS_THE_BASE)
def test_a_base_that_is_none_is_said(place: Path, name: str) -> None:
    shutil.rmtree(place / "kb")
    for what in ("not there", "binary", "empty", "a link to itself", "a link to nothing", "a pipe"):
        WRONG[what](place / "kb")
        before = held(place)

        result = run(*READS_THE_BASE[name])

        assert "kb" in clear(result), what
        assert result.exit_code == 2, (what, result.output)
        assert held(place) == before, what
        (place / "kb").unlink(missing_ok=True)


@pytest.mark.parametrize("name", [name for name in READS_THE_BASE if name not in ("build", "serve")])
def test_a_wrong_file_among_the_reviews_stops_no_other(place: Path, name: str) -> None:
    """What is wrong with it is for the check to say; the rest is found, listed and shown."""
    for what, make in WRONG.items():
        make(place / "kb" / "reviews" / FILE)

        result = run(*READS_THE_BASE[name])

        assert result.exception is None or isinstance(result.exception, SystemExit), (what, result.exception)
        assert result.exit_code == 0, (what, result.output)
        if (place / "kb" / "reviews" / FILE).is_dir():
            (place / "kb" / "reviews" / FILE).rmdir()
        else:
            (place / "kb" / "reviews" / FILE).unlink(missing_ok=True)


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file can grow: what a full disk does to a program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", WRITES)
def test_on_a_full_disk_all_is_as_it_was(place: Path, name: str, request: pytest.FixtureRequest) -> None:
    before = held(place)
    request.getfixturevalue("full_disk")

    result = run(*WRITES[name])

    assert result.exit_code == 2, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Error: " in result.output
    assert held(place) == before


@pytest.mark.parametrize("name", [name for name, words in WRITES.items() if "-o" in words])
def test_a_place_that_cannot_be_written_is_said(place: Path, name: str) -> None:
    """A folder of the system that takes no files, whoever asks."""
    words = WRITES[name]
    at = words.index("-o") + 1
    before = held(place)

    result = run(*words[:at], f"/proc/{words[at]}", *words[at + 1 :])

    assert result.exit_code == 2, result.output
    assert "/proc/" in clear(result)
    assert held(place) == before


@pytest.mark.parametrize("name", WRITES)
def test_ctrl_c_before_the_last_step_leaves_all_as_it_was(
    place: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the moment in which the new text stands beside the old one."""
    run("schema", "-o", "kb/.schema/review.json")  # written first by others; it may be there
    before = held(place)
    moved: list[Path] = []

    def interrupted(path: Path, _: Path) -> None:
        if ".rca-cache" in path.parts:
            return
        moved.append(path)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)

    result = run(*WRITES[name])

    assert moved
    assert result.exit_code == 1
    assert result.output.rstrip().endswith("Aborted!")
    assert held(place) == before


def process(*words: str, stdout: int | None = subprocess.PIPE, script: str = "") -> subprocess.Popen[bytes]:
    start = [sys.executable, "-c", script, *words] if script else [sys.executable, "-m", "rca", *words]
    return subprocess.Popen(start, stdout=stdout, stderr=subprocess.PIPE)


SIGNALLED = """
import os, signal, sys, time
from pathlib import Path

move = Path.replace

def slow(path, target):
    if ".rca-cache" not in path.parts:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(30)
    return move(path, target)

Path.replace = slow
from rca.cli import main

main()
"""


def test_a_real_ctrl_c_while_a_file_is_written(place: Path) -> None:
    """The signal itself, in a process of its own."""
    before = held(place)

    running = process("fmt", script=SIGNALLED)
    _, said = running.communicate(timeout=60)

    assert running.returncode == 1
    assert said.decode().strip() == "Aborted!"
    assert held(place) == before


@pytest.mark.parametrize("words", [("check",), ("show", "solvent-tank"), ("schema",), ("analyse", "solvent-tank")])
def test_a_full_disk_behind_standard_output_is_one_line(place: Path, words: tuple[str, ...]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    del place
    with Path("/dev/full").open("wb") as full:
        running = process(*words, stdout=full.fileno())
        _, said = running.communicate(timeout=60)

    assert running.returncode == 2
    assert said.decode() == "Error: No space left on device\n"


@pytest.mark.parametrize("words", [("schema",), ("check", "--format", "json", "--stage", "closed"), ("explain",)])
def test_a_reader_that_goes_away_ends_it_without_a_word(place: Path, words: tuple[str, ...]) -> None:
    """`rca explain | head -1`"""
    del place
    read, write = os.pipe()
    os.close(read)

    running = process(*words, stdout=write)
    os.close(write)
    _, said = running.communicate(timeout=60)

    assert said == b""
    assert running.returncode == 1


def test_ctrl_c_at_a_question_of_the_wizard(place: Path) -> None:
    """Nothing is begun."""
    before = held(place)

    result = CliRunner().invoke(main, ["new", "new-one", "--wizard"], input="It ran over\n")

    assert result.exit_code == 1
    assert "Aborted!" in result.output
    assert held(place) == before


def test_two_at_once_write_one_of_the_two(place: Path) -> None:
    """Never half of each."""
    from rca import api

    texts = [str(number) * 100_000 for number in range(8)]
    threads = [threading.Thread(target=api.write_text, args=(place / "old.md", text)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (place / "old.md").read_text("utf-8") in texts
    assert [name for name in held(place) if ".rca-" in name] == []
