"""Who refuses, who is blamed and who holds it up, as a lesson asks: a number for each gate, with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from experiments.blaming.blame import Blame, blame
from experiments.blaming.telling import told
from experiments.by_gate import AtGate, by_gate
from experiments.executing.engines import workers_of
from experiments.intervals import interval
from experiments.lessons.found import MEANING, First, Measured, kind_of
from experiments.results import Results
from experiments.show.causes.cause import cause
from experiments.statistics.shapley import shapley
from experiments.statistics.simultaneous import ranks
from simulation.markup import Markup, card, element, note, table
from simulation.record import Event
from simulation.run import Run
from simulation.scenario import Scenario
from simulation.state import GATES, Gate, label
from simulation.wording import counted
from simulation.words import WRITTEN

Floats = NDArray[np.float64]

PAIRS = 10  # of runs with each set of gates: intervals that tell the gates apart, in some ten seconds


def share_of(results: Results, what: str, gate: str) -> Measured:
    """One gate's share of all ``refusals``, or of all ``blame`` for them.

    Raises ``ValueError`` for anything else, or a gate that there is not.
    """
    if what not in SHARES:
        raise ValueError(f"found {what!r}; allowed: {', '.join(SHARES)}")
    at = gate_of(gate)
    values = results.outcomes[f"{what}_{label(at)}"].tolist()
    return Measured(SHARES[what].format(WRITTEN[at]), interval(values, 0.0, 1.0), "share")


SHARES = {"refusals": "of all refusals, those of {}", "blame": "of all blame for refusals, what falls on {}"}


def blamed_beyond(results: Results, gate: str) -> Measured:
    """A gate's share of the blame less its share of the refusals, run by run."""
    at = gate_of(gate)
    apart = results.outcomes[f"blame_{label(at)}"] - results.outcomes[f"refusals_{label(at)}"]
    what = f"share of blame less share of refusals, {WRITTEN[at]}"
    return Measured(what, interval(apart.tolist()), "share", is_difference=True)


@dataclass(frozen=True)
class Noes:
    """Of each gate's refusals, how many stopped what was not worth doing, and how many gave a reason that was true."""

    scenario: Scenario
    gates: Sequence[AtGate]

    def of(self, what: str, gate: str) -> Measured:
        """A share of one gate's own refusals: ``protective``, of what was not worth doing, or ``genuine``, true."""
        if what not in MARKS:
            raise ValueError(f"found {what!r}; allowed: {', '.join(MARKS)}")
        field, said = MARKS[what]
        at = self.gates[gate_of(gate)]
        return Measured(said.format(at.name), getattr(at, field), "share")

    def _rows(self) -> list[list[str]]:
        return [[at.name, *(self.of(what, label(at.gate)).said for what in MARKS)] for at in self.gates]

    def _repr_html_(self) -> Markup:
        heads = ("Whose no", "stopped what was not worth doing", "gave a reason that was true")
        small = note("Of each gate's own refusals, means over runs with their 95 % intervals.")
        return card("Noes:", self.scenario.called, "good ones and bad ones", table("Noes", heads, self._rows()), small)

    def __repr__(self) -> str:
        return "\n".join(f"{name}: {worth} not worth doing, {true} true" for name, worth, true in self._rows())


MARKS = {
    "protective": ("is_protective", "of the refusals of {}, those of something not worth doing"),
    "genuine": ("genuine", "of the refusals of {}, those with a reason that was true"),
}


def good_noes(results: Results) -> Noes:
    """Which noes were right, gate by gate."""
    return Noes(results.scenario, by_gate(results))


def wrongly_blamed(run: Run, gate: str) -> int | None:
    """The number of the first request that another gate refused and this one was blamed for; none where there is none.

    Raises ``ValueError`` for a gate that there is not.
    """
    blamed = gate_of(gate)
    for _, event, _, _, request, *rest in run.log_rows:
        if event == Event.BLAMED and rest[0] == blamed and rest[1] in GATES and rest[1] != blamed and request > 0:
            return int(request)
    return None


def who_holds_it_up(scenario: Scenario, pairs: int = PAIRS, seed: int = 0, *, progress: bool = True) -> Cause:
    """Run a council with every set of its gates taken away, on the same luck, on all processors."""
    return Cause(blame(scenario, pairs, seed, workers_of("auto"), only_gates=True, progress=progress))


@dataclass(frozen=True)
class Cause:
    """What each gate holds back: a council with every set of its gates taken away."""

    blame: Blame

    def of(self, gate: str, outcome: str = "uptake") -> Measured:
        """What a gate's removal adds, mean over all orders in which the five could go. ``uptake`` or ``net_value``."""
        found = self._each(outcome)[gate_of(gate)]
        return self._measured(f"what {WRITTEN[gate_of(gate)]} holds back", found, outcome)

    def gap(self, gate: str, other: str, outcome: str = "uptake") -> Measured:
        """How much more one gate holds back than another."""
        one, second = gate_of(gate), gate_of(other)
        found = self._each(outcome)
        return self._measured(
            f"what {WRITTEN[one]} holds back, less {WRITTEN[second]}", found[one] - found[second], outcome
        )

    def all_gone(self, outcome: str = "uptake") -> Measured:
        """What taking all five gates away does."""
        found = self.blame.value(outcome)
        return self._measured(f"{MEANING[outcome]}, without any gate less as it is", found[-1] - found[0], outcome)

    def most(self) -> First:
        """Which gate holds uptake back most. The intervals of all differences between two gates hold together."""
        found = self._each("uptake")
        names = tuple(label(gate) for gate in GATES)
        if found.shape[1] < 2:
            raise ValueError("which is first can be told from two pairs on")
        leaders = tuple(name for name, (best, _) in zip(names, ranks(found.T), strict=True) if best == 1)
        return First("What holds uptake back", names, leaders, {name: self.of(name).said for name in names})

    def picture(self) -> Figure:
        """Refused, blamed, cause: a row a gate."""
        return cause(self.blame)

    def told(self) -> list[str]:
        """What it comes to, in sentences whose words follow the statistics."""
        return told(self.blame)

    def _repr_html_(self) -> Markup:
        said = (element("li", sentence, style="margin:3px 0;font-size:15px") for sentence in self.told())
        pairs = f"{counted(len(self.blame.seeds), 'pair', 'pairs')} of runs with every set of gates taken away"
        return card("Who holds it up:", self.blame.scenario.called, pairs, element("ul", *said))

    def _each(self, outcome: str) -> Floats:
        """Each gate's part in the cause, gates × pairs."""
        return shapley(self.blame.value(outcome))

    def _measured(self, what: str, values: Floats, outcome: str) -> Measured:
        return Measured(what, interval(values.tolist()), kind_of(outcome), is_difference=True)

    def __repr__(self) -> str:
        return "\n".join(self.told())


def gate_of(name: str) -> Gate:
    """A gate by its name, in any case: ``"comms"``, ``"ICT"``. Raises ``ValueError`` with those that there are.

    >>> gate_of("ICT")
    <Gate.ICT: 4>
    """
    found = {label(gate): gate for gate in GATES}.get(str(name).casefold())
    if found is None:
        raise ValueError(f"found {name!r}; the gates are {', '.join(label(gate) for gate in GATES)}")
    return found
