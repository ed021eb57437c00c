"""The self-test computes in the browser what the engine computes, and is there for keyboard and screen reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rca.api import KnowledgeBase, site_context
from rca.graph.tree import FaultTree, Node
from rca.site.pages import self_test, trainers
from rca.training.question import shuffled
from rca.training.worlds import enough, supposed, top_holds

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
SCRIPT = (Path(self_test.__file__).parents[1] / "assets" / "self-test.js").read_text("utf-8")
WORLDS = 12


@pytest.fixture(scope="module")
def bodies(real: KnowledgeBase) -> dict[str, str]:
    """The page of every case, without the frame of the site."""
    context = site_context(real)
    return {page.path.split("/")[1]: str(page.body) for page in self_test.pages(context)}


def opened(browser: Browser, body: str) -> Page:
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.set_content(f"<!doctype html><meta charset=utf-8>{body}<script>{SCRIPT}</script>")
    return page


def invented() -> FaultTree:
    """A tree with every kind of gate."""
    leaves = [Node(id=name, label=name, status="confirmed") for name in "ABCDEFGHIJ"]
    gates = [
        Node(id="TOP", label="top", gate="all_of", causes=("ANY", "SOME", "NONE", "ONE")),
        Node(id="ANY", label="any", gate="any_of", causes=("A", "B")),
        Node(id="SOME", label="some", gate="at_least", threshold=2, causes=("C", "D", "E")),
        Node(id="NONE", label="none", gate="none_of", causes=("F", "G")),
        Node(id="ONE", label="one", gate="exactly_one_of", causes=("H", "I", "J")),
    ]
    return FaultTree(top="TOP", nodes={node.id: node for node in (*gates, *leaves)})


def test_all_five_gates_agree_with_the_engine_in_every_world(browser: Browser) -> None:
    tree = invented()
    names = [leaf.id for leaf in tree.leaves()]
    worlds = [[name for place, name in enumerate(names) if number >> place & 1] for number in range(1 << len(names))]
    data = self_test.data_of(tree, frozenset(names), ())
    page = opened(
        browser,
        f"<form data-try><p class=tryresult><b></b></p><ul class=trytree></ul></form><script type=application/json id=try-data>{data}</script>",
    )

    found = page.evaluate("worlds => worlds.map(w => window.rcaTry(w, []))", worlds)

    assert found == [top_holds(tree, world) for world in worlds]
    assert True in found


def test_every_real_tree_agrees_with_the_engine(real: KnowledgeBase, bodies: dict[str, str], browser: Browser) -> None:
    assert len(bodies) >= 18
    for name, body in bodies.items():
        tree = real.trees[name]
        leaves = sorted(supposed(tree))
        events = sorted(tree.nodes)
        worlds = [
            (shuffled(leaves, f"{name}{n}")[: len(leaves) - n % 3], shuffled(events, f"t{n}")[: n % 2])
            for n in range(WORLDS)
        ]
        page = opened(browser, body)
        found = page.evaluate("worlds => worlds.map(w => window.rcaTry(w[0], w[1]))", worlds)
        page.close()

        assert found == [top_holds(tree, on, off) for on, off in worlds], name


def test_switching_a_barrier_on_by_keyboard_is_announced(
    real: KnowledgeBase, bodies: dict[str, str], browser: Browser
) -> None:
    name = "texas-city-2005"
    page = opened(browser, bodies[name])
    sure = [barrier for barrier in real.library.reviews[name].record.barriers if enough(real.trees[name], barrier)]
    said = page.locator(".tryresult")
    assert said.get_attribute("aria-live") == "polite"
    assert said.inner_text().startswith("It still happens.")

    page.get_by_role("checkbox", name=sure[0].what).focus()
    page.keyboard.press("Space")
    assert said.inner_text().startswith("It does not happen.")

    page.keyboard.press("Space")
    assert said.inner_text().startswith("It still happens.")


def test_without_scripts_each_measure_alone_is_told_in_a_table(bodies: dict[str, str], browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(bodies["texas-city-2005"])

    assert page.locator("form[data-try]").is_hidden()
    assert page.locator("table tbody tr").count() > 10


def test_the_data_of_a_tree_cannot_end_its_script() -> None:
    tree = FaultTree(top="T", nodes={"T": Node(id="T", label="</script><b>&", status="confirmed")})
    wicked = FaultTree(top="</script>", nodes={"</script>": Node(id="</script>", label="x", status="confirmed")})

    assert "<" not in self_test.data_of(tree, frozenset("T"), ())
    assert json.loads(self_test.data_of(wicked, frozenset(), ()))["top"] == "</script>"


def test_an_instructors_page_has_every_answer_with_its_passage(real: KnowledgeBase) -> None:
    pages = {page.path: str(page.body) for page in trainers.pages(site_context(real))}

    assert trainers.PATH in pages
    for entry in real.library.courses.values():
        body = pages[trainers.instructor(entry.record.id)]
        assert body.count('class="answerkey"') >= sum(len(module.quiz) for module in entry.record.modules)
