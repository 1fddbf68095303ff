"""How sure an answer is, in a word, and what the words mean."""

from __future__ import annotations

from experiments.comparing.outcomes import AIMS, better
from experiments.comparing.verdict import Verdict, verdict
from experiments.intervals import Interval
from simulation.words import WRITTEN

HOLDS, SUGGESTIVE, OPEN, NOT_ASKED = "Holds", "Suggestive", "Not distinguishable", "Not asked"
TOO_FEW = "Not known"
NO_VERDICT = "No verdict"
WORDS = {
    HOLDS: "all of the range in brackets says so",
    SUGGESTIVE: "the range leaves out no difference at all, and part of it is too little to matter",
    OPEN: "the range reaches from one answer to the other",
    NO_VERDICT: "nobody said how large a difference matters, or it is a share of nothing",
    TOO_FEW: "too few councils were run that could say",
    NOT_ASKED: "nothing was run that could say",
}
READ_SO = (
    "In brackets: the range in which the true mean lies, but for one study in twenty (95 % interval). Points: "
    "percentage points. Those who may refuse: management, comms, HR, legal and ICT. Plausible councils: drawn at "
    "random, and kept where what happens in them is like what is known of real ones."
)
STANDING = {
    Verdict.HIGHER: HOLDS,
    Verdict.LOWER: HOLDS,
    Verdict.ALIKE: HOLDS,
    Verdict.MAYBE_HIGHER: SUGGESTIVE,
    Verdict.MAYBE_LOWER: SUGGESTIVE,
    Verdict.OPEN: OPEN,
    Verdict.NONE: NO_VERDICT,
}
BEST_FIRST = (
    Verdict.HIGHER, Verdict.MAYBE_HIGHER, Verdict.OPEN, Verdict.ALIKE, Verdict.MAYBE_LOWER, Verdict.LOWER, Verdict.NONE,
)  # fmt: skip
AS_TOLD = (
    Verdict.HIGHER, Verdict.MAYBE_HIGHER, Verdict.ALIKE, Verdict.OPEN, Verdict.MAYBE_LOWER, Verdict.LOWER,
)  # fmt: skip
MIRRORED = {
    Verdict.HIGHER: Verdict.LOWER,
    Verdict.LOWER: Verdict.HIGHER,
    Verdict.MAYBE_HIGHER: Verdict.MAYBE_LOWER,
    Verdict.MAYBE_LOWER: Verdict.MAYBE_HIGHER,
    Verdict.ALIKE: Verdict.ALIKE,
    Verdict.OPEN: Verdict.OPEN,
}


def sign_of(outcome: str) -> float:
    """By what an outcome is multiplied so that more of it is better; 1 where neither side is."""
    return better(outcome) if outcome in AIMS else 1.0


def kind_of(of: Interval, matters: float | None, sign: float) -> Verdict:
    """The verdict as if more were better: ``HIGHER`` is better."""
    kind = verdict(of, matters)
    return kind if sign > 0.0 else MIRRORED.get(kind, kind)


def within(sentence: str) -> str:
    """A sentence as it goes on after another; a name keeps its capital."""
    is_name = sentence.startswith(tuple(WRITTEN.values()))
    return sentence if is_name else sentence[:1].lower() + sentence[1:]
