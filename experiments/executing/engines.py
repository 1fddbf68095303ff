"""The two engines, and loading the compiled one before many runs want it at once."""

from __future__ import annotations

import os

from simulation.scenario_files.problems import nearest

ENGINES = ("compiled", "mesa")  # the first is what runs where nothing is said


def engine_of(text: str) -> str:
    """The engine that goes by this name. Raises ``ValueError``, with the nearest name there is.

    >>> engine_of("mesa")
    'mesa'
    """
    if text not in ENGINES:
        near = nearest(str(text).casefold(), ENGINES)
        meant = f"; did you mean {near}?" if near else ""
        raise ValueError(f"found {text!r}; allowed: {' or '.join(ENGINES)}{meant}")
    return text


def prepare(is_said: bool) -> None:
    """Load the compiled engine, which is compiled when it runs for the first time. Raises ``EngineRefused``."""
    from simulation.engine.compiled import check_rules
    from simulation.engine.council import load

    check_rules()
    load(is_said)


def workers_of(text: str) -> int:
    """How many threads or processes ``--workers`` asks for: a number from 1, or ``auto``, one for every processor.

    Raises ``ValueError``.
    """
    if text == "auto":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        workers = int(text)
    except ValueError:
        workers = 0
    if workers < 1:
        raise ValueError(f"found {text!r}; allowed: a whole number from 1, or auto")
    return workers
