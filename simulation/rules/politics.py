"""Councillors: their worry, their vanity, their opinions and their vote on standing orders."""

from math import exp

GROUP_PULL = 0.05  # pull of the mean of one's party group, per week
COUNCIL_PULL = 0.005  # pull of the mean of the whole council: opinions move inside groups more than across
MEETING_WEEKS = 13  # the full council meets every quarter


def anxiety_at_rest(anxiety: float, networked: bool, message: float) -> float:
    """Councillors at ease in networks worry half as much; political leadership reassures its own.

    a₀ × (½ if networked) × (1 − message).

    Seed: S16, S21 · Source: the seed · Standing: assumption

    ``anxiety`` a₀ and ``message`` (from a political seat, else 0) in [0, 1]. Returns a value in [0, 1].

    >>> anxiety_at_rest(0.4, False, 0.0), anxiety_at_rest(0.4, True, 0.0)
    (0.4, 0.2)
    """
    return (0.5 * anxiety if networked else anxiety) * (1.0 - message)


def opinion_next(own: float, group: float, council: float) -> float:
    """Opinions move toward those of one's party group, and a tenth as fast toward the council's.

    x ← x + 0.05 (group − x) + 0.005 (council − x).

    Seed: S5, S21 · Source: DeGroot 1974; rates assumed · Standing: assumption

    All in [0, 1]. Returns a value in [0, 1].

    >>> opinion_next(0.4, 0.4, 0.4), round(opinion_next(0.0, 1.0, 0.0), 12)
    (0.4, 0.05)
    """
    return own + GROUP_PULL * (group - own) + COUNCIL_PULL * (council - own)


def stance_next(stance: float, news: float, evidence: float, networked: bool, anxiety: float) -> float:
    """Evidence, and being at ease in networks, win a member for amending standing orders; worry loses them.

    s ← s + r [(E + networked/2)(1 − s)/2 − anxiety s/2], kept in [0, 1].

    Seed: S5, S16 · Source: none · Standing: assumption

    All in [0, 1]. Returns a value in [0, 1].

    >>> stance_next(0.4, 0.0, 1.0, True, 0.0), stance_next(0.4, 0.1, 1.0, True, 0.0) > 0.4
    (0.4, True)
    >>> stance_next(0.4, 0.1, 0.0, False, 1.0) < 0.4
    True
    """
    won = (evidence + (0.5 if networked else 0.0)) * 0.5 * (1.0 - stance)
    return min(1.0, max(0.0, stance + news * (won - 0.5 * anxiety * stance)))


def votes_yes(stance: float) -> bool:
    """A member votes for the amendment who leans to it.

    s > ½.

    Seed: S5 · Source: none · Standing: assumption

    ``stance`` s in [0, 1]. Returns whether the vote is a yes.

    >>> votes_yes(0.51), votes_yes(0.5)
    (True, False)
    """
    return stance > 0.5


def passes(yes: int, members: int) -> bool:
    """The amendment passes with a majority of all members.

    2 yes > members.

    Seed: S5 · Source: simple majority · Standing: literature

    ``yes`` and ``members`` in people. Returns whether it passes.

    >>> passes(25, 48), passes(24, 48)
    (True, False)
    """
    return 2 * yes > members


def probability_of_vanity_request(per_year: float, networked: bool) -> float:
    """Members ask comms for publicity; those who publish for themselves do not.

    1 − e^{−v/52}, 0 for networked members.

    Seed: S8, S16 · Source: the seed · Standing: assumption

    ``per_year`` v ≥ 0. Returns a probability per week.

    >>> probability_of_vanity_request(2.0, True), round(probability_of_vanity_request(52.0, False), 4)
    (0.0, 0.6321)
    """
    return 0.0 if networked else 1.0 - exp(-per_year / 52.0)
