"""Faults seeded into a sound review: each gives one finding, with the right code at the right line and column."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from rca.api import open_kb
from rca.diagnostics import Diagnostic

SOUND = Path(__file__).parent.parent / "data" / "exercise-coolant.yaml"
TEXT = SOUND.read_text(encoding="utf-8")
MARK = "»"


@dataclass(frozen=True)
class Seed:
    """`old` becomes `new`; the finding is due where `»` stands, which is then taken out."""

    kind: str
    old: str
    new: str
    code: str
    nested: bool = True
    """Whether it stands inside a list."""

    def seeded(self) -> tuple[str, int, int]:
        """The faulty text, with line and column of the fault."""
        assert TEXT.count(self.old) == 1, f"{self.old!r} stands {TEXT.count(self.old)} times"
        assert self.new.count(MARK) == 1
        marked = TEXT.replace(self.old, self.new)
        before = marked[: marked.index(MARK)]
        return marked.replace(MARK, ""), before.count("\n") + 1, len(before) - before.rfind("\n")


OUT = False
"""The seed stands outside every list."""

SEEDS = (
    Seed("unknown key", "    owner: Head of maintenance\n    resources", "    »ownr: Head of maintenance\n    resources", "RCA103"),
    Seed("unknown key", "lane: Equipment", "»lanes: Equipment", "RCA103"),
    Seed("unknown key", "          reason: The bearing", "          »reasn: The bearing", "RCA103"),
    Seed("unknown key", "organisation: Fjord", "»organization: Fjord", "RCA103", OUT),
    Seed("slip of the trade", "              at_least:\n", "              »vote:\n", "RCA103"),
    Seed("slip of the trade", "      all_of: [HOT, TOUCH]", "      »and: [HOT, TOUCH]", "RCA103", OUT),
    Seed("slip of the trade", "    injured: 1", "    »casualties: 1", "RCA103", OUT),
    Seed("key in the wrong place", "  harm:\n", "  »deaths: 1\n  harm:\n", "RCA103", OUT),
    Seed("key in the wrong place", "    keywords: [pump, dry running]", "    keywords: [pump]\n    »hazards: [thermal]", "RCA103"),
    Seed("missing key", "  - id: A-GUARD\n    do: Fit guards on all casings\n", "  - »id: A-GUARD\n", "RCA101"),
    Seed("missing key", "{id: B-GUARD, what: Guard on the casing, layer", "»{id: B-GUARD, layer", "RCA101"),
    Seed("missing key", "            - id: SHUT\n              event: The valve stood shut\n", "            - »id: SHUT\n", "RCA101"),
    Seed("missing key", "fault_tree:\n  top: BURN\n", "»fault_tree:\n", "RCA101", OUT),
    Seed("number in quotes", "deaths: 0", 'deaths: »"0"', "RCA102", OUT),
    Seed("number in quotes", "sites_seen: 3", "sites_seen: »'3'", "RCA102", OUT),
    Seed("number in quotes", "answer: 1", 'answer: »"1"', "RCA102"),
    Seed("number where text is due", "title: House rule on pumps", "title: »753", "RCA102", OUT),
    Seed("number where text is due", "what: Flow switch", "what: »12", "RCA102"),
    Seed("number where text is due", "keywords: [pump, dry running]", "keywords: [pump, »2024]", "RCA102"),
    Seed("one where a list is due", "because: [NO-SWITCH]", "because: »NO-SWITCH", "RCA102"),
    Seed("one where a list is due", "also: [S-MAKER]", "also: »S-MAKER", "RCA102", OUT),
    Seed("one where a list is due", "guards: [TOUCH]", "guards: »TOUCH", "RCA102"),
    Seed("list where one is due", "depth: root", "depth: »[root]", "RCA102", OUT),
    Seed("list where one is due", "ask: Which of our pumps can run dry?", "ask: »[Which pumps, can run dry?]", "RCA102"),
    Seed("mapping where text is due", "- Who watches the flow in your hall?", "- »Question: who watches the flow?", "RCA102"),
    Seed("mapping where text is due", "region: invented", "region: »{name: invented}", "RCA102", OUT),
    Seed("yes and no", "independent: true", "independent: »yes", "RCA102"),
    Seed("yes and no", "  evaluated: true", "  evaluated: »on", "RCA102", OUT),
    Seed("empty value", "    lesson: A pump that can run against a closed valve needs a switch that stops it", "    »lesson:", "RCA102"),
    Seed("empty value", "  opened: 2024", "  opened: »''\n  # 2024", "RCA105", OUT),
    Seed("unknown word", "state: missing, task", "state: »vanished, task", "RCA104"),
    Seed("unknown word", "                  status: likely", "                  status: »probable", "RCA104"),
    Seed("unknown word", "stage: analysis\n", "stage: »analisys\n", "RCA104", OUT),
    Seed("unknown word", "role: independent-expert", "role: »guest", "RCA104"),
    Seed("word in another dress", "grade: A, source: S-FILE, at: annex 1", "grade: »a, source: S-FILE, at: annex 1", "RCA104", OUT),
    Seed("word in another dress", "kind: forcing-function", "kind: »forcing_function", "RCA104"),
    Seed("truth for a word", "    status: validated", "    status: »true", "RCA102"),
    Seed("truth for a word", "      kind: condition\n      status: confirmed", "      kind: condition\n      status: »true", "RCA104", OUT),
    Seed("day that does not exist", "due: 2024-06-30", "due: »2024-06-31", "RCA105"),
    Seed("day that does not exist", "  date: 2024-02-04", "  date: »2023-02-29", "RCA105", OUT),
    Seed("day that does not exist", "by: outside, date: 2024-03-01", "by: outside, date: »2024-13-01", "RCA105"),
    Seed("date in another form", "issued: 2024-05-01", "issued: »1 May 2024", "RCA105", OUT),
    Seed("date in another form", "due: 2024-09-30", "due: »30/09/2024", "RCA105"),
    Seed("moment in another form", "at: after DRY", "at: »soon after", "RCA105"),
    Seed("moment in another form", "at: 2024-02-04 13:05", "at: »2024-02-04 25:05", "RCA105"),
    Seed("moment in another form", '  time: "13:20"', '  time: »"1 pm"', "RCA105", OUT),
    Seed("id in a wrong form", "{at: after DRY,", "{id: »1st, at: after DRY,", "RCA105"),
    Seed("id in a wrong form", "  S-MAKER: {title", "  »the maker: {title: Leaflet}\n  S-MAKER: {title", "RCA105", OUT),
    Seed("id in a wrong form", "id: exercise-coolant\n", "id: »Exercise Coolant\n", "RCA105", OUT),
    Seed("reference in a wrong form", "      depth: root", "      depth: root\n      see: [»texas-city-2005]", "RCA105"),
    Seed("reference in a wrong form", "                  kind: organisational", "                  continues_in: »Texas City\n                  kind: organisational", "RCA105"),
    Seed("address in a wrong form", '- {title: Handbook of the pump, year: 2011, url: "https', '- {title: Handbook of the pump, year: 2011, url: »"javascript', "RCA105"),
    Seed("address in a wrong form", 'S-MAKER: {title: Handbook of the pump, year: 2011, url: "https:', 'S-MAKER: {title: Handbook of the pump, year: 2011, url: »"ftp:', "RCA105", OUT),
    Seed("number out of range", "injured: 1", "injured: »-1", "RCA105", OUT),
    Seed("number out of range", "  minutes: 45", "  minutes: »0", "RCA105", OUT),
    Seed("number out of range", "answer: 1", "answer: »0", "RCA105"),
    Seed("part of a number", "sites_conforming: 2", "sites_conforming: »2.5", "RCA102", OUT),
    Seed("part of a number", "      answer: 1", "      answer: »1.5", "RCA102"),
    Seed("too few items", "options: [A flow switch, A larger motor]", "options: »[A flow switch]", "RCA105"),
    Seed("too few items", "all_of: [HOT, TOUCH]", "all_of: »[]", "RCA105", OUT),
    Seed("two gates", "        - id: FRICTION\n", "        - »id: FRICTION\n          any_of: [SHUT]\n          all_of: [SHUT]\n", "RCA107"),
    Seed("threshold", "            - id: NO-WATCH\n              event: Nobody watched the flow\n              at_least:\n                - 2\n",
         "            - »id: NO-WATCH\n              event: Nobody watched the flow\n              at_least:\n                - 5\n", "RCA107"),
    Seed("two forms of a probability", "{value: 0.5, basis", "»{value: 0.5, rate: 0.1, hours: 2, basis", "RCA107", OUT),
    Seed("format", "format: 1", "format: »2", "RCA106", OUT),
    Seed("duplicate key", "    status: implemented", "    status: implemented\n    »status: verified", "RCA011"),
    Seed("duplicate key", "  E-BOOK: {", "  »E-LOG: {what: Another}\n  E-BOOK: {", "RCA011", OUT),
    Seed("duplicate key", "text: Name the two causes of dry running}", "text: Name the two causes, »text: Again}", "RCA011"),
    Seed("tag", "do: Fit a flow switch that stops the pump", "do: »!!python/object/apply:os.system [id]", "RCA012"),
    Seed("tag", "  top: BURN", "  top: »!top BURN", "RCA012", OUT),
    Seed("merge key", "  - {id: lead, role: lead", "  - {»<<: {role: lead}, id: lead, role: lead", "RCA013"),
    Seed("unknown event", "breaks: [TOUCH]", "breaks: [»TUOCH]", "RCA403"),
    Seed("unknown event", "shaped_by: [NO-GUARD]", "shaped_by: [»NO-GARD]", "RCA349"),
    Seed("unknown event", "            - NO-SWITCH\n            - id", "            - »NO-SWTCH\n            - id", "RCA349"),
    Seed("unknown evidence", "evidence: [E-LOG, E-HALL]", "evidence: [E-LOG, »E-HAL]", "RCA326"),
    Seed("unknown evidence", "against: [E-HALL]", "against: [»E-HULL]", "RCA326"),
    Seed("unknown source", 'value: "13:29", source: S-MAKER', 'value: "13:29", source: »S-MAKR', "RCA201"),
    Seed("unknown source", "also: [S-MAKER]", "also: [»S-MEKER]", "RCA201"),
    Seed("unknown expert", "{stage: evidence, by: outside", "{stage: evidence, by: »outsider", "RCA443"),
    Seed("unknown lesson", "lesson: L-FLOW}", "lesson: »L-FLOWS}", "RCA201"),
    Seed("unknown code", "hazards: [thermal]", "hazards: [»termal]", "RCA203"),
    Seed("unknown code", "[T-PROTECT, T-SENSE]", "[T-PROTECT, »T-SENCE]", "RCA203"),
    Seed("id defined twice", "  - id: A-GUARD", "  - id: »A-SWITCH", "RCA202"),
    Seed("id defined twice", "{id: B-GUARD, what", "{id: »B-SWITCH, what", "RCA202"),
)  # fmt: skip

SYNTAX = (
    Seed("colon in text", "title: House rule on pumps", "title: House rule»: on pumps", "RCA010", OUT),
    Seed("colon in text", "    do: Fit guards on all casings", "    do: Fit guards»: on all casings", "RCA010"),
    Seed("tab", "    owner: Head of maintenance\n    resources", "»\towner: Head of maintenance\n    resources", "RCA010"),
    Seed("open bracket", "breaks: [NO-SWITCH]\n", "breaks: »[NO-SWITCH\n", "RCA010"),
    Seed("open quote", 'title: "Exercise: a coolant pump ran dry behind a closed valve"', 'title: »"Exercise: a coolant pump', "RCA010", OUT),
    Seed("indentation", "    kind: physical-change", "   »kind: physical-change", "RCA010"),
    Seed("no colon", "    kind: physical-change", "    »kind physical-change", "RCA010"),
    Seed("anchor", "breaks: [TOUCH]", "breaks: [»&touch TOUCH]", "RCA013"),
    Seed("alias", "breaks: [TOUCH]", "breaks: [»*touch]", "RCA013"),
    Seed("control character", "do: Fit guards on all casings", "do: Fit guards »\x07on all casings", "RCA005"),
)  # fmt: skip
"""After these nothing of the file is read; the finding is the only one."""


HIDING = ("format", "two gates", "threshold", "slip of the trade", "duplicate key", "id in a wrong form")
"""Kinds that keep what stands below or beside them from being read, or that change what others refer to."""


def found_in(text: str, folder: Path) -> list[Diagnostic]:
    """What a knowledge base says of which this text is the only review."""
    reviews = folder / "kb" / "reviews"
    reviews.mkdir(parents=True)
    (reviews / SOUND.name).write_text(text, encoding="utf-8")
    return list(open_kb(folder / "kb", dt.date(2025, 1, 1)).diagnostics())


def test_the_review_is_sound_before_anything_is_seeded(tmp_path: Path) -> None:
    """It reads and links; what the lint says of its method is another matter."""
    assert [each for each in found_in(TEXT, tmp_path) if each.code < "RCA3"] == []


def named(seed: Seed) -> str:
    return f"{seed.kind}-{seed.code}".replace(" ", "-")


@pytest.mark.parametrize("seed", SEEDS, ids=named)
def test_a_seeded_fault_is_found_once_at_its_place(seed: Seed, tmp_path: Path) -> None:
    """One finding, with the code, line and column of the fault."""
    text, line, column = seed.seeded()

    found = found_in(text, tmp_path)

    reading = [each for each in found if each.code < "RCA3" or (seed.code >= "RCA3" and each.code == seed.code)]
    assert [(each.code, each.span.line, each.span.column) for each in reading] == [(seed.code, line, column)]
    assert all(each.excerpt == text.split("\n")[each.span.line - 1] for each in found)


@pytest.mark.parametrize("seed", SYNTAX, ids=named)
def test_a_file_that_is_no_yaml_gives_one_finding(seed: Seed, tmp_path: Path) -> None:
    """After a syntax error nothing else is said."""
    text, line, column = seed.seeded()

    found = found_in(text, tmp_path)

    assert [(each.code, each.span.line, each.span.column) for each in found] == [(seed.code, line, column)]


def test_the_seeds_are_many_and_of_many_kinds() -> None:
    """60 or more faults over at least 20 kinds, no kind more than four times, half of them inside lists."""
    seeds = (*SEEDS, *SYNTAX)
    kinds = Counter(seed.kind for seed in seeds)
    nested = sum(seed.nested for seed in seeds)
    print(f"{len(seeds)} seeded faults of {len(kinds)} kinds, {nested} of them inside lists")

    assert len(seeds) >= 60
    assert len(kinds) >= 20
    assert max(kinds.values()) <= 4
    assert 2 * nested >= len(seeds)


def test_all_faults_of_a_file_are_told_in_one_go(tmp_path: Path) -> None:
    """Faults that do not hide each other are all found at once."""
    text, expected = TEXT, 0
    for seed in SEEDS:
        if seed.code < "RCA2" and seed.kind not in HIDING and text.count(seed.old) == 1:
            text = text.replace(seed.old, seed.new.replace(MARK, ""))
            expected += 1

    found = [each for each in found_in(text, tmp_path) if each.code < "RCA2"]

    assert expected >= 40
    assert len(found) == expected
