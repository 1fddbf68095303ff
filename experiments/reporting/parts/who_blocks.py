"""The second sentence of the answer: who holds it up, who is blamed, and what they are worth."""

from __future__ import annotations

from collections.abc import Mapping

from experiments.blaming.reading import Blamed
from experiments.blaming.telling import in_hours
from experiments.intervals import Interval
from experiments.reporting.content import Answer, plain
from experiments.reporting.parts.sure import HOLDS, NOT_ASKED, OPEN, SUGGESTIVE, within
from experiments.reporting.sources import Sources
from simulation.state import GATES, Gate, label
from simulation.words import WRITTEN


def who_blocks(record: Blamed | None, sources: Sources) -> Answer:
    """Who holds it up most, in the words of ``blockers blame``."""
    if record is None:
        return Answer(NOT_ASKED, "Who holds it up, and whether that is who is blamed, was not asked.", "")
    source = sources.blame(record, ("gates",))
    causes = {gate: record.at(label(gate), "cause_uptake") for gate in GATES}
    most = max(GATES, key=lambda gate: causes[gate].mean or 0.0)
    own = next((line for line in record.findings if line.startswith(f"{WRITTEN[most]} took ")), record.findings[0])
    sure = [gate for gate in GATES if (causes[gate].low or 0.0) > 0.0]
    if not sure:
        words = f"Whether any single gate holds uptake back cannot be told yet; {within(own)}"
        return Answer(OPEN, plain(words), source)
    if most not in sure:
        also = max(sure, key=lambda gate: causes[gate].mean or 0.0)
        words = f"{WRITTEN[also]} surely holds uptake back; whether {WRITTEN[most]} does, and more, cannot be told yet"
        return Answer(SUGGESTIVE, plain(f"{words}: {within(own)}"), source)
    is_sure = _is_surely_most(causes, most)
    blame = {gate: record.at(label(gate), "blame") for gate in GATES}
    blamed = max(GATES, key=lambda gate: blame[gate].mean or 0.0)
    whom = ""
    if blamed != most and not record.some(label(blamed), "blame").are_few:
        how_much = "most" if _is_surely_most(blame, blamed) else "most, or as much as any"
        whom = f", and {WRITTEN[blamed]} is blamed {how_much} ({record.portion(label(blamed), 'blame')} % of the blame)"
    words = f"{WRITTEN[most]} holds uptake back most{'' if is_sure else ', or as much as any'}{whom}: {own}"
    return Answer(
        HOLDS if is_sure else SUGGESTIVE, plain(f"{words} {_worth(record, most, blamed if whom else None)}"), source
    )


def _is_surely_most(of: Mapping[Gate, Interval], most: Gate) -> bool:
    """Whether the interval of one gate lies above those of all others."""
    return all((of[most].low or 0.0) > (of[gate].high or 0.0) for gate in GATES if gate != most)


def _worth(record: Blamed, most: Gate, blamed: Gate | None) -> str:
    """Whether net value would rise without the gate that holds most up, and without the one that is blamed most."""
    part = record.at(label(most), "alone_net_value")
    told = f"Whether taking {WRITTEN[most]} alone away would raise net value or lower it is not distinguishable"
    if part.excludes_zero:
        told = f"Taking {WRITTEN[most]} alone away would {_moves(part)} net value"
    told += f" ({in_hours(part)} hours)"
    if blamed is not None and (of := record.at(label(blamed), "alone_net_value")).excludes_zero:
        told += f"; taking {WRITTEN[blamed]} alone away would {_moves(of)} it ({in_hours(of)} hours)"
    return f"{told}."


def _moves(of: Interval) -> str:
    return "raise" if (of.mean or 0.0) > 0.0 else "lower"
