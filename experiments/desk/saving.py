"""What a desk tells its players, and how their decisions become a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from experiments.desk.decided import as_data, as_decision
from experiments.desk.sitting import Sitting, play
from experiments.parents import parents_made
from simulation.scenario import Scenario

OF_APPEALS = (
    "Appeals come to you: refusals that somebody will not leave at that. Yes lifts the refusal, no lets it stand. "
)
TO_NOBODY = "In this council nobody hears them as it stands, so every no is what there would have been. "
TO_THE_LEAD = "In this council a digital lead hears them as it stands; you answer in the lead's place and hours. "
REACTS_ABOVE = "The rest of the council is simulated as you decide."
RECORDED_ABOVE = (
    "These are the appeals of one recorded run. They do not react to what you decide: save your decisions, and "
    "blockers debrief runs the council with them and says what would have come of it."
)
REACTS = (
    "Requests come to you with what this gate would know of them. The rest of the council is simulated as you decide: "
    "people hear of your answers, mend what you refused, give up or go round you."
)
RECORDED = (
    "These are the requests of one recorded run, with what this gate would know of them. They do not react to what you "
    "decide: save your decisions, and blockers debrief runs the council with them and says what would have come of it."
)


def about(sitting: Sitting, reacts: bool) -> dict[str, Any]:
    """What a desk shows above its sheets."""
    where = f"{sitting.scenario.called}, {sitting.scenario.weeks} weeks, seed {sitting.seed}"
    return {
        "title": f"The desk of {sitting.desk.called}: {where}",
        "note": _note(sitting, reacts),
        "team": "Table 1",
        "sheet": "request" if sitting.desk.is_gate else "appeal",
    }


def _note(sitting: Sitting, reacts: bool) -> str:
    """What a player has to know."""
    if sitting.desk.is_gate:
        return REACTS if reacts else RECORDED
    hears = TO_THE_LEAD if has_lead(sitting.scenario) else TO_NOBODY
    return OF_APPEALS + hears + (REACTS_ABOVE if reacts else RECORDED_ABOVE)


def has_lead(scenario: Scenario) -> bool:
    """Whether a digital lead hears appeals as the scenario begins."""
    return bool(float(scenario.values["digital_lead.hours"]) > 0.0)


def file_of(sitting: Sitting, team: str, played: str) -> dict[str, Any]:
    """What stands in a team's file before its decisions."""
    of = sitting.scenario
    return as_data(team, of.name, of.fingerprint, of.weeks, sitting.seed, sitting.desk, played)


def on_paper(sitting: Sitting) -> dict[str, Any]:
    """The requests of a recorded run at one desk, for a page that cannot simulate: the simulated answers go on with
    the run, and are not in it.
    """
    sheets: list[dict[str, Any]] = []

    def as_it_is(sheet: Any) -> bool:
        sheets.append(sheet.as_data())
        return bool(sheet.simulated)

    play(sitting, as_it_is)
    return {"about": about(sitting, reacts=False), "file": file_of(sitting, "", "recorded"), "sheets": sheets}


class Saving:
    """Where a notebook's desk puts files of decisions: ``folder``, one a team."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ours: set[Path] = set()

    def save(self, sitting: Sitting, team: str) -> str:
        """Write the decisions so far under a team's name. Returns a sentence that says where, or why not."""
        team = team.strip()
        if not team:
            return "Give the team a name first."
        if not team.isprintable():
            return "Give the team a name of letters, digits and signs that can be printed."
        if not sitting.decisions:
            return "Nothing is decided yet: a week counts once all of its requests have an answer."
        name = "".join(c if c.isalnum() or c in " -_" else "-" for c in team)
        file = self.folder / f"{name}.json"
        if file.exists() and file not in self._ours:
            return f"{file} is there already, from another sitting. Choose another name."
        people = sitting.staff.people
        seats = {int(key): people.label(i) for i, key in enumerate(people.seat_key)}
        decisions = [as_decision(seats[asked.seat_key], asked, yes) for asked, yes in sitting.decisions.items()]
        text = json.dumps({**file_of(sitting, team, "simulated"), "decisions": decisions}, indent=1, ensure_ascii=False)
        try:
            with parents_made(file):
                file.write_text(text + "\n", encoding="utf-8", newline="\n")
        except OSError as error:
            return f"{file} cannot be written: {error.strerror or error}."
        self._ours.add(file)
        return f"Saved as {file}, with {len(decisions)} decisions up to week {sitting.week}."
