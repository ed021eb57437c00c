"""Groups inside each other: what is in each, however many there are."""

from __future__ import annotations

import random

from rca.graph.event_tree import all_members, members


def test_every_group_at_once_is_each_by_itself() -> None:
    """Generated groups without a circle, some empty, some naming what is nowhere."""
    draw = random.Random(2)
    for _ in range(300):
        names = [f"G{at}" for at in range(draw.randint(1, 7))]
        groups = {
            name: (
                tuple(draw.choices("abcd", k=draw.randint(0, 3))),
                tuple(draw.sample([*names[at + 1 :], "nowhere"], draw.randint(0, min(2, len(names) - at - 1)))),
            )
            for at, name in enumerate(names)
        }

        found = all_members(groups)

        assert {name: set(own) for name, own in found.items()} == {name: set(members(name, groups)) for name in names}
        assert all(len(own) == len(set(own)) for own in found.values())


def test_a_circle_ends() -> None:
    """It is said elsewhere; nothing is gone round in."""
    found = all_members({"A": (("a",), ("B",)), "B": (("b",), ("A",)), "C": (("c",), ("C",))})

    assert found["C"] == ("c",)
    assert found["A"] == ("a", "b")


def test_many_groups_inside_each_other_take_no_time() -> None:
    """100,000 of them, deeper than any recursion: one by one they would take hours."""
    many = 100_000
    groups = {f"G{at}": (("c",), (f"G{at + 1}",) if at + 1 < many else ()) for at in range(many)}

    assert set(all_members(groups).values()) == {("c",)}
