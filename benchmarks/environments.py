"""A virtual environment for each peer, since they do not all get on with the same libraries."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measured import Skipped

READY = "ready"  # a file in the environment that says what was installed
PATIENCE = 900  # seconds for one environment
OLDEST = (3, 11)


@dataclass(frozen=True)
class Peer:
    """A program that does the common task. ``packages`` are what its environment needs; none: this one will do."""

    name: str
    script: str
    packages: tuple[str, ...] = ()
    has_agents: bool = True


OURS = Peer("this model, gates off", "with_blockers.py")
PEERS = (
    # networkx: Mesa 3.5 imports it without asking for it; six, future and setuptools: so does NDlib 6.0
    Peer("Agentpy", "with_agentpy.py", ("agentpy", "numpy")),
    Peer("NDlib", "with_ndlib.py", ("ndlib", "numpy", "six", "future", "setuptools")),
    Peer("Mesa", "with_mesa.py", ("mesa", "networkx", "numpy")),
    Peer("mesa-frames", "with_mesa_frames.py", ("mesa-frames", "numpy")),
    Peer("Starsim", "with_starsim.py", ("starsim", "numpy")),
    Peer("ambr", "with_ambr.py", ("ambr", "numba", "numpy")),
    Peer("JAX", "with_jax.py", ("jax", "numpy"), has_agents=False),
    Peer("NumPy with SciPy", "with_numpy.py", ("numpy", "scipy"), has_agents=False),
    Peer("NumPy, tuned by hand", "with_numpy_news.py", ("numpy", "scipy"), has_agents=False),
)


def cache_folder() -> Path:
    """Where environments are kept: ``BLOCKERS_BENCHMARKS`` if that is set, else with the user's other caches."""
    given = os.environ.get("BLOCKERS_BENCHMARKS")
    if given:
        return Path(given).expanduser()
    caches = os.environ.get("XDG_CACHE_HOME")
    return (Path(caches) if caches else Path.home() / ".cache") / "blockers" / "benchmarks"


def environment_of(peer: Peer, caches: Path) -> Path:
    """The folder of its environment: one for each set of packages and each Python."""
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    return caches / f"{re.sub('[^a-z0-9]+', '-', '-'.join(peer.packages).lower())}-{minor}"


def python_of(
    peer: Peer, caches: Path, run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
) -> Path | Skipped:
    """The Python that runs a peer's script, installed if it is not there; or why there is none.

    ``run`` is ``subprocess.run``, or what takes its place in a test.
    """
    if not peer.packages:
        return Path(sys.executable)
    folder = environment_of(peer, caches)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if (folder / READY).exists():
        return python
    folder.parent.mkdir(parents=True, exist_ok=True)
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.packages],
    ):
        try:
            done = run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as problem:
            return Skipped(peer.name, f"not installed: {type(problem).__name__}")
        if done.returncode:
            return Skipped(peer.name, f"not installed: {last_line(done.stderr)}")
    (folder / READY).write_text("\n".join(peer.packages) + "\n", encoding="utf-8")
    return python


def last_line(text: str) -> str:
    """The last line that says something, an error's if there is one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no reason given"])[-1][:200]
