"""How it was computed, and where each number comes from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.comparing.compare import Plan
from experiments.comparing.reading import Compared
from experiments.comparing.telling import pairing
from experiments.reporting.content import Block, Command, Section, Text, plain, table, typed
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study

MODEL = (
    "Blockers is an agent-based model: staff come to want social media at work, speak up or take a no for granted, and "
    "ask their way past management, comms, HR, legal and ICT, week by week. Its rules and numbers, each with its "
    "source or the word assumption, stand in its documentation (docs/odd.md, docs/parameters.md)."
)
LUCK = (
    "All arms of a comparison meet the same people and the same luck, seed by seed; what differs between them is what "
    "is to be judged. Intervals are 95 % intervals over seeds."
)


def section(study: Study, sources: Sources) -> Section:
    """The model in a sentence, versions, times, commands."""
    blocks: list[Block] = [Text(MODEL), Text(LUCK)]
    for record in (study.compared, study.blamed):
        if record is None:
            continue
        said, source = record.manifest, sources.manifest(record)
        blocks.append(Text(plain(_ran(said)), source))
        if isinstance(record, Compared):
            blocks.append(Text(plain(how_many(record.comparison.plan)), source))
            blocks.append(Text(plain(pairing(record.comparison)), sources.differences(record)))
        blocks.append(Command("This repeats it, to the last digit, with that version:", typed(str(said["command"]))))
    return Section("How it was computed", tuple(blocks))


def how_many(plan: Plan) -> str:
    """Where the number of pairs comes from, a sentence."""
    if plan.pilot:
        return (
            f"How many pairs there are follows from a pilot of {plan.pilot} pairs, which were not used again; nobody "
            "looked at the others before all were run."
        )
    if plan.is_usual:
        return f"There are {plan.pairs} pairs, as many as are run where nobody asks for a number; no result moved that."
    return (
        f"The {plan.pairs} pairs were asked for with --pairs; whether other results had been looked at before is not "
        "recorded."
    )


def _ran(said: Mapping[str, Any]) -> str:
    versions, times = said["versions"], said["timings"]
    code = f", code {said['revision']}" if said.get("revision") else ""
    return (
        f"blockers {said['study']}: begun {times['started']}, {times['seconds']:,.0f} seconds of runs on "
        f"{times['workers']} at once; Blockers {versions['blockers']}{code}, Python {versions['python']}, NumPy "
        f"{versions['numpy']}, Numba {versions['numba']}; {said['engine']} engine; scenario fingerprint "
        f"{str(said['fingerprint']).split(' ')[0]}."
    )


def where_from(sources: Sources) -> Section:
    """Every source with its files, runs and seeds, and the commands that repeat them."""
    commands = list(dict.fromkeys(one.command for one in sources.all() if one.command))
    keys = {command: f"C{number}" for number, command in enumerate(commands, 1)}
    rows = [(one.key, one.what, one.files, one.runs, keys.get(one.command, "–")) for one in sources.all()]
    head = ("", "What", "Files", "Runs and seeds", "Repeated by")
    words = (
        "S and a number beside a sentence, a table or a picture names its source here; C a command beneath, to be "
        "typed in the folder in which it was typed then."
    )
    typed = [Command(f"{keys[command]}:", command) for command in commands]
    return Section(SOURCES, (Text(words, is_note=True), table("Sources", head, rows, "", words=5), *typed))


SOURCES = "Where each number comes from"
