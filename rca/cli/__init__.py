"""The command line: one file a command, found by walking this folder once."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import click

from rca import __version__


class Refused(click.ClickException):
    """The machine could not do what was asked: a full disk, a folder without the right to write."""

    exit_code = 2


def _give_up_output() -> None:
    """What standard output does not take is dropped, or the interpreter would complain of it once more at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@cache
def _modules() -> Mapping[str, str]:
    """By command the module that it is in; `import` is Python's own word, so that its module is `import_`."""
    found = (file.stem for file in Path(__file__).parent.iterdir() if file.suffix == ".py" and file.name[0] != "_")
    return {name.rstrip("_").replace("_", "-"): name for name in found}


class Commands(click.Group):
    """Loads a command's module when the command is asked for; its file's name is the command's name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands, sorted."""
        del ctx
        return sorted(_modules())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        module = _modules().get(cmd_name)
        if module is None:
            return None
        found: click.Command = importlib.import_module(f"{__name__}.{module}").command
        return found

    def invoke(self, ctx: click.Context) -> object:
        """As click does; what the disk or the terminal refuses is said in one line.

        A reader that has gone away (`rca check | head -1`) is left to click, which then ends without a word.
        """
        try:
            try:
                return super().invoke(ctx)
            finally:
                if not sys.stdout.closed:  # the language server closes it when the editor says `exit`
                    sys.stdout.flush()
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            _give_up_output()
            where = f": `{error.filename}`" if error.filename else ""
            msg = f"{error.strerror or error}{where}"
            raise Refused(msg) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest right word when the command does not exist."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and self.get_command(ctx, name) is None:
            import difflib

            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            ctx.fail(f"No such command `{name}`.{hint}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `rca new ID`, then `rca check` and `rca build`. Every command has --help.",
)
@click.version_option(__version__, prog_name="rca")
def main() -> None:
    """Root-cause analysis and lessons learned.

    Reviews are YAML files in kb/. rca checks them, analyses their fault trees, and publishes them as a searchable site.
    """
