"""``blockers dashboard``: levers to pull in a browser of this machine, answered by the engine as long as it runs."""

from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from experiments.commands.given import (
    Overlays,
    ScenarioName,
    Seed,
    Settings,
    Weeks,
    Workers,
    check_seed,
    load,
    ready,
    refuse,
    strategies_on,
    threads,
)

if TYPE_CHECKING:
    from experiments.room.asking import Asking
    from experiments.room.dashboard import Dashboard

COUNCIL = "county"  # where none is named
PORT = 8765


def dashboard(
    scenario: ScenarioName = None,
    replications: Annotated[int, typer.Option(metavar="NUMBER", min=2, help="how many runs each answer rests on")] = 20,
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="where the page is; 0 takes one that is free")
    ] = PORT,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="say where the page is, and open no browser")
    ] = False,
    seed: Seed = 0,
    weeks: Weeks = None,
    overlays: Overlays = None,
    settings: Settings = None,
    workers: Workers = "auto",
) -> None:
    """Open levers in the browser: pull one, and see within a second or so what the council comes to, with intervals.

    SCENARIO is county where none is given. The page is for browsers of this machine alone (127.0.0.1), and needs no
    network. Ctrl-C ends it: nothing is left running, and nothing was written.

    Example: blockers dashboard county --with events/crisis

    Exit status: 0 ended with Ctrl-C, 2 wrong input or a port that is taken.
    """
    check_seed(seed, replications)
    chosen = load(scenario or COUNCIL, settings, weeks, overlays)
    from experiments.executing.engines import prepare

    at_once = threads(workers)
    strategies = strategies_on(chosen)
    ready(chosen, at_once, replications)
    from experiments.room.asking import Asking

    server = _served(Asking(chosen, strategies, replications, seed, at_once), port)
    try:
        prepare(is_said=True)
        print(f"{chosen.called} is at {server.address} until you press Ctrl-C here.", flush=True)
        if not no_browser:  # one that shows pages in this terminal would wait for us, and we for it
            threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
        server.serve_forever()
    except KeyboardInterrupt:
        print("Ended; nothing is left running.", flush=True)
    finally:
        server.server_close()


def _served(asking: Asking, port: int) -> Dashboard:
    """The server on its port, or a refusal."""
    from experiments.room.dashboard import Dashboard

    try:
        return Dashboard(asking, port)
    except OSError as error:
        _refuse_port(port, error)


def _refuse_port(port: int, error: OSError) -> NoReturn:
    import errno

    taken = error.errno == errno.EADDRINUSE
    why = "is taken by another program" if taken else f"cannot be had: {error.strerror or error}"
    refuse(f"--port: {port} {why}; choose another, or --port 0 for one that is free")
