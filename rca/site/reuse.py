"""What an earlier build into the same folder left that still holds: the whole site, or pages with their frames."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

import rca
from rca.library.kept import tool_digest
from rca.site.page import Page
from rca.site.watch import stamps

_LIBRARIES = ("mkdocs", "mkdocs-material", "jinja2", "markdown", "markupsafe", "pymdown-extensions", "pygments")
FORMAT = 1
"""Raised whenever what is noted changes its form."""
MOST = 12
"""Sites of which a build is noted, those built last: 0.3 MB each, and a site built into a new folder leaves one for ever."""


@dataclass(slots=True)
class Built:
    """What is noted of a build: what it was made from, and what came of it."""

    format: int = FORMAT
    source: str = ""
    """Hash of everything that the site was made from."""
    frame: str = ""
    """Hash of everything that the frame around a page was made from."""
    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By address the hash of a finished page, and of what was written."""
    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Size and time of every file of the site."""
    report: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    """Pages, reviews, and what there was to say."""


class Earlier:
    """The earlier build of a folder. What is noted stands in the user's own cache: a site from somebody else brings none."""

    def __init__(self, site: Path, source: str) -> None:
        self.site, self.source = site, source
        self._place = _place(site)
        self.built = _read(self._place)

    def whole(self) -> bool:
        """Whether the site was made from just this, and nobody has touched it since."""
        found = bool(self.source) and self.built.source == self.source and self.built.files == _files(self.site)
        if found:
            with suppress(OSError):
                self._place.touch()  # still in use: it counts as built last
        return found

    def page(self, frame: str, page: Page, translations: Mapping[str, str]) -> tuple[str, str]:
        """The hash of a finished page, and the page in its frame where it was written just so; else nothing."""
        key = hashed([asdict(page) | {"body": str(page.body)}, dict(translations)])
        known = self.built.pages.get(page.path)
        if known is None or known[0] != key or self.built.frame != frame:
            return key, ""
        with suppress(OSError, UnicodeDecodeError):
            text = (self.site / page.path).read_bytes().decode("utf-8")
            if _digest(text) == known[1]:
                return key, text
        return key, ""

    def note(self, frame: str, pages: Mapping[str, tuple[str, str]], report: tuple[int, int, tuple[str, ...]]) -> None:
        """Note the build that now stands in the folder."""
        pages = {path: (key, _digest(text)) for path, (key, text) in pages.items()}
        built = Built(FORMAT, self.source, frame, dict(pages), _files(self.site), report)
        with suppress(OSError):
            self._place.parent.mkdir(parents=True, exist_ok=True)
            beside = self._place.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps(asdict(built)), encoding="utf-8")
            beside.replace(self._place)
            _forget(self._place)


def source_of(files: Iterable[tuple[str, str]], places: Sequence[Path], said: Sequence[str]) -> str:
    """Hash of what a site is made from: files of the folder by path and hash, everything below further places, and words."""
    further = [(str(path), _bytes(path)) for place in places for path in sorted(_below(place))]
    return hashed([program(), sorted(files), further, list(said)])


def program() -> str:
    """Hash of this program with its templates, styles and scripts, and of the libraries that frame a page."""
    home = Path(rca.__file__).parent / "site"
    own = [(path.relative_to(home).as_posix(), found[:2]) for path, found in stamps((home,)) if path.suffix != ".pyc"]
    versions = []
    for name in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            versions.append((name, metadata.version(name)))
    return hashed([tool_digest(), sorted(own), versions])


def _below(place: Path) -> Iterator[Path]:
    return (path for path, _ in stamps((place,)))


def _bytes(path: Path) -> str:
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return ""


def _files(site: Path) -> dict[str, tuple[int, int]]:
    return {path.relative_to(site).as_posix(): (size, changed) for path, (changed, size, _) in sorted(stamps((site,)))}


def _place(site: Path) -> Path:
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return user / "rca" / f"site-{_digest(str(site.resolve()))[:16]}.json"


def _forget(place: Path) -> None:
    """Take away what was noted of the sites that were not built for longest, and what broken off writes left."""
    others = []
    for path in place.parent.glob("site-*"):
        with suppress(OSError):
            if path != place:
                others.append((path.stat().st_mtime_ns, path))
    for _, path in sorted(others, reverse=True)[MOST - 1 :]:
        with suppress(OSError):
            path.unlink()


def _read(place: Path) -> Built:
    """What was noted; nothing where it is damaged."""
    try:
        data: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            return Built()
        pages, reviews, problems = data["report"]
        return Built(
            FORMAT, str(data["source"]), str(data["frame"]),
            {path: (str(key), str(digest)) for path, (key, digest) in data["pages"].items()},
            {path: (int(size), int(changed)) for path, (size, changed) in data["files"].items()},
            (int(pages), int(reviews), tuple(map(str, problems))),
        )  # fmt: skip
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Built()


def hashed(said: object) -> str:
    """Hash of anything that JSON can say."""
    return _digest(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
