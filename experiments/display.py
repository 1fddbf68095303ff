"""Results as a notebook shows them: the findings, the picture, the gates with their intervals, and what failed."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.by_gate import FEW, AtGate, by_gate
from experiments.findings import findings, weeks
from experiments.results import Failure, Results
from experiments.show.who_blocks import who_blocks
from experiments.wording import portion, with_interval
from simulation.markup import Markup, card, element, note, section, table
from simulation.wording import counted

FAILURES_SHOWN = 10


def html(results: Results) -> Markup:
    """Replicates of one scenario; where none came to its end, why."""
    scenario = results.scenario
    return card(
        "Results",
        scenario.called,
        _runs(results),
        *(_findings(results) if results.replicates else (note("No run came to its end."),)),
        _failures(results.failures) if results.failures else None,
    )


def _runs(results: Results) -> str:
    runs, last = results.replications, results.seed + results.replications - 1
    seeds = f"seed {results.seed}" if runs == 1 else f"seeds {results.seed} to {last}"
    staff = f"{results.staff:,} staff, " if results.staff else ""
    return f"{staff}{weeks(results.scenario.weeks)}, {counted(runs, 'run', 'runs')} ({seeds})"


def _findings(results: Results) -> list[Markup]:
    gates = by_gate(results)
    said = (element("li", sentence, style="margin:2px 0") for sentence in findings(results, gates))
    image = Markup(who_blocks(results)._repr_html_() or "")
    return [
        element("ul", *said, style="margin:10px 0 0;padding:0 0 0 20px"),
        section("Gate by gate", _gates(gates), note(_notes(results, gates))),
        section("In a picture", element("div", image, style="border-radius:6px;overflow:hidden")),
    ]


def _gates(gates: Sequence[AtGate]) -> Markup:
    columns = ("Gate", "Of refusals, %", "Protective, %", "Of blame, %", "Assumed noes", "Wait, weeks")
    rows = (
        (
            element("span", element("b", gate.name), " (removed)" if gate.removed else None),
            portion(gate, "refusals"),
            portion(gate, "is_protective"),
            portion(gate, "blame"),
            with_interval(gate.assumed),
            with_interval(gate.wait, 1),
        )
        for gate in gates
    )
    return table("Gate by gate", columns, rows)


def _notes(results: Results, gates: Sequence[AtGate]) -> str:
    said = "Protective: of a gate's own refusals, those that stopped what was not worthwhile. "
    said += "Assumed noes: times a run that somebody did not ask, for fear of this gate. "
    if len(results.replicates) == 1:
        said += "One run: no interval can be given."
    else:
        said += "In brackets: 95 % intervals of means over runs."
    if any(0 < some.whole < FEW for gate in gates for some in gate.counted.values()):
        said += f" Where there were fewer than {FEW} in all runs, counts stand in place of percentages."
    return said


def _failures(failures: Sequence[Failure]) -> Markup:
    lines = [
        element("div", element("b", f"Seed {failure.seed}"), f": {failure.error}")
        for failure in failures[:FAILURES_SHOWN]
    ]
    more = len(failures) - FAILURES_SHOWN
    return section(
        f"{counted(len(failures), 'run', 'runs')} failed", *lines, note(f"and {more:,} more") if more > 0 else None
    )
