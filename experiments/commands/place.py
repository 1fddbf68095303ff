"""Where commands put their records: a folder that is whole or not there, and is replaced only when somebody says so."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import typer

from experiments.cli import INTERRUPTED
from experiments.commands.given import refuse

if TYPE_CHECKING:
    from experiments.folder import Folder


class Kept(Protocol):
    """What a study that may be stopped keeps of its runs, and where."""

    place: Path

    @property
    def holds_any(self) -> bool:
        """Whether there is something to go on from."""


@contextmanager
def record_is_said(folder: Folder, journal: Kept | None = None) -> Iterator[None]:
    """Ctrl-C in here says where the record is, once it is there; and before that what the ``journal`` keeps, if any."""
    try:
        yield
    except KeyboardInterrupt:
        if folder.is_settled:
            said = f"the record is whole, in {folder.place}"
        elif journal is not None and journal.holds_any:
            said = f"what was run is kept in {journal.place}; the same command goes on"
        else:
            raise
        print(f"blockers: stopped; {said}", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


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


def as_folder(name: str) -> str:
    """A scenario's name as one that a folder can have."""
    return "".join(c if c.isalnum() or c in " -_." else "-" for c in name).strip(" .") or "scenario"


def said_of_pictures(not_drawn: Sequence[str], place: Path) -> None:
    """Say which pictures could not be drawn, where there are any."""
    if not_drawn:
        pictures = ", ".join(not_drawn)
        print(
            f"blockers: not drawn: {pictures}; why is in {place / 'failures'}. All tables are there.", file=sys.stderr
        )
