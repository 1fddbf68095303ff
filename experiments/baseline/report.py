"""The report on the baseline, as a page of Markdown."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from experiments.baseline.bands import BANDS, FEW_REQUESTS, Band, all_hold
from experiments.baseline.councils import LARGEST, SMALLEST, dimensions
from experiments.baseline.judging import Council
from experiments.intervals import Interval
from experiments.results import Results
from simulation.state import GATES, OBJECTIONS_OF, label

DEAD = 0.05  # an objection raised in fewer of the councils is as good as never reached
DROWNING = 0.5  # an objection that makes more of all refusals drowns the rest
DRIVERS = 15  # parameters listed


def report(organisations: Mapping[str, Results], councils: Sequence[Council], replications: int, seed: int) -> str:
    """The whole page."""
    command = f"python -m experiments.baseline --councils {len(councils)} --replications {replications} --seed {seed}"
    return "\n".join(
        [
            "# Is the baseline plausible?",
            "",
            f"Written by `{command} --out docs/baseline.md`; do not edit. Bands and what was tuned:",
            "[verification.md](verification.md). Outcomes: [odd.md](odd.md).",
            "",
            "## The bundled organisations",
            "",
            f"Means of {replications} runs of each, seeds from {seed}, with their 95 % intervals. A mean outside its",
            f"band is marked ✗; gates that decided fewer than {FEW_REQUESTS} requests a run are not judged.",
            "",
            *_table(("outcome", "band", *organisations), (_row(band, organisations) for band in BANDS)),
            "",
            "## Sampled councils",
            "",
            *_sampled(councils),
            "",
            "## What drives uptake",
            "",
            *_drivers(councils),
            "",
            "## Which objections are reached",
            "",
            *_objections(councils),
            "",
        ]
    )


def _row(band: Band, organisations: Mapping[str, Results]) -> tuple[str, ...]:
    cells = []
    for results in organisations.values():
        of = results.outcome(band.outcome)
        means = {name: _mean(results.outcome(name)) for name in _needed(band)}
        cells.append(f"{_written(of)}{'' if band.holds(means) else ' ✗'}")
    return (f"`{band.outcome}`", f"{band.low:g} to {band.high:g}", *cells)


def _needed(band: Band) -> tuple[str, ...]:
    return (band.outcome,) if band.gate is None else (band.outcome, f"requests_{band.gate}")


def _mean(of: Interval) -> float:
    return math.nan if of.mean is None else of.mean


def _written(of: Interval) -> str:
    if of.mean is None:
        return "–"
    return f"{of.mean:.3g}" if of.low is None or of.high is None else f"{of.mean:.3g} ({of.low:.3g}–{of.high:.3g})"


def _sampled(councils: Sequence[Council]) -> list[str]:
    inside = sum(all_hold(council.outcomes) for council in councils)
    low, high = wilson(inside, len(councils))
    rows = []
    for band in BANDS:
        values = np.array([council.outcomes[band.outcome] for council in councils], dtype=float)
        holds = sum(band.holds(council.outcomes) for council in councils) / len(councils)
        known = values[~np.isnan(values)]
        spread = [f"{x:.3g}" for x in np.quantile(known, (0.05, 0.5, 0.95))] if known.size else ["–"] * 3
        rows.append((f"`{band.outcome}`", f"{band.low:g} to {band.high:g}", f"{100.0 * holds:.0f} %", *spread))
    share = f"{100.0 * inside / len(councils):.0f} % (95 % interval {100.0 * low:.0f} to {100.0 * high:.0f} %)"
    return [
        f"{len(councils):,} councils of {SMALLEST} to {LARGEST} staff, a Latin hypercube over {len(dimensions())}",
        f"dimensions, one run each. Inside every band: {share}. These are the",
        "*plausible councils* of later comparisons. Quantiles are of councils.",
        "",
        *_table(("outcome", "band", "inside", "5 %", "median", "95 %"), rows),
    ]


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927).

    >>> [round(x, 4) for x in wilson(5, 10)]
    [0.2366, 0.7634]
    """
    z = 1.959963984540054
    share, z2 = part / whole, z * z
    middle = (share + z2 / (2.0 * whole)) / (1.0 + z2 / whole)
    reach = z / (1.0 + z2 / whole) * math.sqrt(share * (1.0 - share) / whole + z2 / (4.0 * whole * whole))
    return middle - reach, middle + reach


def standardised_rank_coefficients(points: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, float]:
    """How far each column moves a value, others held: regression on ranks (Saltelli and others 2008, 1.2.5).

    ``points``: n by k; ``values``: n. Returns k coefficients in about [−1, 1], and the share of the variance of ranks
    that they explain together.

    >>> x = np.array([[1.0, 3.0], [2.0, 1.0], [3.0, 4.0], [4.0, 2.0]])
    >>> coefficients, explained = standardised_rank_coefficients(x, np.exp(x[:, 0]))
    >>> coefficients.round(6).tolist(), round(explained, 6)
    ([1.0, 0.0], 1.0)
    """
    ranks = np.column_stack([_ranks(column) for column in points.T])
    of = _ranks(values)
    coefficients, *_ = np.linalg.lstsq(ranks, of, rcond=None)
    left = of - ranks @ coefficients
    return coefficients, float(1.0 - (left @ left) / (of @ of))


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks with ties at their mean, centred and scaled to one; zeros for a constant."""
    _, where, times = np.unique(values, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2.0)[where]
    centred = ranks - ranks.mean()
    spread = math.sqrt(float(centred @ centred) / len(values))
    return centred / spread if spread else centred


def _drivers(councils: Sequence[Council]) -> list[str]:
    points = np.array([council.point for council in councils])
    uptake = np.array([council.outcomes["uptake"] for council in councils])
    coefficients, explained = standardised_rank_coefficients(points, uptake)
    named = sorted(zip(dimensions(), coefficients.tolist(), strict=True), key=lambda pair: -abs(pair[1]))
    reach = 1.96 * math.sqrt(max(0.0, 1.0 - explained) / max(1, len(councils) - len(named) - 1))
    below = sum(abs(coefficient) < reach for _, coefficient in named)
    return [
        "Standardised rank regression coefficients; together they explain",
        f"{100.0 * explained:.0f} % of the variance of ranks. Each is sure to about ±{reach:.2f}. Listed are the",
        f"{DRIVERS} largest; {below} of {len(named)} cannot be told from nothing.",
        "",
        *_table(
            ("parameter", "coefficient"),
            ((f"`{path}`", f"{coefficient:+.2f}".replace("-", "−")) for path, coefficient in named[:DRIVERS]),
        ),
    ]


def _objections(councils: Sequence[Council]) -> list[str]:
    times: Counter[tuple[str, str]] = Counter()
    reached: Counter[tuple[str, str]] = Counter()
    for council in councils:
        for which, number in council.objections.items():
            times[which] += number
            reached[which] += number > 0
    whole = sum(times.values())
    rows, dead, drowning = [], [], []
    for gate in GATES:
        for objection in OBJECTIONS_OF[gate]:
            which = (label(gate), label(objection))
            share, where = times[which] / max(1, whole), reached[which] / len(councils)
            rows.append((which[0], f"`{which[1]}`", f"{100.0 * share:.1f} %", f"{100.0 * where:.0f} %"))
            dead += [which[1]] if where < DEAD else []
            drowning += [which[1]] if share > DROWNING else []
    said = f"Never or hardly reached (in fewer than {100.0 * DEAD:.0f} % of councils): {', '.join(dead) or 'none'}."
    said += f" Drowning the rest (more than {100.0 * DROWNING:.0f} % of refusals): {', '.join(drowning) or 'none'}."
    return [said, "", *_table(("gate", "objection", "of all refusals", "councils in which it was raised"), rows)]


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    head = tuple(head)
    return [f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows)]
