"""The report on the baseline, as a page of Markdown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from experiments.baseline.bands import BANDS, FEW_REQUESTS, Band, all_hold
from experiments.baseline.capacity import Arms
from experiments.baseline.councils import LARGEST, SMALLEST, dimensions
from experiments.baseline.judging import Council
from experiments.baseline.patterns import PATTERNS
from experiments.baseline.ranking import standardised_rank_coefficients, wilson
from experiments.baseline.reached import mechanisms_reached, objections_reached, table
from experiments.intervals import Interval
from experiments.results import Results
from simulation.wording import percent

DRIVERS = 15  # parameters listed


def report(
    organisations: Mapping[str, Results],
    arms: Mapping[str, Arms],
    councils: Sequence[Council],
    replications: int,
    seed: int,
) -> str:
    """The whole page; ``arms`` holds, for each organisation, its results with more capacity and with more pressure."""
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
            "band is marked ✗; marked ? and not judged is the share of refusals of a gate that decided fewer than",
            f"{FEW_REQUESTS} requests a run.",
            "",
            *table(("outcome", "band", *organisations), (_row(band, organisations) for band in BANDS)),
            "",
            "## What a baseline must show",
            "",
            *_patterns(organisations, arms),
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
            *objections_reached(councils),
            "",
            "## Which mechanisms are reached",
            "",
            *mechanisms_reached(councils),
            "",
        ]
    )


def _row(band: Band, organisations: Mapping[str, Results]) -> tuple[str, ...]:
    cells = []
    for results in organisations.values():
        means = {name: _mean(results.outcome(name)) for name in _needed(band)}
        mark = "" if band.holds(means) else " ✗"
        cells.append(f"{_written(results.outcome(band.outcome))}{mark if band.is_judged(means) else ' ?'}")
    return (f"`{band.outcome}`", f"{band.low:g} to {band.high:g}", *cells)


def _needed(band: Band) -> tuple[str, ...]:
    return (band.outcome,) if band.gate is None else (band.outcome, f"requests_{band.gate}")


def _mean(of: Interval) -> float:
    return math.nan if of.mean is None else of.mean


def _written(of: Interval) -> str:
    if of.mean is None:
        return "–"
    return f"{of.mean:.3g}" if of.low is None or of.high is None else f"{of.mean:.3g} ({of.low:.3g}–{of.high:.3g})"


def _patterns(organisations: Mapping[str, Results], arms: Mapping[str, Arms]) -> list[str]:
    rows = []
    for pattern in PATTERNS:
        verdicts = [pattern.judge(results, arms[name]) for name, results in organisations.items()]
        marks = ["" if verdict.is_there else "**" for verdict in verdicts]
        cells = (f"{mark}{verdict.says}{mark}: {verdict.number}" for mark, verdict in zip(marks, verdicts, strict=True))
        rows.append((pattern.says, f"{pattern.rule}.", *cells))
    return [
        "The patterns of [verification.md](verification.md), gathered after tuning and counted in the runs above. They",
        "describe the baseline, and are no test of predictions made beforehand; three are bands that defaults were",
        "tuned to, and say so.",
        "",
        *table(("pattern", "what is counted, and when it is a yes", *organisations), rows),
    ]


def _sampled(councils: Sequence[Council]) -> list[str]:
    inside = sum(all_hold(council.outcomes) for council in councils)
    low, high = wilson(inside, len(councils))
    share = f"{percent(inside / len(councils), 0)} (95 % interval {100.0 * low:.0f} to {100.0 * high:.0f} %)"
    return [
        f"{len(councils):,} councils of {SMALLEST} to {LARGEST} staff, a Latin hypercube over {len(dimensions())}",
        f"dimensions, one run each. Inside every band that can be judged: {share}. These are the",
        "*plausible councils* of later comparisons. *Judged* is the share of councils in which there was enough to",
        "judge: a mean wait wherever the gate decided anything, a share of refusals where it decided at least",
        f"{FEW_REQUESTS} requests. *Inside* and the quantiles are of the judged.",
        "",
        *table(
            ("outcome", "band", "judged", "inside", "5 %", "median", "95 %"), (_of_band(b, councils) for b in BANDS)
        ),
    ]


def _of_band(band: Band, councils: Sequence[Council]) -> tuple[str, ...]:
    judged = [council.outcomes for council in councils if band.is_judged(council.outcomes)]
    said = (f"`{band.outcome}`", f"{band.low:g} to {band.high:g}", percent(len(judged) / len(councils), 0))
    if not judged:
        return (*said, *("–",) * 4)
    inside = sum(map(band.holds, judged)) / len(judged)
    quantiles = np.quantile([outcomes[band.outcome] for outcomes in judged], (0.05, 0.5, 0.95))
    return (*said, percent(inside, 0), *(f"{x:.3g}" for x in quantiles))


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
        *table(
            ("parameter", "coefficient"),
            ((f"`{path}`", f"{coefficient:+.2f}".replace("-", "−")) for path, coefficient in named[:DRIVERS]),
        ),
    ]
