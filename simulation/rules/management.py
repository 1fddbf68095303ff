"""The objections of management: the head of the asker's department."""


def concern_not_understood(head_literacy: float, evidence: float) -> float:
    """Who does not understand it says no, unless peers' evidence stands in for understanding.

    (1 − literacy)(1 − E). Never genuine.

    Seed: S7 · Source: the seed · Standing: assumption

    ``head_literacy`` and ``evidence`` (that helps this request) in [0, 1]. Returns a concern in [0, 1].

    >>> concern_not_understood(0.4, 0.0), concern_not_understood(1.0, 0.0)
    (0.6, 0.0)
    """
    return (1.0 - head_literacy) * (1.0 - evidence)


def literacy_from_message(literacy: float, message: float, news: float) -> float:
    """A head whom the leadership keeps telling comes to understand, a little every week.

    l ← l + r × message × (1 − l).

    Seed: S7, S11 · Source: none · Standing: assumption

    All in [0, 1]. Returns a value in [0, 1].

    >>> literacy_from_message(0.4, 0.0, 0.03), literacy_from_message(0.5, 1.0, 0.1)
    (0.4, 0.55)
    """
    return literacy + news * message * (1.0 - literacy)
