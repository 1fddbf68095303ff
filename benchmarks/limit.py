"""What the machine can do at most: the same task as a C loop, compiled on the spot, and the speed of memory."""

from __future__ import annotations

import ctypes
import subprocess
import time
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np

from benchmarks.environments import last_line
from benchmarks.measured import Row, Skipped
from benchmarks.peers.timed import Task

WHO = "C loop"
REPEATS = 20  # also the reference that final shares are held against
FLAGS = (["-O3", "-march=native"], ["-O3"])  # the second where the compiler does not know its machine
STREAM = 20_000_000  # doubles an array: far more than any cache holds
COMPILERS = ("cc", "gcc", "clang")


def compile_limit(folder: Path) -> Any | Skipped:
    """The two C functions as a library of ctypes, built in a folder; or why there is none."""
    compiler = next((found for name in COMPILERS if (found := which(name))), None)
    if compiler is None:
        return Skipped(WHO, f"no C compiler ({', '.join(COMPILERS)})")
    library = folder / "limit.so"
    source = str(Path(__file__).with_name("limit.c"))
    for flags in FLAGS:
        command = [compiler, *flags, "-shared", "-fPIC", "-o", str(library), source, "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            loaded = ctypes.CDLL(str(library))
            loaded.adopt.restype = ctypes.c_long
            return loaded
    return Skipped(WHO, f"does not compile: {last_line(done.stderr)}")


def run_limit(library: Any, path: Path, repeats: int = REPEATS) -> Row:
    """The C loop on a task's file."""
    task = Task.read(str(path))
    starts, ids = task.rows()
    weight = (task.peer / task.contacts()).astype(np.float32)
    filled = -(-task.people // 8) * 8
    seconds, set_up, shares = [], [], []
    for seed in range(repeats + 1):  # the first one brings pages and clock up, and does not count
        begin = time.perf_counter()
        resistance = np.random.default_rng(seed).standard_exponential(task.people, dtype=np.float32)
        each_week = np.full(task.people, task.outside, dtype=np.float32)
        pressure, persuaded = np.zeros(task.people, dtype=np.float32), np.zeros(filled, dtype=np.uint8)
        found = np.zeros(task.people, dtype=np.int32)
        arrays = (starts, ids, weight, each_week, pressure, resistance, persuaded, found)
        addresses = [ctypes.c_void_p(array.ctypes.data) for array in arrays]
        built = time.perf_counter()
        adopted = library.adopt(ctypes.c_long(task.people), ctypes.c_long(task.weeks), *addresses)
        seconds.append(time.perf_counter() - built)
        set_up.append(built - begin)
        shares.append(adopted / task.people)
    return Row(WHO, task.people, task.weeks, tuple(seconds[1:]), tuple(set_up[1:]), tuple(shares[1:]))


def bandwidth(library: Any, length: int = STREAM, repeats: int = 10) -> list[float]:
    """Bytes a second that one core reads and writes in STREAM's triad, 24 a number, one figure a repeat."""
    a, b, c = (np.full(length, value) for value in (0.0, 1.0, 2.0))
    addresses = [ctypes.c_void_p(array.ctypes.data) for array in (a, b, c)]
    rates = []
    for _ in range(repeats + 1):
        begin = time.perf_counter()
        library.triad(ctypes.c_long(length), *addresses, ctypes.c_double(3.0))
        rates.append(24 * length / (time.perf_counter() - begin))
    if a[0] != 7.0 or a[-1] != 7.0:
        raise RuntimeError("the triad did not compute what it should")
    return rates[1:]
