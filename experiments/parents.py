"""The folders around a file or folder that is to be written: made for it, and gone again where nothing came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def parents_made(place: Path) -> Iterator[None]:
    """Make the folders that ``place`` is to lie in; at the end, those that were made and are empty go.

    Raises ``OSError``, or ``ValueError`` for a name that no folder can have.
    """
    made = [folder for folder in place.absolute().parents if not folder.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        yield
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
