"""What ``blockers debrief`` says: sentences first, then a table of all who sat at a desk."""

from __future__ import annotations

from pathlib import Path

from experiments.arms.columns import columns_that_fit
from experiments.desk.debrief import REFUSES, SIMULATED, Debrief, Sat, called
from experiments.desk.desks import Desk
from experiments.explaining.page import Page
from experiments.findings import weeks
from simulation.wording import counted, in_digits

ONE_LUCK = (
    "One run each, all on the same luck: whoever stands before another here may not on the next. Harm prevented and "
    "value forgone are what refusals did to the whole run, in hours, against {stamp} at the same desk; within "
    "one year most harm has not come yet."
)


def told(found: Debrief) -> list[str]:
    """What came of it, in sentences: each team, then who did best."""
    said = [_team(one, found) for one in found.teams]
    for desk in found.desks:
        said.append(_best(desk, found))
    said.append(ONE_LUCK.format(stamp=against(found)))
    return said


def against(found: Debrief) -> str:
    """Whom everybody is held against."""
    gates = [desk.is_gate for desk in found.desks]
    said = (["a rubber stamp"] if any(gates) else []) + (["somebody who lifts every refusal"] if not all(gates) else [])
    return " or ".join(said)


def _team(one: Sat, found: Debrief) -> str:
    plain = found.beside(one.desk, SIMULATED)
    if one.desk.is_gate:
        said = (
            f"{one.named}, at the desk of {one.desk.called}, refused {one.refused} of "
            f"{counted(one.reached, 'request', 'requests')} that reached it, {one.refused_not} of them not worthwhile; "
            f"the simulated gatekeeper refused {plain.refused} of {plain.reached}, {plain.refused_not} of them not "
            f"worthwhile. Against saying yes to everything, that {_hours(one)}."
        )
    else:
        said = (
            f"{one.named}, at the desk of {one.desk.called}, let {one.refused} of "
            f"{counted(one.reached, 'refusal', 'refusals')} stand that came on appeal, {one.refused_not} of what was "
            f"refused being not worthwhile; as simulated, {plain.refused} of {plain.reached} stood, of which "
            f"{plain.refused_not} against what was not worthwhile. Against lifting every refusal, that {_hours(one)}."
        )
    notes = []
    if one.by_council:
        simulated = "the simulated gate made" if one.desk.is_gate else "were left as simulated"
        notes.append(f"{counted(one.by_council, 'decision', 'decisions')} that the team had not made, {simulated}")
    if one.unmet:
        notes.append(f"{counted(one.unmet, 'decision', 'decisions')} of the team's never came up")
    return said + (f" {'; '.join(notes)}." if notes else "")


def _hours(one: Sat) -> str:
    value = (
        f"{'cost' if one.value_forgone >= 0.0 else 'added'} {in_digits(abs(one.value_forgone))} hours of public value"
    )
    harm = (
        f"{'kept away' if one.harm_prevented >= 0.0 else 'brought'} {in_digits(abs(one.harm_prevented))} hours of harm"
    )
    return f"{value} and {harm}"


def _best(desk: Desk, found: Debrief) -> str:
    teams = [one for one in found.teams if one.desk == desk]
    best = max(teams, key=lambda one: one.net_value)
    names = " and ".join(one.named for one in teams if one.net_value == best.net_value)
    plain, refuses = found.beside(desk, SIMULATED), found.beside(desk, REFUSES)
    stamp, simulated, refusing = (
        ("a rubber stamp", "the simulated gatekeeper", "refusing everything")
        if desk.is_gate
        else ("lifting every refusal", "the council as simulated", "letting every refusal stand")
    )
    return (
        f"At the desk of {desk.called}, against {stamp}, {names} left the council {in_digits(best.net_value)} hours of "
        f"net value, {simulated} {in_digits(plain.net_value)}, {refusing} {in_digits(refuses.net_value)}."
    )


def print_debrief(found: Debrief, folder: Path | None) -> None:
    """Print everything, with where the record is."""
    page = Page()
    page.line(f"{found.scenario.called}: at the desk", "bold")
    page.line(f"{found.staff:,} staff, {weeks(found.scenario.weeks)}, seed {found.seed}")
    page.line()
    for sentence in told(found):
        page.paragraph(sentence)
    for desk in found.desks:
        page.heading(f"The desk of {desk.called}")
        rows = [
            (
                one.named if one in found.teams else called(one.kind, desk),
                f"{one.refused} of {one.reached}",
                f"{one.refused_not} of {one.refused_not + one.passed_not}",
                f"{one.refused_worthwhile} of {one.refused_worthwhile + one.passed_worthwhile}",
                in_digits(one.value_forgone),
                in_digits(one.harm_prevented),
                in_digits(one.net_value),
            )
            for one in found.sat
            if one.desk == desk
        ]
        head = (
            "",
            "refused" if desk.is_gate else "left refused",
            "bad stopped",
            "good stopped",
            "value forgone",
            "harm prevented",
            "net value",
        )
        columns_that_fit(page, head, rows)
    page.paragraph(
        "Bad and good: not worthwhile and worthwhile at the last word on each request, which nobody at a desk could "
        f"see. Value, harm and net value in hours of the whole run, against {against(found)}.",
        2,
        "dim",
    )
    if folder is not None:
        page.line()
        page.line(f"The whole record, with a picture: {folder}")
