"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

if TYPE_CHECKING:
    from rca.records.vocabulary import PublicationLevel

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day written `2026-11-24`."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a message that says how to write one."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` is not a day; write it as 2026-11-24.", param, ctx)


def kb_option(command: F) -> F:
    """`--kb DIR`"""
    return click.option(
        "--kb", "root", type=click.Path(path_type=Path, file_okay=False), default=Path("kb"), show_default=True,
        help="Folder of the knowledge base.",
    )(command)  # fmt: skip


def config_option(command: F) -> F:
    """`--config FILE`; the default may be missing, a file that was named may not."""

    def named(ctx: click.Context, param: click.Parameter, value: Path) -> Path:
        given = (
            param.name is not None and ctx.get_parameter_source(param.name) is click.core.ParameterSource.COMMANDLINE
        )
        if given and not value.is_file():
            msg = f"there is no file `{value}`"
            raise click.BadParameter(msg, ctx, param)
        return value

    return click.option(
        "--config", type=click.Path(path_type=Path, dir_okay=False), default=Path("mkdocs.yml"), show_default=True,
        callback=named, help="MkDocs configuration; a built-in one is used where there is none.",
    )(command)  # fmt: skip


def as_of_option(command: F) -> F:
    """`--as-of DATE`"""
    return click.option(
        "--as-of", type=Day(), default=dt.date.today, show_default="today",
        help="The day that counts as today: what is due, overdue or not yet issued.",
    )(command)  # fmt: skip


def level_option(default: PublicationLevel | None) -> Callable[[F], F]:
    """`--level`: for whom a site is."""
    from rca.records.vocabulary import PublicationLevel

    def add(command: F) -> F:
        return click.option(
            "--level", type=click.Choice(get_args(PublicationLevel)), default=default, show_default=default is not None,
            help="For whom the site is; reviews whose `publication.level` is narrower are left out.",
        )(command)  # fmt: skip

    return add


def format_option(*formats: str) -> Callable[[F], F]:
    """`--format`, the first name being the default."""

    def add(command: F) -> F:
        return click.option(
            "--format", "form", type=click.Choice(formats), default=formats[0], show_default=True, help="Output format."
        )(command)

    return add


def output(text: str) -> None:
    """Print text that already ends its last line, or does not."""
    click.echo(text, nl=not text.endswith("\n"))


def say_left(left: Sequence[str], where: str = "") -> None:
    """Say on standard error what was not carried, the first twenty lines of it; `where`: where the rest stands."""
    for line in left[:20]:
        click.echo(f"not carried: {line}", err=True)
    if len(left) > 20:
        click.echo(f"not carried: {len(left) - 20} more" + (f", {where}" if where else ""), err=True)


def without_circles() -> None:
    """Look for no circles of objects until the command ends.

    Nothing that is read or solved goes in circles, and looking for them takes up to a third of the time.
    """
    if gc.isenabled():
        gc.disable()
        click.get_current_context().call_on_close(gc.enable)


def must_exist(paths: Sequence[Path]) -> None:
    """Nothing when files and folders are there, and every folder holds a file to look at.

    Raises:
        click.BadParameter: one is not, or holds none; nothing to look at is not the same as nothing to find.
    """
    for path in paths:
        if path.is_dir():
            if next(path.rglob("*.y*ml"), None) is None:
                msg = f"the folder `{path}` holds no YAML file"
                raise click.BadParameter(msg, param_hint="PATHS")
        elif not path.exists():
            msg = (
                f"`{path}` is a link that leads nowhere"
                if path.is_symlink()
                else f"there is no file or folder `{path}`"
            )
            raise click.BadParameter(msg, param_hint="PATHS")


def open_or_explain(root: Path) -> Path:
    """The folder, or a message that says what to do when it is not there.

    Raises:
        click.BadParameter: `root` is no folder.
    """
    if not root.is_dir():
        msg = f"there is no folder `{root}`. Name one with --kb, or start one with `rca new ID`."
        raise click.BadParameter(msg, param_hint="--kb")
    return root
