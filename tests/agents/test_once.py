"""What should count once counts once: nerve at an approval, hoops with comms, a declared request, a champion's hour."""

from simulation import Council, Scenario
from simulation.state import Gate, Stage
from tests.scenarios_at_random import LIVELY

SMALL = Scenario.default().changed({**LIVELY, "organisation.staff": 120, "organisation.departments": 5}, weeks=30)
NO_OBJECTIONS = {f"objections.{name.split('.')[1]}": 0 for name in SMALL.values if name.startswith("objections.")}


def test_an_approval_gives_nerve_once_however_many_gates_there_were():
    calm = {**NO_OBJECTIONS, "staff.fading": 0, "staff.belief": 0, "gates.turnaround": 0, "events.incidents": 0}
    gained = []
    for gates in (["comms"], ["management", "comms", "ict"]):
        council = Council(
            SMALL.changed({**calm, "route.gates": gates, "contacts.mean_degree": 0, "using.success": 0}), rng=2
        )
        before = {person.index: person.nerve for person in council.staff}
        council.run()
        live = [p for p in council.in_stage((Stage.LIVE,)) if p.generation == 0 and p.requests_filed == 1]
        assert live
        gained.append({p.index: (p.nerve - before[p.index]) / (1.0 - before[p.index]) for p in live})
    both = set(gained[0]) & set(gained[1])
    assert both
    assert all(abs(gained[0][i] - gained[1][i]) < 1e-12 for i in both)


def test_hoops_cost_nothing_where_comms_is_not_on_the_way():
    without = Council(SMALL.changed({"route.gates": ["management", "ict"], "hoops.number": 3}), rng=1).run()
    assert (without.events("filed")["hoop_hours"] == 0).all()
    mixed = Council(SMALL.changed({"route.grey_area": 1, "digital_lead.hours": 0, "hoops.number": 3}), rng=1).run()
    filed = mixed.events("filed")
    assert set(filed["slipped"]) == {True, False}
    assert ((filed["hoop_hours"] == 0) == filed["slipped"]).all()


def test_a_declared_first_request_goes_with_its_occupant():
    council = Council(SMALL.changed({"start.asking": 0.5, "asking.rate": 0, "organisation.attrition": 0.9}), rng=1)
    filed = council.run().events("filed")
    assert len(filed) > 20
    assert set(filed["week"]) == {1}


def test_more_champions_leave_most_of_the_network_as_it_was():
    networks = []
    for share in (0.05, 0.06):
        council = Council(SMALL.changed({"organisation.staff": 1000, "champions.share": share}), rng=1)
        label = council.people.label
        networks.append({(label(i), label(j)) for i, heard in council.grapevine.network.items() for j in heard})
    few, more = networks
    assert len(few & more) > 0.7 * len(few)


def test_a_moratorium_stops_the_weeks_after_the_one_in_which_it_is_declared():
    stop = {"events.incidents": 0.5, "councillors.anxiety": 1, "events.moratorium": 3, "start.pioneers": 0.5}
    run = Council(SMALL.changed(stop), rng=1).run()
    declared = run.events("moratorium").query("started")["week"].tolist()
    assert declared
    stopped = {week + i for week in declared for i in (1, 2, 3) if week + i <= run.weeks}
    assert set(run.weekly.loc[run.weekly["moratorium"] == 1, "week"]) == stopped
    assert not set(run.events("decided")["week"]) & stopped


def test_hours_of_those_who_go_ahead_unasked_are_hours_too():
    run = Council(SMALL.changed({"staff.shadow": 1, "gates.ict.web_filter": 0}), rng=1).run()
    spent = run.amounts.query("book == 'spent' and use == 'shadow'")["amount"].sum()
    gave = run.amounts.query("book == 'value' and use == 'shadow'")["amount"].sum()
    assert gave > 0
    assert spent > 0


def test_where_reasons_are_open_people_blame_themselves_for_a_no_they_assumed():
    open_, closed = (
        Council(SMALL.changed({"route.transparency": told, "asking.rate": 0.01, "staff.knows_how": 0.1}), rng=1).run()
        for told in (1, 0)
    )
    for run, blamed in ((open_, {"self"}), (closed, {"management", "comms", "ict", "hr", "legal"})):
        of_assumed = run.events("blamed").query("true_gate == 'self'")["gate"]
        assert len(of_assumed) == len(run.events("assumed")) > 0
        assert set(of_assumed) <= blamed
    assert Gate.SELF not in closed.events("blamed")["gate"].unique()
