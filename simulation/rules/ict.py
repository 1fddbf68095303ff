"""The objections of ICT: security, infrastructure, and the knowledge gap to its customers."""

from math import exp

HOURS_PER_PLACE = 2.0  # hours of ordinary work for room for one more account


def concern_security(posture: float, risk: float, sponsored: bool, mitigated: float) -> float:
    """Security is a management debate: a sponsor overrules it; ICT's own spare hours can make it safe instead.

    posture × risk × (1 − sponsor)(1 − mitigation bought).

    Seed: S6 · Source: Socitm 2010 (first reason of ICT managers, 64 %); form assumed · Standing: assumption

    ``posture`` (risk aversion), ``risk`` and ``mitigated`` in [0, 1]. Returns a concern in [0, 1].

    >>> concern_security(0.5, 0.8, False, 0.0), concern_security(0.5, 0.8, True, 0.0)
    (0.4, 0.0)
    """
    return 0.0 if sponsored else posture * risk * (1.0 - mitigated)


def share_mitigated(spare_hours: float, accounts: int, per_hour: float) -> float:
    """Hours that ICT has left make accounts safer, each hour less than the one before.

    1 − exp(−k × spare hours/max(1, accounts)).

    Seed: S6 · Source: none · Standing: assumption

    ``spare_hours`` ≥ 0 a week, ``accounts`` live, ``per_hour`` k ≥ 0 per hour and account. Returns a share in [0, 1].

    >>> share_mitigated(0.0, 10, 1.0), share_mitigated(5.0, 10, 0.0), round(share_mitigated(10.0, 10, 1.0), 4)
    (0.0, 0.0, 0.6321)
    """
    return 1.0 - exp(-per_hour * spare_hours / max(1, accounts))


def concern_infrastructure(load: float, capacity: float) -> float:
    """Nothing is wrong until the infrastructure is nearly full; soon after, everything is.

    clip((load/capacity − 0.95)/0.2, 0, 1); without capacity 1 under any load, else 0. Always genuine.

    Seed: S6 · Source: none · Standing: assumption

    Both in accounts, ≥ 0. Returns a concern in [0, 1].

    >>> concern_infrastructure(50, 100), concern_infrastructure(115, 100) > 0.99, concern_infrastructure(1, 0)
    (0.0, True, 1.0)
    """
    if capacity <= 0.0:
        return 1.0 if load > 0.0 else 0.0
    return min(1.0, max(0.0, (load / capacity - 0.95) / 0.2))


def concern_knowledge_gap(quality: float) -> float:
    """ICT sends back what does not say what is needed; we all have to be better customers.

    1 − q. Genuine where the quality is truly poor.

    Seed: S6, S18 · Source: the seed · Standing: assumption

    ``quality`` q in [0, 1]. Returns a concern in [0, 1].

    >>> concern_knowledge_gap(0.25)
    0.75
    """
    return 1.0 - quality


def hours_of_investment(accounts: float) -> float:
    """Infrastructure is bought, put up and run: so much a place for one account.

    2 hours an account.

    Seed: S6 · Source: none · Standing: assumption

    ``accounts`` that the new capacity carries, ≥ 0. Returns hours.

    >>> hours_of_investment(10.0)
    20.0
    """
    return HOURS_PER_PLACE * accounts


def capacity_ordered(load: float, capacity: float, per_year: float) -> float:
    """While the infrastructure is more than half full, capacity is ordered at the yearly pace.

    per year/52 when load > capacity/2, else nothing.

    Seed: S6 · Source: none · Standing: assumption

    In accounts (``per_year`` in accounts a year). Returns accounts ordered this week.

    >>> capacity_ordered(60, 100, 52.0), capacity_ordered(40, 100, 52.0)
    (1.0, 0.0)
    """
    return per_year / 52.0 if load > 0.5 * capacity else 0.0
