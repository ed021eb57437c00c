"""Trees of models drawn as those of reviews: the signs of every gate, house events, pages, limits."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rca.cli import main
from rca.exporters.outline_text import model_outline
from rca.graph.expression import Expression
from rca.graph.model import CONDITIONAL, INHIBIT, UNDEVELOPED, Attribute, BasicEvent, HouseEvent, Model, ModelGate
from rca.graph.model_tree import Sign, drawn_tree
from rca.graph.tree import FaultTree, Node
from rca.site.pictures import model_files
from rca.site.pictures.fault_tree import draw_fault_tree
from rca.site.pictures.layout import CannotDraw
from rca.site.pictures.legend import legend

GATES = {
    "and": ("A", "B"), "or": ("A", "B"), "not": ("A",), "xor": ("A", "B"), "nand": ("A", "B"), "nor": ("A", "B"),
    "imply": ("A", "B"), "iff": ("A", "B"), "is": ("A",), "true": (), "false": (),
}  # fmt: skip


def every_gate() -> Model:
    """One gate of every kind below a top."""
    gates = {word: ModelGate(word, word, inputs, label=f"A {word} gate") for word, inputs in GATES.items()}  # type: ignore[arg-type]
    gates["vote"] = ModelGate("vote", "atleast", ("A", "B", "C"), 2)
    gates["range"] = ModelGate("range", "cardinality", ("A", "B", "C"), 1, 2)
    top = ModelGate("TOP", "or", (*gates, "ON", "OFF"))
    basic = {name: BasicEvent(name, Expression("float", value=0.25)) for name in "ABC"}
    house = {"ON": HouseEvent("ON", value=True), "OFF": HouseEvent("OFF")}
    return Model("every", "", {"TOP": top, **gates}, basic, house)


def signs_of(svg: str, symbols: str) -> dict[str, str]:
    """For every gate the letters in its symbol, `o` before them where its output is negated."""
    found = {}
    for of, inside in re.findall(r'<g class="sym-of[^"]*" data-of="([^"]*)"[^>]*>(.*?)</g><text', svg):
        own = inside.split(f'class="s-{symbols}"')[1].split('class="s-')[0]
        found[of] = ("o" if "<circle" in own else "") + html.unescape("".join(re.findall(r">([^<>]+)</text>", own)))
    return found


def test_the_signs_of_every_gate() -> None:
    """IEC letters with a ring where the output is negated; the words beside them."""
    tree, signs = drawn_tree(every_gate(), "TOP", dict.fromkeys("ABC", 0.25))

    drawing = draw_fault_tree(tree, signs=signs)
    svg = "".join(page.svg for page in drawing.pages)

    assert signs_of(svg, "iec") == {
        "TOP": "≥1", "and": "&", "or": "≥1", "not": "o1", "xor": "=1", "nand": "o&", "nor": "o≥1", "imply": "→",
        "iff": "=", "is": "1", "vote": "≥22/3", "range": "1..2",
    }  # fmt: skip
    ansi = signs_of(svg, "ansi")
    assert {name for name, sign in ansi.items() if sign.startswith("o")} == {"not", "nand", "nor", "iff"}
    assert (ansi["vote"], ansi["range"]) == ("2/3", "1..2")
    assert {"not all of", "all alike", "if, then", "1 to 2 of 3", "2 of 3"} <= {line.text for line in drawing.texts}


def test_house_events_and_constants_say_their_state() -> None:
    """Four leaves with a house, each with its word; basic events show their probability, and no evidence is drawn."""
    tree, signs = drawn_tree(every_gate(), "TOP", dict.fromkeys("ABC", 0.25))

    drawing = draw_fault_tree(tree, signs=signs)
    words = [line.text for line in drawing.texts]

    assert (words.count("house event: true"), words.count("house event: false")) == (2, 2)
    assert "p = 0.25" in words
    assert {box.form for box in drawing.boxes} == {"gate", "basic", "house", "repeat"}
    assert {entry.key for entry in legend(drawing)} >= {"switch", "nand", "cardinality", "imply", "iff", "not", "is"}
    assert not {entry.key for entry in legend(drawing)} & {"confirmed", "open", "house"}


def inhibited(*noted: Attribute) -> Model:
    """Two ANDs that are noted as inhibit gates; C, noted so, is an input of both."""
    gates = {
        "TOP": ModelGate("TOP", "or", ("G", "N")),
        "G": ModelGate("G", "and", ("A", "C"), attributes=(INHIBIT,)),
        "N": ModelGate("N", "and", ("C", "U"), attributes=(INHIBIT,)),
    }
    basic = {
        "A": BasicEvent("A"),
        "C": BasicEvent("C", attributes=noted),
        "U": BasicEvent("U", attributes=(UNDEVELOPED,)),
    }
    return Model("inhibited", "", gates, basic)


def test_a_gate_that_is_noted_as_an_inhibit_gate_is_drawn_as_one() -> None:
    """Both hexagons; the condition is an ellipse where it is drawn and a transfer where it stands again."""
    tree, signs = drawn_tree(inhibited(CONDITIONAL), "TOP", {})

    drawing = draw_fault_tree(tree, signs=signs)

    boxes = [(box.event, box.form) for box in drawing.boxes]
    assert boxes.count(("C", "condition")) == boxes.count(("C", "repeat")) == 1
    assert ("U", "undeveloped") in boxes
    assert ("A", "basic") in boxes
    assert "".join(page.svg for page in drawing.pages).count("all, given") >= 2
    assert "  C" in model_outline(tree, signs)
    assert model_outline(tree, signs).count("(inhibit)") == 2


@pytest.mark.parametrize("noted", [(), (UNDEVELOPED,)])
def test_without_its_condition_it_is_an_and(noted: tuple[Attribute, ...]) -> None:
    """An inhibit gate has one conditional event."""
    tree, signs = drawn_tree(inhibited(*noted), "TOP", {})

    assert "inhibit" not in draw_fault_tree(tree, signs=signs).uses


def test_a_house_event_beside_a_cause_is_no_inhibit_gate() -> None:
    """A condition of a review makes one; a switch of a model does not."""
    house = FaultTree(
        "G", {"G": Node("G", "", "all_of", ("A", "H")), "A": Node("A", ""), "H": Node("H", "", kind="house")}
    )
    condition = FaultTree("G", {**house.nodes, "H": Node("H", "", kind="condition")})

    assert "inhibit" not in draw_fault_tree(house, signs={"H": Sign("true")}).uses
    assert "inhibit" in draw_fault_tree(condition).uses


def chain(length: int) -> FaultTree:
    nodes = {f"G{n}": Node(f"G{n}", "", "any_of", (f"G{n + 1}", f"E{n}")) for n in range(length)}
    nodes |= {f"E{n}": Node(f"E{n}", "", status="confirmed") for n in range(length)}
    return FaultTree("G0", {**nodes, f"G{length}": Node(f"G{length}", "", status="confirmed")})


def test_a_tree_of_too_many_pages_is_refused_before_it_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message counts the pages and says how to draw a part."""
    monkeypatch.setattr(model_files, "MOST_PAGES", 2)

    with pytest.raises(CannotDraw, match=r"`G0` with 121 events takes 6 pages; at most 2 are drawn.*--top GATE"):
        model_files.export_model_tree("chain", chain(60), {}, ".svg")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["tree", *(str(word) for word in words)])


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    """A chain of thirty gates: three pages."""
    lines = ['toplevel "g0";', *(f'"g{n}" or "g{n + 1}" "e{n}";' for n in range(29)), '"g29" and "y" "z";']
    path = tmp_path / "deep.dft"
    path.write_text("\n".join([*lines, *(f'"e{n}" prob=0.5;' for n in range(29)), '"y" prob=0.1;', '"z";']))
    return path


def test_pages_are_joined_by_transfers_and_never_written_over(deep: Path, tmp_path: Path) -> None:
    """The first page may be, since it was named; the others with --force alone."""
    target = tmp_path / "t.svg"
    first, second = run(deep, "-o", target), run(deep, "-o", target)
    (tmp_path / "t-2.svg").write_text("mine")
    third, kept = run(deep, "-o", target), (tmp_path / "t-2.svg").read_text()
    forced = run(deep, "-o", target, "--force")

    assert first.exit_code == 0
    assert first.stdout.count("wrote") == 3
    assert "`t-2.svg` and 1 more are there already" in second.stderr
    assert (second.exit_code, third.exit_code, kept) == (2, 2, "mine")
    assert forced.exit_code == 0
    assert "continued on page 2" in target.read_text(encoding="utf-8")
    assert "from page 1" in (tmp_path / "t-2.svg").read_text(encoding="utf-8")


def test_a_part_of_a_model_is_drawn_with_top(deep: Path, tmp_path: Path) -> None:
    """One gate alone, as JSON with its coordinates; a gate that is not there is answered with the nearest."""
    assert run(deep, "--top", "g28", "-o", tmp_path / "t.json").exit_code == 0
    data = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    nodes = {node["id"]: node for node in data["pages"][0]["nodes"]}

    assert (data["top"], set(nodes)) == ("g28", {"g28", "g29", "e28", "y", "z"})
    assert (nodes["y"]["probability"], nodes["y"]["status"], nodes["g29"]["gate"]) == (0.1, None, "all_of")
    assert run(deep, "--top", "g99", "-o", tmp_path / "t.svg").exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "t.pdf"), "ends in none of"),
        (("second.xml", "-o", "t.svg"), "there is no such file"),
        (("--top", "g0", "--top", "g1", "-o", "t.dot"), "one tree"),
    ],
)
def test_wrong_use_is_told(deep: Path, words: tuple[str, ...], said: str) -> None:
    """One line that says what is wrong, exit status 2."""
    result = run(deep, *words)

    assert result.exit_code == 2
    assert said in result.stderr


def test_the_outline_of_a_model(root: Path) -> None:
    """Gates with their words, house events with their state, probabilities."""
    result = run(root / "tests" / "data" / "two-pumps.xml")

    assert result.exit_code == 0
    assert "NO-COOLING  No cooling — any of:" in result.stdout
    assert "      SPARE = false" in result.stdout
    assert "POWER  p = 0.001" in result.stdout


def test_reviews_are_one_at_a_time_and_have_one_top(root: Path) -> None:
    """What is for models is said to be."""
    two = run("texas-city-2005", "piper-alpha-1988", "--kb", root / "kb")
    top = run("texas-city-2005", "--top", "HARM", "--kb", root / "kb")

    assert "one review at a time" in two.stderr
    assert "--top is for models" in top.stderr
