"""The objections of legal: one mythical, one political."""


def concern_bogeyman(myth: float, evidence: float, knowledge: float) -> float:
    """The legislative bogeyman lives where there is a myth, no precedent and no knowledge.

    myth × (1 − E)(1 − knowledge). Never genuine.

    Seed: S5 · Source: the seed · Standing: assumption

    All in [0, 1]. Returns a concern in [0, 1].

    >>> concern_bogeyman(0.8, 0.0, 0.5), concern_bogeyman(0.8, 0.0, 1.0)
    (0.4, 0.0)
    """
    return myth * (1.0 - evidence) * (1.0 - knowledge)


def concern_standing_orders(touches_them: bool, amended: bool) -> float:
    """Standing orders stand until councillors amend them; until then the reason is true.

    1 where the request touches them and they are not amended, else 0.

    Seed: S5 · Source: the seed · Standing: assumption

    Returns a concern, 0 or 1.

    >>> concern_standing_orders(True, False), concern_standing_orders(True, True), concern_standing_orders(False, False)
    (1.0, 0.0, 0.0)
    """
    return 1.0 if touches_them and not amended else 0.0
