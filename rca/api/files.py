"""Writing a file: the whole of it or nothing."""

from __future__ import annotations

from pathlib import Path

from rca.api.base import Misuse


def write_text(path: Path, text: str) -> None:
    """Write a whole file or none of it.

    Raises:
        Misuse: it cannot be written.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file or none of it: beside its place first, then moved.

    A link is followed. A pipe or device, such as `/dev/stdout`, is written to and never replaced by a file.

    Raises:
        Misuse: it cannot be written.
    """
    import secrets

    try:
        place = path.resolve()
        if place.exists() and not place.is_file():
            place.write_bytes(content)
            return
        if place.parent.exists() and not place.parent.is_dir():
            msg = f"cannot write `{path}`: `{path.parent}` is no folder"
            raise Misuse(msg)
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary = place.parent / f".rca-{secrets.token_hex(8)}"
        try:
            with open(temporary, "xb", opener=_private) as file:
                file.write(content)
            mode = place.stat().st_mode & 0o777 if place.exists() else 0o644
            temporary.chmod(mode)
            temporary.replace(place)
        except BaseException:  # an interruption too
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        msg = f"cannot write `{_shown(path)}`: {error.strerror}"
        raise Misuse(msg) from error


def _private(name: str, flags: int) -> int:
    """For nobody else to read until it has the rights of the file that it replaces."""
    import os

    return os.open(name, flags, 0o600)


def _shown(path: Path) -> str:
    """A path as the user may have written it."""
    from rca.source.find import shown_path

    return shown_path(path)
