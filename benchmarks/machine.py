"""Where and when it was measured, in words."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Machine:
    """``name`` of the processor, ``cores`` that may be used, system, Python, day, and ``load``: how many processes
    were busy, mean of the minute before it began (−1 where the system does not say).
    """

    name: str
    cores: int
    system: str
    python: str
    day: str
    load: float

    def said(self) -> str:
        """One line."""
        cores = f"{self.cores} core{'s' if self.cores != 1 else ''}, of which each measurement had one"
        return f"{self.day}, {self.name}, {cores}, {self.system}, Python {self.python}"


def this_machine() -> Machine:
    """The machine that this runs on, today."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else -1.0
    system = f"{platform.system()} on {platform.machine()}"
    return Machine(_processor(), cores, system, platform.python_version(), date.today().isoformat(), load)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or "a processor without a name"
