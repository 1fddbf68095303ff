"""The folder of a sweep: begun once, gone on with as often as need be, by one program at a time.

Everything that is small lies in the folder: the manifest, the sweep's file, the scenario, points, failures, pictures.
The parts lie in it too, or under another path or URL that the manifest names.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from filelock import FileLock, Timeout

import simulation
from experiments.folder import MANIFEST, FolderRefused, OtherResults
from experiments.manifest import revision, versions
from experiments.parents import parents_made
from experiments.sweeps.differing import differs
from experiments.sweeps.parts import DAMAGED, TABLES, Parts
from experiments.sweeps.sweep import Sweep, fingerprint_of

MOMENT = 0.5  # seconds that a lock is waited for: blockers status holds it for less, to see whether somebody runs
LOCK, PROGRESS, SWEEP, POINTS = ".lock", "progress.json", "sweep.toml", "points.csv"
ORGANISATIONS = "organisations"  # each that the sweep starts from, in full
FAILURES, FIGURES, ANSWER, README = "failures", "figures", "answer.txt", "README.txt"
OURS = {MANIFEST, LOCK, PROGRESS, SWEEP, ORGANISATIONS, POINTS, FAILURES, FIGURES, ANSWER, README, DAMAGED, *TABLES}


class Study:
    """A sweep's folder, held by this program from its opening to :meth:`close`, or as a context.

    ``force`` begins anew where another sweep's results lie; ``other_version`` goes on with what another version of the
    program began. Raises :class:`FolderRefused`, which says why and what to do.
    """

    def __init__(
        self, place: Path, sweep: Sweep, parts_url: str = "", force: bool = False, other_version: bool = False
    ) -> None:
        self.place, self.sweep = place, sweep
        self.identity = json.loads(json.dumps(sweep.identity()))
        _check_place(place)
        if parts_url:
            _check_url(parts_url)
        try:
            with parents_made(place):
                place.mkdir(exist_ok=True)
                self._lock = FileLock(place / LOCK)
                self._lock.acquire(timeout=MOMENT)
        except Timeout:
            raise FolderRefused(f"{place} is in use: {_who(place)}; wait for it, or choose another --out") from None
        except (OSError, ValueError) as error:
            said = getattr(error, "strerror", None) or error
            raise FolderRefused(f"cannot write to {place}: {said}; choose another folder with --out") from error
        try:
            self._open(parts_url, force, other_version)
        except BaseException:
            self.close()
            raise

    def _open(self, parts_url: str, force: bool, other_version: bool) -> None:
        known = manifest_of(self.place)
        self.is_new = known is None
        if known is not None:
            why = differs(known, self.identity)
            if why and not force:
                raise OtherResults(
                    f"{self.place} holds another sweep: {why}; nothing was touched; choose another folder with --out, "
                    "put back what was changed, or begin anew with --force"
                )
            if why or force:
                self._clear(known)
                known = None
        self.parts = Parts(self._url(parts_url, known))
        if known is None:
            self.manifest = self._new_manifest()
            self._begin()
        else:
            self.manifest = known
            self._check_version(other_version)
            self.manifest["given"] = dict(self.sweep.given)  # more replications than before, say
            self.save()
        write_whole(self.place / SWEEP, self.sweep.text)
        (self.place / ORGANISATIONS).mkdir(exist_ok=True)
        for name, scenario in self.sweep.organisations().items():
            if scenario is not None and name in self.manifest["organisations"]:
                write_whole(self.place / self.manifest["organisations"][name], scenario.to_toml())

    def _url(self, given: str, known: Mapping[str, Any] | None) -> str:
        if known is not None and known["parts"] is not None:
            if given and given != known["parts"]:
                raise FolderRefused(
                    f"{self.place} has its parts at {known['parts']}, not at {given}; leave out --parts"
                )
            return str(known["parts"])
        if known is not None and given:
            raise FolderRefused(f"{self.place} has its parts in itself; leave out --parts")
        self._elsewhere = given or None
        return given or str(self.place.absolute())

    def _new_manifest(self) -> dict[str, Any]:
        return {
            "study": "sweep",
            "fingerprint": fingerprint_of(self.identity),
            "identity": self.identity,
            "scenario": self.sweep.name,
            "title": self.sweep.title,
            "given": dict(self.sweep.given),
            "organisations": self._organisations(),
            "parts": self._elsewhere,
            "batch": None,
            "code": code_fingerprint(),
            "sessions": [],
        }

    def _organisations(self) -> dict[str, str]:
        """Where each organisation is written in full, by its name."""
        there = [name for name, scenario in self.sweep.organisations().items() if scenario is not None]
        return {name: f"{ORGANISATIONS}/{number}.toml" for number, name in enumerate(there, 1)}

    def _begin(self) -> None:
        """Write what the folder says of itself; where the parts lie elsewhere, see that nobody else's do."""
        mark = self.parts.place("study.json")
        if self._elsewhere:
            with suppress(FileNotFoundError):
                other = json.loads(self.parts.files.cat_file(mark))
                if other != {"fingerprint": self.manifest["fingerprint"], "folder": str(self.place.absolute())}:
                    raise FolderRefused(
                        f"{self.parts.url} holds the parts of {other.get('folder')}; choose another --parts"
                    )
            said = {"fingerprint": self.manifest["fingerprint"], "folder": str(self.place.absolute())}
            self.parts.files.makedirs(self.parts.root, exist_ok=True)
            self.parts.files.pipe_file(mark, json.dumps(said).encode())
        self.save()  # first: a folder with a manifest can be gone on with

    def _check_version(self, other_version: bool) -> None:
        """Refuse to add runs of one model to those of another."""
        now = code_fingerprint()
        if self.manifest["code"] == now:
            return
        if not other_version:
            begun = self.manifest["sessions"][0]["versions"]["blockers"] if self.manifest["sessions"] else "?"
            raise FolderRefused(
                f"{self.place} was begun by another version of the model (blockers {begun}, code "
                f"{self.manifest['code']}; this is blockers {versions()['blockers']}, code {now}), so its numbers may "
                "be others; nothing was touched; choose another folder with --out, begin anew with --force, or mix "
                "both with --other-version (the manifest then says so)"
            )
        self.manifest["code"] = now
        self.manifest["mixed"] = True
        self.save()

    def _clear(self, known: Mapping[str, Any]) -> None:
        """Remove the results of another sweep; what Blockers did not write stays."""
        for table in (*TABLES, DAMAGED) if known["parts"] else ():
            old = Parts(known["parts"])
            with suppress(FileNotFoundError):
                old.files.rm(old.place(table), recursive=True)
        for name in OURS - {LOCK}:
            path = self.place / name
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    # -- while it runs -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the manifest."""
        write_whole(self.place / MANIFEST, json.dumps(self.manifest, indent=2) + "\n")

    def begin_session(self, command: str, workers: int, executor: str) -> dict[str, Any]:
        """Note in the manifest that somebody goes on with the study, and with what."""
        import platform

        session = {
            "command": command,
            "started": datetime.now(UTC).isoformat(timespec="seconds"),
            "host": socket.gethostname(),
            "workers": workers,
            "executor": executor,
            "engine": self.sweep.engine,
            "versions": versions(),
            "revision": revision(),
            "code": code_fingerprint(),
            "machine": {"platform": platform.platform(), "processor": platform.machine(), "processors": os.cpu_count()},
        }
        self.manifest["sessions"].append(session)
        self.save()
        return session

    def note_progress(self, done: int, failed: int, total: int, rate: float, state: str) -> None:
        """Say for ``blockers status`` how far it is; ``rate`` is runs a second."""
        said = {
            "done": done, "failed": failed, "runs": total, "runs_per_second": round(rate, 3), "state": state,
            "process": os.getpid(), "host": socket.gethostname(), "at": time.time(),
        }  # fmt: skip
        with suppress(OSError):  # a full disk is said by what cannot go on without it
            write_whole(self.place / PROGRESS, json.dumps(said) + "\n")

    def close(self) -> None:
        """Let others have the folder."""
        if getattr(self, "_lock", None) is not None:
            with suppress(OSError):
                if not (self.place / MANIFEST).exists() and not set(os.listdir(self.place)) - {LOCK}:
                    (self.place / LOCK).unlink(missing_ok=True)  # while it is held: nobody else's is removed
                    self.place.rmdir()
            self._lock.release()

    def __enter__(self) -> Study:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _check_place(place: Path) -> None:
    try:
        is_other = place.is_symlink() or (place.exists() and not place.is_dir())
        holds = place.is_dir() and any(not path.name.startswith(".") for path in place.iterdir())
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise FolderRefused(f"cannot write to {place}: {said}; choose another folder with --out") from error
    if is_other:
        raise FolderRefused(f"{place} is not a folder; choose another place with --out")
    if holds and manifest_of(place) is None:
        raise FolderRefused(f"{place} holds files that are no sweep of blockers; choose another folder with --out")


def _check_url(url: str) -> None:
    """Refuse a place for parts that cannot be reached from here, before anything is written."""
    try:
        Parts(url)
    except (ImportError, ValueError, OSError) as error:
        raise FolderRefused(
            f"--parts: {url} cannot be used ({error}); allowed: a path, or a URL whose file system is installed, such "
            "as s3://bucket/study after pip install s3fs, gs:// after gcsfs, abfs:// after adlfs"
        ) from error


def manifest_of(place: Path) -> dict[str, Any] | None:
    """The manifest of a sweep's folder; none where it is no such folder."""
    try:
        found = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("study") == "sweep" else None


def _who(place: Path) -> str:
    try:
        said = json.loads((place / PROGRESS).read_text(encoding="utf-8"))
        return f"process {said['process']} on {said['host']} runs a sweep there"
    except (OSError, ValueError, KeyError):
        return "another program runs a sweep there"


def code_fingerprint(package: ModuleType = simulation) -> str:
    """A name for the source of the model, or of another package: other source, other name."""
    from hashlib import sha256

    digest, root = sha256(), Path(str(package.__file__)).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is there as a whole or as it was before."""
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
