"""Output that can no longer be written, and stops nothing.

Into a pipe whose reader has left, as with ``| head``, what is still to be said goes nowhere, quietly; where a file
takes no more, as on a full disk, it goes nowhere too, and can be said at the end.
"""

from __future__ import annotations

import io
import os
from typing import TextIO


class _Outlet(io.FileIO):
    """A file that takes whatever is written to it, also when nobody reads it any more or it is full."""

    fault: OSError | None = None  # the first, other than that nobody reads

    def write(self, data: object, /) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            pass
        except OSError as fault:
            self.fault = self.fault or fault
        return memoryview(data).nbytes  # type: ignore[arg-type]


def unbreakable(stream: TextIO | None) -> TextIO:
    """The same stream, deaf to a closed pipe or a full disk; one that was closed (none) takes words and drops them.

    A terminal, or what is no file of the system, is given back as it is.
    """
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    try:
        number = stream.fileno()
    except (OSError, ValueError):
        return stream
    if stream.isatty():
        return stream
    stream.flush()
    outlet = io.BufferedWriter(_Outlet(number, "wb", closefd=False))
    line_by_line = bool(getattr(stream, "line_buffering", False))
    return io.TextIOWrapper(outlet, stream.encoding, stream.errors, line_buffering=line_by_line)


def fault_of(stream: TextIO) -> OSError | None:
    """What kept some words of an unbreakable stream from being written; none where all were, or nobody reads them."""
    raw = getattr(getattr(stream, "buffer", None), "raw", None)
    if not isinstance(raw, _Outlet):
        return None
    stream.flush()
    return raw.fault
