"""What holds in every run, whatever the scenario: a function an invariant, read from records or from agents' state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from simulation.council import Council
from simulation.record import Book, Event, Owner
from simulation.run import Run
from simulation.state import GATES, OBJECTIONS_OF, Gate, Kind, Objection, Stage, label
from tests.invariants.permission import Permission
from tests.records.recount import Recount, differences, fields

GENUINE = {  # where the table of objections says always or never
    Objection.NOT_UNDERSTOOD: 0,
    Objection.BOGEYMAN: 0,
    Objection.INERTIA: 0,
    Objection.INFRASTRUCTURE: 1,
    Objection.STANDING_ORDERS: 1,
}

OF_A_DEPARTMENT = (
    "sensitivity", "customer_skill", "framework", "manager_literacy", "trained", "redesign", "confidence", "served",
    "message_to_head", "message_to_managers", "message_to_staff",
)  # fmt: skip
SHARES_OF_A_WEEK = (
    "uptake", "shadow_share", "evidence", "anxiety", "attention", "inertia", "unmet_support", "legal_knowledge",
    "mitigated", "redesign", "framework", "confidence", "crisis", "moratorium",
)  # fmt: skip
SHARES_OF_A_RUN = (
    "uptake", "inequality", "listening", "coproducing", "protective", "genuine", "went_round", "evidence", "anxiety",
    "stalled",
)  # fmt: skip
ENDED = ("requests_approved", "given_up", "gone_round", "requests_withdrawn")  # some go round without having asked
SHARES_OF_GATES = ("refusal_rate_", "refusals_", "blame_")

ROUNDING = 1e-9  # relative: hours shared out and spent again need not agree in the last digits


# -- of a whole run ----------------------------------------------------------------------------------------------------


def requests_are_answered_or_under_way(run: Run, again: Recount) -> None:
    """Requests filed = approved + refused for good + withdrawn + in flight, at the end of every week."""
    weekly: dict[str, list[int]] = run.weekly.to_dict("list")  # type: ignore[assignment]
    filed = ended = 0
    for week in range(run.weeks + 1):
        filed += weekly["requests_filed"][week]
        ended += sum(weekly[name][week] for name in ENDED)
        ended -= sum(row[0] == week and row[1] == Event.WENT_SHADOW and row[4] < 0 for row in run.log_rows)
        assert filed == ended + weekly["in_flight"][week]


def queues_add_up_to_waiting(run: Run, again: Recount) -> None:
    """Σ weekly queue lengths = Σ weeks waited, those still waiting included, gate by gate, exactly."""
    still = again.still_waiting()
    for gate in GATES:
        queues, waited = (int(run.weekly[f"{what}_{label(gate)}"].sum()) for what in ("queue", "waited"))
        assert queues == waited + still[gate], label(gate)
    assert int(run.departments["queue_management"].sum()) == int(run.weekly["queue_management"].sum())


def hours_spent_were_there(run: Run, again: Recount) -> None:
    """Hours spent never exceed hours owned plus released, by owner, week and department. No amount is negative."""
    there: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    spent: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    for week, book, owner, use, department, amount in run.ledger_rows:
        assert amount > 0.0, (week, Book(book), Owner(owner), use, department, amount)
        if book in (Book.OWNED, Book.RELEASED):
            there[owner, week, department] += amount
        elif book == Book.SPENT:
            spent[owner, week, department] += amount
    for (owner, week, department), hours in spent.items():
        assert hours <= there[owner, week, department] * (1.0 + ROUNDING), (Owner(owner).name, week, department)


def stages_partition_the_staff(run: Run, again: Recount) -> None:
    """Everybody is in exactly one stage, each week and in each department; everybody live is in exactly one mode."""
    stages, modes = [label(stage) for stage in Stage], ["broadcast", "engage", "coproduce"]
    assert (run.weekly[stages].sum(axis=1) == run.staff).all()
    assert (run.departments[stages].sum(axis=1) == run.departments["headcount"]).all()
    for table in (run.weekly, run.departments):
        assert (table[stages] >= 0).all(axis=None)
        assert (table[modes].sum(axis=1) == table["live"]).all()


def shares_lie_between_none_and_all(run: Run, again: Recount) -> None:
    """Shares lie in [0, 1], in every table."""
    for table, names in ((run.weekly, SHARES_OF_A_WEEK), (run.departments, ("uptake", "confidence", "served"))):
        for name in names:
            assert table[name].between(0.0, 1.0 + ROUNDING).all(), name
    for name, value in run.outcomes.items():
        if name in SHARES_OF_A_RUN or name.startswith(SHARES_OF_GATES):
            assert value != value or -ROUNDING <= value <= 1.0 + ROUNDING, (name, value)


def nobody_is_live_without_leave(run: Run, again: Recount) -> None:
    """Whoever is live started so, inherited it, or passed every gate on the way that the scenario laid out then."""
    permission = Permission(run)
    for row in run.log_rows:
        permission.follow(row)


def tables_follow_from_the_records(run: Run, again: Recount) -> None:
    """Counts agree with the event log and amounts with the ledger, exactly."""
    assert differences(run.weekly, again.weekly) == []
    assert differences(run.departments, again.departments) == []


def changes_are_made_when_due(run: Run, again: Recount) -> None:
    """Each dated change is made once, in its week, or in the first where it is dated from the start."""
    made = [(row[5], row[0]) for row in run.log_rows if row[1] == Event.CHANGE]
    assert len({number for number, _ in made}) == len(made)
    for number, change in enumerate(run.scenario.changes):
        if change.week is not None:
            assert (number, max(1, change.week)) in made


def nothing_passes_a_moratorium(run: Run, again: Recount) -> None:
    """From the stop until its last week no gate decides and no refusal is overruled."""
    stopped = False
    for row in run.log_rows:
        if row[1] == Event.MORATORIUM:
            assert bool(row[5]) != stopped
            stopped = bool(row[5])
        assert not (stopped and row[1] == Event.DECIDED)
        assert not (stopped and row[1] == Event.APPEAL_HEARD and not fields(row)["upheld"])


def gates_object_for_reasons_of_their_own(run: Run, again: Recount) -> None:
    """Each gate raises its own objections only; some of them are always true, some never."""
    decided: dict[tuple[int, int], dict[str, int]] = {}
    for row in run.log_rows:
        own = fields(row)
        if row[1] == Event.DECIDED:
            decided[row[4], own["gate"]] = own
        elif row[1] == Event.OBJECTED:
            before = decided[row[4], own["gate"]]
            assert not before["let_through"]
            assert all(own[name] == before[name] for name in ("attempt", "worthwhile", "by_lead"))
            assert own["objection"] in OBJECTIONS_OF[Gate(own["gate"])]
            assert own["genuine"] == GENUINE.get(Objection(own["objection"]), own["genuine"])


def appeals_are_heard_once(run: Run, again: Recount) -> None:
    """At most one appeal a request, after an objection that was not the digital lead's; what is heard was appealed."""
    last: dict[tuple[int, int], dict[str, int]] = {}
    appealed, heard = set(), set()
    for row in run.log_rows:
        own, request = fields(row), row[4]
        if row[1] == Event.OBJECTED:
            last[request, own["gate"]] = own
        elif row[1] == Event.APPEALED:
            assert request not in appealed and last[request, own["gate"]]["appealable"]
            assert not last[request, own["gate"]]["by_lead"]
            appealed.add(request)
        elif row[1] == Event.APPEAL_HEARD:
            assert request in appealed and request not in heard
            heard.add(request)


OF_A_RUN: tuple[Callable[[Run, Recount], None], ...] = (
    requests_are_answered_or_under_way,
    queues_add_up_to_waiting,
    hours_spent_were_there,
    stages_partition_the_staff,
    shares_lie_between_none_and_all,
    nobody_is_live_without_leave,
    tables_follow_from_the_records,
    changes_are_made_when_due,
    nothing_passes_a_moratorium,
    gates_object_for_reasons_of_their_own,
    appeals_are_heard_once,
)


# -- of the agents, week by week ---------------------------------------------------------------------------------------


def state_between_none_and_all(council: Council) -> Iterator[tuple[str, Any]]:
    """Every state of an agent that is a share, a chance or a degree, with its name: it lies in [0, 1]."""
    for person in council.staff:
        for name in ("threshold", "conviction", "skill", "skill_now", "nerve", "frustration", "luck_in_knowing"):
            yield f"person {person.index}: {name}", getattr(person, name)
        for gate, belief in zip(GATES, person.beliefs, strict=True):
            yield f"person {person.index}: belief in {label(gate)}", belief
        yield f"person {person.index}: exposure", person.exposure()
    for department in council.departments:
        for name in OF_A_DEPARTMENT:
            yield f"{department.name}: {name}", getattr(department, name)
        yield f"{department.name}: literacy of the head", department.head.literacy_before_training
    for gate in (council.comms, council.hr, council.ict):
        yield f"{label(gate.gate)}: risk aversion", gate.risk_aversion
    yield from (("comms: inertia", council.comms.inertia), ("comms: unmet", council.comms.unmet))
    yield from (("legal: knowledge", council.legal.knowledge), ("ICT: mitigated", council.ict.mitigated))
    yield from (("attention", council.leadership.attention), ("crisis", council.crisis), ("uptake", council.uptake))
    for councillor in council.councillors:
        yield f"councillor {councillor.number}: anxiety", councillor.anxiety
        yield f"councillor {councillor.number}: stance", councillor.stance
    for kind in Kind:
        yield f"evidence for {label(kind)}", council.evidence[kind]


def state_from_nought(council: Council) -> Iterator[tuple[str, Any]]:
    """Every state of an agent that is an amount, less the least that it may be, with its name."""
    for department in council.departments:
        yield f"{department.name}: demand above 1", department.demand - 1.0
        yield f"{department.name}: released", department.released
        yield f"{department.name}: audience", department.audience
    yield from (("comms: need", council.comms.need), ("comms: support hours", council.comms.support_hours))
    yield from (("ICT: capacity", council.ict.capacity), ("lead: hours left", council.digital_lead.hours_left))
    for person in council.staff:
        yield (
            f"person {person.index}: contacts not seen using",
            person.contact_weight - person.live_weight - person.shadow_weight,
        )


def run_with_care(council: Council) -> Run:
    """Run a council week by week, and assert each week that every state lies where it may."""
    while council.running:
        council.step()
        for name, value in state_between_none_and_all(council):
            assert 0.0 <= value <= 1.0, (council.week, name, value)
        for name, value in state_from_nought(council):
            assert value >= -ROUNDING, (council.week, name, value)
    return council.run()
