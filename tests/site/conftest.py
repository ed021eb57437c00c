"""The site of the small knowledge base, built once for all tests that only look at it, and templates compiled once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.theme import Theme
from site_cases import context_of, small

from rca.site.build import build_site

if TYPE_CHECKING:
    from conftest import Once

CONFIG = Path(__file__).parents[2] / "mkdocs.yml"


class Compiled(BytecodeCache):
    """Templates as they were compiled for an earlier build."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _compile_once() -> Iterator[None]:
    """The theme's templates take half the time of a build of a few pages."""
    compiled, made = Compiled(), Theme.get_env

    def get_env(theme: Theme) -> Environment:
        env = made(theme)
        env.bytecode_cache = compiled
        return env

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", get_env)
        yield


@pytest.fixture(scope="session")
def small_site(once: Once) -> Path:
    """A folder in which the site stands as `below`; not to be changed."""

    def make(folder: Path) -> None:
        report = build_site(context_of(small(folder / "kb")), folder / "www" / "below", CONFIG)
        assert report.problems == ()
        assert not report.stopped
        assert report.reviews == 2

    return once("small-site", make) / "www"
