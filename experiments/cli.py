"""The command ``blockers``: one subcommand a file under ``commands/``. Heavy imports wait until a command runs."""

from __future__ import annotations

import sys
import tempfile
import traceback
from typing import Annotated

import typer

from experiments.commands import run
from experiments.outlet import unbreakable

app = typer.Typer(
    name="blockers",
    help="Who really blocks social media in an organisation, and what unblocks it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("run")(run.run)


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
    """Who really blocks social media in an organisation, and what unblocks it."""


def main() -> None:
    """Run the command line. A fault that no command foresaw gives one line, a file with its traceback, and status 1."""
    sys.stdout, sys.stderr = unbreakable(sys.stdout), unbreakable(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without – or ≥ is no reason to stop
    try:
        app()
    except Exception as fault:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="blockers-fault-", suffix=".txt", delete=False
        ) as file:
            file.write(f"{' '.join(sys.argv)}\n\n{traceback.format_exc()}")
        said = " ".join(str(fault).split())
        print(f"blockers: unexpected {type(fault).__name__}: {said}; the traceback is in {file.name}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
