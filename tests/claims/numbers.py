"""The numbers that claims compare, read from a run's tables: outcomes, and what the tables give beside them.

A number is written as ``part`` or ``part / part``, a part as terms joined by ``+``. Terms:

============================  =====================================================================
``uptake``                    an outcome
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

from simulation.run import Run
from simulation.state import GATES, label


def number_of(run: Run, said: str) -> float:
    """A number of a run; not a number where it is a share of nothing. Raises ``KeyError`` for an unknown one."""
    whole, *by = [sum(term_of(run, term) for term in part.split(" + ")) for part in said.split(" / ")]
    if not by:
        return whole
    (divisor,) = by
    return whole / divisor if divisor else float("nan")


def term_of(run: Run, term: str) -> float:
    """One term of a number."""
    match term.split():
        case ["decided"]:
            return float(sum(run.outcomes[f"requests_{label(gate)}"] for gate in GATES))
        case ["comms_need"]:
            return hours(run, "spent", "comms", "support") + hours(run, "unmet", "comms", "support")
        case [outcome]:
            return run.outcomes[outcome]
        case ["last", column]:
            return float(run.weekly[column].iloc[-1])
        case ["sum", column]:
            return float(run.weekly[column].iloc[1:].sum())
        case ["mean", column]:
            return float(run.weekly[column].iloc[1:].mean())
        case ["week", week, column]:
            return float(run.weekly[column].iloc[min(int(week), run.weeks)])
        case ["objected", objection]:
            return counted(run, objection=objection)
        case ["refused_by", gate]:
            return counted(run, gate=gate)
        case ["delay", gate]:
            gates = [label(g) for g in GATES] if gate == "any" else [gate]
            return float(sum(run.weekly[f"{what}_{g}"].sum() for what in ("waited", "rework") for g in gates))
        case ["spent", owner, use]:
            return hours(run, "spent", owner, use)
    raise KeyError(term)


def counted(run: Run, **marks: str) -> float:
    """Objections with these marks."""
    chosen = run.counts[run.counts["event"] == "objected"]
    for mark, value in marks.items():
        chosen = chosen[chosen[mark] == value]
    return float(chosen["count"].sum())


def hours(run: Run, book: str, owner: str, use: str) -> float:
    """Hours of one book, owner and use; ``any`` owner."""
    amounts = run.amounts
    chosen = (amounts["book"] == book) & (amounts["use"] == use)
    if owner != "any":
        chosen &= amounts["owner"] == owner
    return float(amounts.loc[chosen, "amount"].sum())
