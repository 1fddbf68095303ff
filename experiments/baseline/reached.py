"""Sections of the report: which objections and mechanisms are reached, which are dead, and which drown the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from experiments.baseline.judging import Council
from experiments.baseline.mechanisms import MECHANISMS
from simulation.state import GATES, OBJECTIONS_OF, label
from simulation.wording import counted

DEAD = 0.05  # what is reached in fewer of the councils is as good as never reached
DROWNING = 0.5  # an objection that makes more of all refusals drowns the rest


def objections_reached(councils: Sequence[Council]) -> list[str]:
    """How much of all refusals each objection makes, and in how many councils it was raised."""
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
    return [
        f"Never or hardly reached (in fewer than {100.0 * DEAD:.0f} % of councils): {listed(dead)}.",
        f"Drowning the rest (more than {100.0 * DROWNING:.0f} % of refusals): {listed(drowning)}.",
        "",
        *table(("gate", "objection", "of all refusals", "councils in which it was raised"), rows),
    ]


def mechanisms_reached(councils: Sequence[Council]) -> list[str]:
    """In how many councils each mechanism acted, and how often where it did."""
    rows: list[tuple[str, ...]] = []
    dead: list[str] = []
    off: list[str] = []
    odd: list[str] = []
    for mechanism in MECHANISMS:
        counts = np.array([council.mechanisms[mechanism.says] for council in councils])
        where, acted = float(np.mean(counts > 0)), counts[counts > 0]
        median = counted(round(float(np.median(acted))), *mechanism.unit) if acted.size else "–"
        rows.append(
            (mechanism.says, f"{100.0 * where:.0f} %", median, f"`{mechanism.lever}`" if mechanism.lever else "")
        )
        if where < DEAD:
            (off if mechanism.lever else dead).append(mechanism.says)
        elif mechanism.lever:
            odd.append(mechanism.says)
    return [
        "What the weeks can do, in how many councils it happened at all, and how often (or in how many weeks) it did",
        "there. *Needs* names a lever that no sampled council has.",
        "",
        f"Dead, though nothing is missing (in fewer than {100.0 * DEAD:.0f} % of councils): {listed(dead)}.",
        f"Off, because a lever is missing: {listed(off)}.",
        *([f"Reached without the lever that is said to be needed: {listed(odd)}."] if odd else []),
        "",
        *table(("mechanism", "councils in which it happened", "median where it did", "needs"), rows),
    ]


def listed(words: Sequence[str]) -> str:
    """Words one after the other, or that there are none.

    >>> listed(["one", "other"]), listed([])
    ('one; other', 'none')
    """
    return "; ".join(words) or "none"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table in Markdown, line by line.

    >>> table(("gate", "wait"), [("hr", "1")])
    ['| gate | wait |', '| --- | --- |', '| hr | 1 |']
    """
    head = tuple(head)
    return [f"| {' | '.join(cells)} |" for cells in (head, ("---",) * len(head), *rows)]
