"""A results folder is whole or not there: it is filled under a temporary name beside its place, then renamed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from experiments.manifest import SAME_STUDY
from experiments.parents import parents_made
from simulation.wording import counted

MANIFEST = "manifest.json"
LONGEST = 50  # characters of a name, each of which may take four bytes of the 255 that a file's name has


def as_folder(name: str) -> str:
    """A scenario's name as one that a folder can have.

    >>> as_folder("a/b"), as_folder("../../evil"), as_folder("..")
    ('a-b', '-..-evil', 'scenario')
    """
    return "".join(c if c.isalnum() or c in " -_." else "-" for c in name).strip(" .") or "scenario"


def as_files(names: Iterable[str], ending: str) -> dict[str, str]:
    """Names of files for scenarios of these names, by name: each another one, also where a disk knows no capitals.

    >>> as_files(["a/b", "a-b", "A-B", "edict"], ".toml")
    {'a/b': 'a-b.toml', 'a-b': 'a-b 2.toml', 'A-B': 'A-B 3.toml', 'edict': 'edict.toml'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        stem = called = as_folder(as_folder(name)[:LONGEST])
        number = 1
        while called.casefold() in taken:
            number += 1
            called = f"{stem} {number}"
        taken.add(called.casefold())
        found[name] = f"{called}{ending}"
    return found


class FolderRefused(Exception):
    """The results cannot go where they were meant to; the message says why and what to do."""


class OtherResults(FolderRefused):
    """The place holds results that ``force`` would replace."""


class Folder:
    """A place for results: checked at once, filled in ``draft``, there after :meth:`settle`.

    ``is_settled`` says whether it is there by now. ``identity`` tells a study from another. A folder of the same study
    is replaced, one of another study only with ``force``; a folder or file that Blockers did not write never is. Used
    as a context, which clears the draft away whatever happens. Raises :class:`FolderRefused`.
    """

    def __init__(self, place: Path, identity: Mapping[str, Any], force: bool = False) -> None:
        self.place = place
        self.identity = json.loads(json.dumps(identity))
        self.force = force
        self.is_settled = False
        try:
            with ExitStack() as made:
                self._check()
                made.enter_context(parents_made(self.place))
                whole = self.place.absolute()
                self.draft = Path(tempfile.mkdtemp(prefix=f".{whole.name}-", dir=whole.parent))
                made.callback(shutil.rmtree, self.draft, ignore_errors=True)
                self.draft.chmod(0o777 & ~_mask())
                self._made = made.pop_all()
        except (OSError, ValueError) as error:  # such as a name too long, or with a character that no path may hold
            said = getattr(error, "strerror", None) or error
            why = f"cannot write to {self.place}: {said}; choose another folder with --out"
            raise FolderRefused(why) from error

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        self._made.close()

    def files(self) -> list[str]:
        """What the draft holds, as paths inside it."""
        return _files(self.draft)

    def settle(self) -> None:
        """Put the draft in its place. What was there goes, unless by now it may not."""
        self._check()
        if not self.place.exists():
            os.replace(self.draft, self.place)
            self.is_settled = True
            return
        old = Path(tempfile.mkdtemp(prefix=f".{self.place.absolute().name}-old-", dir=self.draft.parent))
        os.replace(self.place, old / "old")
        try:
            os.replace(self.draft, self.place)
            self.is_settled = True
        except BaseException:  # Ctrl-C included: what was there is never lost
            if not self.place.exists():
                os.replace(old / "old", self.place)
            raise
        finally:
            shutil.rmtree(old, ignore_errors=True)

    def _check(self) -> None:
        place = self.place
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise FolderRefused(f"{place} is not a folder; choose another place with --out")
        if not place.exists() or not any(place.iterdir()):
            return
        other = "choose another folder with --out"
        found = _manifest(place)
        if found is None:
            raise FolderRefused(f"{place} holds files that are no results of blockers; {other}")
        if self.force:
            return
        if any(found.get(key) != self.identity[key] for key in SAME_STUDY):
            seeds, command = found.get("seeds") or [], found.get("command")
            what = f"{found.get('scenario')}, {counted(len(seeds), 'seed', 'seeds')}, {command}"
            raise OtherResults(f"{place} holds other results ({what}); {other}, or replace them with --force")
        foreign = sorted(set(_files(place)) - {*found.get("files", ()), MANIFEST})
        if foreign:
            said = f"{foreign[0]}" + (f" and {len(foreign) - 1} more" if foreign[1:] else "")
            raise OtherResults(f"{place} holds more than its results ({said}); {other}, or delete it all with --force")


def _manifest(place: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "study" in found and "fingerprint" in found else None


def _files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if not path.is_dir()]


def _mask() -> int:
    """The rights that new files are made without, as the user set them; reading it means setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
