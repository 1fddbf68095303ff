"""All commands of ``blockers`` put together: one file each under ``commands/``. Heavy imports wait until one runs."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from experiments.cli import INTERRUPTED, STOPPED
from experiments.commands import new, run, schema, show, validate, why


class Commands(TyperGroup):
    """All commands as one; Ctrl-C in any of them ends with one line and status 130."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            print(STOPPED, file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    name="blockers",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("new")(new.new)
app.command("validate")(validate.validate)
app.command("show")(show.show)
app.command("run")(run.run)
app.command("why")(why.why)
app.command("schema")(schema.schema)


def _say_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"blockers {version('blockers')}")
        except PackageNotFoundError:
            print("blockers (not installed, so without a version)")
        raise typer.Exit


@app.callback()
def _every_command(
    version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="print the version and end")
    ] = False,
) -> None:
    """Who really blocks social media in an organisation, and what unblocks it.

    For a start: blockers run county
    """
