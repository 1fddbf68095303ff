"""Output into a pipe whose reader has left, as with ``| head``: what is still to be said goes nowhere, quietly."""

from __future__ import annotations

import io
from typing import TextIO


class _Outlet(io.FileIO):
    """A file that takes whatever is written to it, also when nobody reads it any more."""

    def write(self, data: object, /) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except BrokenPipeError:
            return memoryview(data).nbytes  # type: ignore[arg-type]


def unbreakable(stream: TextIO) -> TextIO:
    """The same stream, deaf to a closed pipe; a terminal, or what is no file of the system, is given back as it is."""
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
