"""What the runs say, in plain sentences: no more than they show."""

from __future__ import annotations

import math

from experiments.by_gate import FEW, AtGate
from experiments.intervals import Interval
from experiments.results import Results
from simulation import wording


def findings(results: Results, gates: list[AtGate]) -> list[str]:
    """A few sentences: how far it came, who refused, and whether the one who is blamed is the one who refuses."""
    sentences = [_uptake(results)]
    removed = [gate.name for gate in gates if gate.removed]
    if removed:
        sentences.append(f"{listed(removed)} {'was' if len(removed) == 1 else 'were'} removed by the scenario.")
    refusals = gates[0].counted["refusals"].whole
    if not refusals:
        sentences.append("No gate refused anything, so there is nobody to blame for a refusal.")
    elif refusals < FEW:
        runs = len(results.replicates)
        sentences.append(f"There were too few refusals to say who blocks: {refusals} in {in_all(runs)}.")
    else:
        sentences.extend(_refusals(results, gates))
    assumed = [gate for gate in gates if gate.assumed_share.mean]
    if assumed and (results.outcome("assumed").mean or 0.0) >= 0.5:
        feared = max(assumed, key=lambda gate: gate.assumed_share.mean or 0.0)
        sentences.append(_assumed(results, feared, assumed))
    return sentences


def in_all(runs: int) -> str:
    """All runs together.

    >>> in_all(1), in_all(2), in_all(20)
    ('one run', 'both runs', 'all 20 runs')
    """
    return {1: "one run", 2: "both runs"}.get(runs, f"all {runs} runs")


def weeks(number: int) -> str:
    """So many weeks.

    >>> weeks(1), weeks(156)
    ('1 week', '156 weeks')
    """
    return wording.counted(number, "week", "weeks")


def percent(of: Interval, digits: int = 0) -> str:
    """A mean share in per cent.

    >>> percent(Interval(0.425, None, None, 1))
    '42 %'
    """
    return wording.percent(math.nan if of.mean is None else of.mean, digits)


def listed(names: list[str]) -> str:
    """Names as a sentence gives them.

    >>> listed(["Comms"]), listed(["Comms", "ICT", "HR"])
    ('Comms', 'Comms, ICT and HR')
    >>> listed(["Light hoops, comms as open door", "Edict from the top", "Devolved"])
    'Light hoops, comms as open door; Edict from the top; and Devolved'
    """
    *most, last = names
    if any(", " in name for name in names) and most:  # commas between them would be read as those within
        return f"{'; '.join(most)}; and {last}"
    return f"{', '.join(most)} and {last}" if most else last


def _uptake(results: Results) -> str:
    uptake, shadow = results.outcome("uptake"), results.outcome("shadow")
    after = f"After {weeks(results.scenario.weeks)}"
    return f"{after}, {percent(uptake, 1)} of staff use it with permission and {percent(shadow, 1)} without."


def _refusals(results: Results, gates: list[AtGate]) -> list[str]:
    """Whose the refusals are, and whether blame goes with them."""
    there = [gate for gate in gates if not gate.removed]
    most = max(there, key=lambda gate: gate.refusals.mean or 0.0)
    sentences = [_blame(results, next((gate for gate in there if gate.name == "Comms"), most))]
    if most.name != "Comms" and not sentences[0].startswith(f"{most.name} "):
        sentences.append(f"{most.name} raised more: {percent(most.refusals)} of refusals.")
    accused = [gate for gate in there if gate.beyond.excludes_zero and (gate.beyond.mean or 0.0) > 0.0]
    names = [gate.name for gate in accused if not sentences[0].startswith(f"{gate.name} ")]
    return [*sentences, *(f"{name} too was blamed beyond its refusals." for name in names)]


def _blame(results: Results, gate: AtGate) -> str:
    refusals, blame = percent(gate.refusals), percent(gate.blame)
    said = f"{gate.name} raised {refusals} of refusals and took {blame} of the blame for them"
    if gate.beyond.low is None:
        return f"{said} (one run: no interval)."
    if gate.beyond.low == gate.beyond.high == 0.0 and results.scenario.values["route.answers_by"] == "gate":
        return f"{said}: exactly its share, since each gate hands over its own answer."
    if not gate.beyond.excludes_zero:
        return f"{said}: not distinguishable."
    return f"{said}: {'more' if (gate.beyond.mean or 0.0) > 0.0 else 'less'} than its share."


def _assumed(results: Results, feared: AtGate, others: list[AtGate]) -> str:
    people, filed = results.outcome("assumed"), results.outcome("filed")
    never = (
        f"Somebody took a no for granted and did not ask {_times(people.mean or 0.0)}, "
        f"beside {filed.mean or 0.0:,.0f} requests{'' if people.n == 1 else ' a run'}"
    )
    if feared.counted["assumed_share"].are_few:
        return f"{never}."
    tied = [gate.name for gate in others if gate is not feared and gate.assumed_share.overlaps(feared.assumed_share)]
    whose = f"most often a no from {feared.name} ({percent(feared.assumed_share)})"
    if feared.assumed_share.low is not None and tied:
        whose += f", not distinguishable from {listed(tied)}"
    return f"{never}: {whose}."


def _times(number: float) -> str:
    """How often.

    >>> _times(0.6), _times(1762.4)
    ('once', '1,762 times')
    """
    rounded = max(1, round(number))
    return "once" if rounded == 1 else f"{rounded:,} times"
