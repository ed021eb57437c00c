"""A command loads what it needs and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from rca import api

FILE = Path(__file__).parent.parent / "data" / "two-pumps.xml"
HEAVY = (
    "pydantic",
    "yaml",
    "networkx",
    "mkdocs",
    "jinja2",
    "numpy",
    "graphviz",
    "oxidd",
    "rapidfuzz",
    "importlib.metadata",
)
SCRIPT = """
import sys
from rca.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert end.code == 0, end.code
print("loaded", *sorted(sys.modules))
"""


def loaded(*arguments: str) -> set[str]:
    """Modules that a command loads."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


def test_a_small_model_is_analysed_without_anything_heavy() -> None:
    """Nor the other parts of the library: the checks, the pages, the records of reviews."""
    found = loaded("analyse", str(FILE), "--format", "json")

    assert "rca.analysis.model_findings" in found
    assert found.isdisjoint(HEAVY)
    rooms = {name.split(".")[1] for name in found if name.startswith("rca.")}
    assert rooms <= {"cli", "api", "analysis", "graph", "importers", "exporters", "diagnostics", "records"}
    assert {name for name in found if name.startswith("rca.api.")} <= {"rca.api.base", "rca.api.models"}


def test_a_small_model_needs_no_dataclass() -> None:
    """Each takes about 1 ms at every start, a named tuple or a plain class a tenth; nor anything of what the model has not."""
    found = loaded("analyse", str(FILE), "--format", "json")

    assert found.isdisjoint(
        {"dataclasses", *(f"rca.graph.{own}" for own in ("event_tree", "alignment", "substitution"))}
    )


def test_the_list_of_commands_needs_nothing_heavy() -> None:
    """`rca --help`"""
    found = loaded("--help")

    assert "rca.cli" in found
    assert found.isdisjoint(HEAVY)


def test_every_name_of_the_library_is_found_when_asked_for() -> None:
    """Each in the module that is written down for it, and no other."""
    assert set(api._MODULE) == set(api.__all__)
    for name in api.__all__:
        assert getattr(api, name).__name__ == name
    assert not hasattr(api, "no_such_function")
