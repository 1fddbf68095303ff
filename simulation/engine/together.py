"""Compiling for the first time, by several processes at once, each taking the next part that nobody has taken.

Numba compiles one function after the other and holds a lock meanwhile, so threads would not help. What the processes
compile is kept on disk, and whoever needs it loads it from there. One process at a time sees to this; others that want
the same code wait until it is there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulation.engine.compiled import COMPLETE, folder, is_kept
from simulation.size import bytes_available

COMPILING = "compiling the model: this takes a minute or so, and happens once"
MOST = 4  # processes; all of them compile what their parts have in common, so more bring little
BYTES_OF_PROCESS = 1_000_000_000  # that one of them takes at most, measured
OPTIMISED = "2"  # LLVM's level: 3 takes a third longer to compile, and what it makes is no faster, measured
LOCK = "being-compiled"
PATIENCE = 0.2  # seconds between two looks whether another process is done


def compile_together() -> None:
    """See to it that all compiled code is on disk."""
    if is_kept():
        return
    with _alone(folder() / LOCK):
        if is_kept():  # somebody else has seen to it meanwhile
            return
        with tempfile.TemporaryDirectory() as taken:
            _run([sys.executable, "-m", __name__, taken], processes())


def processes() -> int:
    """How many processes share the work: one a processor, ``MOST`` of them, and as many as memory holds."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = bytes_available()
    that_fit = MOST if free is None else int(free // BYTES_OF_PROCESS)
    return max(1, min(MOST, processors, that_fit))


def _run(command: list[str], number: int) -> None:
    """So many processes of one command. What they leave undone is compiled by whoever needs it."""
    path = os.pathsep.join(path or os.getcwd() for path in sys.path)
    environment = {"NUMBA_OPT": OPTIMISED, **os.environ, "PYTHONPATH": path}
    processes = [subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) for _ in range(number)]
    try:
        statuses = [process.wait() for process in processes]
    except BaseException:
        for process in processes:
            process.kill()
        raise
    if not any(statuses):
        (folder() / COMPLETE).touch()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Only one process at a time is in here. The system gives up the lock of one that dies."""
    try:
        import fcntl
    except ImportError:  # not on Windows: there each compiles for itself
        yield
        return
    with lock.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(PATIENCE)
            except OSError:  # a file system without locks: there each compiles for itself as well
                break
        yield


def compile_untaken(taken: Path) -> None:
    """Compile part after part, but none that another process has taken before, which a file in ``taken`` says."""
    from simulation.engine.council import PARTS

    for number, part in enumerate(PARTS):
        try:
            (taken / str(number)).touch(exist_ok=False)
        except FileExistsError:
            continue
        part.compile()


if __name__ == "__main__":
    compile_untaken(Path(sys.argv[1]))
