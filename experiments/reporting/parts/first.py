"""What to do first: the order of levers under a budget of hours, or how to ask for it."""

from __future__ import annotations

import math

from experiments.comparing.beside import LEVER_HOURS, told_of_levers
from experiments.comparing.compare import Comparison
from experiments.comparing.levers import Order
from experiments.comparing.more import levers_of
from experiments.comparing.outcomes import PRIMARY, better, scale_of
from experiments.comparing.telling import said
from experiments.comparing.verdict import Verdict, in_words, verdict
from experiments.findings import listed
from experiments.intervals import Interval
from experiments.reporting.content import Block, Command, Section, Text, plain, table
from experiments.reporting.parts.strategies import pictured, set_table
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study, command_with
from experiments.wording import with_interval

TITLE = "What to do first"


def section(study: Study, sources: Sources) -> Section:
    """The chain of levers, and each lever by itself."""
    record = study.compared
    if record is None:
        return Section(TITLE, (Text("No levers were tried one after another: nothing was compared."),))
    order = record.beside.order
    if order is None and record.beside.no_order:
        return Section(TITLE, (Text(plain(record.beside.no_order)),))
    if order is None:
        command = command_with(record.manifest["command"], "--first")
        why = (
            "Which single levers to pull first, one after another, was not asked. This asks it (--budget limits hours):"
        )
        return Section(TITLE, (Command(why, command),))
    source, unit = sources.levers(record), scale_of(order.outcome)[1]
    sentences = [*told_of_levers(order), *whether_it_matters(order, record.comparison)]
    blocks: list[Block] = [Text(plain(sentence), source) for sentence in sentences]
    has_worth = order.outcome != PRIMARY  # which is told beside another outcome
    chain = [
        (
            str(number), link.title, said(link.added, order.outcome), said(link.gain, order.outcome),
            _hours(link.hours), *([_hours(link.net_value)] if has_worth else []),
        )
        for number, link in enumerate(order.chain, 1)
    ]  # fmt: skip
    best = sorted(order.tried, key=lambda one: -better(order.outcome) * (one.gain.mean or 0.0))
    best = [one for one in best if one.step == 1]
    alone = [(one.title, said(one.gain, order.outcome), f"{one.hours:,.0f}") for one in best]
    by_itself = table(
        "Each lever by itself", ("Lever", f"change, {unit}", "hours over the run"), alone, source,
        f"{LEVER_HOURS} Intervals hold together.",
    )  # fmt: skip
    if chain:
        head = ["", "Lever", f"what it adds, {unit}", f"all up to here, {unit}", "hours of all up to here"]
        head += ["net value of all up to here, hours"] if has_worth else []
        note = (
            "On fresh luck, which chose nothing. In brackets: 95 % intervals; those of changes hold together. "
            f"{LEVER_HOURS}"
        )
        blocks.append(table("One after another", head, chain, source, note, words=2))
    blocks.append(pictured(record, "first", source, by_itself))
    files = {name: file for name, _, file in levers_of(study.scenario)}
    known = [(one.title, study.scenario.overlaid(files[one.lever])) for one in best if one.lever in files]
    if known:
        blocks.append(set_table("What each lever is", "Lever", known, study.scenario, sources.scenario(record)))
    return Section(TITLE, tuple(blocks))


def whether_it_matters(order: Order, found: Comparison) -> list[str]:
    """What of the chain is surely too little to matter; and that levers were tried in one council."""
    said_so = []
    if found.matters is not None and order.outcome == found.primary and order.chain:
        scale, unit, digits = scale_of(order.outcome)
        enough = f"{found.matters * scale:,.{digits}f} {unit}"
        little = [link.title for link in order.chain if verdict(link.added, found.matters) == Verdict.ALIKE]
        if little:
            said_so.append(f"Surely too little to matter by itself ({enough}): {listed(little)}.")
        last = order.chain[-1].gain
        said_so.append(f"All of them together: {in_words(last, found.matters)} ({enough}).")
    if order.chain and order.outcome != PRIMARY:
        worth = order.chain[-1].net_value
        sure = "" if worth.excludes_zero else ", not distinguishable from nothing"
        said_so.append(f"Together they change net value by {said(worth, PRIMARY)} hours{sure}.")
    return [*said_so, "Levers were tried in this council alone."]


def _hours(of: Interval) -> str:
    return with_interval(of, 0, least=-math.inf)
