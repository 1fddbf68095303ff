"""The answer in three sentences, each with a word for how sure it is: what to do, who holds it up, where else it holds.

The words follow the statistics. *Holds*: the interval says so. *Suggestive*: it leaves out nought, and no more is sure.
*Not distinguishable*: it does not. *Not known*: too little was run that could say; *not asked*: nothing was.
"""

from __future__ import annotations

from experiments.comparing.beside import called, called_inside, near_enough
from experiments.comparing.reading import Compared
from experiments.reporting.content import Answer, Section, Text, plain
from experiments.reporting.parts.sure import HOLDS, NOT_ASKED, OPEN, READ_SO, TOO_FEW, WORDS
from experiments.reporting.parts.what_to_do import advised, what_to_do
from experiments.reporting.parts.who_blocks import who_blocks
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study
from experiments.wording import share


def section(study: Study, sources: Sources) -> Section:
    """The three sentences, and what their words mean."""
    compared, blamed = study.compared, study.blamed
    answers = [what_to_do(compared, sources), who_blocks(blamed, sources), elsewhere(compared, sources)]
    used = dict.fromkeys(answer.word for answer in answers)
    legend = "; ".join(f"{word}: {WORDS[word]}" for word in used)
    return Section("The answer", (*answers, Text(f"{legend}. {READ_SO}", is_note=True)))


def elsewhere(record: Compared | None, sources: Sources) -> Answer:
    """Whether what is advised is good enough in more than half of the plausible councils."""
    many = None if record is None else record.beside.councils
    if record is None or many is None:
        missing = "" if record is None else record.beside.missing
        words = missing or "Whether it would be good enough in other councils than this one was not asked."
        return Answer(TOO_FEW if missing else NOT_ASKED, plain(words), "")
    best = advised(record.comparison)
    inside = called_inside(many, best)
    of, who, is_enough = many.good_enough(best), called(many, best), f"good enough ({near_enough(many)})"
    if (of.low or 0.0) > 0.5:
        word, claim = HOLDS, f"{who} is {is_enough} in most plausible councils"
    elif of.high is not None and of.high < 0.5:
        word, claim = HOLDS, f"{who} is {is_enough} in fewer than half of plausible councils"
    else:
        word, claim = (
            OPEN,
            f"Whether {inside} is {is_enough} in most plausible councils cannot be told",
        )
    claim += f": in {share(of)} %, and best in {share(many.best(best))} %"
    if many.leader != best:
        most = share(many.good_enough(many.leader))
        claim += f"; most often good enough: {many.titles[many.leader]} ({most} %)"
    return Answer(word, plain(f"{claim}."), sources.councils(record))
