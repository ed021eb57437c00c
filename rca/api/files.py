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

    Raises:
        Misuse: it cannot be written.
    """
    import os
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        msg = f"cannot write `{path}`: {error.strerror}"
        raise Misuse(msg) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        msg = f"cannot write `{path}`: {error.strerror}"
        raise Misuse(msg) from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
