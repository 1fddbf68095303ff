"""What a council comes to under a strategy or with levers pulled: means over runs, beside the same luck without."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from experiments.executing.engines import workers_of
from experiments.executing.runs import run_compiled
from experiments.executing.sharing import settled_by
from experiments.executing.work import Stopped
from experiments.intervals import Interval, interval
from experiments.statistics.pairing import more_to_tell
from simulation.engine.council import Staffed, staffed
from simulation.scenario import Scenario
from simulation.wording import counted, in_digits

REPLICATIONS = 20
Outcomes = Mapping[str, float]


@dataclass(frozen=True)
class Shown:
    """An outcome that a room looks at: its name, plain words, and whether it is a share, hours, or a number."""

    name: str
    label: str
    kind: str
    group: str


SHOWN: tuple[Shown, ...] = (
    Shown("uptake", "use it with permission at the end", "share", "How far it came"),
    Shown("shadow", "use it without permission", "share", "How far it came"),
    Shown("assumed_no", "take a no for granted", "share", "How far it came"),
    Shown("filed", "requests filed", "number", "Who blocks, and who is blamed"),
    Shown("objections", "refusals", "number", "Who blocks, and who is blamed"),
    Shown("refusals_comms", "of refusals are comms'", "share", "Who blocks, and who is blamed"),
    Shown("blame_comms", "of the blame is put on comms", "share", "Who blocks, and who is blamed"),
    Shown("public_value", "public value", "hours", "What came of it"),
    Shown("harm", "harm", "hours", "What came of it"),
    Shown("hours_spent", "hours spent on all of it", "hours", "What came of it"),
    Shown("net_value", "value less harm, hours and old work stopped", "hours", "What came of it"),
)


class SameLuck:
    """One council's people, met again and again: each run of ``runs`` has a seed of its own, and so its own people.

    People and ties are made once and shared by all councils that differ in levers only. ``answer`` and ``outcomes`` may
    be called from any thread. Raises, when made, whatever :func:`simulation.engine.council.staffed` does.
    """

    def __init__(self, scenario: Scenario, runs: int = REPLICATIONS, seed: int = 0, workers: int | None = None) -> None:
        self.scenario, self.runs, self.seed = scenario, runs, seed
        self.workers = min(runs, workers or workers_of("auto"))
        self._people = settled_by(scenario)
        self._staffed: dict[int, Staffed] = {}
        self._base: dict[int, Outcomes] = {}
        self._lock = threading.Lock()

    def outcomes(self, scenario: Scenario, stop: threading.Event | None = None) -> list[Outcomes]:
        """The outcomes of each run of a scenario, by seed. Raises ``Stopped`` soon after ``stop`` is set."""
        if scenario == self.scenario:
            return self.base(stop)
        found: dict[int, Outcomes] = {}
        self._fill(found, scenario, stop)
        return [found[seed] for seed in sorted(found)]

    def base(self, stop: threading.Event | None = None) -> list[Outcomes]:
        """The outcomes of the council as it stands. Each of them is run once: what had ended before a stop stays."""
        with self._lock:
            self._fill(self._base, self.scenario, stop)
        return [self._base[seed] for seed in sorted(self._base)]

    def answer(self, scenario: Scenario, stop: threading.Event | None = None) -> list[dict[str, Any]]:
        """What a scenario comes to, beside the council as it stands: see :func:`answer`. May raise ``Stopped``."""
        base = self.base(stop)
        return answer(self.outcomes(scenario, stop), base)

    def forget(self) -> None:
        """Let people and ties go, which take the memory; they are made again, the same, when somebody asks."""
        self._staffed.clear()

    def _fill(self, found: dict[int, Outcomes], scenario: Scenario, stop: threading.Event | None) -> None:
        """Run every seed that has no outcomes yet."""
        missing = [seed for seed in range(self.seed, self.seed + self.runs) if seed not in found]
        if not missing:
            return
        stop = stop or threading.Event()
        shares = settled_by(scenario) == self._people
        pool = ThreadPoolExecutor(self.workers)

        def run(seed: int) -> None:
            found[seed] = self._run(scenario, seed, shares, stop)

        try:
            list(pool.map(run, missing))
            pool.shutdown()
        except BaseException:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise

    def _run(self, scenario: Scenario, seed: int, shares: bool, stop: threading.Event) -> Outcomes:
        if stop.is_set():
            raise Stopped("stopped before its first week")  # and before people and ties are made for it
        run = run_compiled(scenario, seed, False, stop, self._staff(seed) if shares else None)
        vars(run.record).clear()  # it holds the arrays, and they would pile up until Python looks
        return run.outcomes

    def _staff(self, seed: int) -> Staffed:
        found = self._staffed.get(seed)
        if found is None:
            found = self._staffed.setdefault(seed, staffed(self.scenario, seed))
        return found


def answer(found: Sequence[Outcomes], base: Sequence[Outcomes]) -> list[dict[str, Any]]:
    """A row for each outcome of :data:`SHOWN`: mean and 95 % interval, those as it stands, and what that makes.

    Runs pair by seed, so the difference is that of the same people and the same luck; ``verdict`` is ``more``,
    ``less``, ``same`` where no run differs, or ``unknown`` where the interval of the difference holds 0.
    """
    return [_row(one, [run[one.name] for run in found], [run[one.name] for run in base]) for one in SHOWN]


def _row(shown: Shown, found: Sequence[float], base: Sequence[float]) -> dict[str, Any]:
    most = 1.0 if shown.kind == "share" else math.inf
    least = -math.inf if shown.name == "net_value" else 0.0
    now, before = interval(found, least, most), interval(base, least, most)
    change = interval([x - y for x, y in zip(found, base, strict=True)])
    verdict, said = verdict_of(change, shown.kind)
    return {
        "name": shown.name, "now": _three(now), "before": _three(before), "said": written(now, shown.kind),
        "saidBefore": written(before, shown.kind), "change": said, "verdict": verdict,
    }  # fmt: skip


def verdict_of(change: Interval, kind: str) -> tuple[str, str]:
    """Whether a paired difference is more, less, none or not known yet; and that in words, with its interval.

    >>> verdict_of(interval([0.02, 0.03, 0.025, 0.022]), "share")
    ('more', '+2.4 points (+1.7 to +3.1)')
    >>> verdict_of(interval([-0.02, 0.03, 0.01, 0.0]), "share")
    ('unknown', 'not distinguishable yet; about 180 more runs might tell')
    """
    if change.mean is None:
        return "unknown", "no run has this"
    if change.low is None or change.high is None:
        return "unknown", "one run: no interval"
    if change.low == change.high == 0.0:
        return "same", "the same"
    if not change.excludes_zero:
        more = more_to_tell(change)
        tells = f"; about {counted(more, 'more run', 'more runs')} might tell" if more else ""
        return "unknown", f"not distinguishable yet{tells}"
    mean, low, high = (_signed(value, kind) for value in (change.mean, change.low, change.high))
    unit = {"share": " points", "hours": " hours"}.get(kind, "")
    return "more" if change.mean > 0.0 else "less", f"{mean}{unit} ({low} to {high})"


WHOLE = (1.0, 0)
WRITTEN = {"share": (100.0, 1), "small": (1.0, 2)}
"""By what a kind of number is multiplied, and its digits after the point; others are written as whole numbers."""


def written(of: Interval, kind: str) -> str:
    """A mean with its interval in brackets, as a room reads it.

    >>> written(interval([0.1, 0.12, 0.14]), "share"), written(interval([1200.0, 1250.0, 1300.0]), "hours")
    ('12.0 % (7.0–17.0)', '1,250 (1,126–1,374)')
    """
    if of.mean is None:
        return "–"
    scale, digits = WRITTEN.get(kind, WHOLE)
    mean = f"{in_digits(scale * of.mean, digits)}{' %' if kind == 'share' else ''}"
    if of.low is None or of.high is None:
        return mean
    low, high = (in_digits(scale * value, digits) for value in (of.low, of.high))
    return f"{mean} ({low}{' to ' if of.low < 0 else '–'}{high})"


def _signed(value: float, kind: str) -> str:
    scale, digits = WRITTEN.get(kind, WHOLE)
    return in_digits(scale * value, digits, is_signed=True)


def _three(of: Interval) -> list[float | None]:
    return [None if value is None else float(f"{value:.5g}") for value in (of.mean, of.low, of.high)]
