"""The first sentence of the answer: what to do."""

from __future__ import annotations

import numpy as np

from experiments.comparing.compare import AS_IT_IS, Comparison
from experiments.comparing.levers import Link, Order, is_better
from experiments.comparing.outcomes import AIMS, PRIMARY, scale_of
from experiments.comparing.reading import Compared
from experiments.comparing.telling import answered, name_of, said
from experiments.comparing.verdict import Verdict, more_pairs, verdict
from experiments.findings import listed, weeks
from experiments.intervals import Interval
from experiments.reporting.content import Answer, plain
from experiments.reporting.parts.sure import (
    AS_TOLD,
    BEST_FIRST,
    HOLDS,
    NO_VERDICT,
    NOT_ASKED,
    STANDING,
    kind_of,
    sign_of,
)
from experiments.reporting.sources import Sources
from experiments.statistics.simultaneous import ranks, stacked
from simulation.wording import counted


def leader(found: Comparison) -> str:
    """The strategy that comes out best in the judged outcome: first by what is sure of it, then by its mean.

    Of outcomes without a better side, the one with most.
    """
    sign = sign_of(found.primary)

    def place(arm: str) -> tuple[int, float]:
        of = found.difference(arm, found.primary)
        return BEST_FIRST.index(kind_of(of, found.matters, sign)), -sign * (of.mean or 0.0)

    return min(found.strategies, key=place)


def advised(found: Comparison) -> str:
    """What the first sentence comes to: the best strategy, or the council as it is where surely none is better."""
    best = leader(found)
    kind = kind_of(found.difference(best, found.primary), found.matters, sign_of(found.primary))
    return AS_IT_IS if kind in (Verdict.ALIKE, Verdict.MAYBE_LOWER, Verdict.LOWER) else best


def what_to_do(record: Compared | None, sources: Sources) -> Answer:
    """Which strategy is best, and whether it is better than the council as it is."""
    if record is None:
        return Answer(NOT_ASKED, "What strategies do was not compared.", "")
    found, source = record.comparison, sources.differences(record)
    best, what, sign = leader(found), name_of(found.primary), sign_of(found.primary)
    of, title = found.difference(best, found.primary), found.titles[best]
    kind = kind_of(of, found.matters, sign)
    if kind == Verdict.NONE or found.primary not in AIMS:
        kinds = [verdict(found.difference(arm, found.primary), found.matters) for arm in found.strategies]
        first = next((one for one in AS_TOLD if one in kinds), Verdict.NONE)
        return Answer(STANDING[first], plain(_first(found)), source)
    scale, unit, digits = scale_of(found.primary)
    by = f"{said(of, found.primary)} {unit} over {weeks(found.scenario.weeks)}"
    enough = f"({(found.matters or 0.0) * scale:,.{digits}f} {unit})"
    raises, lowers = ("raises", "lowers") if sign > 0.0 else ("lowers", "raises")
    sentence = {
        Verdict.HIGHER: f"{title} surely {raises} {what} by more than matters {enough}: {by}",
        Verdict.MAYBE_HIGHER: f"{title} {raises} {what}, perhaps by too little to matter {enough}: {by}",
        Verdict.OPEN: f"That any strategy {raises} {what} cannot be told yet{_others(found, sign, lowers)}; nearest "
        f"comes {title}, {by}, and {more_pairs(of, found.matters)} would tell",
        Verdict.ALIKE: f"No strategy {raises} {what} by as much as matters {enough}; nearest comes {title}, {by}",
        Verdict.MAYBE_LOWER: f"Every strategy compared {lowers} {what}; the least so {title}, {by}",
        Verdict.LOWER: f"Every strategy compared {lowers} {what}; the least so {title}, {by}",
    }[kind]
    if kind in (Verdict.HIGHER, Verdict.MAYBE_HIGHER):
        more = f"{_rivals(found, best)}{_costs(found, best)}{_levers_beside(record.beside.order, found)}"
        return Answer(STANDING[kind], plain(f"{sentence}{more}."), source)
    if levers := _levers_instead(record.beside.order, found):
        word, what_they_do = levers
        return Answer(word, plain(f"{what_they_do}. {sentence}."), source)
    return Answer(HOLDS if kind == Verdict.MAYBE_LOWER else STANDING[kind], plain(f"{sentence}."), source)


def _others(found: Comparison, sign: float, lowers: str) -> str:
    """How many strategies make it worse, and how many no difference that matters, where that of some is open."""
    kinds = [kind_of(found.difference(arm, found.primary), found.matters, sign) for arm in found.strategies]
    worse = sum(kind in (Verdict.LOWER, Verdict.MAYBE_LOWER) for kind in kinds)
    alike = kinds.count(Verdict.ALIKE)
    said_so = [f"{worse} surely {lowers if worse == 1 else lowers.removesuffix('s')} it"] if worse else []
    said_so += [f"{alike} {'makes' if alike == 1 else 'make'} no difference that matters"] if alike else []
    return f" (of {len(kinds)} strategies {listed(said_so)})" if said_so else ""


def _costs(found: Comparison, arm: str) -> str:
    """That a strategy surely lowers net value, where another outcome is judged."""
    name = found.titles[arm]
    return f"; but {name} surely lowers net value ({said(of, PRIMARY)} hours)" if (of := _lowered(found, arm)) else ""


def _at_a_cost(found: Comparison, arm: str) -> str:
    """The same beside a name."""
    return f" (but surely lower net value: {said(of, PRIMARY)} hours)" if (of := _lowered(found, arm)) else ""


def _lowered(found: Comparison, arm: str) -> Interval | None:
    of = found.difference(arm, PRIMARY)
    return of if found.primary != PRIMARY and (of.high or 0.0) < 0.0 else None


def _levers_beside(order: Order | None, found: Comparison) -> str:
    """What single levers come to beside strategies, and for how many hours, where they surely help."""
    if order is None or not (last := _surely_better(order, found)):
        return ""
    many = counted(len(order.chain), "single lever comes", "single levers together come")
    hours = f"{said(last.hours, 'hours_spent')} hours set aside"
    gain = f"{said(last.gain, found.primary)} {scale_of(found.primary)[1]}"
    return f". {many} to {gain} for {hours}, see “What to do first”{_levers_cost(order, found)}"


def _levers_instead(order: Order | None, found: Comparison) -> tuple[str, str] | None:
    """That single levers do what no strategy does, where they surely do: how sure, and the sentence."""
    if order is None or not (last := _surely_better(order, found)):
        return None
    sign, what = sign_of(found.primary), name_of(found.primary)
    scale, unit, digits = scale_of(found.primary)
    raises = f"{'raise' if sign > 0.0 else 'lower'}{'s' if len(order.chain) == 1 else ''} {what}"
    enough = f"({(found.matters or 0.0) * scale:,.{digits}f} {unit})"
    many = counted(len(order.chain), "single lever", "single levers together")
    by = f"{said(last.gain, found.primary)} {unit} beside the council as it is"
    kind = kind_of(last.gain, found.matters, sign)
    much = {
        Verdict.HIGHER: f"surely {raises} by more than matters {enough}",
        Verdict.ALIKE: f"{raises}, surely by too little to matter {enough}",
    }.get(kind, f"{raises}, perhaps by too little to matter {enough}")
    names = listed([link.title for link in order.chain])
    return STANDING[kind], f"{many} ({names}) {much}: {by}, see “What to do first”{_levers_cost(order, found)}"


def _surely_better(order: Order, found: Comparison) -> Link | None:
    """The last link of a chain of levers that is surely better than nothing in the outcome that is judged."""
    if not order.chain or order.outcome != found.primary:
        return None
    last = order.chain[-1]
    return last if is_better(last.gain, sign_of(found.primary)) else None


def _levers_cost(order: Order, found: Comparison) -> str:
    """That they surely lower net value, where another outcome is judged."""
    of, lower = order.chain[-1].net_value, "lowers" if len(order.chain) == 1 else "lower"
    if found.primary == PRIMARY or (of.high or 0.0) >= 0.0:
        return ""
    return f"; but surely {lower} net value ({said(of, PRIMARY)} hours)"


def _first(found: Comparison) -> str:
    """The first sentence of ``blockers compare``, without the word that stands before it here."""
    words = answered(found)[0].removeprefix(f"{NO_VERDICT}: ")
    return f"{words[:1].upper()}{words[1:]}"


def _rivals(found: Comparison, best: str) -> str:
    """Whether the best is surely the best, or which others may be: from rank intervals that hold together."""
    columns = stacked([sign_of(found.primary) * found.values(arm, found.primary) for arm in found.strategies])
    known = columns[np.isfinite(columns).all(axis=1)]
    if len(found.strategies) == 1 or len(known) < 2:
        return ""
    places, what = dict(zip(found.strategies, ranks(known), strict=True)), name_of(found.primary)
    others = [
        f"{found.titles[arm]}{_at_a_cost(found, arm)}" for arm in found.order if arm != best and places[arm][0] == 1
    ]
    if not others:
        return f"; it is surely the best of those compared in {what}" if places[best] == (1, 1) else ""
    return f"; not distinguishable from it in {what}: {listed(others)}"
