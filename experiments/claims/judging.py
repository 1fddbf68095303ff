"""The verdict on a claim: of its parts by their intervals, of the whole by these and by the share of councils."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from experiments.claims.claim import BUILT_IN, LESS, MORE, NO_MORE, Claim, Part
from experiments.claims.effects import Effects, bounds, effects_of
from experiments.claims.running import AGREES
from experiments.claims.study import FEWEST, Study
from experiments.comparing.failing import Box, box_of_failures
from experiments.comparing.verdict import Verdict, verdict
from experiments.executing.carry_out import batches, executor_of
from experiments.executing.work import Batch, Stopped
from experiments.intervals import Interval, interval
from experiments.progress import progress as bar_of
from experiments.statistics.between import Between, between, share_in_which
from experiments.statistics.simultaneous import simultaneous, stacked

Floats = NDArray[np.float64]
MOST = 0.8  # of councils: where a claim holds in fewer it does not hold as it stands
AMONG = 8  # dimensions in which limits are looked for
DENSE = 0.75  # of councils within limits: where it holds in fewer, the limits do not say where it holds
DISAGREE = "no hours of the lever that agree"


class Word(Enum):
    """A verdict in the words of the table."""

    HOLDS = "holds"
    WHERE = "holds where …"
    LITTLE = "no difference that matters"
    OPEN = "not distinguishable"
    REVERSED = "reversed"
    BY_RULE = "by construction"


class Borne(Enum):
    """What is said of one part."""

    OUT = "holds"
    REVERSED = "reversed"
    TOO_LITTLE = "no difference that matters"
    PERHAPS = "so, perhaps by too little to matter"
    AGAINST = "the other way round, perhaps by too little to matter"
    OPEN = "not distinguishable"
    SHOWN = "shown, not judged"


@dataclass(frozen=True)
class PartFound:
    """A part: its effect over councils, in the unit of its number, and what is said of it.

    ``spread`` has the councils' effects; ``holds`` the share of councils that bear it out. ``missing`` counts councils
    in which it has no number, by reason.
    """

    part: Part
    effect: Interval
    said: Borne
    holds: Interval
    spread: Between | None
    effects: Effects
    missing: Mapping[str, int]


@dataclass(frozen=True)
class ClaimFound:
    """A claim with its verdict. ``holds`` is the share of councils that bear out every part that is judged; ``box``
    where it holds, none where nothing sets such councils apart, or it was not looked for.
    """

    claim: Claim
    parts: Sequence[PartFound]
    word: Word
    holds: Interval
    box: Box | None

    @property
    def judged(self) -> list[PartFound]:
        """The parts that decide."""
        return [found for found in self.parts if found.part.is_judged]


def judge_part(effect: Interval, part: Part) -> Borne:
    """What an interval says of a part.

    >>> up = Part("", "uptake", ("a",), direction="more", matters=2.0)
    >>> judge_part(Interval(5.0, 3.0, 7.0, 20), up).value, judge_part(Interval(1.0, -1.0, 3.0, 20), up).value
    ('holds', 'not distinguishable')
    >>> judge_part(Interval(-1.5, -2.5, -0.5, 20), up).value
    'the other way round, perhaps by too little to matter'
    """
    if not part.is_judged:
        return Borne.SHOWN
    found = verdict(effect, part.matters)
    if part.direction in (MORE, LESS):
        ways = [(Verdict.HIGHER, Verdict.MAYBE_HIGHER), (Verdict.LOWER, Verdict.MAYBE_LOWER)]
        (so, perhaps), (reversed_, against) = reversed(ways) if part.direction == LESS else ways
        said = {so: Borne.OUT, perhaps: Borne.PERHAPS, against: Borne.AGAINST, reversed_: Borne.REVERSED,
                Verdict.ALIKE: Borne.TOO_LITTLE}  # fmt: skip
        return said.get(found, Borne.OPEN)
    if part.direction == NO_MORE:
        if effect.high is not None and effect.high < part.matters:
            return Borne.OUT
        return Borne.REVERSED if found == Verdict.HIGHER else Borne.OPEN
    if found in (Verdict.HIGHER, Verdict.LOWER):
        return Borne.REVERSED
    return Borne.OUT if found == Verdict.ALIKE else Borne.OPEN


def possible(effect: Interval, part: Part, values: Floats) -> Interval:
    """An interval cut at what there can be, where a part is a share beyond a level.

    It is one where ``values``, its effects by council and pair, are those of one arm alone and all lie between 0 and 1
    before the level is taken off.

    >>> half = Part("", "stalled", ("a",), level=0.5)
    >>> possible(Interval(-0.4, -0.6, -0.2, 6), half, np.array([[-0.5, 0.5]])).low
    -0.5
    """
    is_alone = part.level and len(part.arm) == 1 and not (part.against or part.best_of or part.cause)
    least, most = -part.level, 1.0 - part.level
    if not is_alone or effect.low is None or effect.high is None or not ((values >= least) & (values <= most)).all():
        return effect
    return replace(effect, low=max(effect.low, least), high=min(effect.high, most))


def word_for(claim: Claim, parts: Sequence[PartFound], holds: Interval, box: Box | None) -> Word:
    """The verdict on the whole."""
    said = [found.said for found in parts if found.part.is_judged]
    by_rule = [found.said for found in parts if found.part.standing == BUILT_IN]
    if claim.standing == BUILT_IN and Borne.REVERSED not in by_rule:
        return Word.BY_RULE
    if Borne.REVERSED in said:
        return Word.REVERSED
    bear_out = all(one == Borne.OUT for one in said)
    if bear_out and (holds.mean or 0.0) >= MOST:
        return Word.HOLDS
    if bear_out or box is not None:
        return Word.WHERE
    return Word.LITTLE if set(said) - {Borne.OUT} == {Borne.TOO_LITTLE} else Word.OPEN


def judge(study: Study, claim: Claim) -> ClaimFound:
    """A claim, from what its arms left."""
    effects = [_effects(study, claim, part) for part in claim.parts]
    judged = [at for at, part in enumerate(claim.parts) if part.is_judged]
    common = _common([effects[at] for at in judged])
    together = _together([effects[at] for at in judged], common)
    parts = []
    for at, (part, found) in enumerate(zip(claim.parts, effects, strict=True)):
        enough = len(found.councils) >= FEWEST
        means = found.values.mean(axis=1) if enough else np.empty(0)
        effect = together.get(judged.index(at)) if part.is_judged else interval(means.tolist())
        effect = possible(effect or Interval(None, None, None, len(found.councils)), part, found.values)
        low, high = bounds(part)
        holds = (
            share_in_which(found.values[None], np.array([low]), np.array([high]))[0]
            if enough and part.is_judged else Interval(None, None, None, 0)
        )  # fmt: skip
        spread = between(found.values) if enough else None
        parts.append(PartFound(part, effect, judge_part(effect, part), holds, spread, found, found.missing))
    if len(common) < FEWEST:
        return ClaimFound(claim, parts, Word.BY_RULE if claim.standing == BUILT_IN else Word.OPEN,
                          Interval(None, None, None, len(common)), None)  # fmt: skip
    ends = np.array([bounds(claim.parts[at]) for at in judged])
    rows = np.array([_rows(effects[at], common) for at in judged])
    holds, where = share_in_which(rows, ends[:, 0], ends[:, 1])
    box = None
    if claim.standing != BUILT_IN and (holds.mean or 0.0) < MOST:
        box = where_it_holds(study.places.iloc[common].reset_index(drop=True), where)
    return ClaimFound(claim, parts, word_for(claim, parts, holds, box), holds, box)


def where_it_holds(places: pd.DataFrame, where: NDArray[np.bool_]) -> Box | None:
    """Limits within which a claim holds in most councils, and that luck would not find; none where there are none."""
    box = box_of_failures(places, where, AMONG)
    return box if box is not None and box.density >= DENSE else None


def _effects(study: Study, claim: Claim, part: Part) -> Effects:
    numbers = {(name, part.number): study.number(claim.arms[name].key, part.number) for name in part.arms}
    if part.cause:
        numbers |= {(name, "uptake"): study.number(key, "uptake") for name, key in study.wanted.sets.items()}
    found = effects_of(part, numbers)
    scaled = [claim.arms[name].key for name in part.arms if claim.arms[name].equal is not None]
    if not scaled:
        return found
    agrees = np.all([study.number(key, AGREES)[:, 0] == 1.0 for key in scaled], axis=0)
    kept = agrees[found.councils]
    missing = {**found.missing, **({DISAGREE: int((~kept).sum())} if not kept.all() else {})}
    return Effects(found.values[kept], found.councils[kept], missing)


def _common(effects: Sequence[Effects]) -> NDArray[np.intp]:
    """Councils in which every part has its number."""
    common = effects[0].councils
    for found in effects[1:]:
        common = np.intersect1d(common, found.councils)
    return common


def _rows(found: Effects, common: NDArray[np.intp]) -> Floats:
    return found.values[np.searchsorted(found.councils, common)]


def _together(effects: Sequence[Effects], common: NDArray[np.intp]) -> dict[int, Interval]:
    """Mean effects over councils, with intervals that hold together for all parts of the claim."""
    if len(common) < FEWEST:
        return {}
    columns = stacked([_rows(found, common).mean(axis=1) for found in effects])
    return dict(enumerate(simultaneous(columns).intervals))


class Judging:
    """Work over the claims of a study: a batch comes to each of its claims with its verdict."""

    def __init__(self, study: Study) -> None:
        self.study = study

    def __call__(self, batch: Batch, stop: threading.Event | None = None) -> list[ClaimFound]:
        """All claims of a batch. Raises :class:`Stopped`."""
        found = []
        for claim in self.study.claims[batch.first : batch.last]:
            if stop is not None and stop.is_set():
                raise Stopped(f"stopped before claim {claim.id}")
            found.append(judge(self.study, claim))
        return found

    def died(self, piece: Batch, why: str) -> list[ClaimFound]:
        """A verdict that takes its process down is none."""
        raise RuntimeError(f"claim {self.study.claims[piece.first].id}: {why}")


def judge_all(study: Study, workers: int = 1, *, progress: bool = False) -> list[ClaimFound]:
    """Every claim of a study, in its order. ``workers`` are processes where there are several."""
    found: dict[int, list[ClaimFound]] = {}
    executor = executor_of("processes" if workers > 1 else "threads", workers)
    with bar_of(len(study.claims), shown=progress, what="Claims judged") as show:
        for batch, judged in executor.results(Judging(study), batches(len(study.claims))):
            found[batch.first] = judged
            show(len(found))
    return [one for first in sorted(found) for one in found[first]]
