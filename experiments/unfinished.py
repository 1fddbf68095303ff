"""Where long work keeps what it has done while it runs, so that the same command goes on after it was stopped."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path


def unfinished(place: Path, mark: str) -> Path:
    """The folder for what a study has done so far, beside the ``place`` of its record.

    ``mark`` says what makes two studies hold the same numbers.

    >>> unfinished(Path("results/county-blame"), "0123456789abcdef0123").as_posix()
    'results/county-blame-unfinished/0123456789abcdef'
    """
    whole = place.absolute() if not place.name else place  # such as --out .
    return whole.with_name(f"{whole.name}-unfinished") / mark[:16]


def remove(folder: Path) -> None:
    """Remove it, once the record is whole; and the folder of several where it was the last."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        folder.parent.rmdir()
