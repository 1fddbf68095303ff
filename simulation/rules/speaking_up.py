"""Speaking up: who asks, who takes a no for granted, who goes ahead without asking."""

from math import exp, log

HASSLE_WEEKS = 4.0  # hours of hoops are weighed against what the account is worth in so many weeks
OWN_DEVICE = 0.5  # share of staff who would use a device of their own where the web filter bans the sites


def believed_refusal(product_of_trust: float) -> float:
    """One gate on the way that would refuse is enough.

    R = 1 − Π(1 − b): the argument is the product of the chances that each gate lets it through, gates in their fixed
    order.

    Seed: S7 · Source: probability that not all of several independent events happen · Standing: literature

    ``product_of_trust`` in [0, 1]. Returns R in [0, 1].

    >>> believed_refusal(1.0), believed_refusal(0.5 * 0.5)
    (0.0, 0.75)
    """
    return 1.0 - product_of_trust


def nerve_in(department_confidence: float, nerve: float) -> float:
    """Nerve is lent and sapped by the confidence of the department around a person.

    n' = min(1, 2 n · confidence): a department at the middle leaves nerve as it is.

    Seed: S7, S15 · Source: none · Standing: assumption

    Both in [0, 1]. Returns a value in [0, 1].

    >>> nerve_in(0.5, 0.4), nerve_in(0.25, 0.4), nerve_in(1.0, 0.9)
    (0.4, 0.2, 1.0)
    """
    return min(1.0, 2.0 * nerve * department_confidence)


def share_who_know_how(knows_how: float, champions: float, transparency: float, exposed: float) -> float:
    """Some know how to ask; champions among one's contacts teach it, and so do colleagues where reasons are open.

    K = 1 − (1 − k)(1 − c)(1 − t x). Whether a person knows is drawn once: their own uniform against K.

    Seed: S22 · Source: IRISS for k; form assumed · Standing: assumption

    ``knows_how`` k, ``champions`` c (share of contacts), ``transparency`` t and ``exposed`` x in [0, 1]. Returns K in
    [0, 1].

    >>> round(share_who_know_how(0.5, 0.0, 0.0, 1.0), 12), share_who_know_how(0.5, 1.0, 0.0, 0.0)
    (0.5, 1.0)
    """
    return 1.0 - (1.0 - knows_how) * (1.0 - champions) * (1.0 - transparency * exposed)


def highest_chance(rate: float, is_new: bool, again: float) -> float:
    """Who fears nothing asks at a rate of their own; those who tried to do without asking come round more slowly.

    a₀, or a₀ × again for whoever does not simply want it (takes a no for granted, or goes ahead without).

    Seed: S7 · Source: none · Standing: assumption

    ``rate`` a₀ in [0, 1] per week, ``is_new``: wants it, and nothing else yet, ``again`` in [0, 1]. Returns a
    probability per week.

    >>> highest_chance(0.2, True, 0.5), highest_chance(0.2, False, 0.5)
    (0.2, 0.1)
    """
    return rate if is_new else rate * again


def probability_of_asking(
    rate: float, refusal: float, caution: float, nerve: float, hoop_hours: float, value: float
) -> float:
    """People ask less often the more they expect a refusal, less so with nerve, and not at all where the hassle
    outweighs the good.

    a = a₀ (1 − R)^{κ(1 − n)} exp(−h/(4 v)); the last factor is 1 without hoops, else 0 at no value.

    Departure: the power is exp(κ(1 − n) ln(1 − R)); R = 1 gives 0 unless the power is 0.
    Steep by design: asking is tried again every week, so a weaker form would make belief idle.

    Seed: S7, S15, S21, S22 · Source: George and others 2021 (red tape deters); form assumed · Standing: assumption

    ``rate`` a₀ in [0, 1] per week (``highest_chance``), ``refusal`` R and ``nerve`` n in [0, 1], ``caution`` κ ≥ 0,
    ``hoop_hours`` h ≥ 0 hours, ``value`` v in value hours per week. Returns a probability per week.

    >>> probability_of_asking(0.2, 0.0, 2.0, 0.4, 0.0, 0.0), probability_of_asking(0.2, 1.0, 2.0, 0.4, 0.0, 5.0)
    (0.2, 0.0)
    """
    power = caution * (1.0 - nerve)
    if power <= 0.0:
        daring = 1.0
    elif refusal >= 1.0:
        daring = 0.0
    else:
        daring = exp(power * log(1.0 - refusal))
    if hoop_hours <= 0.0:
        worth_it = 1.0
    elif value <= 0.0:
        worth_it = 0.0
    else:
        worth_it = exp(-hoop_hours / (HASSLE_WEEKS * value))
    return rate * daring * worth_it


def probability_of_going_shadow(rate: float, frustration: float, web_filter: float, enforcement: float) -> float:
    """The more cross, the likelier to go ahead without asking; a web filter and enforcement press on it.

    s₀ f (1 − filter (1 − own device))(1 − enforcement), own device = a half.

    Seed: S6, S23 · Source: Clearswift 2011 and IRISS for the size · Standing: assumption

    ``rate`` s₀ per week, the rest in [0, 1]. Returns a probability per week.

    >>> probability_of_going_shadow(0.1, 0.0, 0.0, 0.0), probability_of_going_shadow(0.1, 1.0, 1.0, 0.0)
    (0.0, 0.05)
    """
    return rate * frustration * (1.0 - web_filter * (1.0 - OWN_DEVICE)) * (1.0 - enforcement)


def probability_of_discovery(enforcement: float) -> float:
    """Enforcement finds some of the unsanctioned use each year.

    e/52.

    Seed: S23 · Source: none · Standing: assumption

    ``enforcement`` e in [0, 1]. Returns a probability per week.

    >>> probability_of_discovery(0.52)
    0.01
    """
    return enforcement / 52.0
