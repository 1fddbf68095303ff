"""Calling ``blockers`` as the tests of its commands do: in this process, with what it printed and its exit status."""

import io
import sys

import pytest
from typer.testing import CliRunner, Result

from experiments.app import app

SMALL = ["--set", "organisation.staff=60", "--weeks", "20"]
"""A county that runs in a moment."""


def blockers(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def run(*words: object) -> Result:
    return blockers("run", "county", *SMALL, "--workers", 1, *words)


def refused(done: Result) -> list[str]:
    """The lines of a refusal: status 2, nothing on standard output, no traceback."""
    assert done.exit_code == 2, (done.exit_code, done.output, done.exception)
    assert done.stdout == "" and "Traceback" not in done.stderr
    return done.stderr.splitlines()


class Terminal(io.StringIO):
    """Somebody who sits there, has typed this, and reads what is said."""

    def isatty(self) -> bool:
        return True


def at_terminal(typed: str | io.StringIO | None, *words: object) -> tuple[int, str, str]:
    """Calls ``blockers`` where somebody at a terminal has typed this; or with this stream for what is typed.

    Gives the exit status, standard output, and what stood on the terminal.
    """
    printed, said = io.StringIO(), Terminal()
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.setattr(sys, "stdin", Terminal(typed) if isinstance(typed, str) else typed)
        patch.setattr(sys, "stdout", printed)
        patch.setattr(sys, "stderr", said)
        app([str(word) for word in words], prog_name="blockers")
    assert isinstance(ended.value.code, int)
    return ended.value.code, printed.getvalue(), said.getvalue()
