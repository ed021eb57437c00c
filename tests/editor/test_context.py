"""Where a cursor stands in text that is half written; `|` marks it."""

from __future__ import annotations

import pytest

from rca.editor.context import cursor_at, word_at

CASES = [
    ("|", (), "", True, False),
    ("tit|", (), "tit", True, False),
    ("event:\n  da|", ("event",), "da", True, False),
    ("event:\n  harm:\n    deaths: 1\n  |", ("event",), "", True, False),
    ("event:\n  date: 20|", ("event", "date"), "20", False, True),
    ("event: {date: 2026, ha|", ("event",), "ha", True, False),
    ("event: {date: 2026, harm: {pot|", ("event", "harm"), "pot", True, False),
    ("event:\n  hazards: [flammable, pr|", ("event", "hazards", 1), "pr", False, True),
    (
        "fault_tree:\n  events:\n    TOP: {event: 'a, b: {c', all_of: [A, B|",
        ("fault_tree", "events", "TOP", "all_of", 1),
        "B",
        False,
        True,
    ),
    (
        "fault_tree:\n  events:\n    TOP:\n      all_of:\n        - A\n        - B|",
        ("fault_tree", "events", "TOP", "all_of", 1),
        "B",
        True,
        True,
    ),
    ("actions:\n  - {id: A, breaks: [X|", ("actions", 0, "breaks", 0), "X", False, True),
    ("actions:\n  - id: A\n    do: x\n  - id: B\n    breaks: [X, |", ("actions", 1, "breaks", 1), "", False, True),
    ("actions:\n- id: A\n- id: B\n  st|", ("actions", 1), "st", True, False),
    ("actions:\n  - id: A\n    due: |", ("actions", 0, "due"), "", False, True),
    ("timeline:\n  - {at: 1,\n     what: x,\n     la|", ("timeline", 0), "la", True, False),
    ("summary: >\n  Text with a key: here\n  and mo|", ("summary",), "and mo", False, True),
    ("summary: >\n  Text: x\ntit|", (), "tit", True, False),
    ("# comment: x\nevent:\n  # more: y\n  da|", ("event",), "da", True, False),
    ("lint:\n  - {allow: RCA3|", ("lint", 0, "allow"), "RCA3", False, True),
    ("title: 储罐😀 满液\nevent:\n  ha|", ("event",), "ha", True, False),
    ("a: {b: [c, {d: e}], f: g}\nh|", (), "h", True, False),
    ('"quoted key": {x: 1}\nevent:\n  "da|', ("event",), '"da', True, False),
]


@pytest.mark.parametrize(("text", "path", "prefix", "key", "value"), CASES)
def test_a_cursor_is_placed(text: str, path: tuple[str | int, ...], prefix: str, key: bool, value: bool) -> None:
    index = text.index("|")
    found = (
        cursor_at(text.replace("|", ""), index) if not text.startswith("summary: >") or text.count("|") == 1 else None
    )

    assert found is not None
    assert (found.path, found.prefix, found.key, found.value) == (path, prefix, key, value)
    assert found.start == index - len(prefix)


def test_every_place_of_the_real_cases_is_answered(root: object) -> None:
    """Cut off anywhere, a review has a cursor; nothing is raised."""
    import random
    from pathlib import Path

    chance = random.Random(1)
    text = (Path(str(root)) / "kb" / "reviews" / "texas-city-2005.yaml").read_text(encoding="utf-8")
    for _ in range(60):
        index = chance.randrange(len(text))
        found = cursor_at(text, index)
        assert found.start <= index
        word_at(text, index)


@pytest.mark.parametrize(
    "text",
    ["[" * 5000, "{" * 5000, "- " * 5000, "a: " * 3000, "'" * 5000, "\n".join(" " * n + "a:" for n in range(400))],
)
def test_hostile_text_ends(text: str) -> None:
    assert cursor_at(text, len(text)).start <= len(text)
