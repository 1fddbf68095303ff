"""Appeals that reach the chief executive in a run: found by asking the run itself which of its refusals come up.

The event log does not hold an appeal that nobody heard before enough staff are live. So every refusal of a run is put
into the table of decisions as one that is left to the simulated council, which changes nothing, and the run is asked
which of them it came to.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from experiments.desk.desks import NoDesk
from simulation.decisions import Asked, Decisions
from simulation.engine.council import CompiledCouncil, Staffed
from simulation.record import Event, fields_of
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import GATES, Gate

WITH_APPEALS = "strategies/edict"
SETTING = "asking.appeal"


@dataclass(frozen=True)
class Appeal:
    """An appeal as it came up in a run: in which week it was answered, by whom (a place in ``run.people``), about which
    request by its number in that run, whether the refusal was lifted, and whether what was refused was worthwhile.
    """

    asked: Asked
    week: int
    person: int
    request: int
    lifted: bool
    worthwhile: bool


@dataclass(frozen=True)
class _Refusal:
    asked: Asked
    row: int
    worthwhile: bool


def appeals(scenario: Scenario, seed: int, staff: Staffed, decisions: Decisions) -> tuple[Run, list[Appeal], int]:
    """A whole run with these decisions, all appeals that came up in it in their order, and how many decisions did not.

    Appeals of one week stand together. They are those decided by the table and those left to the simulated council.
    """
    before = CompiledCouncil(scenario, seed, staff=staff, decisions=decisions).run()
    refusals = _refusals(before)
    left = {one.asked: None for one in refusals if one.asked not in decisions}
    council = CompiledCouncil(scenario, seed, staff=staff, decisions={**decisions, **left})
    run = council.run()
    found = [_appeal(run, one) for one in refusals if council.has_come_to(one.asked)]
    unmet = sum(not council.has_come_to(asked) for asked in decisions)
    return run, sorted(found, key=lambda one: one.week), unmet


def check_appeals(scenario: Scenario, seed: int, staff: Staffed) -> None:
    """Raises :class:`NoDesk` where no appeal reaches the chief executive in this run, with what would change that."""
    if appeals(scenario, seed, staff, {})[1]:
        return
    said = f"no appeal reaches the chief executive in {scenario.called}, {scenario.weeks} weeks, seed {seed}"
    advice = []
    if appeals(scenario.changed({SETTING: 1.0}), seed, staff, {})[1]:
        advice.append(f"{SETTING} = 1.0")
    if appeals(scenario.overlaid(WITH_APPEALS), seed, staff, {})[1]:
        advice.append(WITH_APPEALS)
    raise NoDesk(f"{said}; one does with {' or with '.join(advice)}" if advice else f"{said}: no gate refuses anybody")


def _refusals(run: Run) -> list[_Refusal]:
    """Every refusal that an asker took, in order, as an appeal against it, with its row."""
    occupant: Counter[int] = Counter()
    filed: Counter[tuple[int, int]] = Counter()
    of_request: dict[int, tuple[int, int, int]] = {}
    objected: dict[tuple[int, int], dict[str, int]] = {}
    found = []
    for k, row in enumerate(run.log_rows):
        event, person, request = row[1], row[2], row[4]
        if event == Event.JOINED:
            occupant[person] = fields_of(row)["generation"]
        elif event == Event.FILED:
            who = (person, occupant[person])
            of_request[request] = (int(run.people.seat_key[person]), who[1], filed[who])
            filed[who] += 1
        elif event == Event.OBJECTED:
            fields = fields_of(row)
            objected[request, fields["gate"]] = fields
        elif event == Event.BLAMED and request >= 0 and fields_of(row)["true_gate"] in GATES:
            gate = Gate(fields_of(row)["true_gate"])
            fields = objected[request, gate]
            asked = Asked(*of_request[request], gate, fields["attempt"], on_appeal=True)
            found.append(_Refusal(asked, k, bool(fields["worthwhile"])))
    return found


def _appeal(run: Run, refusal: _Refusal) -> Appeal:
    """What was said to it: at once by the chief executive, later by a digital lead, else nothing."""
    at = run.log_rows[refusal.row]
    week, lifted = at[0], False
    for row in run.log_rows[refusal.row + 1 :]:
        if row[4] == at[4] and row[1] != Event.APPEALED:
            if row[1] == Event.APPEAL_HEARD:
                week, lifted = row[0], not fields_of(row)["upheld"]
            break
    return Appeal(refusal.asked, week, at[2], at[4], lifted, refusal.worthwhile)
