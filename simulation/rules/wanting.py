"""Wanting: who would like to use social media in their work, because of whom."""

from math import exp


def exposure(live: int, shadow: int, contacts: int, shadow_visibility: float) -> float:
    """How much use a person sees: the share of their contacts who use it, unsanctioned use being only partly visible.

    x = (L + v S)/W; 0 for a person without contacts.

    Seed: S22 · Source: exposure as in Valente 1996 · Standing: literature

    ``live`` L, ``shadow`` S and ``contacts`` W are sums of whole-number weights, ``shadow_visibility`` v in [0, 1].
    Returns x in [0, 1].

    >>> exposure(3, 0, 12, 0.3), exposure(0, 0, 0, 0.3), exposure(7, 0, 100, 0.3) >= 7 / 100
    (0.25, 0.0, True)
    """
    return (live + shadow_visibility * shadow) / contacts if contacts > 0 else 0.0


def drive(performance_criteria: bool, message: float, crisis: float) -> float:
    """What pushes everybody: goals in their performance criteria, the leadership's message, a crisis.

    (1 + criteria)(1 + message)(1 + crisis).

    Seed: S4, S11, S20 · Source: the seed; forms assumed · Standing: assumption

    ``message`` as received and ``crisis`` level in [0, 1]. Returns a factor from 1 to 8.

    >>> drive(False, 0.0, 0.0), drive(True, 0.5, 0.0)
    (1.0, 3.0)
    """
    return (2.0 if performance_criteria else 1.0) * (1.0 + message) * (1.0 + crisis)


def pressure_to_want(outside: float, peer: float, exposed: float, motive: float) -> float:
    """Interest comes from outside and from colleagues who use it, as strongly as a person is moved by the matter.

    h = (p + q x) m, with m = audience × relative conviction × drive × (the rate of those who want again).

    Seed: S13, S22 · Source: Bass 1969, in its discrete form 1 − exp(−h) · Standing: literature (form), calibrated
    (size)

    ``outside`` p and ``peer`` q per week, ``exposed`` x in [0, 1], ``motive`` m ≥ 0. Returns a hazard ≥ 0 per week.

    >>> round(pressure_to_want(0.03, 0.38, 0.5, 1.0), 12)
    0.22
    """
    return (outside + peer * exposed) * motive


def probability_of_wanting(pressure: float) -> float:
    """The chance that this much pressure, in one week, is what it takes.

    1 − exp(−h). The drivers add the pressures up and compare with the person's resistance, which is the same in
    distribution.

    Seed: S1 · Source: Bass 1969; Sellke 1983 · Standing: literature

    ``pressure`` h ≥ 0. Returns a probability.

    >>> probability_of_wanting(0.0), round(probability_of_wanting(0.22), 4)
    (0.0, 0.1975)
    """
    return 1.0 - exp(-pressure)


def wants_by_threshold(exposed: float, threshold: float) -> bool:
    """Some want it once enough of those around them use it.

    x ≥ θ, compared as ratios so that 7 of 100 reaches a threshold of 7/100.

    Seed: S13 · Source: Granovetter 1978; Watts 2002 · Standing: literature

    ``exposed`` x and ``threshold`` θ in [0, 1]. Returns whether the person wants it.

    >>> wants_by_threshold(7 / 100, 7 / 100), wants_by_threshold(0.17, 0.18)
    (True, False)
    """
    return exposed >= threshold


def wants_by_count(using: int, needed: int) -> bool:
    """Some want it once they have seen it at so many colleagues.

    k ≥ k*; contacts are counted, whatever their weight.

    Seed: S13 · Source: Centola and Macy 2007 · Standing: literature

    ``using`` and ``needed`` in people. Returns whether the person wants it.

    >>> wants_by_count(2, 2), wants_by_count(1, 2)
    (True, False)
    """
    return using >= needed


def relative_conviction(conviction: float, at_rest: float) -> float:
    """How much more, or less, than usual somebody believes in it.

    c/c₀.

    Seed: S15 · Source: none · Standing: assumption

    ``conviction`` c in [0, 1], ``at_rest`` c₀ in (0, 1]. Returns a factor ≥ 0.

    >>> relative_conviction(0.75, 0.5)
    1.5
    """
    return conviction / at_rest
