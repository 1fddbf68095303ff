"""How commands end that leave a record: stopped, with runs that failed, with too few of them, with pictures missing."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Protocol

import typer

from experiments.cli import INTERRUPTED

if TYPE_CHECKING:
    from experiments.folder import Folder
    from experiments.results import Failure

FAILED = 1


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
        if not folder.is_settled:
            _say_what_is_kept(journal)
            raise
        print(f"blockers: stopped; the record is whole, in {folder.place}", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


@contextmanager
def runs_are_kept(journal: Kept) -> Iterator[None]:
    """Ctrl-C in here says what the ``journal`` keeps, where it keeps something."""
    try:
        yield
    except KeyboardInterrupt:
        _say_what_is_kept(journal)
        raise


def _say_what_is_kept(journal: Kept | None) -> None:
    if journal is not None and journal.holds_any:
        print(f"blockers: stopped; what was run is kept in {journal.place}; the same command goes on", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None


def said_of_pictures(not_drawn: Sequence[str], place: Path) -> None:
    """Say which pictures could not be drawn, where there are any."""
    if not_drawn:
        pictures = ", ".join(not_drawn)
        print(
            f"blockers: not drawn: {pictures}; why is in {place / 'failures'}. All tables are there.", file=sys.stderr
        )


def said_of_failed(failed: str, place: Path) -> None:
    """Say which runs failed, in words such as ``3 runs``, and where it stands why."""
    print(f"blockers: {failed} failed; see {place / 'failures'}", file=sys.stderr)


def too_few_ended(failures: Sequence[tuple[str, Failure]]) -> NoReturn:
    """Too few runs came to their end for anything to be made of them: say what the first that failed said."""
    why = "no reason is known"
    if failures:
        arm, first = failures[0]
        why = f"{arm}, seed {first.seed}: {first.error}"
    nothing_of(f"too few runs came to their end: {why}")


def nothing_of(why: str) -> NoReturn:
    """Say why there is no record, and end with status 1."""
    print(f"blockers: {why}", file=sys.stderr)
    raise typer.Exit(FAILED)


def as_typed() -> str:
    """The command as it was typed."""
    return shlex.join(["blockers", *sys.argv[1:]])
