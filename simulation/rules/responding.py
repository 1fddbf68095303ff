"""After an objection: mend it, appeal, give up or go round; and whom the asker blames."""

REWORK_WEEKS = 2  # weeks that it takes to mend a request
APPEAL_HOURS = 2.0  # hours of the digital lead that one appeal takes


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
    """Reasons are given openly as far as the organisation does so; a written policy gives half of the rest in writing.

    t + (1 − t)/2 with a written policy, else t; 0 where nothing is open at all.

    Seed: S1, S21 · Source: UK 2013 and NL 2011 for written policies; form assumed · Standing: assumption

    ``transparency`` t in [0, 1]. Returns a share in [0, 1].

    >>> share_told(0.4, False), share_told(0.4, True), share_told(0.0, True)
    (0.4, 0.7, 0.0)
    """
    return transparency + 0.5 * (1.0 - transparency) if written and transparency > 0.0 else transparency


def probability_of_going_round(rate: float, frustration: float, web_filter: float, enforcement: float) -> float:
    """Of those who are refused for good, the cross go round the block, where going without asking is known at all.

    f (1 − filter/2)(1 − enforcement); 0 where the weekly rate of unsanctioned use is 0.

    Seed: S23 · Source: Clearswift 2011 (19 % would), IRISS (85 % do) · Standing: assumption

    ``rate`` per week ≥ 0, the rest in [0, 1]. Returns a probability.

    >>> probability_of_going_round(0.02, 0.5, 0.0, 0.2), probability_of_going_round(0.0, 0.5, 0.0, 0.0)
    (0.4, 0.0)
    """
    return frustration * (1.0 - 0.5 * web_filter) * (1.0 - enforcement) if rate > 0.0 else 0.0


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
