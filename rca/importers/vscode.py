"""Settings by which VS Code and its YAML extension know the files of a knowledge base."""

from __future__ import annotations

import json
from collections.abc import Mapping

FOLDERS: Mapping[str, str] = {
    "review": "reviews/*.yaml",
    "lesson": "lessons/*.yaml",
    "course": "courses/*.yaml",
    "taxonomy": "taxonomies/*.yaml",
    "standard": "standards/*.yaml",
    "adoption": "adoptions/*.yaml",
    "organisations": "organisations.yaml",
}
"""By kind of file the place of such files below the knowledge base."""


def settings(folder: str) -> dict[str, object]:
    """The settings of a workspace in which the knowledge base stands in `folder`."""
    return {
        "yaml.schemas": {f"./{folder}/.schema/{kind}.json": f"{folder}/{place}" for kind, place in FOLDERS.items()},
        "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True, "editor.rulers": [120]},
        "files.associations": {f"**/{folder}/**/*.yaml": "yaml"},
    }


def merged(before: str, wanted: Mapping[str, object]) -> str | None:
    """Settings with the wanted ones added, what was set before kept; None when the file is no plain JSON."""
    try:
        data = json.loads(before) if before.strip() else {}
    except ValueError:
        return None
    if not isinstance(data, dict):
        return None
    for key, value in wanted.items():
        old = data.get(key)
        data[key] = {**value, **old} if isinstance(value, dict) and isinstance(old, dict) else data.get(key, value)
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
