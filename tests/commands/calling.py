"""Calling ``blockers`` as the tests of its commands do: in this process, with what it printed and its exit status."""

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
