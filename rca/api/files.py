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
    import os
    import tempfile

    try:
        place = path.resolve()
        if place.exists() and not place.is_file():
            place.write_bytes(content)
            return
        if place.parent.exists() and not place.parent.is_dir():
            msg = f"cannot write `{path}`: `{path.parent}` is no folder"
            raise Misuse(msg)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    except OSError as error:
        msg = f"cannot write `{path}`: {error.strerror}"
        raise Misuse(msg) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mode = place.stat().st_mode & 0o777 if place.exists() else 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(place)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        msg = f"cannot write `{path}`: {error.strerror}"
        raise Misuse(msg) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
