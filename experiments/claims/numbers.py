"""The numbers that claims compare, read from a run: outcomes, and what its record gives beside them.

A number is written as ``part`` or ``part / part``, a part as terms joined by ``+``. Terms:

============================  =====================================================================
``uptake``                    an outcome; weeks to an uptake are at most the weeks of the run
``staff``                     people who work there
``last demand``               a weekly column at the end; ``sum`` and ``mean`` over the weeks from 1
``week 13 uptake``            the same at one week's end, or at the last where the run is shorter
``objected security``         objections of one kind
``refused_by legal``          objections of one gate
``decided``                   decisions of all gates
``delay legal``               weeks waited at a gate, and lost to mending what it objected to; ``any`` gate
``spent comms support``       hours of one owner on one use; ``any`` owner
``comms_need``                support asked of comms, in hours: what it gave and what it had no hours for
============================  =====================================================================
"""

from __future__ import annotations

import math

from experiments.statistics.durations import censored_at
from simulation.columns import WEEKLY
from simulation.outcomes import OUTCOMES
from simulation.record import Owner, Use
from simulation.run import Run
from simulation.scenario_files.problems import WrongValue, nearest
from simulation.state import GATES, OBJECTIONS_OF, label, labels

NAMES = tuple(outcome.name for outcome in OUTCOMES)
OF_UPTAKE = ("weeks_to_quarter", "weeks_to_half")
BY_ITSELF = ("staff", "decided", "comms_need")
ANY = "any"
_GATES = tuple(map(label, GATES))
_OBJECTIONS = tuple(label(objection) for gate in GATES for objection in OBJECTIONS_OF[gate])
KNOWN: dict[str, tuple[tuple[str, ...], ...]] = {
    "last": (WEEKLY,),
    "sum": (WEEKLY,),
    "mean": (WEEKLY,),
    "objected": (_OBJECTIONS,),
    "refused_by": (_GATES,),
    "delay": ((*_GATES, ANY),),
    "spent": ((*labels(Owner), ANY), labels(Use)),
}
"""What may follow the first word of a term, word by word."""


def terms_of(said: str) -> list[list[str]]:
    """The terms of a number: those above the stroke, and those beneath it where there is one.

    Raises ``WrongValue`` for what is no number of a run, with the nearest that is.

    >>> terms_of("sum incidents / sum live + sum shadow")
    [['sum incidents'], ['sum live', 'sum shadow']]
    """
    parts = [[term.strip() for term in part.split(" + ")] for part in said.split(" / ")]
    if len(parts) > 2:
        raise WrongValue(f"{said!r} divides twice", "a number, or one divided by another")
    for term in (term for part in parts for term in part):
        _check(term)
    return parts


def _check(term: str) -> None:
    first, *rest = term.split() or [""]
    known: tuple[tuple[str, ...], ...]
    if first == "week":
        if len(rest) != 2 or not rest[0].isdigit():
            raise WrongValue(f"{term!r} is no number of a run", "such as week 26 uptake")
        rest, known = rest[1:], (WEEKLY,)
    elif first in KNOWN:
        known = KNOWN[first]
    else:
        if rest or first not in (*NAMES, *BY_ITSELF):
            every = (*NAMES, *BY_ITSELF, *KNOWN)
            raise WrongValue(f"{term!r} is no number of a run", "an outcome, or a term of docs/claims.md",
                             nearest(first, every))  # fmt: skip
        return
    if len(rest) != len(known):
        raise WrongValue(f"{term!r} is no number of a run", f"{first} and {len(known)} more words")
    for word, allowed in zip(rest, known, strict=True):
        if word not in allowed:
            raise WrongValue(f"{word!r} after {first!r} is nothing that a run counts", "", nearest(word, allowed))


def number_of(run: Run, said: str) -> float:
    """A number of a run; not a number where it is a share of nothing. Raises ``WrongValue`` for an unknown one."""
    whole, *by = [sum(term_of(run, term) for term in part) for part in terms_of(said)]
    if not by:
        return whole
    (divisor,) = by
    return whole / divisor if divisor else math.nan


def term_of(run: Run, term: str) -> float:
    """One term of a number."""
    match term.split():
        case ["staff"]:
            return float(run.staff)
        case ["decided"]:
            return float(sum(run.outcomes[f"requests_{gate}"] for gate in _GATES))
        case ["comms_need"]:
            return run.hours("spent", "support", "comms") + run.hours("unmet", "support", "comms")
        case [outcome]:
            value = run.outcomes[outcome]
            return float(censored_at([value], run.weeks)[0][0]) if outcome in OF_UPTAKE else value
        case ["last", column]:
            return float(column_of(run, column)[-1])
        case ["sum", column]:
            return float(sum(column_of(run, column)[1:]))
        case ["mean", column]:
            return float(sum(column_of(run, column)[1:])) / run.weeks
        case ["week", week, column]:
            return float(column_of(run, column)[min(int(week), run.weeks)])
        case ["objected", objection]:
            return run.times("objected", objection=objection)
        case ["refused_by", gate]:
            return run.times("objected", gate=gate)
        case ["delay", gate]:
            gates = _GATES if gate == ANY else (gate,)
            return float(sum(sum(column_of(run, f"{what}_{g}")) for what in ("waited", "rework") for g in gates))
        case ["spent", owner, use]:
            return run.hours("spent", use, None if owner == ANY else owner)
    raise WrongValue(f"{term!r} is no number of a run")


def column_of(run: Run, name: str) -> list[float]:
    """A weekly measure from week 0, without the table of all of them where the record can do that."""
    quick = getattr(run.record, "column", None)
    return list(quick(name)) if quick is not None else [float(value) for value in run.weekly[name]]
