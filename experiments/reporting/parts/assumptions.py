"""On which assumptions the answer hangs most: which numbers of a council move it, and so what to ask next."""

from __future__ import annotations

from experiments.comparing.beside import called, called_inside, how_often
from experiments.comparing.moving import SHUFFLES, Mover, movers
from experiments.comparing.outcomes import scale_of
from experiments.comparing.reading import Compared
from experiments.comparing.telling import said
from experiments.comparing.uncertain import Uncertain
from experiments.findings import listed
from experiments.intervals import Interval
from experiments.reporting.content import Block, Command, Section, Table, Text, plain, table
from experiments.reporting.parts.strategies import pictured
from experiments.reporting.parts.what_to_do import advised, leader
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study, command_with
from experiments.wording import share
from simulation.parameters import PARAMETERS, Standing
from simulation.scenario import Scenario
from simulation.scenario_files.entries import ENTRIES, with_unit
from simulation.wording import in_digits

TITLE = "What the answer hangs on, and what to ask next"
MOST = 8  # numbers that the table shows
FOUNDED = {
    Standing.LITERATURE: "from a source",
    Standing.CALIBRATE: "tuned within a source's range",
    Standing.ASSUMPTION: "assumed",
    Standing.LEVER: "a decision",
}  # how well a number is founded, in a client's words


def section(study: Study, sources: Sources) -> Section:
    """Which numbers move the answer over plausible councils; or how to ask for it."""
    record = study.compared
    if record is None:
        return Section(TITLE, (Text("What the answer hangs on is not known: nothing was compared."),))
    many = record.beside.councils
    if many is None:
        return Section(TITLE, tuple(_not_asked(record)))
    best, source, scenario = leader(record.comparison), sources.councils(record), record.comparison.scenario
    found = movers(many, best)
    sure = [one for one in found if one.is_sure]
    said_so = _said(many, advised(record.comparison), best, sure)
    blocks: list[Block] = [Text(plain(sentence), source) for sentence in said_so]
    paths = [
        *(limit.path for limit in (record.beside.box.limits if record.beside.box else ())),
        *(one.path for one in sure),
    ]
    blocks += [Text(plain(_question(path, scenario)), sources.scenario(record)) for path in dict.fromkeys(paths)]
    if record.beside.box is not None:
        blocks.insert(1, Text(plain(f"{called(many, many.leader)} {record.beside.box}."), source))
    blocks.append(_table(found, scenario, source))
    blocks.append(pictured(record, "councils", source, _councils(many, source)))
    return Section(TITLE, tuple(blocks))


def _not_asked(record: Compared) -> list[Block]:
    if record.beside.missing:
        more = command_with(record.manifest["command"])
        return [Text(plain(record.beside.missing)), Command("The command was:", more)]
    needs = [] if record.comparison.matters is not None else ["--matters", "NUMBER"]
    command = command_with(record.manifest["command"], *needs, "--uncertain")
    why = (
        "Which assumptions move the answer was not asked: the strategies met one council only. This lays them on many:"
    )
    return [Command(why, command)]


def _said(many: Uncertain, answer: str, best: str, sure: list[Mover]) -> list[str]:
    lines = [f"{how_often(many, answer)}."]
    if answer != best:
        lines.append(
            f"The answer here is {called_inside(many, answer)}; what would turn it is whatever makes "
            f"{many.titles[best]}, which comes nearest, do better. {how_often(many, best)}."
        )
    if not sure:
        return [
            *lines,
            f"Which number moves what {many.titles[best]} brings cannot be told from {many.kept:,} councils: none goes "
            "along with it more than luck would. With more --councils smaller movers would show.",
        ]
    names = listed([f"`{one.path}`" for one in sure[:MOST]])
    return [*lines, f"What {many.titles[best]} brings hangs most on {names}: so ask the client first about these."]


def _question(path: str, scenario: Scenario) -> str:
    """What to ask about a number, with what stands in the scenario and between what councils lie."""
    parameter, entry = PARAMETERS[path], ENTRIES[path]
    here = with_unit(scenario.values[path], entry)
    between = ""
    if parameter.plausible is not None:
        between = f"; councils lie between {parameter.plausible[0]:g} and {parameter.plausible[1]:g}"
    return f"Ask: {parameter.meaning}? Here it stands at {here} (`{path}`, {FOUNDED[parameter.standing]}){between}."


def _table(found: list[Mover], scenario: Scenario, source: str) -> Table:
    rows = [
        (
            f"`{one.path}`",
            PARAMETERS[one.path].meaning,
            with_unit(scenario.values[one.path], ENTRIES[one.path]),
            FOUNDED[PARAMETERS[one.path].standing],
            "beyond luck" if one.is_sure else "not distinguishable",
            in_digits(one.with_gain, 2, is_signed=True),
            in_digits(one.with_regret, 2, is_signed=True),
        )
        for one in found[:MOST]
    ]
    head = ("Number", "what it is", "here", "how it is known", "moves the answer", "with the gain", "with the regret")
    note = (
        "Rank correlations over plausible councils, from −1 to 1. Gain: what the strategy brings beside the council as "
        "it is; regret: how far it falls behind the best. Beyond luck: stronger than the strongest of all numbers in "
        f"95 % of {SHUFFLES} shuffles of councils."
    )
    return table("Which numbers move the answer", head, rows, source, note, words=5)


def _councils(many: Uncertain, source: str) -> Table:
    rows = [
        (
            many.titles[arm],
            share(many.good_enough(arm)),
            share(many.best(arm)),
            said(many.mean_regret(arm), many.outcome),
            said(Interval(float(many.regret[many.arms.index(arm)].max()), None, None, many.kept), many.outcome),
        )
        for arm in many.order
    ]
    unit = scale_of(many.outcome)[1]
    head = ("Strategy", "good enough, % of councils", "best, %", f"regret, {unit}", f"in its worst council, {unit}")
    note = (
        "Regret: how far it falls behind the best in that council, mean. Luck within councils is taken out; intervals "
        "draw councils again."
    )
    return table("Strategies in plausible councils", head, rows, source, note)
