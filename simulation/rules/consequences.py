"""Consequences: alarm after incidents, moratoria, crises."""

from math import exp

ALARM = 0.1  # how much one incident of full risk alarms councillors and gatekeepers
CALM = 0.004  # how much one success calms
GOOD_NEWS_OF_A_CRISIS = 3  # a crisis handled well convinces like so many pieces of news
CRISIS_FADES = 0.25  # a crisis loses a quarter of its level each week
CRISIS_OVER = 0.1  # and is over below this level


def alarmed(x: float, incidents_risk: float, successes: float) -> float:
    """Incidents alarm councillors and gatekeepers, successes calm them.

    x ← [x + (1 − e^{−0.1 Σ risk})(1 − x)] e^{−0.004 successes}.

    Seed: S15, S21 · Source: none; damped in a prototype · Standing: assumption

    ``x`` in [0, 1], ``incidents_risk`` sum of the risks of this week's incidents, ``successes`` of this week. Returns a
    value in [0, 1].

    >>> alarmed(0.4, 0.0, 0.0), alarmed(0.4, 1.0, 0.0) > 0.4, alarmed(0.4, 0.0, 10.0) < 0.4
    (0.4, True, True)
    """
    return (x + (1.0 - exp(-ALARM * incidents_risk)) * (1.0 - x)) * exp(-CALM * successes)


def probability_of_moratorium(anxiety: float, incidents_risk: float) -> float:
    """Anxious councillors may have everything stopped after an incident.

    anxiety × (1 − e^{−0.1 Σ risk}).

    Seed: S21 · Source: none · Standing: assumption

    ``anxiety`` of the ruling group in [0, 1], ``incidents_risk`` ≥ 0. Returns a probability.

    >>> probability_of_moratorium(0.5, 0.0), probability_of_moratorium(0.0, 5.0)
    (0.0, 0.0)
    """
    return anxiety * (1.0 - exp(-ALARM * incidents_risk))


def probability_of_crisis(per_year: float) -> float:
    """Crises strike at random.

    1 − e^{−c/52}.

    Seed: S20 · Source: Poisson arrivals; rate assumed · Standing: assumption

    ``per_year`` c ≥ 0. Returns a probability per week.

    >>> probability_of_crisis(0.0), round(probability_of_crisis(52.0), 4)
    (0.0, 0.6321)
    """
    return 1.0 - exp(-per_year / 52.0)


def crisis_next(level: float) -> float:
    """A crisis fades by a quarter each week, and is over once little is left.

    c ← ¾ c, and 0 once that is below 0.1.

    Seed: S20 · Source: none · Standing: assumption

    ``level`` in [0, 1]. Returns the level of the next week.

    >>> crisis_next(1.0), crisis_next(0.1)
    (0.75, 0.0)
    """
    left = level * (1.0 - CRISIS_FADES)
    return left if left >= CRISIS_OVER else 0.0


def probability_of_handling(skill: float, uptake: float, written: bool) -> float:
    """A crisis is handled well by skilled users, enough of them, who know the rules.

    skill × (1 − e^{−20 uptake}), halved without a written policy.

    Seed: S20 · Source: riots of 2011 (forces that were present gained); form assumed · Standing: assumption

    ``skill`` mean of the live, ``uptake`` in [0, 1]. Returns a probability.

    >>> probability_of_handling(0.8, 0.0, True), round(probability_of_handling(0.8, 1.0, False), 3)
    (0.0, 0.4)
    """
    handled = skill * (1.0 - exp(-20.0 * uptake))
    return handled if written else 0.5 * handled
