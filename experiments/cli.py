"""The command ``blockers``, and what becomes of a fault that nobody foresaw: one line, and a file with the traceback.

What can go wrong while modules are imported is caught too, so nothing but the standard library is imported here. The
commands themselves are put together in ``experiments.app``.
"""

from __future__ import annotations

import os
import shlex
import sys
import tempfile
import traceback
from typing import Any

INTERRUPTED = 130
STOPPED = "blockers: stopped; nothing was written"


def __getattr__(name: str) -> Any:
    """``app`` is imported when it is asked for."""
    if name == "app":
        from experiments.app import app

        return app
    raise AttributeError(f"module 'experiments.cli' has no attribute {name!r}")


def main() -> None:
    """Run the command line. Never ends in a traceback: a fault that no command foresaw gives one line, and status 1."""
    try:
        _run()
    except SystemExit as end:
        if _is_output_lost() and not end.code:
            sys.exit(1)
        raise


def _run() -> None:
    try:
        _make_streams_safe()
        from experiments.app import app

        app(prog_name="blockers")
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        sys.exit(INTERRUPTED)
    except MemoryError:
        advice = "try fewer staff (--set organisation.staff=2000), fewer weeks or fewer --workers"
        print(f"blockers: not enough memory for: {_command()}; {advice}", file=sys.stderr)
        sys.exit(1)
    except Exception as fault:
        print(_in_one_line(fault), file=sys.stderr)
        sys.exit(1)


def _make_streams_safe() -> None:
    from experiments.outlet import unbreakable

    sys.stdout, sys.stderr = unbreakable(sys.stdout), unbreakable(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without – or ≥ is no reason to stop


def _is_output_lost() -> bool:
    """Whether standard output could not take all; if so, that is said."""
    from experiments.outlet import fault_of

    fault = fault_of(sys.stdout)
    if fault is not None:
        print(f"blockers: standard output cannot be written: {fault.strerror or fault}", file=sys.stderr)
    return fault is not None


def _in_one_line(fault: Exception) -> str:
    """What went wrong, where the traceback is, and how to repeat it."""
    said = " ".join("".join(traceback.format_exception_only(fault)).split())
    return f"blockers: unexpected {said}; {_kept(traceback.format_exc())}; to repeat it: {_command()}"


def _command() -> str:
    return shlex.join(["blockers", *sys.argv[1:]])


def _kept(report: str) -> str:
    """Write the traceback to a file, and say which; where no folder takes it, say where the fault arose."""
    text = f"{_command()}\nPython {sys.version}\n\n{report}"
    for folder in (None, os.curdir, os.path.expanduser("~")):  # none: wherever temporary files go
        try:
            file, name = tempfile.mkstemp(prefix="blockers-fault-", suffix=".txt", dir=folder)
            with os.fdopen(file, "w", encoding="utf-8", errors="replace") as written:
                written.write(text)
        except OSError:
            continue
        return f"the traceback is in {os.path.abspath(name)}"
    places = [line.strip() for line in report.splitlines() if line.lstrip().startswith("File ")]
    return f"no file could be written; it arose in {places[-1] if places else 'an unknown place'}"


if __name__ == "__main__":
    main()
