"""Where commands put their records: a folder that is whole or not there, and is replaced only when somebody says so."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.commands.given import refuse

if TYPE_CHECKING:
    from experiments.folder import Folder


def results_folder(place: Path, identity: Mapping[str, Any], force: bool) -> Folder:
    """The folder for the results. Where it holds other results, somebody at a terminal is asked, nobody else is."""
    from experiments.folder import Folder, OtherResults

    try:
        return Folder(place, identity, force)
    except OtherResults as refused:
        # A stream that was closed is none, or one that no question may be put to any more.
        if not all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stderr)):
            raise
        print(f"{refused}.\nReplace them? [y/N] ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().casefold() not in ("y", "yes"):
            refuse("Nothing was run, and nothing was replaced.")
    return Folder(place, identity, force=True)
