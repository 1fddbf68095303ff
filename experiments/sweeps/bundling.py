"""A study as one archive for a journal or a repository: data, files, code and how to run it again, from scratch."""

from __future__ import annotations

import json
import tomllib
import zipfile
from pathlib import Path
from typing import Any

from experiments.harmless import in_markdown
from experiments.manifest import revision, versions
from experiments.sweeps.opening import SweepResults
from experiments.sweeps.reading import sweep_of_study
from experiments.sweeps.study import FAILURES, FIGURES, ORGANISATIONS, code_fingerprint, manifest_of
from simulation.scenario_files.sources import bundled_folder

CODE_FILES = ("pyproject.toml", "requirements.txt", "LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md")
MOMENT = (1980, 1, 1, 0, 0, 0)  # of every file inside: equal studies, equal archives
SMALL = ("manifest.json", "sweep.toml", "points.csv", "answer.txt", "README.txt")


class CannotBundle(ValueError):
    """The study cannot be put together; the message says why and what to do."""


def bundle(place: Path, file: Path, with_people: bool = False) -> list[str]:
    """Write the archive (zip). Returns the names of what is in it.

    Raises :class:`CannotBundle` where the study is not whole, or holds people's files and nobody said that they may go
    to others.
    """
    results = SweepResults(place)
    manifest = manifest_of(place)
    assert manifest is not None
    there, all_of_them = len(results), sweep_of_study(place).runs
    if there < all_of_them:
        raise CannotBundle(
            f"{there:,} of {all_of_them:,} runs are there, and who runs the bundle again would get all; finish it with "
            f"blockers sweep {place}"
        )
    here = code_fingerprint()
    others = {manifest["code"], *(session["code"] for session in manifest["sessions"])} - {here}
    if others:
        raise CannotBundle(
            f"runs were done by other code of the model ({', '.join(sorted(others))}) than lies here ({here}), which "
            "a bundle would hold; bundle it from the revision that manifest.json names, or run it anew with one"
        )
    people = people_files(place, manifest)
    if people and not with_people:
        named = ", ".join(sorted({str(path) for path in people.values()}))
        raise CannotBundle(
            f"this study names files of people ({named}), and a bundle is for others to read; with --with-people they "
            "go into it"
        )
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in SMALL:
            if (place / name).exists() and name != "manifest.json":
                _add(archive, f"study/{name}", (place / name).read_bytes())
        for folder in (FIGURES, FAILURES):
            for path in sorted((place / folder).glob("*")):
                _add(archive, f"study/{folder}/{path.name}", path.read_bytes())
        _organisations(archive, place, people)
        _add(archive, "study/manifest.json", _as_json({**manifest, "parts": None, "hash": results.hash()}))
        (parts,) = results._parts
        for table in ("runs", "weekly", "departments", "events"):
            for part in parts.standing(table):
                _add(archive, f"study/{table}/{part.name}", parts.read(table, part))
        _code(archive)
        _add(archive, "README.md", _readme(results, manifest).encode())
        _add(archive, "CITATION.cff", _citation(results).encode())
        return sorted(archive.namelist())


def _revision_of(manifest: dict[str, Any]) -> str:
    """The revision at which the last runs were done."""
    sessions = manifest["sessions"]
    return str((sessions[-1]["revision"] if sessions else None) or "unknown")


def people_files(place: Path, manifest: dict[str, Any]) -> dict[str, Path]:
    """The files of people and ties that organisations name, by how they are written there."""
    found: dict[str, Path] = {}
    for file in manifest["organisations"].values():
        table = tomllib.loads((place / file).read_text(encoding="utf-8")).get("people", {})
        found |= {table[key]: Path(table[key]) for key in ("file", "ties") if key in table}
    return found


def _organisations(archive: zipfile.ZipFile, place: Path, people: dict[str, Path]) -> None:
    for path in sorted((place / ORGANISATIONS).glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        for number, written in enumerate(people, 1):
            text = text.replace(json.dumps(written, ensure_ascii=False), json.dumps(f"people/{number}.csv"))
        _add(archive, f"study/{ORGANISATIONS}/{path.name}", text.encode())
    for number, path in enumerate(people.values(), 1):
        _add(archive, f"study/{ORGANISATIONS}/people/{number}.csv", path.read_bytes())


def _code(archive: zipfile.ZipFile) -> None:
    """The program as it is here: enough to install it, or to run it as it lies."""
    root = Path(__file__).resolve().parents[2]
    for package in ("simulation", "experiments"):
        for path in sorted((root / package).rglob("*")):
            inside = path.relative_to(root)
            if path.suffix in (".py", ".typed") and "__pycache__" not in inside.parts:
                _add(archive, f"code/{inside.as_posix()}", path.read_bytes())
    for path in sorted(bundled_folder().rglob("*")):
        if path.is_file():
            _add(archive, f"code/scenarios/{path.relative_to(bundled_folder()).as_posix()}", path.read_bytes())
    for name in CODE_FILES:
        if (root / name).is_file():
            _add(archive, f"code/{name}", (root / name).read_bytes())


def _readme(results: SweepResults, manifest: dict[str, Any]) -> str:
    used = manifest["sessions"][-1]["versions"] if manifest["sessions"] else versions()
    libraries = ", ".join(f"{name} {version}" for name, version in used.items())
    answer = f"\n{in_markdown(results.answer)}\n" if results.answer else ""
    return (
        f"# {in_markdown(results.title)}\n\nA sweep of Blockers: {len(results):,} runs.\n{answer}\n"
        "- `study/`: the sweep's file, every organisation in full, the rows (Parquet), pictures, manifest\n"
        f"- `code/`: the program, revision {revision() or 'unknown'}; the runs were done at revision "
        f"{_revision_of(manifest)}, with the same code of the model ({manifest['code']})\n"
        "- `CITATION.cff`: how to cite it\n\n## Run it again, from scratch\n\n"
        f"It was run with {libraries}. The same versions stand in `code/requirements.txt`.\n\n```sh\n"
        "python3 -m venv .venv && .venv/bin/pip install -r code/requirements.txt\n"
        ".venv/bin/pip install --no-deps --no-build-isolation -e code\n"
        ".venv/bin/blockers sweep study --out again --json\n"
        ".venv/bin/blockers verify study --sample 20\n```\n\n"
        f"The hash of the table that the third command prints must be\n`{results.hash()}`.\n"
    )


def _citation(results: SweepResults) -> str:
    return (
        "cff-version: 1.2.0\nmessage: If you use these data or this program, please cite them.\n"
        f"title: {json.dumps(f'{results.title}: results of a sweep of Blockers')}\ntype: dataset\n"
        "authors:\n  - name: The Blockers authors\nlicense: MIT\n"
        f"version: {versions()['blockers']}\n" + (f"commit: {json.dumps(revision())}\n" if revision() else "")
    )


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    told = zipfile.ZipInfo(name, MOMENT)
    told.compress_type = zipfile.ZIP_STORED if name.endswith((".parquet", ".png")) else zipfile.ZIP_DEFLATED
    told.external_attr = 0o644 << 16
    archive.writestr(told, data)


def _as_json(said: dict[str, Any]) -> bytes:
    return (json.dumps(said, indent=2) + "\n").encode()
