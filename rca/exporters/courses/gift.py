"""The questions of a course in Moodle's GIFT format."""

from __future__ import annotations

import re

from rca.exporters.courses import Delivery
from rca.training.sheet import CourseSheet, Item

_SPECIAL = re.compile(r"([~=#{}:\\])")


def write(sheet: CourseSheet, delivery: Delivery) -> bytes:
    """One category a module. Right answers begin with `=`, others with `~`; the reason is the general feedback."""
    del delivery
    parts = [f"// {_html(sheet.title)}\n"]
    for module in sheet.modules:
        if module.items:
            parts.append(f"$CATEGORY: {_category(sheet.title)}/{_category(module.title)}\n")
            parts.extend(_question(item) for item in module.items)
    return "\n".join(parts).encode()


def _question(item: Item) -> str:
    options = "".join(
        f"\t{'=' if place == item.key else '~'}{_text(option)}\n" for place, option in enumerate(item.options)
    )
    cited = " ".join(f"[{each.case} {each.id}: {each.what}]" for each in item.passages)
    because = _text(f"{item.because} {cited}".strip())
    feedback = f"\t####{because}\n" if because else ""
    return f"::{_text(item.id)}::[html]{_text(item.ask)} {{\n{options}{feedback}}}\n"


def _text(words: str) -> str:
    """One line of plain text: GIFT's own signs are escaped, and so is what its reader would take for HTML."""
    return _SPECIAL.sub(r"\\\1", _html(words))


def _category(words: str) -> str:
    """A category's name; a doubled stroke stands for one."""
    return _html(words).replace("/", "//")


def _html(words: str) -> str:
    return " ".join(words.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
