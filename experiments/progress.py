"""How many runs have ended, as a bar that moves: in a terminal on the error stream, in a notebook under the cell.

The terminal's bar is rich's. In a notebook rich needs ipywidgets, and so does tqdm, whose bar without them is red
text; both leave nothing to see in a saved page. There the bar is HTML that IPython replaces as it goes: it works in
Jupyter, VS Code and saved pages alike, and needs nothing installed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from simulation.markup import BLUE, FAINT, Markup, bar, element
from simulation.wording import counted

Told = Callable[[int], None]
OFTEN = 0.1  # seconds between two drawings


@contextmanager
def progress(runs: int, shown: bool = True, what: str = "Running") -> Iterator[Told]:
    """Yields what to tell how many of ``runs`` have ended. Where nobody would see a bar, or ``shown`` is false, there
    is none.
    """
    if not shown:
        yield lambda so_far: None
    elif in_notebook():
        with _in_notebook(runs, what) as told:
            yield told
    else:
        with _in_terminal(runs, what) as told:
            yield told


@contextmanager
def waiting(name: str, shown: bool = True) -> Iterator[None]:
    """Something that moves while one run of the scenario ``name`` takes its seconds, where a terminal shows it."""
    if not (shown and sys.stderr is not None and sys.stderr.isatty()):
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(f"Running {name}")):
        yield


def in_notebook() -> bool:
    """Whether a notebook's kernel runs this."""
    ipython = sys.modules.get("IPython")
    shell: Any = ipython.get_ipython() if ipython is not None else None
    return shell is not None and hasattr(shell, "kernel")


@contextmanager
def _in_terminal(runs: int, what: str) -> Iterator[Told]:
    """A bar with the time left, gone when all is done; none where the error stream is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("time left"), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("", total=runs)
        yield lambda so_far: shown.update(task, completed=so_far)


@contextmanager
def _in_notebook(runs: int, what: str) -> Iterator[Told]:
    """The same under the cell; when all is done, a line that says how long it took."""
    import IPython.display

    display: Any = IPython.display.display
    started = drawn = time.perf_counter()
    done = 0
    handle = display(bundle(what, 0, runs, 0.0), raw=True, display_id=True)

    def told(so_far: int) -> None:
        nonlocal done, drawn
        done, now = so_far, time.perf_counter()
        if now - drawn >= OFTEN and so_far < runs:
            drawn = now
            handle.update(bundle(what, so_far, runs, now - started), raw=True)

    try:
        yield told
    finally:
        handle.update(bundle(what, done, runs, time.perf_counter() - started, is_over=True), raw=True)


def bundle(what: str, done: int, runs: int, seconds: float, is_over: bool = False) -> dict[str, str]:
    """The bar as HTML, and as text for what shows no HTML; without a bar once it is over.

    >>> bundle("Running", 5, 20, 10.0)["text/plain"]
    'Running: 5 of 20 runs, about 30 s left'
    >>> bundle("Running", 20, 20, 41.2, is_over=True)["text/plain"]
    '20 runs in 41 s'
    """
    said = f"{what}: {done:,} of {counted(runs, 'run', 'runs')}"
    if is_over:
        said = f"{counted(runs, 'run', 'runs') if done == runs else f'{done:,} of {runs:,} runs'} in {seconds:.0f} s"
    elif done:
        said += f", about {seconds / done * (runs - done):.0f} s left"
    moving: Markup | None = bar([(done / runs, BLUE, "")], said, 10) if not is_over else None
    words = element("div", said, style=f"font-size:12.5px;{FAINT}")
    return {"text/plain": said, "text/html": element("div", words, moving, style="max-width:420px;padding:2px 0 4px")}
