"""``blockers schema``: what a scenario file may say, as JSON Schema, so that an editor checks and completes it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands.given import Force, Quiet, write_file


def schema(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="write it there instead of printing it", show_default=False)
    ] = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Print the JSON Schema of scenario files, for editors that check and complete TOML while you type.

    In VS Code, install Even Better TOML, then make this the first line of your scenario:
    #:schema ./blockers.schema.json

    Example: blockers schema --out blockers.schema.json

    Exit status: 0 done, 2 wrong input (nothing is written).
    """
    from json import dumps

    from simulation.schema import json_schema

    text = dumps(json_schema(), indent=2) + "\n"
    if out is None:
        print(text, end="")
        return
    write_file(out, text, force)
    if not quiet:
        print(f"Written: {out}. To use it, the first line of a scenario beside it is: #:schema ./{out.name}")
