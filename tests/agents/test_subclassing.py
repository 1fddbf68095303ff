"""A researcher's own agents take our agents' place, Mesa's views of them work, and councils leave no trace."""

import gc
import sys
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from simulation.agents import AGENTS
from simulation.agents.comms import Comms
from simulation.agents.councillor import Councillor
from simulation.agents.department import Department, Head
from simulation.agents.digital_lead import DigitalLead
from simulation.agents.gate import Concern
from simulation.agents.hr import HR
from simulation.agents.ict import ICT
from simulation.agents.leadership import Leadership
from simulation.agents.legal import Legal
from simulation.agents.request import Request
from simulation.agents.staff import Staff
from simulation.council import Council
from simulation.scenario import Scenario
from simulation.state import Gate, Grade, Objection, Stage

SMALL = Scenario.default().changed(
    {
        "organisation.staff": 60,
        "organisation.departments": 4,
        "influence.outside_hazard": 0.05,
        "asking.rate": 0.8,
        "gates.comms.fte": 20,
        "gates.ict.hours": 100,
        "organisation.attrition": 0.3,
        "start.pioneers": 0.1,
        "digital_lead.hours": 10,
    },
    weeks=20,
)


def rows(council: Council) -> tuple[list[Any], list[Any]]:
    council.run()
    return council.log.rows, council.ledger.rows


class KeenStaff(Staff):
    """Whoever has seen one colleague use it wants it at once."""

    def is_persuaded(self) -> bool:
        return self.live_contacts > 0 or super().is_persuaded()


class StrictComms(Comms):
    """Refuses everything, because it was never done here."""

    def concerns(self, request: Request) -> Iterator[Concern]:
        self.inertia = 1.0
        yield Objection.INERTIA, 1.0, False


class QuickHead(Head):
    """Decides whatever lies there."""

    def hours_for_decisions(self) -> float:
        return 1000.0


class GenerousDepartment(Department):
    """Has time for everything."""

    @property
    def hours_available(self) -> float:
        return 1e6


class EasyHR(HR):
    def concerns(self, request: Request) -> Iterator[Concern]:
        yield from ()


class WiseLegal(Legal):
    def __init__(self, model: Council) -> None:
        super().__init__(model)
        self.knowledge = 1.0


class BoundlessICT(ICT):
    def organise(self) -> None:
        self.capacity += 10.0


class CalmCouncillor(Councillor):
    def reckon(self) -> None:
        self.anxiety = 0.0


class TirelessLeadership(Leadership):
    def organise(self) -> None:
        super().organise()
        self.attention = 1.0


class MightyLead(DigitalLead):
    def hear(self, request: Request) -> None:
        request.upheld = False
        self.model.answered.append(request)


OWN: dict[str, Any] = {
    "staff": KeenStaff, "department": GenerousDepartment, "head": QuickHead, "comms": StrictComms, "hr": EasyHR,
    "legal": WiseLegal, "ict": BoundlessICT, "councillor": CalmCouncillor, "leadership": TirelessLeadership,
    "digital_lead": MightyLead,
}  # fmt: skip


def test_every_agent_can_be_replaced():
    assert set(OWN) == set(AGENTS)
    assert all(issubclass(own, AGENTS[name]) for name, own in OWN.items())


@pytest.mark.parametrize("name", OWN)
def test_an_agent_of_ones_own_takes_ours_place_and_runs(name: str):
    council = Council(SMALL, rng=1, **{name: OWN[name]})
    assert OWN[name] in council.agents_by_type
    assert AGENTS[name] not in council.agents_by_type
    assert len(council.run().weekly) == 21


def test_all_of_them_together_run():
    council = Council(SMALL, rng=1, **OWN)
    assert set(council.agents_by_type) == set(OWN.values())
    council.run()
    assert council.week == 20


def test_a_subclass_that_changes_nothing_changes_nothing():
    heirs: dict[str, Any] = {name: type(f"My{ours.__name__}", (ours,), {}) for name, ours in AGENTS.items()}
    assert rows(Council(SMALL, rng=1)) == rows(Council(SMALL, rng=1, **heirs))


def test_what_was_overridden_is_what_happens():
    plain, keen = Council(SMALL, rng=1), Council(SMALL, rng=1, staff=KeenStaff)
    wanted = [council.run().events("wanted") for council in (plain, keen)]
    assert len(wanted[1]) > len(wanted[0])
    by_comms_only = SMALL.changed(
        {"route.gates": ["comms"], "objections.inertia": 1, "digital_lead.hours": 0, "route.grey_area": 0}
    )
    refused = Council(by_comms_only, rng=1, comms=StrictComms).run()
    objected = refused.events("objected")
    assert set(objected[objected["gate"] == "comms"]["objection"]) == {"inertia"}
    assert (refused.events("decided").query("gate == 'comms'")["let_through"] == False).all()  # noqa: E712


def test_only_the_replaced_gate_is_another():
    council = Council(SMALL, rng=1, head=QuickHead)
    assert all(type(department.head) is QuickHead for department in council.departments)
    council.run()
    assert sum(len(department.head.queue) for department in council.departments) == 0
    assert council.gatekeepers(Gate.MANAGEMENT) == [department.head for department in council.departments]


@pytest.mark.parametrize("wrong", ["stuff", "Staff", "gatekeeper"])
def test_an_unknown_agent_is_named_with_those_there_are(wrong: str):
    unknown: dict[str, Any] = {wrong: Staff}
    with pytest.raises(ValueError, match=f"no agent is called {wrong}; there are staff, department, head") as raised:
        Council(SMALL, rng=1, **unknown)
    assert all(name in str(raised.value) for name in AGENTS)


def test_two_unknown_agents_are_both_named():
    unknown: dict[str, Any] = {"manager": Staff, "boss": Staff}
    with pytest.raises(ValueError, match="no agent is called boss, manager;"):
        Council(SMALL, rng=1, **unknown)


# -- Mesa's ways of looking at agents ----------------------------------------------------------


def test_agents_can_be_looked_at_by_type():
    council = Council(SMALL, rng=1)
    counts = {kind: len(agents) for kind, agents in council.agents_by_type.items()}
    assert counts == {Staff: 60, Department: 4, Head: 4, Comms: 1, HR: 1, Legal: 1, ICT: 1, Leadership: 1,
                      DigitalLead: 1,
                      Councillor: 48}  # fmt: skip
    assert len(council.agents) == sum(counts.values())
    assert set(council.agents_by_type[Staff]) == set(council.staff)
    ids = [agent.unique_id for agent in council.agents]
    assert ids == list(range(1, len(ids) + 1)), "every council numbers its agents from 1"
    assert all(agent.model is council for agent in council.agents)


def test_agents_can_be_selected_added_up_and_grouped():
    council = Council(SMALL, rng=1)
    council.run()
    staff = council.agents_by_type[Staff]
    live = staff.select(lambda person: person.stage == Stage.LIVE)
    assert len(live) == council.live_count > 0
    assert staff.agg("skill", max) == max(person.skill for person in council.staff)
    assert staff.agg("requests_filed", sum) == sum(staff.get("requests_filed"))
    by_grade = staff.groupby("grade")
    assert len(by_grade.groups[Grade.HEAD]) == 4
    assert council.agents_by_type[Department].agg("headcount", sum) == 60
    staff.do(lambda person: setattr(person, "conviction", 1.0))
    assert {person.conviction for person in council.staff} == {1.0}


def test_the_data_collector_holds_the_weekly_table():
    council = Council(SMALL, rng=1)
    run = council.run()
    frame = council.datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == list(run.weekly.columns)
    assert len(frame) == len(run.weekly) == 21
    assert (frame.astype(float).to_numpy() == run.weekly.astype(float).to_numpy()).all()


def test_the_data_collector_does_not_wait_for_the_end():
    council = Council(SMALL, rng=1)
    for week in range(1, 4):
        council.step()
        frame = council.datacollector.get_model_vars_dataframe()
        assert frame["week"].tolist() == list(range(week + 1))


def test_looking_at_agents_in_any_order_changes_nothing():
    plain, looked_at = Council(SMALL, rng=1), Council(SMALL, rng=1)
    while looked_at.running:
        looked_at.agents_by_type[Staff].shuffle_do("believed_refusal")
        assert looked_at.random.random() < 1.0  # Mesa's own generator is nobody's luck
        looked_at.step()
    assert rows(plain) == (looked_at.log.rows, looked_at.ledger.rows)


# -- nothing is left behind --------------------------------------------------------------------


@pytest.mark.parametrize("weeks", [0, 5, 20])
def test_a_council_that_nobody_holds_is_gone(weeks: int):
    council = Council(SMALL, rng=1)
    for _ in range(weeks):
        council.step()
    gone: list[Any] = [
        weakref.ref(council),
        weakref.ref(council.staff[0]),
        weakref.ref(council.comms),
        weakref.ref(council.log),
    ]
    del council
    gc.collect()
    assert not any(reference() for reference in gone)


def test_a_run_outlives_its_council():
    council = Council(SMALL, rng=1)
    run, gone = council.run(), weakref.ref(council)
    del council
    gc.collect()
    assert gone() is None
    assert len(run.events()) == len(run.log_rows)
    assert len(run.ledger()) == len(run.ledger_rows)


@pytest.mark.slow
@pytest.mark.parametrize("number", [200])
def test_runs_in_one_process_leave_memory_flat(number: int):
    def blocks_after(seeds: range) -> int:
        for seed in seeds:
            Council(SMALL, rng=seed).run()
        gc.collect()
        return sys.getallocatedblocks()

    before = blocks_after(range(5))  # whatever is imported or remembered once is there
    after = blocks_after(range(5, number + 5))
    assert after - before < 5 * number + 500, "each run left behind more than a handful of objects"
