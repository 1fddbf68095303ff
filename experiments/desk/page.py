"""What ``blockers debrief`` says: sentences first, then a table of all who sat at a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from experiments.arms.columns import columns_that_fit
from experiments.desk.debrief import REFUSES, SIMULATED, STAMPS, Debrief, Sat
from experiments.explaining.page import Page
from experiments.findings import weeks
from simulation.state import Gate
from simulation.wording import counted
from simulation.words import WRITTEN

ONE_LUCK = (
    "One run each, all on the same luck: whoever stands before another here may not on the next. Harm prevented and "
    "value forgone are what refusals did to the whole run, in hours, against a rubber stamp at the same desk; within "
    "one year most harm has not come yet."
)


def told(found: Debrief) -> list[str]:
    """What came of it, in sentences: each team, then who did best."""
    said = [_team(one, found) for one in found.teams]
    for gate in found.gates:
        said += list(_gate(gate, found))
    said.append(ONE_LUCK)
    return said


def _team(one: Sat, found: Debrief) -> str:
    gate, plain = WRITTEN[one.gate], found.beside(one.gate, SIMULATED)
    said = (
        f"{one.called}, at the desk of {gate}, refused {one.refused} of {counted(one.reached, 'request', 'requests')} "
        f"that reached it, {one.refused_not} of them not worthwhile; the simulated gatekeeper refused {plain.refused} "
        f"of {plain.reached}, {plain.refused_not} of them not worthwhile. {_hours(one)}"
    )
    notes = []
    if one.by_gate:
        notes.append(
            f"{counted(one.by_gate, 'decision', 'decisions')} that the team had not made, the simulated gate made"
        )
    if one.unmet:
        notes.append(f"{counted(one.unmet, 'decision', 'decisions')} of the team's never came up")
    return said + (f" {'; '.join(notes)}." if notes else "")


def _hours(one: Sat) -> str:
    value = f"{'cost' if one.value_forgone >= 0.0 else 'added'} {_signed(abs(one.value_forgone))} hours of public value"
    harm = f"{'kept away' if one.harm_prevented >= 0.0 else 'brought'} {_signed(abs(one.harm_prevented))} hours of harm"
    return f"Against saying yes to everything, that {value} and {harm}."


def _gate(gate: Gate, found: Debrief) -> Iterator[str]:
    teams = [one for one in found.teams if one.gate == gate]
    best = max(teams, key=lambda one: one.net_value)
    tied = [one for one in teams if one.net_value == best.net_value]
    plain, refuses = found.beside(gate, SIMULATED), found.beside(gate, REFUSES)
    names = " and ".join(one.called for one in tied)
    yield (
        f"At the desk of {WRITTEN[gate]}, against a rubber stamp, {names} left the council {_signed(best.net_value)} "
        f"hours of net value, the simulated gatekeeper {_signed(plain.net_value)}, refusing everything "
        f"{_signed(refuses.net_value)}."
    )


def _signed(hours: float) -> str:
    """Hours as they are written; a nought has no sign.

    >>> _signed(-1234.4), _signed(-0.2), _signed(7.0)
    ('−1,234', '0', '7')
    """
    whole = round(hours)
    return f"−{-whole:,}" if whole < 0 else f"{whole:,}"


def print_debrief(found: Debrief, folder: Path | None) -> None:
    """Print everything, with where the record is."""
    page = Page()
    page.line(f"{found.scenario.called}: at the desk", "bold")
    page.line(f"{found.staff:,} staff, {weeks(found.scenario.weeks)}, seed {found.seed}")
    page.line()
    for sentence in told(found):
        page.paragraph(sentence)
    for gate in found.gates:
        page.heading(f"The desk of {WRITTEN[gate]}")
        rows = [
            (
                one.called if one in found.teams else one.kind,
                f"{one.refused} of {one.reached}",
                f"{one.refused_not} of {one.refused_not + one.passed_not}",
                f"{one.refused_worthwhile} of {one.refused_worthwhile + one.passed_worthwhile}",
                _signed(one.value_forgone),
                _signed(one.harm_prevented),
                _signed(one.net_value),
            )
            for one in found.sat
            if one.gate == gate
        ]
        head = ("", "refused", "bad stopped", "good stopped", "value forgone", "harm prevented", "net value")
        columns_that_fit(page, head, rows)
    page.paragraph(
        "Bad and good: not worthwhile and worthwhile at the last word on each request, which nobody at a desk could "
        f"see. Value, harm and net value in hours of the whole run, against whoever {STAMPS}.",
        2,
        "dim",
    )
    if folder is not None:
        page.line()
        page.line(f"The whole record, with a picture: {folder}")
