"""Rules that installed packages bring: the example of the documentation, as an installed package, and packages with faults."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import tomllib
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from lint_cases import CLEAN, MAIN, lint_text

from rca.lint import packages, plugins
from rca.lint.packages import ENTRIES, OWN_CODE
from rca.lint.plugins import load
from rca.lint.registry import described
from rca.training.registry import teaching_rules

PAGE = (Path(__file__).parents[2] / "docs" / "develop" / "lint.md").read_text("utf-8")
MODULE = re.search(r"^````python\n(.*?)^````$", PAGE, re.MULTILINE | re.DOTALL)
PROJECT = re.search(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SILENCED = "lint:\n  - {allow: PLANT101, because: Invented}\n"


@dataclass
class Place:
    """A folder with reviews, and one with installed packages."""

    path: Path

    def install(self, name: str, entry: str, version: str = "1.0", **modules: str) -> None:
        """Lay a package out as an installer does."""
        site = self.path / "site"
        info = site / f"{name.replace('-', '_')}-{version}.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[rca.rules]\n{entry}\n", "utf-8")
        for module, text in modules.items():
            (site / f"{module}.py").write_text(textwrap.dedent(text), "utf-8")

    def review(self, name: str = MAIN, **changed: str) -> None:
        """Write the clean review under a name, with words replaced."""
        text = CLEAN.replace(f"id: {MAIN}", f"id: {name}").replace("courses: [storage-safety]\n", "")
        for old, new in changed.items():
            text = text.replace(old, new)
        folder = self.path / "kb" / "reviews"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.yaml").write_text(text, "utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The command line, with the packages installed."""
        given = {**os.environ, "PYTHONPATH": str(self.path / "site")}
        return subprocess.run(
            [sys.executable, "-m", "rca", *words], cwd=self.path, env=given, capture_output=True, text=True, timeout=120,
            check=False,
        )  # fmt: skip

    def found(self, *words: str) -> list[dict[str, object]]:
        """What a check finds, as JSON."""
        result = self.run("check", "--format", "json", *words)
        assert "Traceback" not in result.stderr, result.stderr
        data: dict[str, list[dict[str, object]]] = json.loads(result.stdout)
        return data["diagnostics"]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """With the clean review in it."""
    made = Place(tmp_path)
    made.review()
    return made


@pytest.fixture
def plant(place: Place) -> Place:
    """With the package of the documentation."""
    assert MODULE is not None
    assert PROJECT is not None
    project = tomllib.loads(PROJECT[1])["project"]
    ((name, value),) = project["entry-points"]["rca.rules"].items()
    place.install(project["name"], f"{name} = {value}", project["version"], **{value: MODULE[1]})
    return place


RULE = '''
from rca.diagnostics import Severity
from rca.lint.finding import Finding
from rca.lint.rule import Rule

class Own(Rule):
    """A thing is so.

    ## Why it matters
    It matters.
    """

    code = "OWN101"
    severity = Severity.WARNING

    def check(self, case):
        {body}
'''


def test_the_example_of_the_documentation_speaks(plant: Place) -> None:
    """With the line, the reason and what to do, like every other rule."""
    (found,) = plant.found("--select", "PLANT")

    assert (found["code"], found["severity"], found["line"]) == ("PLANT101", "warning", 48)
    assert found["message"] == "`Example tank farm` is no site of ours"
    assert found["help"] == "take one of Jetty, Refinery, Tank farm"


def test_a_package_is_explained_and_has_its_place_among_the_codes(plant: Place) -> None:
    assert (
        "PLANT101 The site is none of ours\nwarning, rules of your own, from `plant-rules 1.0`"
        in plant.run("explain", "plant101").stdout
    )
    assert "Rules of your own\n  PLANT101" in plant.run("explain").stdout
    assert "did you mean `PLANT101`?" in plant.run("check", "--select", "PLANT102").stderr


def test_sarif_names_the_rule_in_its_table(plant: Place) -> None:
    run = json.loads(plant.run("check", "--format", "sarif").stdout)["runs"][0]

    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    (result,) = [each for each in run["results"] if each["ruleId"] == "PLANT101"]
    assert rules[result["ruleIndex"]] == "PLANT101"


def test_a_review_silences_it(plant: Place) -> None:
    plant.review("other-tank", **{"\nactions:\n": f"\n{SILENCED}actions:\n"})

    assert [each["path"] for each in plant.found("--select", "PLANT")] == [f"kb/reviews/{MAIN}.yaml"]


def test_a_silenced_rule_that_is_not_installed_is_unknown_to_the_check_and_nothing_to_other_commands(
    place: Place,
) -> None:
    place.review(**{"\nactions:\n": f"\n{SILENCED}actions:\n"})

    assert [each["code"] for each in place.found("--select", "RCA39")] == ["RCA392"]
    assert "RCA392" not in place.run("next", MAIN, "--format", "json").stdout


def test_other_commands_do_not_load_packages(place: Place) -> None:
    """A module that would end the program as soon as it is loaded."""
    place.install("loud", "loud = loud", loud="import os\nos._exit(9)\n")

    assert place.run("next", MAIN).returncode == 0
    assert place.run("show", MAIN).returncode == 0
    assert place.run("--help").returncode == 0
    assert place.run("check").returncode == 9


FAULTS = {
    "a module that is not there": ("a = nowhere", "", "ModuleNotFoundError: No module named 'nowhere'"),
    "a module that breaks off": ("a = own", "1 / 0", "ZeroDivisionError: division by zero (site/own.py:1)"),
    "a module that does not read": ("a = own", "def", "SyntaxError: invalid syntax"),
    "a module that ends the program": ("a = own", "raise SystemExit(3)", "SystemExit: 3 (site/own.py:1)"),
    "a name that is not there": ("a = own:Gone", "", "has no attribute 'Gone'"),
    "no rule": ("a = own:VALUE", "VALUE = 3", "it names no class that derives from `rca.lint.rule.Rule`"),
    "a module without a rule": ("a = own", "VALUE = 3", "it names no class that derives from"),
    "a code of the house": ("a = own", RULE.replace("OWN101", "RCA401"), "has the code `RCA401`; take a prefix of your own"),
    "no code": ("a = own", RULE.replace('code = "OWN101"', "pass"), "has the code `None`"),
    "a working name": ("a = own", RULE.replace('code = "OWN101"', 'code, name = "OWN101", "A01"'), "`name` is for the house's"),
    "no severity": ("a = own", RULE.replace("severity = Severity.WARNING", "pass"), "`severity` is none of"),
    "a stage that is none": ("a = own", RULE.replace("severity =", "stage = 'later'; severity ="), "`stage` is none of opened"),
    "no page": ("a = own", re.sub(r'""".*?"""', "", RULE, flags=re.DOTALL), "does not begin with the fault"),
    "no reason": ("a = own", RULE.replace("## Why", "## How"), "no section `## Why it matters`"),
    "a rule that cannot be made": ("a = own", RULE.replace("def check", "def chekk"), "Can't instantiate abstract class"),
}  # fmt: skip


@pytest.mark.parametrize(("entry", "module", "said"), FAULTS.values(), ids=FAULTS)
def test_what_is_wrong_with_a_package_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, module: str, said: str
) -> None:
    name, _, value = entry.partition(" = ")
    (tmp_path / "own.py").write_text(module.replace("{body}", "return []"), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "own", raising=False)

    found = load([EntryPoint(name, value, ENTRIES)])

    ((_, fault),) = found.faults
    assert found.rules == ()
    assert fault.startswith("entry point `a`: ")
    assert said.replace("site/", f"{tmp_path.name}/") in fault
    assert len(fault) < 300


def test_a_faulty_package_is_named_once(place: Place) -> None:
    """Two reviews, one finding at the folder, and all other findings stand."""
    place.review("other-tank")
    place.install("faulty-rules", "a = nowhere")

    found = place.found("--select", "RCA455")

    assert [each["code"] for each in found if each["code"] != "RCA090"] == ["RCA455", "RCA455"]
    (only,) = [each for each in found if each["code"] == "RCA090"]
    assert only["path"] == "kb"
    assert only["message"] == (
        "the rules of `faulty-rules 1.0` are not all used: entry point `a`: "
        "ModuleNotFoundError: No module named 'nowhere'"
    )


def test_a_faulty_package_fails_the_check_and_can_be_ignored(place: Place) -> None:
    place.install("faulty-rules", "a = nowhere")

    assert place.run("check").returncode == 1
    assert place.run("check", "--ignore", "RCA090").returncode == 0
    explained = place.run("explain", "RCA401")
    assert explained.returncode == 0
    assert "warning: the rules of `faulty-rules 1.0`" in explained.stderr


BROKEN = {
    "raises": ("case.review.nothing", "AttributeError: 'Review' object has no attribute 'nothing' ("),
    "gives nothing to go through": ("yield from None", "TypeError: 'NoneType' object is not iterable ("),
    "gives no finding": ("yield 'a fault'", "TypeError: it gives `'a fault'` in the place of a finding"),
    "gives a message that is none": ("yield Finding(('event',), 3)", "TypeError: it gives a finding whose path"),
    "goes in circles": ("yield from self.check(case)", "RecursionError: "),
}


@pytest.mark.parametrize(("body", "said"), BROKEN.values(), ids=BROKEN)
def test_a_rule_that_breaks_off_is_said_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, said: str
) -> None:
    """What it had found before stands, and so does what all other rules find."""
    (tmp_path / "own.py").write_text(RULE.replace("{body}", f"yield Finding(('id',), 'so')\n        {body}"), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "own", raising=False)
    entry = EntryPoint("a", "own", ENTRIES)
    loaded = load([entry])
    monkeypatch.setattr(plugins, "installed", lambda: (entry,))
    monkeypatch.setattr(plugins, "_loaded", lambda: loaded)
    text = CLEAN.replace("weakens: [TWO-POSTS]", "weakens: [TWO-POST]")

    with packages.in_use():
        found = {each.code: each.message for each in lint_text(text)}

    assert set(found) == {"OWN101", "RCA091", "RCA402", "RCA403"}
    assert found["RCA091"].startswith("rule `OWN101` of `own` broke off: ")
    assert said in found["RCA091"]


def test_a_rule_that_breaks_off_everywhere_is_named_once(place: Place) -> None:
    """Worked out, taken from what is kept, and worked out again."""
    place.review("other-tank")
    place.install("faulty-rules", "a = own", own=RULE.replace("{body}", "case.review.nothing"))

    for options in ((), (), ("--no-cache",)):
        (only,) = [each for each in place.found(*options) if str(each["code"]) == "RCA091"]
        assert only["message"] == (
            "rule `OWN101` of `faulty-rules 1.0` broke off: AttributeError: 'Review' object has no attribute 'nothing' "
            "(site/own.py:17); so it did in one more review"
        )


def test_two_packages_with_one_code(place: Place) -> None:
    """The first by name is used, and the other is said to be left out."""
    for name in ("alpha", "beta"):
        place.install(f"{name}-rules", f"a = {name}", **{name: RULE.replace("{body}", "yield Finding(('id',), 'so')")})

    found = {str(each["code"]): str(each["message"]) for each in place.found() if each["code"] in ("RCA090", "OWN101")}

    assert sorted(found) == ["OWN101", "RCA090"]
    assert "`beta-rules 1.0` are not all used" in found["RCA090"]
    assert "has the code `OWN101`, which `alpha-rules 1.0` has already" in found["RCA090"]


def test_a_changed_package_is_asked_again(place: Place) -> None:
    """What is kept from the last check does not stand in its place."""
    place.install("own-rules", "a = own", own=RULE.replace("{body}", "return []"))
    assert [each for each in place.found() if each["code"] == "OWN101"] == []

    (place.path / "site" / "own.py").write_text(RULE.replace("{body}", "yield Finding(('id',), 'so it is')"), "utf-8")

    assert [each["message"] for each in place.found() if each["code"] == "OWN101"] == ["so it is"]


def test_what_a_package_prints_does_not_spoil_the_report(place: Place) -> None:
    text = "print('hello from the module')\n" + RULE.replace("{body}", "print('hello from the rule'); return []")
    place.install("loud-rules", "a = own", own=text)

    result = place.run("check", "--no-cache", "--format", "json")

    assert "diagnostics" in json.loads(result.stdout)
    assert "hello from the module" in result.stderr
    assert "hello from the rule" in result.stderr


def test_no_code_of_the_house_can_be_taken() -> None:
    codes = [each.code for each in (*described(), *teaching_rules())] + [each.name for each in described()]

    assert [code for code in codes if OWN_CODE.fullmatch(code)] == []
