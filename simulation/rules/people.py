"""What a person is like, and how news and time move it."""

from math import exp, log

CONVICTION_AT_REST = 0.5  # only conviction relative to this counts, so its level is a unit, not a number to know
OWN_EXPERIENCE = 6.0  # what happens to oneself counts like so many pieces of news
TIRED_WEEKS = 12.0  # weeks of waiting that frustrate as much as one refusal


def spread_around(mean: float, differences: float, u: float) -> float:
    """People and departments differ evenly around the mean, as far as the scenario says.

    x = m + d (2u − 1) min(m, 1 − m): the mean is kept exactly and x never leaves [0, 1].

    Seed: S7 · Source: none; a uniform spread is the least that lets councils differ · Standing: assumption

    ``mean`` m and ``differences`` d in [0, 1], ``u`` uniform in [0, 1). Returns a value in [0, 1].

    >>> spread_around(0.4, 0.5, 0.0), spread_around(0.4, 0.5, 0.5), spread_around(0.4, 0.0, 0.9)
    (0.2, 0.4, 0.4)
    """
    return mean + differences * (2.0 * u - 1.0) * min(mean, 1.0 - mean)


def amount_around(mean: float, differences: float, u: float) -> float:
    """Amounts without an upper limit differ evenly around their mean.

    x = m (1 + d (2u − 1)).

    Seed: S7 · Source: none · Standing: assumption

    ``mean`` m ≥ 0 in any unit, ``differences`` d in [0, 1], ``u`` in [0, 1). Returns x in the unit of m, from m(1 − d)
    to m(1 + d).

    >>> amount_around(3.0, 0.5, 0.0), amount_around(3.0, 0.0, 0.7)
    (1.5, 3.0)
    """
    return mean * (1.0 + differences * (2.0 * u - 1.0))


def resistance(u: float) -> float:
    """Everybody is given, once, how much pressure it takes until they give way.

    E = −ln(1 − u), an exponential with mean 1. A person acts in the week in which the pressures of all weeks so far add
    up to E; that is the same in distribution as a fresh draw against 1 − exp(−pressure) every week, and it makes the
    same person comparable between two councils.

    Seed: S1 · Source: Sellke 1983, J. Appl. Prob. 20:390 (the construction) · Standing: literature

    ``u`` in [0, 1). Returns E ≥ 0, without unit.

    >>> resistance(0.0), round(resistance(0.5), 4)
    (0.0, 0.6931)
    """
    return 0.0 - log(1.0 - u)


def either(one: float, other: float) -> float:
    """What a person can do by themselves or through what they were taught.

    1 − (1 − a)(1 − b).

    Seed: S10 · Source: probability of a union of independent events · Standing: assumption

    ``one`` and ``other`` in [0, 1]. Returns a value in [0, 1], never below either.

    >>> either(0.5, 0.0), either(0.5, 0.5)
    (0.5, 0.75)
    """
    return one if other == 0.0 else 1.0 - (1.0 - one) * (1.0 - other)


def heard(x: float, target: float, rate: float, pieces: float) -> float:
    """Each piece of news moves a listener a little of the way that is left.

    x ← x + (1 − (1 − r)ⁿ)(target − x). The power is written exp(n ln(1 − r)), which agrees bit for bit between drivers.

    Seed: S13, S22 · Source: linear learning model, Bush and Mosteller 1955 · Standing: assumption

    ``x``, ``target`` and ``rate`` r in [0, 1], ``pieces`` n ≥ 0. Returns a value between x and target.

    >>> heard(0.4, 1.0, 0.5, 1), heard(0.4, 0.0, 0.0, 9), round(heard(0.4, 1.0, 0.5, 2), 12)
    (0.7, 0.4, 0.85)
    """
    return moved(x, target, share_heard(rate, pieces))


def share_heard(rate: float, pieces: float) -> float:
    """How much of the way that is left some pieces of news move a listener.

    1 − (1 − r)ⁿ: the part of ``heard`` that is the same for all who hear as much.

    Seed: S13, S22 · Source: linear learning model, Bush and Mosteller 1955 · Standing: literature

    ``rate`` r in [0, 1], ``pieces`` n ≥ 0. Returns a share in [0, 1].

    >>> share_heard(0.5, 1.0), share_heard(0.0, 3.0), share_heard(1.0, 0.5)
    (0.5, 0.0, 1.0)
    """
    if pieces <= 0 or rate <= 0.0:
        return 0.0
    return 1.0 if rate >= 1.0 else 1.0 - exp(pieces * log(1.0 - rate))


def moved(x: float, target: float, share: float) -> float:
    """Some of the way that is left to a target.

    x ← x + share × (target − x).

    Seed: S13 · Source: linear learning model, Bush and Mosteller 1955 · Standing: literature

    All in [0, 1]. Returns a value between x and target.

    >>> moved(0.4, 1.0, 0.5), moved(0.4, 0.0, 1.0)
    (0.7, 0.0)
    """
    return target if share >= 1.0 else x + share * (target - x)


def faded(x: float, rest: float, rate: float, weeks: float) -> float:
    """What nothing renews returns to its rest level.

    x ← rest + (x − rest) exp(−rate · weeks). Exact for any number of weeks, so nobody needs a visit in weeks that bring
    them nothing; a zero rate or stay returns x unchanged.

    Seed: S7 · Source: exponential forgetting · Standing: assumption

    ``x`` and ``rest`` in [0, 1], ``rate`` ≥ 0 per week, ``weeks`` ≥ 0. Returns a value between x and rest.

    >>> faded(0.8, 0.2, 0.0, 50), faded(0.2, 0.2, 0.3, 4), round(faded(1.0, 0.0, 0.1, 10), 4)
    (0.8, 0.2, 0.3679)
    """
    return faded_by(x, rest, share_kept(rate, weeks))


def share_kept(rate: float, weeks: float) -> float:
    """How much of what departs from rest is left after so many weeks: the part of ``faded`` that is the same for all.

    exp(−rate · weeks).

    Seed: S7 · Source: exponential forgetting · Standing: assumption

    ``rate`` ≥ 0 per week, ``weeks`` ≥ 0. Returns a share in [0, 1].

    >>> share_kept(0.0, 5.0), round(share_kept(0.5, 2.0), 4)
    (1.0, 0.3679)
    """
    return exp(-(rate * weeks))


def faded_by(x: float, rest: float, kept: float) -> float:
    """What is left where so much of the departure from rest is kept.

    x ← rest + (x − rest) × kept; all kept returns x unchanged.

    Seed: S7 · Source: exponential forgetting · Standing: assumption

    All in [0, 1]. Returns a value between x and rest.

    >>> faded_by(0.8, 0.2, 0.5), faded_by(0.8, 0.2, 1.0)
    (0.5, 0.8)
    """
    return x if kept == 1.0 or x == rest else rest + (x - rest) * kept


def frustration_next(frustration: float, is_waiting: bool, per_refusal: float, fading: float) -> float:
    """Waiting makes cross, and crossness fades.

    f ← (1 − ρ)[f + w(1 − f)], with w = φ/12 while waiting, else 0: a week in a queue frustrates a twelfth as much as a
    refusal.

    Seed: S23 · Source: none · Standing: assumption

    ``frustration`` f, ``per_refusal`` φ and ``fading`` ρ in [0, 1]. Returns a value in [0, 1].

    >>> frustration_next(0.0, True, 0.0, 0.02), round(frustration_next(0.5, False, 0.25, 0.02), 4)
    (0.0, 0.49)
    """
    added = per_refusal / TIRED_WEEKS * (1.0 - frustration) if is_waiting else 0.0
    return (1.0 - fading) * (frustration + added)


def frustration_refused(frustration: float, per_refusal: float) -> float:
    """A refusal makes cross at once.

    f ← f + φ(1 − f).

    Seed: S23 · Source: none · Standing: assumption

    ``frustration`` f and ``per_refusal`` φ in [0, 1]. Returns a value in [0, 1].

    >>> frustration_refused(0.2, 0.25)
    0.4
    """
    return frustration + per_refusal * (1.0 - frustration)


def attrition_per_week(attrition: float) -> float:
    """People leave at the same rate in every week of the year.

    −ln(1 − a)/52; a yearly chance of 1 is read as one in a thousand million short of it.

    Seed: S10 · Source: LGA workforce survey 2017/18 for the size · Standing: literature

    ``attrition`` a in [0, 1] per year. Returns a hazard ≥ 0 per week.

    >>> attrition_per_week(0.0), round(52 * attrition_per_week(0.134), 4)
    (0.0, 0.1439)
    """
    return 0.0 - log(1.0 - min(attrition, 1.0 - 1e-9)) / 52.0
