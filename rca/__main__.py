"""The process `rca`, which `python -m rca` starts too."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading

MANY = 100_000
"""Objects that are made before circles among them are looked for; the interpreter looks after 700."""


def run() -> None:
    """Run the command line, and end without giving back every object one by one.

    That takes a tenth of the time of a short command, and the system takes the memory back at once (mypy ends so too).
    What was registered for the end is still run; where another thread is at work, or output does not get through, the
    interpreter ends in its own way.

    What modules make as they are imported lives as long as the process: looking for circles in it, again and again, takes a
    twentieth of the time of a short command.
    """
    gc.set_threshold(MANY)
    from rca.cli import main

    try:
        main()
    except SystemExit as ended:
        status = ended.code or 0
        if isinstance(status, int) and threading.active_count() == 1:
            atexit._run_exitfuncs()  # noqa: SLF001 -- there is no other way to run them before `os._exit`
            if _is_written():
                os._exit(status)
        raise


def _is_written() -> bool:
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return False
    return True


if __name__ == "__main__":
    run()
