"""A sweep carried out: what is missing of it is shared out, and every part that lands is counted.

Stopped at any moment, it leaves parts that are whole; called again, it finds what they hold and does the rest. Which
runs there are and what each comes to depends on the sweep alone.
"""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from experiments.executing.work import Batch, Executor
from experiments.sweeps.compacting import MANY, compact
from experiments.sweeps.failing import forget_failures, write_failures, write_untold
from experiments.sweeps.parts import Part, missing, stretches
from experiments.sweeps.study import Study
from experiments.sweeps.working import Note, SweepWork, kept_tables

MOST_IN_BATCH = 10_000  # runs
OFTEN = 1.0  # seconds between two notes of progress
SO_MANY = 2 * MANY  # parts that land between two mergings
BATCH_SECONDS = 0.5  # of work that travels together: the share of travel is then a hundredth
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class CannotKeep(Exception):
    """Rows could not be written; the message says what is kept and what to do."""


@dataclass(frozen=True)
class State:
    """How far a sweep is: of ``runs`` so many are ``done``, of which so many ``failed``. ``is_over``: nothing is left
    to do of what was asked for; ``mended`` is how many parts were found damaged.
    """

    runs: int
    done: int
    failed: int
    mended: int = 0
    is_over: bool = True


def length_of_batches(study: Study, first: int) -> int:
    """How many runs make up a batch of so many seconds, measured once for a study, then kept until others are asked."""
    known, seconds = study.manifest["batch"], study.sweep.batch_seconds
    if known and seconds in (None, study.manifest.get("batch_seconds")):
        return int(known)
    seconds = seconds or BATCH_SECONDS
    work, took = SweepWork(study.sweep, study.parts), []
    for run in range(first, min(first + 3, study.sweep.runs)):
        started = time.perf_counter()
        work.left(run)
        took.append(time.perf_counter() - started)
    length = runs_in(seconds, min(took))
    study.manifest["batch"], study.manifest["batch_seconds"] = length, seconds
    study.manifest["seconds_of_a_run"] = round(min(took), 6)
    study.save()
    return length


def runs_in(seconds: float, each: float) -> int:
    """How many runs of ``each`` so many seconds make up a batch.

    >>> runs_in(0.5, 0.02), runs_in(0.5, 60.0)
    (25, 1)
    """
    return max(1, min(MOST_IN_BATCH, round(seconds / max(each, 1e-6))))


def mend(study: Study) -> list[Part]:
    """Set aside parts that are not as they were written, and remove what killed writers left.

    Parts in the folder are read in full; of those elsewhere the listing is looked at. Returns what is to be done again.
    """
    tables = kept_tables(study.sweep)
    damaged: list[Part] = []
    if study.parts.is_local or any(part.is_cut_short for table in tables for part in study.parts.every(table)):
        damaged = study.parts.set_aside_damaged(tables)
    study.parts.tidy(tables)
    uncovered = [part for _, part in study.parts.uncovered(tables)]
    if uncovered:
        study.parts.forget(uncovered, tables)
        study.parts.tidy(tables)
    return [*damaged, *dict.fromkeys(uncovered)]


def carry_out(
    study: Study,
    executor: Executor,
    told: Callable[[State], None] = lambda state: None,
    *,
    shard: tuple[int, int] = (1, 1),
    retry_failed: bool = False,
) -> State:
    """Do what is missing of a study. ``told`` hears how far it is whenever that changes.

    ``shard`` (k of n) does the k-th of n equal stretches only. ``retry_failed`` does batches with failures again.
    Raises :class:`CannotKeep` where parts cannot be written, and ``KeyboardInterrupt``; what had landed stays.
    """
    try:
        return _carried_out(study, executor, told, shard, retry_failed)
    except OSError as error:
        done = 0
        with suppress(OSError):
            done = done_of(study, shard)
        raise CannotKeep(_said_of(error, study, done, shard)) from error


def done_of(study: Study, shard: tuple[int, int] = (1, 1)) -> int:
    """How many runs of a shard are kept, by the parts that are there."""
    return sum(len(batch) for batch in _inside(stretches(study.parts.standing()), *_share(study, shard)))


def _share(study: Study, shard: tuple[int, int]) -> tuple[int, int]:
    """The first run of a shard, and that after its last."""
    k, n = shard
    return study.sweep.runs * (k - 1) // n, study.sweep.runs * k // n


def _said_of(error: OSError, study: Study, done: int, shard: tuple[int, int]) -> str:
    first, last = _share(study, shard)
    named = f" ({error.filename})" if error.filename else ""
    where, kept = study.parts.url, f"{done:,} of {last - first:,} runs are kept"
    if error.errno in FULL:
        said = f"{where} takes no more: {error.strerror or error}; {kept} there; make room"
    else:
        said = f"an error of the system or the network: {error.strerror or error}{named}; {kept} in {where}; see to it"
    return f"{said}, then give the same command again, and it goes on from there"


def _carried_out(
    study: Study, executor: Executor, told: Callable[[State], None], shard: tuple[int, int], retry_failed: bool
) -> State:
    sweep, parts = study.sweep, study.parts
    tables = kept_tables(sweep)
    mended = 0 if study.is_new else len(mend(study))
    first, last = _share(study, shard)
    if retry_failed:
        parts.forget([part for part in parts.standing() if part.failed], tables)
        forget_failures(study.place)
    standing = parts.standing()
    done = sum(len(batch) for batch in _inside(stretches(standing), first, last))
    failed = sum(part.failed for part in standing if first <= part.first < last)
    if failed:
        write_untold(study)
    still = list(missing(standing, first, last, 1 << 60))
    until = None if sweep.budget.hours is None else time.monotonic() + 3600.0 * sweep.budget.hours
    state = State(last - first, done, failed, mended, is_over=not still)
    told(state)
    if not still:
        return state
    size = length_of_batches(study, still[0].first)
    began, begun, noted, landed = time.monotonic(), done, 0.0, 0
    study.note_progress(done, failed, last - first, 0.0, "running")

    def note(state: str) -> None:
        seconds = max(time.monotonic() - began, 1e-9)
        study.note_progress(done, failed, last - first, (done - begun) / seconds, state)

    try:
        waiting = _until(missing(standing, first, last, size), until)
        for batch, kept in executor.results(SweepWork(sweep, parts), waiting):
            assert isinstance(kept, Note)
            done, failed, landed = done + len(batch), failed + kept.part.failed, landed + 1
            if kept.faults:
                write_failures(study, kept.faults)
            if time.monotonic() - noted >= OFTEN:
                note("running")
                noted = time.monotonic()
            told(State(last - first, done, failed, mended))
            if landed % SO_MANY == 0 and parts.is_local:
                compact(parts, tables)
        if parts.is_local:
            compact(parts, tables)
        if failed:
            write_untold(study)
    except KeyboardInterrupt:
        note("stopped")
        raise
    except OSError:
        note("stopped")
        raise
    note("done" if done == last - first else "out of time")
    return State(last - first, done, failed, mended, is_over=done == last - first)


def _until(batches: Iterator[Batch], until: float | None) -> Iterator[Batch]:
    """The same, until the time is over."""
    for batch in batches:
        if until is not None and time.monotonic() >= until:
            return
        yield batch


def _inside(stretches: list[Batch], first: int, last: int) -> Iterator[Batch]:
    for stretch in stretches:
        low, high = max(stretch.first, first), min(stretch.last, last)
        if low < high:
            yield Batch(low, high)
