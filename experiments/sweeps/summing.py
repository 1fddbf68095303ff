"""Means over runs of a sweep with honest intervals, and differences between values of a factor.

Runs of one seed share their luck, whatever their point. So where every point was run with several seeds, the runs of a
seed are averaged first and the interval is over seeds: between points nothing is left to chance. Where points were
drawn by chance and run with one seed or few, the runs of a point are averaged and the interval is over points, given
those seeds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.intervals import Interval, interval
from experiments.results import limits_of
from experiments.sweeps.designs import SAMPLED
from simulation.scenario_files.problems import nearest
from simulation.wording import counted

if TYPE_CHECKING:
    from experiments.sweeps.opening import SweepResults

MOST_VALUES = 12  # of a factor that are shown one by one; of more, bands are made
FEWEST_SEEDS = 2


@dataclass(frozen=True)
class Group:
    """Runs with one value of each factor asked for: the mean over them with its interval, the number of ``runs``."""

    key: tuple[Any, ...]
    mean: Interval
    runs: int
    units: dict[Any, float]


def unit_of(results: SweepResults) -> str:
    """What intervals are over: ``seed``, or ``point`` of a sample with fewer seeds than points."""
    kind = results.manifest["identity"]["design"]["kind"]
    seeds, points = results.query("SELECT count(DISTINCT seed) AS s, count(DISTINCT point) AS p FROM runs").iloc[0]
    return "point" if kind in SAMPLED and seeds < min(points, 30) else "seed"


def checked(results: SweepResults, name: str, known: Sequence[str], what: str) -> str:
    """A name that there is. Raises ``ValueError`` with those that there are, and the nearest."""
    if name not in known:
        near = nearest(name, known)
        hint = f"; did you mean {near}?" if near else ""
        raise ValueError(f"no {what} is called {name!r} in {results.places[0]}; there are {', '.join(known)}{hint}")
    return name


def expression(results: SweepResults, factor: str, bands: int = 4) -> tuple[str, list[Any]]:
    """A factor as SQL, and its values in order: as they are where they are few, else in ``bands`` of equal size.

    Bands are called by their ends, such as ``2.5 to 5``.
    """
    checked(results, factor, results.factors, "factor")
    column = '"' + factor.replace('"', '""') + '"'
    found = results.query(f"SELECT DISTINCT {column} AS v FROM runs WHERE {column} IS NOT NULL ORDER BY v LIMIT 1000")[
        "v"
    ]
    listed = next(f for f in results.manifest["identity"]["factors"] if f["path"] == factor).get("choices")
    if listed is not None:  # in the order of the file
        from experiments.sweeps.factors import written

        order = [written(tuple(v) if isinstance(v, list) else v) for v in listed]
        return column, [value for value in order if value in set(found.tolist())]
    if len(found) <= MOST_VALUES:
        return column, found.tolist()
    shares = [k / bands for k in range(bands + 1)]
    found = results.query(f"SELECT quantile_cont({column}, {shares}) AS q FROM runs")["q"][0]
    edges = [float(edge) for edge in found]
    names = [f"{edges[k]:.3g} to {edges[k + 1]:.3g}" for k in range(bands)]
    cases = " ".join(f"WHEN {column} < {edges[k + 1]!r} THEN '{names[k]}'" for k in range(bands - 1))
    return f"CASE {cases} ELSE '{names[-1]}' END", names


def groups(results: SweepResults, outcome: str, by: Sequence[str] = (), bands: int = 4) -> list[Group]:
    """The mean of an outcome for each value of the factors ``by``, in order."""
    return groups_of(results, [outcome], by, bands, unit_of(results))[outcome]


def groups_of(
    results: SweepResults, outcomes: Sequence[str], by: Sequence[str], bands: int, unit: str
) -> dict[str, list[Group]]:
    """The same for several outcomes, which the rows are gone through for once."""
    for outcome in outcomes:
        checked(results, outcome, results.outcomes, "outcome")
    parts = [expression(results, factor, bands) for factor in by]
    keys = "".join(f"{sql} AS k{n}, " for n, (sql, _) in enumerate(parts))
    values = ", ".join(f'avg("{name}") AS v{n}, count("{name}") AS c{n}' for n, name in enumerate(outcomes))
    table = results.query(f"SELECT {keys}{unit} AS unit, {values} FROM runs GROUP BY ALL ORDER BY ALL")
    order: list[tuple[Any, ...]] = [()]
    for _, listed in parts:
        order = [(*key, value) for key in order for value in listed]
    columns = [table[f"k{n}"].tolist() for n in range(len(parts))]
    places = [tuple(column[at] for column in columns) for at in range(len(table))]
    found = {}
    for n, name in enumerate(outcomes):
        gathered: dict[tuple[Any, ...], dict[Any, float]] = {key: {} for key in order}
        runs = dict.fromkeys(order, 0)
        for key, one, mean, count in zip(places, table["unit"], table[f"v{n}"], table[f"c{n}"], strict=True):
            if key in gathered and count:
                gathered[key][one] = float(mean)
                runs[key] += int(count)
        limits = limits_of(name)
        found[name] = [
            Group(key, interval(gathered[key].values(), *limits), runs[key], gathered[key])
            for key in order
            if runs[key]
        ]
    return found


def summary(
    results: SweepResults, outcomes: str | Sequence[str] | None, by: str | Sequence[str] | None, bands: int
) -> pd.DataFrame:
    """A row for each outcome and value: the factors, ``outcome``, ``mean``, ``low`` and ``high`` (95 %), ``runs``, and
    ``over`` how many seeds or points the interval is. A factor with more than ``MOST_VALUES`` is cut into ``bands``.

    Raises ``ValueError`` for a name that there is not.
    """
    names = [outcomes] if isinstance(outcomes, str) else list(outcomes or results.outcomes)
    factors = [by] if isinstance(by, str) else list(by or ())
    unit = unit_of(results)
    found, rows = groups_of(results, names, factors, bands, unit), []
    for name in names:
        for group in found[name]:
            mean = group.mean
            said = {
                "mean": mean.mean,
                "low": mean.low,
                "high": mean.high,
                "runs": group.runs,
                "over": counted(mean.n, unit, f"{unit}s"),
            }
            rows.append({**dict(zip(factors, group.key, strict=True)), "outcome": name, **said})
    return pd.DataFrame(rows)


def difference(one: Group, other: Group, unit: str) -> Interval:
    """How much more one group has than another: seed by seed where units are seeds that both have, else apart."""
    shared = sorted(one.units.keys() & other.units.keys())
    if unit == "seed" and shared:
        return interval(one.units[seed] - other.units[seed] for seed in shared)
    return apart(list(one.units.values()), list(other.units.values()))


def apart(ours: list[float], theirs: list[float]) -> Interval:
    """The difference of two means of independent values, with Welch's interval.

    >>> apart([1.0, 2.0, 3.0], [1.0, 2.0, 3.0])
    Interval(mean=0.0, low=-2.26..., high=2.26..., n=6, least=None, most=None)
    """
    from experiments.intervals import LEVEL, t_quantile

    n, m = len(ours), len(theirs)
    if not n or not m:
        return Interval(None, None, None, 0)
    mean = math.fsum(ours) / n - math.fsum(theirs) / m
    if n < FEWEST_SEEDS or m < FEWEST_SEEDS:
        return Interval(mean, None, None, n + m)
    a, b = _variance(ours) / n, _variance(theirs) / m
    if a + b == 0.0:
        return Interval(mean, mean, mean, n + m)
    freedom = max(1, int((a + b) ** 2 / (a * a / (n - 1) + b * b / (m - 1))))
    reach = t_quantile(0.5 + LEVEL / 2.0, freedom) * math.sqrt(a + b)
    return Interval(mean, mean - reach, mean + reach, n + m)


def _variance(values: list[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) * (value - mean) for value in values) / (len(values) - 1)
