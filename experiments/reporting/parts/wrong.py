"""What could go wrong: how often a strategy does worse than nothing, harm, use without permission, where it fails."""

from __future__ import annotations

import numpy as np

from experiments.by_gate import Some
from experiments.comparing.beside import told_of_councils
from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.outcomes import AIMS, better, scale_of
from experiments.comparing.telling import name_of, said
from experiments.findings import listed
from experiments.intervals import Interval
from experiments.reporting.content import Block, Section, Table, Text, plain, table
from experiments.reporting.parts.what_to_do import leader
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study
from simulation.wording import counted

TITLE = "What could go wrong"
AT_RISK = ("net_value", "harm", "shadow")


def section(study: Study, sources: Sources) -> Section:
    """The risks of each strategy, the best first; where the best of plausible councils fails; runs that failed."""
    record = study.compared
    if record is None:
        return Section(TITLE, (Text("What could go wrong with a strategy is not known: nothing was compared."),))
    found, source = record.comparison, sources.differences(record)
    blocks: list[Block] = []
    if found.primary in AIMS:
        best = leader(found)
        worse = worse_than_nothing(found, best)
        words = f"{found.titles[best]} does worse than the council as it is in {worse} pairs."
        blocks.append(Text(plain(words), source))
        blocks += [Text(plain(words), source) for words in worse_beside(found, best)]
    if found.other_people:
        names = ", ".join(found.titles[arm] for arm in found.other_people)
        words = f"With other people or ties than the council as it is, so on other luck: {names}."
        blocks.append(Text(plain(words), source))
    if record.beside.councils is not None:
        told = told_of_councils(record.beside.councils, record.beside.box)[1:]
        blocks += [Text(plain(sentence), sources.councils(record)) for sentence in told]
    blocks.append(_risks(found, source))
    failed = len(found.trials.failures)
    if failed:
        runs = counted(failed, "run", "runs")
        words = f"{runs} failed; each took its seed from all arms, and its reason stands in failures/."
        blocks.append(Text(words, sources.manifest(record)))
    blocks.append(Text(LIMITS))
    return Section(TITLE, tuple(blocks))


CALLED = {"shadow": "use without permission (shadow)"}
LIMITS = (
    "The model compares and explains; it does not forecast. What it leaves out, such as gates that bargain with each "
    "other, may turn out to matter here."
)


def worse_than_nothing(found: Comparison, arm: str) -> Some:
    """In how many pairs an arm does worse than the council as it is, in an outcome with a better side."""
    apart = better(found.primary) * (found.values(arm, found.primary) - found.values(AS_IT_IS, found.primary))
    known = apart[np.isfinite(apart)]
    return Some(int((known < 0.0).sum()), len(known))


def worse_beside(found: Comparison, arm: str) -> list[str]:
    """What an arm surely makes worse beside the outcome that is judged."""
    told = []
    for one in AT_RISK:
        of = found.difference(arm, one)
        if one != found.primary and of.excludes_zero and better(one) * (of.mean or 0.0) < 0.0:
            changes = "lowers" if (of.mean or 0.0) < 0.0 else "raises"
            by = f"{said(of, one)} {scale_of(one)[1]}"
            told.append(f"{found.titles[arm]} surely {changes} {CALLED.get(one, name_of(one))}: {by}.")
    return told


def _risks(found: Comparison, source: str) -> Table:
    has_side = found.primary in AIMS
    unit, what = scale_of(found.primary)[1], name_of(found.primary)
    head = ["Strategy"]
    if has_side:
        head += ["worse than as it is, pairs", f"one pair in twenty is worse than, {what}, {unit}"]
    beside = [one for one in AT_RISK if one != found.primary]
    head += [f"{name_of(one)}, {scale_of(one)[1]}" for one in beside]
    rows = []
    for arm in found.order:
        cells = [found.titles[arm]]
        if has_side:
            cells += [str(worse_than_nothing(found, arm)), _tail(found, arm)]
        rows.append([*cells, *(said(found.difference(arm, one), one) for one in beside)])
    which = listed([CALLED.get(one, name_of(one)) for one in beside])
    note = f"{which[:1].upper()}{which[1:]}: differences from the council as it is, with 95 % intervals."
    return table("What each strategy risks", head, rows, source, note)


def _tail(found: Comparison, arm: str) -> str:
    """The difference beyond which one pair in twenty is worse; a dash where it is not known."""
    of = found.difference(arm, found.primary)
    end = of.least if better(found.primary) > 0.0 else of.most
    return "–" if end is None else said(Interval(end, None, None, of.n), found.primary)
