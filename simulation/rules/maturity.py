"""How mature an organisation's use is, read from what happened."""

from simulation.state import Maturity

SETTLED = 0.8  # share of users with permission above which use is no longer disorder


def maturity_of(uptake: float, shadow: float, grey_area: float, evidence: float, has_home: bool) -> Maturity:
    """First a few try it out, then many do it each their way, then it is part of the house.

    Informal experiments while those who use it, sanctioned or not, are no more than the grey-area level; an institution
    when at least 80 % of them have permission, and a home or evidence of at least ½ stands behind them; coordinated
    disorder otherwise.

    Seed: S9 · Source: Mergel and Bretschneider 2013 (the stages); thresholds assumed · Standing: assumption

    All shares in [0, 1]. Returns a stage.

    >>> maturity_of(0.02, 0.0, 0.05, 0.0, False).name, maturity_of(0.4, 0.0, 0.05, 0.1, True).name
    ('INFORMAL_EXPERIMENTS', 'INSTITUTION')
    """
    users = uptake + shadow
    if users <= grey_area:
        return Maturity.INFORMAL_EXPERIMENTS
    if uptake >= SETTLED * users and (has_home or evidence >= 0.5):
        return Maturity.INSTITUTION
    return Maturity.COORDINATED_DISORDER
