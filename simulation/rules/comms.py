"""Comms: its hours, and its seven objections for good and bad reasons."""

from simulation.state import Kind, Mode

WORKING_WEEK = 37.0  # hours of a full-time post
PACE_WEEKS = 13.0  # comms looks a quarter ahead
TIME_ALONE = 0.1  # inertia yields to time as to a tenth of the staff using it
MISTAKEN_FOR_VANITY = 0.02  # share of other requests that are taken for vanity
CASE_BAR = 0.65  # how good a case has to look; one that just pays, with everything known, looks like 0.5


def hours_free(fte: float, staff: int, own_work: float) -> float:
    """What press, campaigns and print leave of comms' week.

    37 × posts × (1 − own work).

    Seed: S8 · Source: LGA 2018 and FOI 2015 for the posts · Standing: literature (size), assumption (own work)

    ``fte`` in posts per 1,000 ``staff``, ``own_work`` in [0, 1]. Returns hours a week.

    >>> hours_free(2.0, 1000, 0.5)
    37.0
    """
    return WORKING_WEEK * fte * staff / 1000.0 * (1.0 - own_work)


def support_need(
    per_account: float,
    skill: float,
    framework: float,
    mode: Mode,
    demanded: float,
    redesign: float,
    multi_voice: bool,
) -> float:
    """The unskilled user without a framework of their own profession needs comms, more as accounts engage and demand
    grows, less where the service was redesigned around it.

    σ(1 − skill)(1 − framework)(1 + mode/2) D^η (1 − redesign/2), halved where users post without comms' sign-off of
    each post; mode counts 0, 1, 2.

    Seed: S8, S10, S12, S14 · Source: none · Standing: assumption

    ``per_account`` σ in hours per week, ``skill``, ``framework`` and ``redesign`` in [0, 1], ``demanded`` D^η ≥ 1
    (``using.power_of``). Returns hours a week.

    >>> support_need(0.6, 0.5, 0.0, Mode.BROADCAST, 1.0, 0.0, False)
    0.3
    >>> round(support_need(0.6, 0.5, 0.0, Mode.ENGAGE, 1.0, 0.0, True), 12)
    0.225
    """
    steps = 0.0 if mode <= Mode.BROADCAST else (mode - 1) * 0.5
    need = per_account * (1.0 - skill) * (1.0 - framework) * (1.0 + steps) * demanded
    need = need * (1.0 - 0.5 * redesign)
    return need * 0.5 if multi_voice else need


def concern_no_business_case(case: float) -> float:
    """A case that does not reach the bar is refused the likelier the further it falls short.

    max(0, 1 − case/0.65): the bar lies above a case that just pays. Genuine where the value is below the cost.

    Seed: S8, S13 · Source: the seed · Standing: assumption

    ``case`` as perceived, in [0, 1]. Returns a concern in [0, 1].

    >>> concern_no_business_case(0.325), concern_no_business_case(0.7)
    (0.5, 0.0)
    """
    return max(0.0, 1.0 - case / CASE_BAR)


def looks_like_vanity(kind: Kind) -> float:
    """Vanity publishing is seen for what it is; now and then something else is taken for it.

    1 for vanity, else 0.02: nothing that an asker does changes how it looks.

    Seed: S8 · Source: none · Standing: assumption

    Returns a look in [0, 1].

    >>> looks_like_vanity(Kind.VANITY), looks_like_vanity(Kind.ROUTINE)
    (1.0, 0.02)
    """
    return 1.0 if kind == Kind.VANITY else MISTAKEN_FOR_VANITY


def concern_vanity(look: float, pressure: float) -> float:
    """Comms turns vanity down unless somebody powerful wants it.

    look × (1 − political pressure). Genuine where it is vanity.

    Seed: S8 · Source: the seed · Standing: assumption

    Both in [0, 1]. Returns a concern in [0, 1].

    >>> concern_vanity(1.0, 0.25)
    0.75
    """
    return look * (1.0 - pressure)


def growth_next(growth: float, need: float, need_before: float) -> float:
    """Comms remembers how fast the need for its support has been growing.

    g ← g + ((need − need before) − g)/13: about a quarter's memory.

    Seed: S8 · Source: exponential smoothing, Brown 1956 · Standing: literature (form)

    All in hours per week (and week). Returns hours per week and week.

    >>> growth_next(0.0, 13.0, 0.0), growth_next(1.3, 5.0, 5.0) < 1.3
    (1.0, True)
    """
    return growth + ((need - need_before) - growth) / PACE_WEEKS


def need_forecast(growth: float) -> float:
    """What the growth of a quarter would add to the need, if it went on; a shrinking need adds nothing.

    max(0, 13 g).

    Seed: S8 · Source: none · Standing: assumption

    ``growth`` g in hours per week and week. Returns hours per week.

    >>> need_forecast(2.0), need_forecast(-1.0)
    (26.0, 0.0)
    """
    return max(0.0, PACE_WEEKS * growth)


def inertia_next(inertia: float, news: float, uptake: float, message: float) -> float:
    """Inertia yields to familiarity, week by week, and to leadership.

    i ← i (1 − r × min(1, 0.1 + uptake + message)); the tenth is time alone.

    Seed: S8 · Source: the seed · Standing: assumption

    All in [0, 1]. Returns a value in [0, 1].

    >>> inertia_next(1.0, 0.0, 0.5, 0.5), inertia_next(1.0, 0.1, 0.5, 0.5)
    (1.0, 0.9)
    """
    return inertia * (1.0 - news * min(1.0, TIME_ALONE + uptake + message))


def concern_loss_of_control(need_for_control: float, skill: float, shared_values: float, co_design: float) -> float:
    """Comms fears to lose control to people whose skill and values it does not trust and who were not designed with.

    need for control × (1 − skill)(1 − shared values)(1 − co-design).

    Seed: S8, S14 · Source: the seed · Standing: assumption

    All in [0, 1]. Returns a concern in [0, 1].

    >>> concern_loss_of_control(0.5, 0.0, 0.0, 0.0), concern_loss_of_control(1.0, 0.2, 1.0, 0.0)
    (0.5, 0.0)
    """
    return need_for_control * (1.0 - skill) * (1.0 - shared_values) * (1.0 - co_design)
