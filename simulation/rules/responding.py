"""After an objection: mend it, appeal, give up or go round; and whom the asker blames."""

from math import exp

REWORK_WEEKS = 2  # weeks that it takes to mend a request
APPEAL_HOURS = 2.0  # hours of the digital lead that one appeal takes
HOURS_TO_EXPLAIN = 0.5  # of a gate, to tell one asker the true reason


def probability_of_improving(improve: float, frustration: float) -> float:
    """The cross do not try again.

    i (1 − f).

    Seed: S23 · Source: none · Standing: assumption

    Both in [0, 1]. Returns a probability.

    >>> probability_of_improving(0.6, 0.5), probability_of_improving(0.6, 1.0)
    (0.3, 0.0)
    """
    return improve * (1.0 - frustration)


def probability_of_overruling(authority: float, case: float) -> float:
    """An appeal succeeds as far as the digital lead has authority and sees a case.

    authority × perceived case.

    Seed: S9, S22 · Source: the seed · Standing: assumption

    Both in [0, 1]. Returns a probability.

    >>> probability_of_overruling(0.6, 0.5)
    0.3
    """
    return authority * case


def share_told(transparency: float, written: bool) -> float:
    """Reasons are given openly as far as the organisation does so; a written policy gives them a second chance.

    t + t(1 − t) with a written policy, else t.

    Seed: S1, S21 · Source: UK 2013 and NL 2011 for written policies; form assumed · Standing: assumption

    ``transparency`` t in [0, 1]. Returns a share in [0, 1].

    >>> share_told(0.5, False), share_told(0.5, True), share_told(0.0, True)
    (0.5, 0.75, 0.0)
    """
    return transparency + transparency * (1.0 - transparency) if written else transparency


def probability_of_going_round(per_week: float) -> float:
    """Who is refused for good goes round the block if they would do so, as cross as they are now, within a year.

    1 − exp(−52 s), s being the weekly chance to go ahead without asking.

    Seed: S23 · Source: Clearswift 2011 (19 % would), IRISS (85 % do) · Standing: assumption

    ``per_week`` s in [0, 1]. Returns a probability.

    >>> probability_of_going_round(0.0), round(probability_of_going_round(0.01), 3)
    (0.0, 0.405)
    """
    return 1.0 - exp(-52.0 * per_week)


def pressure_for_vanity(is_senior: bool, sponsored: bool, anxiety: float) -> float:
    """Behind a senior officer's or a sponsored request stands somebody whom comms would not like to refuse.

    ½ for a manager or head, 1 for whom a sponsor backs, else none; never less than the ruling group's anxiety for
    councillors' own requests.

    Seed: S8, S21 · Source: none · Standing: assumption

    ``anxiety`` in [0, 1] (0 for staff). Returns a pressure in [0, 1].

    >>> pressure_for_vanity(False, False, 0.0), pressure_for_vanity(True, False, 0.0)
    (0.0, 0.5)
    >>> pressure_for_vanity(False, False, 0.4)
    0.4
    """
    if sponsored:
        return 1.0
    return max(0.5 if is_senior else 0.0, anxiety)
