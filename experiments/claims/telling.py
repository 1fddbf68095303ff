"""What came of the claims, in words: of a part, of a claim, of the whole study."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from experiments.baseline.ranking import wilson
from experiments.baseline.reached import table
from experiments.claims.claim import BUILT_IN, PARTLY, Part
from experiments.claims.councils import PAIRS
from experiments.claims.judging import MOST, Borne, ClaimFound, PartFound, Word
from experiments.claims.study import FEWEST, Study
from experiments.comparing.failing import Box
from experiments.findings import listed
from experiments.harmless import in_markdown
from experiments.intervals import Interval
from experiments.wording import share, with_interval
from simulation.wording import counted

AMISS = {
    Borne.REVERSED: "the other way round",
    Borne.AGAINST: Borne.AGAINST.value,
    Borne.PERHAPS: Borne.PERHAPS.value,
    Borne.TOO_LITTLE: "surely too little to matter",
    Borne.OPEN: Borne.OPEN.value,
}
MORE_DIGITS = 2  # at most, where an interval is narrow
FEW = f"fewer than {FEWEST} councils have a number for every part"


def said(part: Part, of: Interval) -> str:
    """An effect with its interval and unit: with ``MORE_DIGITS`` more where that tells its ends apart."""
    if of.mean is None:
        return "–"
    digits = part.digits
    if of.low is not None and of.high is not None:
        low, high = of.low * part.scale, of.high * part.scale
        enough = (more for more in range(digits, digits + MORE_DIGITS + 1) if round(low, more) != round(high, more))
        digits = next(enough, digits)
    return f"{with_interval(of, digits, part.scale, least=-math.inf)} {part.unit}"


def limits(box: Box) -> str:
    """Where a claim holds, as a clause, and in how many of the very councils that showed the limits."""
    where = listed([str(limit) for limit in box.limits])
    share_there = f"{100.0 * box.density:.0f} % of those there, which are {100.0 * box.mass:.0f} % of these councils"
    return f"{where} ({share_there}{box.unseen})"


def verdict_of(found: ClaimFound) -> str:
    """The verdict, with where it holds."""
    if found.word == Word.WHERE and found.box is not None:
        return f"holds where {limits(found.box)}"
    if found.word == Word.WHERE:
        return "holds where … (no limits set these councils apart)"
    amiss = {one.said for one in found.judged} - {Borne.OUT}
    if found.word == Word.OPEN and Borne.AGAINST in amiss:
        return f"{found.word.value}: {'' if len(found.judged) == 1 else 'in part '}{Borne.AGAINST.value}"
    if found.word == Word.OPEN and Borne.PERHAPS in amiss <= {Borne.TOO_LITTLE, Borne.PERHAPS}:
        return f"{found.word.value}: {Borne.PERHAPS.value}"
    if found.word == Word.LITTLE and any(one.said == Borne.OUT and one.part.is_there for one in found.judged):
        return f"in part {found.word.value}"
    return found.word.value


def because(found: ClaimFound) -> str:
    """Why the verdict is what it is, in a sentence; empty where it says all."""
    parts = []
    if found.holds.mean is None:
        return f"{FEW[:1].upper()}{FEW[1:]}."
    for borne, words in AMISS.items():
        if those := [one.part.says.removesuffix(".") for one in found.judged if one.said == borne]:
            parts.append(f"{words}: {listed(_quoted(those))}")
    if found.word == Word.BY_RULE and not parts:
        return "A rule says so; only its size is a result."
    if found.word == Word.WHERE and found.box is None:
        parts.append(f"on average every part holds, and together in fewer than {100.0 * MOST:.0f} % of councils")
    told = "; ".join(parts)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _quoted(words: Iterable[str]) -> list[str]:
    return [f"“{one}”" for one in words]


def told_of_claim(found: ClaimFound) -> list[str]:
    """A claim in sentences: what it says, its verdict, its parts."""
    claim = found.claim
    sentences = [f"{claim.id}. {claim.says}", f"Verdict: {verdict_of(found)}. {because(found)}".rstrip()]
    if found.box is not None and found.word != Word.WHERE:
        sentences.append(f"It holds all the same where {limits(found.box)}.")
    if found.holds.mean is not None:
        sentences.append(
            f"All of it holds in {share(found.holds)} % of {counted(found.holds.n, 'council', 'councils')}."
        )
    for one in found.parts:
        sentences.append(told_of_part(one))
    if claim.standing in (BUILT_IN, PARTLY):
        if claim.off:
            rules = listed([f"`{rule}`" for rule in claim.off])
            sentences.append(f"{_first(claim.standing)}, by {rules}: take out that, and what is built in is gone.")
        if claim.emergent:
            sentences.append(f"Emergent: {claim.emergent}.")
    return sentences


def told_of_part(found: PartFound) -> str:
    """A part in a sentence."""
    part = found.part
    text = f"{part.says.removesuffix('.')}: {said(part, found.effect)}"
    if found.effects.values.size and not found.effects.values.any():
        text += ", the same in every pair of runs"
    if part.is_judged:
        matters = f"{part.matters * part.scale:.{max(part.digits, 1)}f}"
        text += f"; {found.said.value} (what matters: {matters})"
        if found.holds.mean is not None:
            text += f", in {share(found.holds)} % of councils"
        if part.standing == BUILT_IN:
            text += "; built in"
    if found.missing:
        text += ". Left out: " + ", ".join(
            f"{counted(number, 'council', 'councils')} ({reason})" for reason, number in found.missing.items()
        )
    return text + "."


def _first(words: str) -> str:
    return words[:1].upper() + words[1:]


def told(study: Study, found: Sequence[ClaimFound]) -> list[str]:
    """The study in sentences: what was run, and how many claims came to which verdict."""
    drawn = len(study.screened)
    kept = sum(one.is_plausible for one in study.screened)
    low, high = wilson(kept, drawn)
    words = {word: sum(one.word == word for one in found) for word in Word}
    counts = [f"{number} {word.value}" for word, number in words.items() if number]
    runs = f"{study.runs:,} runs in all"
    sentences = [
        f"{counted(len(study.whole), 'plausible council', 'plausible councils')}, of {drawn:,} drawn "
        f"({100.0 * kept / drawn:.1f} % are plausible, 95 % interval {100.0 * low:.1f} to {100.0 * high:.1f}); "
        f"{PAIRS} pairs of runs on equal luck in each; {runs}.",
        f"{counted(len(found), 'claim', 'claims')}: {listed(counts)}.",
    ]
    if study.failed:
        sentences.append(f"{counted(len(study.failed), 'council', 'councils')} failed and said nothing.")
    if study.unseen:
        unseen = counted(len(study.unseen), "draw", "draws")
        sentences.append(f"Of {unseen} it is not known whether they are plausible: a run failed.")
    return sentences


def markdown(study: Study, found: Sequence[ClaimFound]) -> str:
    """The table of claims, as it stands in the README: a row a claim."""
    head = ("claim", "standing", "effects of its parts, in order", "holds in, % of councils", "verdict")
    rows = []
    for one in found:
        effects = "; ".join(said(part.part, part.effect) for part in one.judged)
        where = verdict_of(one)
        emergent = [part for part in one.judged if part.part.standing != BUILT_IN]
        if one.word == Word.BY_RULE and emergent:
            told_of = "; ".join(f"{part.part.says.removesuffix('.').lower()}: {part.said.value}" for part in emergent)
            where += f" (emergent in it: {told_of})"
        cells = (f"**{one.claim.id}** {one.claim.title}", one.claim.standing, effects, share(one.holds), where)
        rows.append(tuple(map(in_markdown, cells)))
    return "\n".join([*map(in_markdown, told(study, found)), "", *table(head, rows)]) + "\n"
