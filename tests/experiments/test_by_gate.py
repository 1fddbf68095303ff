"""Objections and blame of each gate, counted once more from the events of the runs themselves."""

from collections import Counter

import pytest

from experiments.by_gate import Some, by_gate
from experiments.findings import findings
from experiments.reasons import flow_of, reasons_of
from experiments.results import Results
from simulation import Council, Scenario
from simulation.counts import blame, objections
from simulation.record import FIELDS, FIRST, Event, fields_of, place_of
from simulation.run import Run
from simulation.state import GATES, Gate, label


@pytest.fixture(scope="module")
def run() -> Run:
    """A council whose reasons are open, so that people blame themselves too, and where nobody hears appeals."""
    settings = {"organisation.staff": 300, "organisation.departments": 4, "route.transparency": 0.5}
    return Council(Scenario.default().changed(settings, weeks=100), rng=3).run()


def happened(run: Run, event: Event) -> list[dict[str, int]]:
    return [dict(zip(FIELDS[event], row[5:], strict=True)) for row in run.log_rows if row[1] == event]


def test_a_row_is_read_by_the_names_of_its_fields(run):
    assert FIRST == ("week", "event", "person", "department", "request")
    rows = [row for row in run.log_rows if row[1] == Event.OBJECTED]
    assert [fields_of(row) for row in rows] == happened(run, Event.OBJECTED)
    assert [row[place_of(Event.OBJECTED, "gate")] for row in rows] == [fields_of(row)["gate"] for row in rows]


def test_objections_and_blame_are_those_that_happened(run):
    raised, blamed = happened(run, Event.OBJECTED), happened(run, Event.BLAMED)
    after_refusal = [one for one in blamed if one["true_gate"] != Gate.SELF and one["gate"] in GATES]
    assert len(raised) > 20 and 20 < len(after_refusal) < len(blamed), "nothing to tell apart"
    assert objections(run.counts)["count"].sum() == len(raised)
    assert blame(run.counts)["count"].sum() == len(after_refusal)
    gates, results = Counter(one["gate"] for one in raised), Results.of(run)
    to = Counter(one["gate"] for one in after_refusal)
    for gate in by_gate(results):
        own = [one for one in raised if one["gate"] == gate.gate]
        good = sum(one["worthwhile"] for one in own)
        assert gate.counted["refusals"] == Some(gates[gate.gate], len(raised))
        assert gate.counted["obstructive"] == Some(good, len(raised))
        assert gate.counted["is_protective"] == Some(len(own) - good, len(own))
        assert gate.counted["genuine"] == Some(sum(one["genuine"] for one in own), len(own))
        assert gate.counted["blame"] == Some(to[gate.gate], len(after_refusal))
        assert run.outcomes[f"blame_{label(gate.gate)}"] == pytest.approx(to[gate.gate] / len(after_refusal))
    pairs = Counter((one["true_gate"], one["gate"]) for one in after_refusal)
    assert flow_of(results) == {(whose, on): pairs[whose, on] for whose in GATES for on in GATES}
    assert sum(reason.counted.whole for reason in reasons_of(results)) == len(raised)


def test_one_run_finds_what_it_counted_and_no_interval(run):
    results = Results.of(run)
    gates = by_gate(results)
    said = " ".join(findings(results, gates))
    comms = next(gate for gate in gates if gate.gate == Gate.COMMS)
    share = 100.0 * comms.counted["refusals"].part / comms.counted["refusals"].whole
    assert f"{100.0 * run.outcomes['uptake']:.1f} % of staff use it with permission" in said
    assert f"Comms raised {share:.0f} % of refusals" in said and "(one run: no interval)" in said
