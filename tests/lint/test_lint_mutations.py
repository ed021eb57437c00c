"""The mutation table: one line of the clean review is changed, and the rule meant for it speaks at the right line."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from lint_cases import BASE, CLEAN, MAIN, lint_text

from rca.lint.registry import public_code, rules


class Mutation(NamedTuple):
    """One change of the clean review."""

    name: str
    """Working name of the rule that must speak."""
    old: str
    """Text that is replaced, or the beginning of the line that is dropped with what stands below it."""
    new: str | None = None
    at: str = ""
    """Text on the line where the finding must stand, from its beginning; left out: the changed line."""
    also: tuple[tuple[str, str], ...] = ()
    """Further replacements, where one line is not enough for the fault."""
    file: str = "solvent-tank"
    every: bool = False
    """Whether every occurrence is replaced."""


M = Mutation
TABLE = (
    M("S01", "  normal_work: ", at="event:\n"),
    M("S02", "    potential: more", at="  harm:\n"),
    M("S03", "    level: IV", "    level: II"),
    M("S03", "    serious_injuries: 1", "    serious_injuries: 12", "    level: IV"),
    M("S04", "  date: 2021-09-14\n", "  date: 2021-06-01\n", "timeline:"),
    M("S05", '{at: "02:52", what: The fire is out', "{at: 2021-09-12, what: The fire is out"),
    M("S05", "{at: 2021-09-14 01:20, what: The operator goes", "{at: 2021-09-14 00:20, what: The operator goes"),
    M("S06", "The transfer begins, lane: Operation, evidence: [E-LOG]", "The transfer begins, lane: Operation"),
    M("E01", "      evidence: [E-MOTOR]", "      evidence: [E-LOG]", "  E-MOTOR: {what"),
    M("E02", "      evidence: [E-SHEET]", at="      status: confirmed\n    IGNITION"),
    M("E03", "(S-REPORT, annex 7)", "(workshop)", "      status: refuted"),
    M(
        "E04",
        "      status: confirmed\n      evidence: [E-INTERVIEW, E-GATE]",
        "      status: confirmed\n      evidence: [E-INTERVIEW]",
    ),
    M(
        "E05",
        "kind: document, grade: A, source: S-REPORT, at: annex 6",
        "kind: document, grade: D, source: S-REPORT, at: annex 6",
        "      status: confirmed\n      evidence: [E-ROSTER]",
    ),
    M("E06", "evidence: [E-GAUGE, E-LOG]", "evidence: [E-GAUGE, E-LOGG]"),
    M(
        "E07",
        "kind: physical, grade: A, custodian: Instrument workshop}\n  E-DRAWING",
        "kind: physical, grade: A}\n  E-DRAWING",
        "  E-GAUGE: {what",
    ),
    M("E08", "          against: [E-VALVE]", at="evidence:\n  E-LOG"),
    M("T01", "      status: likely\n", "      status: open\n"),
    M(
        "T02",
        "      status: confirmed\n      evidence: [E-SHEET]",
        "      status: open\n      evidence: [E-SHEET]",
        "    BURN:",
    ),
    M(
        "T03",
        "      status: confirmed\n      evidence: [E-SHEET]",
        "      status: refuted\n      evidence: [E-SHEET]",
        "    BURN:",
    ),
    M("T04", "      any_of: [LIGHT", "      status: refuted\n      any_of: [LIGHT"),
    M(
        "T05",
        "all_of: [GAUGE-STUCK, NO-TRIP, FEED-ON]",
        "all_of: [GAUGE-STUCK, NO-TRIP, {id: X1, event: One, all_of: [{id: X2, event: Two, all_of: [{id: X3, event: Three, all_of: [FEED-ON]}]}]}]",
    ),
    M("T06", "status: refuted", "status: confirmed", "  top: BURN", every=True),
    M("T07", "all_of: [UNWATCHED, SHEET-SILENT]", "all_of: [UNWATCHED, SHEET-SILENT, PUMPED-ON]"),
    M("T08", "any_of: [LIGHT, MOTOR, STATIC]", "any_of: [LIGHT, MOTOR, VALVE-PASSED]", "    STATIC:"),
    M("T09", "all_of: [OVERFLOW, IGNITION]", "all_of: [OVERFLOW, IGNITON]"),
    M("T09", "        - id: VALVE-PASSED", "        - id: STATIC", "    STATIC:"),
    M("T11", "      kind: human", at="    UNWATCHED:"),
    M("T12", "all_of: [OVERFLOW, IGNITION]", "any_of: [OVERFLOW, IGNITION]", "    LIGHT:"),
    M(
        "T13",
        "{at: 2021-09-14 01:20, what: The operator goes to the loading bay, lane: Operation, events: [UNWATCHED]",
        "{at: 2021-09-14 01:20, what: The operator goes to the loading bay, lane: Operation, events: [BURN]",
        '  - {at: "02:10"',
    ),
    M("T14", "kind: organisational", "kind: external", "  top: BURN", every=True),
    M(
        "T15",
        "{value: 1, basis: The drawing shows no other device}",
        "{value: 1.5, basis: The drawing shows no other device}",
    ),
    M("T15", "{value: 1, basis: The drawing shows no other device}", "{value: 1}"),
    M(
        "T15",
        "how: It held the whole spill,",
        "how: It held the whole spill, failure_on_demand: {value: -0.1, basis: Inspections},",
        "  - {id: B-BUND",
    ),
    M(
        "T15",
        "how: It held the whole spill,",
        "how: It held the whole spill, failure_on_demand: {value: 0.1},",
        "  - {id: B-BUND",
    ),
    M("T16", "any_of: [LIGHT, MOTOR, STATIC]", "any_of: [LIGHT, MOTOR]", "    IGNITION:"),
    M(
        "T17",
        "      kind: technical",
        "      kind: organisational",
        "  top: BURN",
        every=True,
        also=(("kind: human", "kind: organisational"), ("      kind: procedural", "      kind: organisational")),
    ),
    M("T18", "[OVERFLOW, IGNITION]", "[OVERFLOW, IGNITION]\n      in_order: true", "      in_order: true"),
    M("C01", "depth: root", "depth: underlying", "  top: BURN", every=True),
    M(
        "C02",
        "      status: confirmed\n      evidence: [E-INTERVIEW",
        "      depth: root\n      status: confirmed\n      evidence: [E-INTERVIEW",
    ),
    M("C03", "      shaped_by: [TWO-POSTS]", at="    UNWATCHED:"),
    M(
        "C04",
        "event: The transfer sheet ends with the start of the pump",
        "event: The transfer was run contrary to the written procedure",
    ),
    M(
        "C05",
        "event: The transfer sheet ends with the start of the pump",
        "event: The transfer sheet was poorly written",
    ),
    M("C06", "what: The operator goes to the loading bay", "what: The operator failed to watch the tank"),
    M(
        "C07",
        "event: The operator was at the loading bay while the tank filled",
        "event: The operator should have watched the tank",
    ),
    M("C08", "defect: O-STAFF\n      depth: root", "defect: O-STAFF\n      depth: underlying", "      depth: root"),
    M(
        "C09",
        "event: The transfer sheet ends with the start of the pump",
        "event: The level was not read during the transfer",
    ),
    M("C10", "event: The float gauge stuck at 62 per cent", "event: Solvent ran out of the full tank by its vent"),
    M("C11", "owner: Engineering manager", "owner: Mr Jansen"),
    M(
        "C12",
        "event: The transfer sheet ends with the start of the pump",
        "event: Lack of a level reading in the transfer sheet",
    ),
    M("B01", "barriers:", at="format: 1"),
    M(
        "B02",
        "guards: [OVERFLOW], evidence: [E-LOG]",
        "guards: [STATIC], evidence: [E-LOG]",
        "    GAUGE-STUCK:",
        also=(("guards: [GAUGE-STUCK]", "guards: [STATIC]"), ("guards: [NO-TRIP]", "guards: [STATIC]")),
    ),
    M("B03", "task: maintain, ", "", "  - {id: B-GAUGE"),
    M("B04", "how: It held the whole spill, guards: [OVERFLOW]", "how: It held the whole spill"),
    M(
        "B06",
        "kind: functional, state: missing",
        "kind: symbolic, state: missing",
        "barriers:",
        also=(("kind: physical, state: worked", "kind: incorporeal, state: worked"),),
    ),
    M(
        "B07",
        "layer: relief, kind: physical, state: worked",
        "layer: relief, kind: physical, state: unknown",
        "barriers:",
        also=(("worked: true", "worked: false"),),
    ),
    M(
        "B08",
        "guards: [NO-TRIP], evidence: [E-DRAWING]}",
        "guards: [NO-TRIP], failure_on_demand: {value: 0.2, basis: Tests}, evidence: [E-DRAWING]}",
    ),
    M("A01", "    breaks: [NO-TRIP]", "    breaks: [MOTOR]", "    GAUGE-STUCK:"),
    M("A02", "    weakens: [TWO-POSTS]", "    weakens: [UNWATCHED]", "    TWO-POSTS:"),
    M("A03", "    weakens: [TWO-POSTS]", at="  - id: A-POST"),
    M("A03", "    weakens: [TWO-POSTS]", "    weakens: [TWO-POST]"),
    M(
        "A04",
        "    kind: forcing-function",
        "    kind: checklist",
        "actions:\n  - id: A-TRIP",
        also=(("kind: physical-change", "kind: redundancy"), ("kind: leadership-in-person", "kind: workload")),
    ),
    M(
        "A05",
        "    kind: forcing-function",
        "    kind: training",
        "actions:\n  - id: A-TRIP",
        also=(
            ("kind: physical-change", "kind: warning"),
            ("kind: leadership-in-person", "kind: training"),
            ("kind: workload", "kind: new-procedure"),
        ),
    ),
    M("A06", "    control: engineering", "    control: administrative", "actions:\n  - id: A-TRIP", every=True),
    M("A07", "    owner: Engineering manager", at="  - id: A-TRIP"),
    M("A07", "    owner: Engineering manager", "    owner: Engineering manager and maintenance manager"),
    M("A08", "    due: 2022-04-30", at="  - id: A-TRIP"),
    M(
        "A08",
        "    due: 2022-06-30\n    status: verified",
        "    due: 2022-06-30\n    status: accepted",
        "    due: 2022-06-30",
    ),
    M("A09", "resources: {budget: not-needed", "resources: {budget: refused"),
    M(
        "A10",
        "do: Put a second person on every night shift of the tank farm",
        "do: Remind the night shift of the tank farm to be careful",
    ),
    M("A11", "    effect: {measure: Unrated", at="  - id: A-LIGHT"),
    M(
        "A12",
        "done: {date: 2022-05-31, by: site-owner, evidence: [E-WALK]}",
        "done: {date: 2022-05-31, by: site-owner}",
        "    status: verified\n    done: {date: 2022-05-31",
    ),
    M("A13", "check_due: 2022-09-30, checked: 2022-09-15, result: 3 of 3, verdict: effective", "check_due: 2022-09-30"),
    M("A14", "measure: Safety projects moved to a later year", "measure: Managers trained in the rule"),
    M(
        "A15",
        "target: all, check_due: 2022-09-30, checked: 2022-09-15, result: 3 of 3, verdict: effective, by: panel",
        "target: all, check_due: 2022-09-30, checked: 2022-09-15, result: 3 of 3, verdict: effective, by: Engineering manager",
    ),
    M("A16", "checked: 2022-09-15, result: 3 of 3, verdict", "checked: 2022-09-15, verdict", "    status: effective"),
    M("A17", "function: prevent", "function: mitigate", "actions:\n  - id: A-TRIP", every=True),
    M("A18", "    new_risks: A trip can stop", at="  - id: A-TRIP"),
    M(
        "A19",
        "    kind: workload\n    control: administrative",
        "    kind: workload\n    control: engineering",
        "    control: engineering\n    function: prevent\n    owner: Operations",
    ),
    M("A20", "    status: verified\n    done: {date: 2022-05-31", "    status: rejected\n    done: {date: 2022-05-31"),
    M("D01", "    field: {date: 2022-06-15", at="  S-OVERFILL:"),
    M("D01", "sites_seen: 4, sites_conforming: 4", "sites_seen: 0", "  S-OVERFILL:"),
    M("D02", "sites_seen: 4, sites_conforming: 4", "sites_seen: 4, sites_conforming: 2"),
    M("D03", "    standard: S-OVERFILL", "    standard: S-OVERFIL"),
    M("D04", "    standard: S-OVERFILL", at="  S-OVERFILL:"),
    M("D05", "    author: instruments", "    author: panel", "    field: {date"),
    M("L01", "because: [UNWATCHED, TWO-POSTS, SHEET-SILENT]", "because: [UNWATCHED, SHEET-SILENT]", "    TWO-POSTS:"),
    M("L02", "    applies_to: {equipment: [tank], mode", at="  - id: L-POSTS"),
    M("L03", "    ask: What stops our feed", at="  - id: L-TRIP"),
    M("L04", "    keywords: [staffing", at="  - id: L-POSTS"),
    M("L05", "    kind: procedural\n    lesson", "    kind: technical\n    lesson", "lessons:\n  - id"),
    M("L06", "    status: adopted", "    status: identified"),
    M("L07", "  limits: Whether", at="technical_summary:"),
    M(
        "L08",
        "technical_defects: [GAUGE-STUCK, NO-TRIP, LIGHT, MOTOR]",
        "technical_defects: [GAUGE-STUCK, NO-TRIP, MOTOR]",
    ),
    M("L10", "courses: [storage-safety]", at="format: 1"),
    M(
        "X01",
        "role: independent-expert, discipline: storage safety, independent: true",
        "role: discipline-expert, discipline: storage safety",
        "  experts:",
    ),
    M("X02", "    - {stage: evidence, by: lead", at="  stage: verified"),
    M("X03", "    - {stage: published, by: director", "    - {stage: published, by: directr"),
    M("X05", "  report_approved: 2021-10-20", "  report_approved: 2021-12-20"),
    M("X06", "    done: 2022-09-30", at="  look_back:"),
    M("X06", "    published: true", "    published: false"),
    M("X07", "role: worker-rep", "role: facilitator", "  experts:"),
    M("X08", "  evaluated: true", "  evaluated: false"),
    M(
        "X09",
        "handled: true, by",
        "handled: false, by",
        "  stage: closed",
        also=(("  stage: verified\n", "  stage: closed\n"),),
    ),
    M("X10", "lead, date: 2021-09-16}", "lead, date: 2021-09-16, hash: v1-0}"),
    M("R01", "equipment: [tank, level-instrument]", "equipment: [tank, level-instrument, vessel]"),
    M(
        "R02",
        "      event: The transfer sheet ends",
        "      see: wash-tank#DRAIN-OPEN\n      event: The transfer sheet ends",
        "    SHEET-SILENT:",
    ),
    M(
        "R03",
        "courses: [storage-safety]",
        "courses: [storage-safety]\nlinks: [{review: wash-tan, relation: similar-to}]",
        "links:",
    ),
    M(
        "R04",
        "      event: The float gauge",
        "      see: wash-tank#SWITCH-DEAD\n      event: The float gauge",
        "  - {id: A-POWER",
        file="wash-tank",
    ),
    M(
        "R05",
        "lesson: A tank that can overflow needs a stop that shares nothing with the gauge people read",
        "lesson: Close the drain and lock it before the water is let in",
    ),
    M("P01", "publication: {level: public}", "publication: {level: public, anonymise: [organisation]}", "  S-REPORT:"),
    M(
        "P02",
        "E-INTERVIEW: {what: Interview with the shift, kind: testimony",
        "E-INTERVIEW: {what: Interview with the shift, access: restricted, kind: testimony",
    ),
)


def mutated(mutation: Mutation) -> str:
    """The clean review with one mutation made."""
    assert mutation.old in CLEAN, mutation
    if mutation.new is None:
        text = _without(CLEAN, mutation.old)
    else:
        assert mutation.every or CLEAN.count(mutation.old) == 1, mutation
        text = CLEAN.replace(mutation.old, mutation.new)
    for old, new in mutation.also:
        text = text.replace(old, new)
    return text


def _without(text: str, beginning: str) -> str:
    """The text without a line and without the lines below it that are indented further."""
    lines = text.splitlines(keepends=True)
    first = next(index for index, line in enumerate(lines) if line.startswith(beginning))
    indent = len(beginning) - len(beginning.lstrip())
    last = first + 1
    while last < len(lines) and lines[last].strip() and len(lines[last]) - len(lines[last].lstrip()) > indent:
        last += 1
    return "".join(lines[:first] + lines[last:])


def expected_line(mutation: Mutation, text: str) -> int:
    """The line, counted in the text itself, where the finding must stand."""
    if mutation.at:
        return ("\n" + text)[: ("\n" + text).index("\n" + mutation.at) + 1].count("\n")
    assert mutation.new is not None
    return text[: text.index(mutation.new)].count("\n") + 1


def found_lines(mutation: Mutation, text: str) -> set[int]:
    """Lines at which the rule speaks on the mutated review."""
    code, path = public_code(mutation.name), f"kb/{mutation.file}.yaml"
    return {each.span.line for each in lint_text(text) if (each.code, each.path) == (code, path)}


@pytest.fixture(scope="module")
def outcome() -> dict[Mutation, tuple[set[int], int]]:
    """For every mutation the lines at which its rule speaks, and the one at which it should."""
    found = {}
    for mutation in TABLE:
        text = mutated(mutation)
        shown = text if mutation.file == MAIN else BASE[mutation.file]
        found[mutation] = (found_lines(mutation, text), expected_line(mutation, shown))
    return found


def test_every_rule_has_a_mutation() -> None:
    assert {mutation.name for mutation in TABLE} == {rule.name for rule in rules()}


@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda number: f"{TABLE[number].name}-{number}")
def test_the_rule_speaks_at_the_right_line(number: int, outcome: dict[Mutation, tuple[set[int], int]]) -> None:
    lines, expected = outcome[TABLE[number]]

    assert expected in lines


def test_recall_and_accuracy_of_position(
    outcome: dict[Mutation, tuple[set[int], int]], capsys: pytest.CaptureFixture[str]
) -> None:
    """All mutations are found, all at the right line, and the clean review has no finding."""
    recall = sum(bool(lines) for lines, _ in outcome.values()) / len(outcome)
    accuracy = sum(expected in lines for lines, expected in outcome.values()) / len(outcome)
    false_alarms = len(lint_text(CLEAN))
    with capsys.disabled():
        print(
            f"\nmutations {len(outcome)}: recall {recall:.1%}, right line {accuracy:.1%}, false alarms on the clean review {false_alarms}"
        )

    assert (recall, accuracy, false_alarms) == (1.0, 1.0, 0)
