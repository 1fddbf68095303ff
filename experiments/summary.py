"""The summary that a person reads in the terminal: 80 columns, plain text where it is not a terminal."""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TextIO

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from experiments.by_gate import FEW, AtGate, by_gate, hours_spent
from experiments.findings import findings, in_all, weeks
from experiments.intervals import Interval
from experiments.results import Results
from experiments.wording import portion, share, with_interval
from simulation.state import Maturity, Stage, label
from simulation.wording import counted, in_digits
from simulation.words import STAGES_IN_SHORT

WIDTH = 80
OWNERS_SHOWN = 8
STAGES = {
    Stage.LIVE: "uptake",
    Stage.SHADOW: "shadow",
    Stage.ASSUMED_NO: "assumed_no",
    Stage.GAVE_UP: "gave_up",
}  # and the outcome that is its share of staff
WHAT_CAME = (
    ("Incidents a year", "incidents_per_year", 1),
    ("Public value, hours", "public_value", 0),
    ("Harm, hours", "harm", 0),
    ("Hours spent", "hours_spent", 0),
    ("Old work stopped, hours", "forgone", 0),
    ("Net value, hours", "net_value", 0),
)


def summarise(results: Results, folder: Path | None, stream: TextIO | None = None, note: str = "") -> None:
    """Print the summary of some results, with a note on what was run if there is one, and where the record is."""
    stream = stream or sys.stdout
    console = Console(file=stream, highlight=False, emoji=False, markup=False)
    if console.is_terminal:
        console.width = min(WIDTH, console.width)
        _all(console, results, note)
    else:
        console.width = WIDTH
        with console.capture() as printed:
            _all(console, results, note)
        stream.writelines(f"{line.rstrip()}\n" for line in printed.get().splitlines())
    if folder is not None:
        stream.write(f"\nThe whole record, with pictures: {folder}\n")


def _all(console: Console, results: Results, note: str) -> None:
    _head(console, results, note)
    if results.replicates:
        gates = by_gate(results)
        for sentence in findings(results, gates):
            console.print(sentence)
        _use(console, results)
        _refused(console, gates)
        _blamed(console, results, gates)
        _hours(console, results)
        _came_of_it(console, results)
        _biography(console, results)
    for failure in results.failures:
        console.print(f"Failed, seed {failure.seed}: {failure.error}", style="bold red")


def _in_all(of: Interval, some: int, digits: int = 0) -> str:
    """A mean a run with its interval; the number in all runs where there are few."""
    return with_interval(of, digits) if some >= FEW or of.n < 2 else f"{some} in all" if some else "0"


def _range(of: Interval, digits: int, scale: float = 1.0) -> str:
    """Where nine runs in ten lie; a dash for fewer than two runs."""
    if of.n < 2 or of.least is None or of.most is None:
        return "–"
    return f"{in_digits(of.least * scale, digits)} to {in_digits(of.most * scale, digits)}"


def _head(console: Console, results: Results, note: str) -> None:
    scenario, done = results.scenario, len(results.replicates)
    console.print(Text(scenario.called, style="bold"))
    seeds = (
        f"seed {results.seed}"
        if results.replications == 1
        else (f"seeds {results.seed} to {results.seed + results.replications - 1}")
    )
    runs = counted(results.replications, "run", "runs")
    failed = f", {len(results.failures)} failed" if results.failures else ""
    staff = f"{results.staff:,} staff, " if results.staff else ""
    console.print(f"{staff}{weeks(scenario.weeks)}, {runs} ({seeds}{failed}), {results.seconds:.0f} s")
    if note:
        console.print(f"{note[0].upper()}{note[1:]}.")
    if done == 1:
        console.print("One run: no interval can be given; another seed gives other numbers.")
    elif done:
        console.print("In brackets: 95 % intervals of means over runs.")
    console.print()


def _use(console: Console, results: Results) -> None:
    table = _table("How far it came", "Share of staff, %", "Runs, 5 to 95 %")
    for stage, outcome in STAGES.items():
        of = results.outcome(outcome)
        table.add_row(STAGES_IN_SHORT[stage].capitalize(), share(of, 1), _range(of, 1, 100.0))
    _set(console, table)


def _refused(console: Console, gates: list[AtGate]) -> None:
    table = _table("Who refused", "Decisions", "Objected, %", "Protective, %", "True reason, %")
    for gate in gates:
        table.add_row(
            gate.name,
            "removed" if gate.removed else _in_all(gate.decisions, gate.counted["objected"].whole),
            portion(gate, "objected"),
            portion(gate, "is_protective"),
            portion(gate, "genuine"),
        )
    _set(console, table)
    _note(console, "Protective: stopped what was not worthwhile; the rest, obstructive, stopped what was.")
    if any(0 < some.whole < FEW for gate in gates for some in gate.counted.values()):
        _note(console, f"Where there were fewer than {FEW} in all runs, counts stand in place of percentages.")
    for gate in gates:
        reasons = ", ".join(f"{name} {100.0 * share:.0f} %" for name, share in gate.top_reasons())
        if gate.counted["is_protective"].are_few:
            reasons = ", ".join(name for name, _ in gate.top_reasons())
        if reasons:
            _note(console, f"{gate.name}: {reasons}", "")


def _blamed(console: Console, results: Results, gates: list[AtGate]) -> None:
    table = _table("Who was blamed", "Of refusals, %", "Of blame, %", "Assumed noes", "Wait, weeks")
    for gate in gates:
        table.add_row(
            gate.name,
            portion(gate, "refusals"),
            portion(gate, "blame"),
            _in_all(gate.assumed, gate.counted["assumed_share"].part),
            "–" if gate.wait.mean is None else _wait(gate),
        )
    _set(console, table)
    _note(
        console,
        "Of blame: of all blame on the five gates after a refusal. Assumed noes: times a run that somebody did not "
        "ask, for fear of this gate. Wait: from arriving at the gate to its decision, its turnaround included.",
    )
    for line in beside_gates(results):
        _note(console, line, "")


def beside_gates(results: Results, said: Callable[[Interval], str] = with_interval) -> list[str]:
    """What no gate's row can hold: appeals that nobody could hear, and people who blamed themselves.

    ``said`` puts the mean of how often that was, which is of two runs or more, into words.
    """
    return [
        "Nobody (no home): somebody would have appealed, and there was nobody to hear it, "
        f"{_times(results, 'blamed_no_home', said)}.",
        "Self (assumed): where reasons are open, people blame themselves for a no that they took for granted; "
        f"that happened {_times(results, 'blamed_self', said)}.",
    ]


def _times(results: Results, column: str, said: Callable[[Interval], str]) -> str:
    """How often something happened that is counted each week."""
    a_run = results.weekly_sum(column)
    number = sum(int(run.weekly[column].sum()) for run in results.replicates)
    if a_run.n > 1 and number >= FEW:
        return f"{said(a_run)} times a run"
    times = {0: "0 times", 1: "once"}.get(number, f"{number:,} times")
    return times if a_run.n == 1 else f"{times} in {in_all(a_run.n)}"


def _wait(gate: AtGate) -> str:
    is_sure = gate.counted["objected"].whole >= FEW
    return with_interval(gate.wait, 1) if is_sure else in_digits(gate.wait.mean or 0.0, 1)


def _hours(console: Console, results: Results) -> None:
    spent = hours_spent(results)
    whole = sum(of.mean or 0.0 for _, _, of in spent)
    table = _table("Whose hours went into it", "For", "Hours a run", "Share, %", words=1)
    for owner, use, of in spent[:OWNERS_SHOWN]:
        of_whole = f"{100.0 * (of.mean or 0.0) / whole:.0f}" if whole else "–"
        table.add_row(_written(owner), use.replace("_", " "), with_interval(of), of_whole)
    if spent[OWNERS_SHOWN:]:
        rest = sum(of.mean or 0.0 for _, _, of in spent[OWNERS_SHOWN:])
        table.add_row("Others", "", in_digits(rest, 0), f"{100.0 * rest / whole:.0f}")
    _set(console, table)


def _came_of_it(console: Console, results: Results) -> None:
    table = _table("What came of it", "A run", "Runs, 5 to 95 %")
    for name, outcome, digits in WHAT_CAME:
        of = results.outcome(outcome)
        least = -math.inf if outcome == "net_value" else 0.0
        table.add_row(name, with_interval(of, digits, least=least), _range(of, digits))
    _set(console, table)
    stages = Counter(int(run.outcomes["maturity"]) for run in results.replicates)
    done = len(results.replicates)
    said = ", ".join(f"{label(at).replace('_', ' ')} in {_runs(stages[at], done)}" for at in Maturity if stages[at])
    _note(console, f"Maturity at the end: {said}", "")


def _biography(console: Console, results: Results) -> None:
    """The life of the request that took longest in the first run."""
    run = results.first
    if run is None:
        return
    try:
        biographies = import_module("simulation.biography")
    except ModuleNotFoundError:
        return
    chosen = biographies.longest(run, 1)
    if not chosen:
        return
    console.print()
    console.print(Text(f"One request of seed {run.seed}, the one that took longest", style="bold"))
    for line in biographies.biography(run, chosen[0]):
        _note(console, str(line), "")


def _table(title: str, *columns: str, words: int = 0) -> Table:
    """A table, its title over the first column; numbers stand right, the first ``words`` columns after it left."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(Text(title, style="bold"), overflow="fold")
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number < words else "right", overflow="fold")
    return table


def _set(console: Console, table: Table) -> None:
    """Print a table. In a narrow terminal its cells go over several lines: nothing is cut off."""
    if console.width >= WIDTH:
        for column in table.columns:
            column.no_wrap = True
    console.print()
    console.print(table)


def _note(console: Console, text: str, style: str = "dim") -> None:
    """A line beneath a table, without the spaces that would fill it up."""
    console.print(Padding(Text(text, style=style), (0, 0, 0, 2), expand=False))


def _runs(some: int, of: int) -> str:
    return "every run" if some == of > 1 else "the run" if of == 1 else f"{some} of {of} runs"


def _written(owner: str) -> str:
    return {"hr": "HR", "ict": "ICT"}.get(owner, owner.replace("_", " ").capitalize())
