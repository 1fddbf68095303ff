"""The test setting *gates off*: nothing stands between wanting and using, so that only the spread of wanting is left.

It is a setting, not a removal of gates: an empty route, nobody afraid, everybody asks at once, everything that moves
people or stops accounts at its off value. Then the social-influence rules can be held against what is known exactly
about them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from simulation import Council, Scenario
from simulation.engine.council import CompiledCouncil
from simulation.state import Kind, label

GATES_OFF: Mapping[str, Any] = {
    # no gate on the way of any kind of request, and nothing to do before it
    "route.gates": [],
    **{f"route.extra.{label(kind)}": [] for kind in Kind},
    "hoops.number": 0,
    # whoever wants it asks in the same week
    "asking.rate": 1,
    "staff.knows_how": 1,
    "staff.belief": 0,
    # everybody is as easily moved as everybody else, always: m = 1
    "organisation.differences": 0,
    "department.audience": 1,
    "influence.news": 0,
    "staff.fading": 0,
    "leadership.strength": 0,
    "policy.performance_criteria": False,
    "events.crises": 0,
    "champions.share": 0,
    # hours without limit
    "department.spare_hours": 40,
    "gates.comms.fte": 1000,
    # nobody is there before it begins, goes round the block, leaves, or stops
    "start.pioneers": 0,
    "start.asking": 0,
    "staff.shadow": 0,
    "organisation.attrition": 0,
    "using.abandonment": 0,
    "events.incidents": 0,
}


def gates_off(settings: Mapping[str, Any], *, weeks: int = 5200) -> Scenario:
    """The default scenario with gates off, and with these settings laid on it."""
    return Scenario.default().changed({**GATES_OFF, **settings}, weeks=weeks)


def own_people(
    folder: Path,
    number: int,
    settings: Mapping[str, Any],
    *,
    ties: Iterable[tuple[int, int]] = (),
    live: Collection[int] = (),
    thresholds: Sequence[str] = (),
) -> Scenario:
    """Gates off for people 0 to ``number`` − 1 of one department, read from files that are written to ``folder``.

    ``ties`` are pairs who hear each other; without any, nobody hears anybody. Those in ``live`` use it in week 0.
    ``thresholds``, one a person, go into the file as they are written.
    """
    given = thresholds or [""] * number
    begins = set(live)
    people = [f"{i},All,{'live' if i in begins else ''},{given[i]}\n" for i in range(number)]
    (folder / "people.csv").write_text("id,department,stage,threshold\n" + "".join(people), encoding="utf-8")
    both_ways = [f"{a},{b}\n{b},{a}\n" for a, b in ties]
    text = '[people]\nfile = "people.csv"\n[contacts]\nmean_degree = 0\n'
    if both_ways:
        (folder / "ties.csv").write_text("source,target\n" + "".join(both_ways), encoding="utf-8")
        text = text.replace("[contacts]", 'ties = "ties.csv"\n[contacts]')
    return Scenario.from_toml(text, folder=folder).changed({**GATES_OFF, **settings}, weeks=5200)


def spread(scenario: Scenario, seed: int = 1, enough: int | None = None, compiled: bool = False) -> list[int]:
    """How many are live at each week's end, from week 0, until a week brings nobody or ``enough`` are reached.

    Only for the rules without luck (threshold, count): there, a week that brings nobody is the end.
    """
    live: list[int] = []
    for number in living(scenario, seed, compiled):
        live.append(number)
        if len(live) > 1 and (live[-1] == live[-2] or (enough is not None and number >= enough)):
            break
    return live


def living(scenario: Scenario, seed: int, compiled: bool = False) -> Iterator[int]:
    """How many are live at each week's end, from week 0.

    The ``compiled`` engine gives the same (``tests/identity``), and is for what takes long.
    """
    if compiled:
        run = CompiledCouncil(scenario.changed(weeks=min(scenario.weeks, 600)), seed, keep_rows=False).run()
        yield from np.rint(run.weekly["uptake"].to_numpy() * run.staff).astype(int).tolist()
        return
    council = Council(scenario, rng=seed, keep_rows=False)
    yield council.live_count
    while council.running:
        council.step()
        yield council.live_count
