"""Patterns: each sentence of the page is judged, each by its rule, and can come out either way."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from experiments.baseline.capacity import BOTH, COMMS, DOUBLED, WANTING, doubled, run_arms
from experiments.baseline.patterns import PATTERNS, gains_by_third, stages_passed
from experiments.intervals import interval
from experiments.simulate import simulate
from simulation.rules.maturity import maturity_of
from simulation.scenario import Scenario
from simulation.state import GATES, label

BY_WORD = {pattern.says.split()[0]: pattern for pattern in PATTERNS}


class Made:
    """Results of one run, or of several that are given apart, with what a pattern looks at put there by hand."""

    def __init__(
        self,
        outcomes: dict[str, float],
        weekly: dict[str, list[float]] | None = None,
        runs: tuple[float, ...] = (),
        **raised: int,
    ) -> None:
        self.scenario = Scenario.load("county")
        self.own = outcomes
        each = [{"uptake": uptake} for uptake in runs] or [outcomes]
        self.replicates = [SimpleNamespace(weekly=pd.DataFrame(weekly or {}), outcomes=own) for own in each]
        self.raised = raised

    def outcome(self, name: str) -> Any:
        return interval([self.own[name]])

    def by_week(self, column: str) -> np.ndarray:
        return np.array([self.replicates[0].weekly[column]])

    def table(self, name: str) -> pd.DataFrame:
        assert name == "counts"
        rows = [{"event": "objected", "objection": objection, "count": n} for objection, n in self.raised.items()]
        return pd.DataFrame(rows)


def judged(word: str, made: Any, arms: Any = None) -> tuple[bool | None, str]:
    verdict = BY_WORD[word].judge(made, arms or {})
    return verdict.is_there, verdict.number


def test_the_page_and_the_code_name_the_same_patterns(repository: Path):
    page = (repository / "docs" / "verification.md").read_text(encoding="utf-8")
    table = page.split("| pattern | source | seen in |")[1].split("\n\n")[0]
    assert [line.split("|")[1].strip() for line in table.splitlines()[2:]] == [pattern.says for pattern in PATTERNS]
    assert len(PATTERNS) == len(BY_WORD) == 9


@pytest.mark.parametrize(
    ("curve", "is_there", "number"),
    [
        ([0.0, 0.1, 0.3, 0.4], True, "25 % + 50 % + 25 %; 40 %"),
        ([0.0, 0.2, 0.3, 0.4], False, "50 % + 25 % + 25 %; 40 %"),
        ([0.0, 0.1, 0.4, 0.8], False, "12 % + 38 % + 50 %; 80 %"),
        ([0.1, 0.1, 0.1, 0.1], False, "– + – + –; 10 %"),
    ],
)
def test_uptake_rises_slowly_then_faster_and_stays_partial(curve: list[float], is_there: bool, number: str):
    assert judged("Uptake", Made({}, {"uptake": curve})) == (is_there, number)


def test_thirds_add_up_to_the_whole():
    assert sum(gains_by_third([0.01 * k * k for k in range(157)])) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("shares", "is_there"),
    [((0.2, 0.45, 0, 0.1, 0.25), True), ((0.2, 0.55, 0, 0.1, 0.15), False), ((0, 0.45, 0.1, 0.1, 0.35), False)],
)
def test_several_gates_none_decides_everything(shares: tuple[float, ...], is_there: bool):
    made = Made({f"refusals_{label(gate)}": share for gate, share in zip(GATES, shares, strict=True)})
    assert judged("Several", made)[0] == is_there


@pytest.mark.parametrize(
    ("word", "outcome", "inside", "outside"),
    [
        ("Requests", "protective", 0.5, 0.9),
        ("Some", "went_round", 0.5, 0.1),
        ("Incidents", "incidents_per_year", 2, 0.1),
        ("Departments", "inequality", 0.3, 0.5),
        ("Departments", "inequality", 0.3, 0.05),
    ],
)
def test_an_outcome_lies_between_the_ends_or_does_not(word: str, outcome: str, inside: float, outside: float):
    assert judged(word, Made({outcome: inside})) == (True, f"{inside:.2f}")
    assert judged(word, Made({outcome: outside}))[0] is False
    assert judged(word, Made({outcome: float("nan")}))[0] is False


def test_much_was_never_made():
    assert judged("Much", Made({"assumed": 10, "objections": 10})) == (True, "50 %")
    assert judged("Much", Made({"assumed": 9, "objections": 11})) == (False, "45 %")
    assert judged("Much", Made({"assumed": 0, "objections": 0})) == (False, "–")


@pytest.mark.parametrize(
    ("stages", "passed"), [([], 0), ([0, 0], 1), ([1, 2], 0), ([0, 2, 1, 2], 1), ([0, 1, 0, 2], 3), ([0, 1, 1], 2)]
)
def test_stages_of_maturity_are_passed_in_their_order(stages: list[int], passed: int):
    assert stages_passed(stages) == passed


@pytest.mark.parametrize(
    ("uptake", "evidence", "expected"),
    [
        ([0.01, 0.2, 0.4], 0.1, (False, "100 % → 100 % → 0 %")),
        ([0.01, 0.2, 0.4], 0.6, (False, "100 % → 0 % → 0 %")),
        ([0.01, 0.02, 0.03], 0.1, (False, "100 % → 0 % → 0 %")),
    ],
)
def test_use_goes_through_three_stages_or_not(uptake: list[float], evidence: float, expected: tuple[bool, str]):
    weekly = {"uptake": uptake, "shadow_share": [0.0] * 3, "evidence": [evidence] * 3}
    assert judged("Use", Made({}, weekly)) == expected


def test_use_goes_through_all_three():
    weekly = {"uptake": [0.01, 0.2, 0.4], "shadow_share": [0.0] * 3, "evidence": [0.1, 0.1, 0.6]}
    assert judged("Use", Made({}, weekly)) == (True, "100 % → 100 % → 100 %")


@pytest.mark.parametrize(
    ("gains", "apart", "raised", "is_there", "number"),
    [
        ((0.11, 0.2, 0.15), 0.001, {"no_resource": 1, "pace": 1, "vanity": 2}, True,
         "+1.0; +10.0; +5.0; +5.0 (+3.7 to +6.3); 25 %"),
        ((0.11, 0.14, 0.15), 0.0001, {"no_resource": 1, "vanity": 3}, False,
         "+1.0; +4.0; +5.0; −1.0 (−1.1 to −0.9); 25 %"),
        ((0.11, 0.16, 0.15), 0.01, {"no_resource": 1, "vanity": 3}, None,
         "+1.0; +6.0; +5.0; +1.0 (−11.7 to +13.7); 25 %"),
        ((0.11, 0.14, 0.15), 0.01, {"no_resource": 1, "vanity": 3}, None,
         "+1.0; +4.0; +5.0; −1.0 (−13.7 to +11.7); 25 %"),
        ((0.09, 0.2, 0.15), 0.001, {"infrastructure": 3, "vanity": 1}, False,
         "−1.0; +10.0; +5.0; +5.0 (+3.7 to +6.3); 75 %"),
        ((0.09, 0.16, 0.15), 0.01, {"infrastructure": 3, "vanity": 1}, False,
         "−1.0; +6.0; +5.0; +1.0 (−11.7 to +13.7); 75 %"),
    ],
)  # fmt: skip
def test_capacity_is_the_ceiling_where_more_of_it_surely_brings_more_than_more_pressure(
    gains, apart, raised, is_there, number
):
    """Two runs; ``apart`` is how far from the mean each lies with capacity doubled, which makes the interval wide."""
    arms = {}
    for arm, uptake in zip((COMMS, BOTH, WANTING), gains, strict=True):
        spread = apart if arm == BOTH else 0.0
        arms[arm] = Made({"uptake": uptake}, runs=(uptake - spread, uptake + spread))
    assert judged("The", Made({"uptake": 0.1}, **raised), arms) == (is_there, number)


def test_one_run_cannot_tell_capacity_from_pressure():
    arms = {
        arm: Made({"uptake": uptake}) for arm, uptake in zip((COMMS, BOTH, WANTING), (0.11, 0.2, 0.15), strict=True)
    }
    assert judged("The", Made({"uptake": 0.1}, vanity=1), arms) == (None, "+1.0; +10.0; +5.0; +5.0; 0 %")


def test_the_patterns_that_are_bands_say_so():
    bands = [word for word, pattern in BY_WORD.items() if "a band, tuned to" in pattern.rule]
    assert bands == ["Requests", "Some", "Incidents"]


@pytest.mark.parametrize("arm", DOUBLED)
def test_an_arm_doubles_what_it_says_and_nothing_else(arm: str):
    before = Scenario.load("district")
    after = doubled(before, arm)
    changed = {path for path in before.values if before.values[path] != after.values[path]}
    assert changed == set(DOUBLED[arm])
    assert all(after.values[path] == 2 * before.values[path] for path in changed)


def test_patterns_are_judged_on_runs_as_they_are():
    """Maturity read week by week ends where the outcome of the run says that it ends."""
    small = Scenario.default().changed({"organisation.staff": 60, "organisation.departments": 4}, weeks=20)
    results, arms = simulate(small, 2), run_arms(small, 2, 0, 1)
    assert set(arms) == set(DOUBLED)
    assert all(pattern.judge(results, arms).number for pattern in PATTERNS)
    for run in results.replicates:
        last = run.weekly.iloc[-1]
        grey_area = float(small.values["route.grey_area"])
        stage = maturity_of(last["uptake"], last["shadow_share"], grey_area, last["evidence"], False)
        assert run.outcomes["maturity"] == stage
