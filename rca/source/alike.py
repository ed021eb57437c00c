"""Whether two texts say the same: their data, and their comments."""

from __future__ import annotations

import yaml

from rca.source.loader import new_loader


def same(first: object, second: object) -> bool:
    """Whether two pieces of data are the same in value and type."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(value, second[key]) for key, value in first.items())
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(same(one, two) for one, two in zip(first, second, strict=True))
    return type(first) is type(second) and first == second


def comments(text: str) -> list[str]:
    """Every comment, sorted: what stands behind `#` outside of values."""
    loader = new_loader(text)
    inside: list[tuple[int, int]] = []
    try:
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, yaml.ScalarEvent):
                start, end = _index(event.start_mark), _index(event.end_mark)
                if event.style in ("|", ">"):  # a comment may stand in the line of its header
                    start = text.find("\n", start)
                    end = start + len(text[start:end].rstrip())
                inside.append((start, end))
    finally:
        loader.dispose()
    found: list[str] = []
    place = 0
    for start, end in [*inside, (len(text), len(text))]:
        found += [line.partition("#")[2].strip() for line in text[place:start].split("\n") if "#" in line]
        place = max(place, end)
    return sorted(found)


def _index(mark: object) -> int:
    """libyaml's marks and PyYAML's own have no common type."""
    return int(getattr(mark, "index", 0))
