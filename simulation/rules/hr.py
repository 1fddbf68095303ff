"""The objection of HR."""


def concern_conduct(risk_aversion: float, risk: float, manager_literacy: float, performance_criteria: bool) -> float:
    """HR fears misconduct where the content is risky and managers cannot read what their staff do there.

    aversion × risk × (1 − literacy); none where communication goals are in the performance criteria, since then it is
    performance management.

    Seed: S4 · Source: the seed · Standing: assumption

    The first three in [0, 1]. Returns a concern in [0, 1].

    >>> concern_conduct(0.5, 1.0, 0.5, False), concern_conduct(0.5, 1.0, 0.5, True)
    (0.25, 0.0)
    """
    return 0.0 if performance_criteria else risk_aversion * risk * (1.0 - manager_literacy)


def is_genuine_conduct(risk: float, skill: float, genuine_level: float) -> bool:
    """Conduct is a true reason where the risk is high and the skill low.

    risk > level and skill < level.

    Seed: S2, S4 · Source: one genuine level for all · Standing: assumption

    All in [0, 1]. Returns whether it is genuine. Comms' loss of control has the same test.

    >>> is_genuine_conduct(0.8, 0.2, 0.5), is_genuine_conduct(0.8, 0.6, 0.5)
    (True, False)
    """
    return risk > genuine_level and skill < genuine_level
