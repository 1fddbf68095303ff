"""Objections in general: one form for all of them, one genuine level, one way to compete."""

from math import inf, log

# "High", "low", "truly poor", "truly likely": the true quantity, scaled to [0, 1], against this one level.
GENUINE_LEVEL = 0.5
CERTAIN = 1.0 - 1e-9  # caps the weight, and only the weight, of an objection that is sure to be raised


def probability_of_objection(concern: float, strength: float) -> float:
    """A gate raises an objection the likelier the more it is concerned, and the more that concern counts here.

    π = concern × strength. A gate lets through with Π(1 − π) over its objections.

    Seed: S2, S8 · Source: independent reasons · Standing: assumption

    Both in [0, 1]. Returns a probability.

    >>> probability_of_objection(0.5, 0.4), probability_of_objection(1.0, 0.0)
    (0.2, 0.0)
    """
    return concern * strength


def is_raised(probability: float, u: float) -> bool:
    """Each objection has luck of its own, so that lifting one leaves the others as they were.

    u < π.

    Seed: S2 · Source: none needed · Standing: assumption

    ``probability`` π in [0, 1], ``u`` in [0, 1). Returns whether the objection is raised.

    >>> is_raised(0.3, 0.29), is_raised(0.0, 0.0), is_raised(1.0, 0.999)
    (True, False, True)
    """
    return u < probability


def weight_of(probability: float) -> float:
    """The weight with which a raised objection becomes the reason given.

    −ln(1 − min(π, 1 − 10⁻⁹)).

    Seed: S2 · Source: competing risks · Standing: literature

    ``probability`` π in [0, 1]. Returns a weight ≥ 0.

    >>> weight_of(0.0), round(weight_of(1.0), 3)
    (0.0, 20.723)
    """
    return 0.0 - log(1.0 - min(probability, CERTAIN))


def time_in_race(u: float, weight: float) -> float:
    """The objections race, each with an exponential clock as fast as its weight; the first to ring is the reason given.

    −ln(1 − u)/w with the very draw that raised it, so a reason is chosen in proportion to its weight and the order of
    the table has no effect. Infinite for a weight of nothing.

    Seed: S2 · Source: competing exponential clocks, Gillespie 1976 · Standing: literature

    ``u`` in [0, 1), ``weight`` w ≥ 0. Returns a time ≥ 0 without unit.

    >>> time_in_race(0.5, 1.0) < time_in_race(0.5, 0.5), time_in_race(0.2, 0.0)
    (True, inf)
    """
    return (0.0 - log(1.0 - u)) / weight if weight > 0.0 else inf


def is_high(x: float) -> bool:
    """High: above the genuine level.

    x > ½.

    Seed: S2 · Source: none · Standing: assumption

    ``x`` in [0, 1]. Returns whether it is high.

    >>> is_high(0.6), is_high(0.5)
    (True, False)
    """
    return x > GENUINE_LEVEL


def is_low(x: float) -> bool:
    """Low: below the genuine level.

    x < ½.

    Seed: S2 · Source: none · Standing: assumption

    ``x`` in [0, 1]. Returns whether it is low.

    >>> is_low(0.4), is_low(0.5)
    (True, False)
    """
    return x < GENUINE_LEVEL


def share_pressed(asked: float, at_hand: float) -> float:
    """How hard hours asked press on hours at hand: one form for every shortage.

    a²/(a² + s²): a half where they are equal, 0 when nothing is asked, 1 when nothing is at hand.

    Seed: S8, S10 · Source: Hill function of order 2 · Standing: assumption

    ``asked`` a and ``at_hand`` s in hours per week, ≥ 0. Returns a value in [0, 1].

    >>> share_pressed(0.0, 0.0), share_pressed(3.0, 3.0), share_pressed(3.0, 0.0)
    (0.0, 0.5, 1.0)
    """
    pressing = asked * asked
    return pressing / (pressing + at_hand * at_hand) if pressing > 0.0 else 0.0  # hours too few to square press nobody


def is_short(asked: float, at_hand: float) -> bool:
    """Hours are truly short where more are asked than there are: one test for no time, no resource and pace.

    a > s.

    Seed: S8 · Source: hours against hours · Standing: assumption

    ``asked`` a and ``at_hand`` s in hours per week, ≥ 0. Returns whether the reason is genuine.

    >>> is_short(3.0, 2.0), is_short(3.0, 3.0)
    (True, False)
    """
    return asked > at_hand


def decision_hours(without_precedent: float, evidence: float) -> float:
    """Precedent shortens decisions.

    d (1 − 0.6 E), with the evidence that helps this request.

    Seed: S13 · Source: none; 0.6 assumed · Standing: assumption

    ``without_precedent`` d in hours, ``evidence`` E in [0, 1]. Returns hours.

    >>> decision_hours(2.0, 0.0), decision_hours(2.0, 1.0)
    (2.0, 0.8)
    """
    return without_precedent * (1.0 - 0.6 * evidence)
