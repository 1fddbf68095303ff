"""What is said beside a comparison, in sentences and tables: of plausible councils, and of what to do first."""

from __future__ import annotations

import math

from experiments.arms.columns import columns_that_fit
from experiments.comparing.compare import AS_IT_IS
from experiments.comparing.failing import Box, is_sought
from experiments.comparing.levers import Order, is_better
from experiments.comparing.outcomes import better, scale_of
from experiments.comparing.telling import name_of, said
from experiments.comparing.uncertain import PAIRS, Uncertain
from experiments.explaining.page import Page
from experiments.findings import listed
from experiments.intervals import Interval
from experiments.wording import share, with_interval
from simulation.wording import counted

LEVER_HOURS = (
    "Hours: set aside over the run beyond what the council as it is sets aside, spent or not; hours that follow from "
    "use (of accounts, of use without permission, of steps before asking) are not among them."
)


def told_of_councils(found: Uncertain, box: Box | None) -> list[str]:
    """Which strategy is good enough most often over plausible councils, and where it fails."""
    leader, title = found.leader, called(found, found.leader)
    sentences = [
        f"Of {found.sampled:,} councils drawn from the declared ranges, {found.kept + found.lost:,} are plausible; "
        f"each strategy met {'each' if not found.lost else f'{found.kept:,}'} of them on {PAIRS} pairs of equal luck.",
        *_left_out(found),
        f"{how_often(found, leader)}.",
    ]
    rivals = [arm for arm in found.order[1:] if found.good_enough(arm).overlaps(found.good_enough(leader))]
    if rivals:
        sentences.append(f"Not distinguishable from it in that: {listed([found.titles[arm] for arm in rivals])}.")
    failures = int(found.failures.sum())
    if box is not None:
        sentences.append(f"{title} {box}.")
    elif failures:
        why = "no limits set them apart better than luck does"
        if not is_sought(found.failures):
            why = "too few to look for what they have in common"
        sentences.append(f"{title} fails in {counted(failures, 'council', 'councils')}; {why}.")
    return sentences


def _left_out(found: Uncertain) -> list[str]:
    """Councils of which nothing is known, where there are any."""
    said = []
    if found.lost:
        why = f"a run failed or had no number for {name_of(found.outcome)}"
        said.append(f"Left out: {counted(found.lost, 'plausible council', 'plausible councils')} in which {why}.")
    if found.unknown:
        whether = f"of {counted(found.unknown, 'council', 'councils')} that were drawn"
        said.append(f"Whether they are plausible is not known {whether}: runs failed.")
    return said


def called(found: Uncertain, arm: str) -> str:
    """An arm at the beginning of a sentence."""
    return "The council as it is" if arm == AS_IT_IS else found.titles[arm]


def called_inside(found: Uncertain, arm: str) -> str:
    """An arm within a sentence."""
    return "the council as it is" if arm == AS_IT_IS else found.titles[arm]


def how_often(found: Uncertain, arm: str) -> str:
    """In how many plausible councils a strategy is good enough, and best; a sentence without its full stop."""
    return (
        f"{called(found, arm)} is good enough ({near_enough(found)}) in {share(found.good_enough(arm))} % of "
        f"plausible councils, and best in {share(found.best(arm))} %"
    )


def near_enough(found: Uncertain) -> str:
    """How near the best is good enough, in words."""
    scale, unit, digits = scale_of(found.outcome)
    return f"within {found.matters * scale:,.{digits}f} {unit} of the best"


def print_councils(page: Page, found: Uncertain, box: Box | None) -> None:
    """Print what strategies do in plausible councils."""
    page.heading(f"In plausible councils, by {name_of(found.outcome)}")
    for sentence in told_of_councils(found, box):
        page.paragraph(sentence)
    rows = [
        (arm, share(found.good_enough(arm)), share(found.best(arm)), said(found.mean_regret(arm), found.outcome))
        for arm in found.order
    ]
    head = ("", "good enough, %", "best, %", f"regret, {scale_of(found.outcome)[1]}")
    columns_that_fit(page, head, rows)
    page.paragraph(
        "Regret: how far it falls behind the best in that council, mean. Luck within councils is taken out; "
        "intervals draw councils again.",
        2,
        "dim",
    )


def told_of_levers(found: Order) -> list[str]:
    """What to do first, and what that takes."""
    if not found.chain:
        return [f"Do nothing first: {found.why}."]
    steps = [
        f"{link.title} ({said(link.added, found.outcome)}{'' if link.added.excludes_zero else ', not distinguishable'})"
        for link in found.chain
    ]
    last = found.chain[-1]
    budget = "" if found.budget is None else f" within {found.budget:,.0f} hours"
    beyond = []
    if found.budget is not None and (last.hours.mean or 0.0) > found.budget:
        beyond.append("On fresh luck that is more hours than the budget allows.")
    if not is_better(last.gain, better(found.outcome)):
        raises, lowers = ("raise", "lower") if better(found.outcome) > 0.0 else ("lower", "raise")
        said_so = f"surely {lowers} it" if last.gain.excludes_zero else f"cannot be said to {raises} it"
        beyond.append(f"On fresh luck all of them together {said_so}.")
    return [
        f"Do this first{budget}: {', then '.join(steps)}; then {found.why}.",
        f"Together they change {name_of(found.outcome)} by {said(last.gain, found.outcome)} "
        f"{scale_of(found.outcome)[1]} and take {with_interval(last.hours, 0, least=-math.inf)} hours over "
        f"{found.weeks:,} weeks. These numbers come from {last.gain.n} fresh pairs, which chose nothing.",
        *beyond,
    ]


def print_levers(page: Page, found: Order) -> None:
    """Print what to do first."""
    page.heading(f"Do this first, by {name_of(found.outcome)}")
    for sentence in told_of_levers(found):
        page.paragraph(sentence)
    first = [one for one in found.tried if one.step == 1]
    rows = [
        (one.lever, said(one.gain, found.outcome), f"{one.hours:,.0f}")
        for one in sorted(first, key=lambda one: -better(found.outcome) * (one.gain.mean or 0.0))
    ]
    adds = "adds" if better(found.outcome) > 0.0 else "changes it by"
    columns_that_fit(page, ("each by itself", f"{adds}, {scale_of(found.outcome)[1]}", "hours over the run"), rows)
    page.paragraph(
        f"{LEVER_HOURS} Intervals of one step hold together.",
        2,
        "dim",
    )


def of(interval: Interval) -> tuple[float, float, float]:
    """Mean and ends, the mean where there are no ends."""
    mean = interval.mean or 0.0
    return mean, mean if interval.low is None else interval.low, mean if interval.high is None else interval.high
