"""Arms on equal luck: the same numbers as runs by themselves, whatever shares the work."""

import numpy as np
import pytest

from experiments.arms.arm import NAMES, Arm
from experiments.arms.running import differ_in_people, run_arms
from experiments.executing.sharing import settled_by
from experiments.simulate import simulate
from simulation import Scenario

SMALL = Scenario.load("county").changed({"organisation.staff": 120}, weeks=26)
ARMS = [
    Arm("as it is", SMALL),
    Arm("a lead", SMALL.changed({"digital_lead.hours": 37})),
    Arm("fewer", SMALL.changed({"organisation.staff": 90})),
]
SEEDS = (3, 4, 5)


@pytest.fixture(scope="module")
def trials():
    return run_arms(ARMS, SEEDS)


def test_each_run_is_the_run_of_its_scenario_and_seed(trials):
    for arm in ARMS:
        alone = simulate(arm.scenario, len(SEEDS), SEEDS[0], keep_full=0)
        for seed, run in enumerate(alone.replicates):
            found = trials.read["outcomes"][trials.places[arm.name], seed]
            np.testing.assert_array_equal(found, [run.outcomes[name] for name in NAMES])


def test_numbers_do_not_depend_on_how_the_work_is_shared(trials):
    shared = run_arms(ARMS, SEEDS, workers=3)
    np.testing.assert_array_equal(shared.read["outcomes"], trials.read["outcomes"])
    assert (shared.arms, shared.seeds) == (trials.arms, trials.seeds)


def test_differences_are_seed_by_seed(trials):
    gained = trials.difference("a lead", "as it is", "uptake")
    assert gained.tolist() == (trials.of("a lead", "uptake") - trials.of("as it is", "uptake")).tolist()
    assert trials.table(["uptake"]).shape == (9, 3)


def test_people_are_shared_where_nothing_about_them_differs():
    assert settled_by(ARMS[0].scenario) == settled_by(ARMS[1].scenario)
    assert differ_in_people(ARMS) == ["fewer"]
    leaving = Arm("more leave", SMALL.changed({"organisation.attrition": 0.2}))
    tied = Arm("other ties", SMALL.changed({"contacts.bridging": 0.3}))
    assert differ_in_people([ARMS[0], leaving, tied]) == ["other ties"]


def test_readings_and_changes_beside_the_scenario():
    def uptake(run):
        return run.weekly["uptake"].to_numpy()

    def frightened(council):
        council.world.councillors["anxiety"] = 1.0

    arms = [ARMS[0], Arm("frightened councillors", SMALL, prepared=frightened)]
    found = run_arms(arms, SEEDS[:2], readings={"uptake": uptake})
    assert found.read["uptake"].shape == (2, 2, 27)
    assert found.read["uptake"][0, :, -1].tolist() == found.of("as it is", "uptake").tolist()
    assert (found.difference("frightened councillors", "as it is", "anxiety") > 0.0).all()


def test_a_run_that_fails_takes_its_seed_from_every_arm():
    def fails(council):
        if council.seed == 4:
            raise RuntimeError("no luck")

    found = run_arms([ARMS[0], Arm("fails", SMALL, prepared=fails)], SEEDS)
    assert found.seeds == (3, 5)
    assert [(arm, failure.seed, failure.error) for arm, failure in found.failures] == [
        ("fails", 4, "RuntimeError: no luck")
    ]
    assert found.read["outcomes"].shape[1] == 2


def test_ctrl_c_ends_all_runs():
    def stops(council):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_arms([Arm("stops", SMALL, prepared=stops), *ARMS], SEEDS, workers=2)


@pytest.mark.parametrize(
    ("arms", "seeds"), [([], (1,)), (ARMS, ()), ([ARMS[0], ARMS[0]], (1,)), (ARMS, (-1,)), (ARMS, (2**64,))]
)
def test_what_cannot_be_run_is_refused(arms, seeds):
    with pytest.raises(ValueError):
        run_arms(arms, seeds)
