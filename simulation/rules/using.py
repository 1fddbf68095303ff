"""Using: what an account takes, gives and risks in a week, and how it grows or lapses."""

from math import exp, log

from simulation.state import Mode

PRONENESS_UNSKILLED = 2.3  # full risk, no skill, and nothing else for or against: the scale of likelihood
SLOWED = 0.25  # pace of steps beyond the organisation's goal: slowed, not forbidden


def steps_beyond_broadcast(mode: Mode) -> float:
    """How far an account is up the ladder: 0 broadcast (and unsanctioned use), 1 engage, 2 co-produce.

    max(0, mode − 1), modes counted from none.

    Seed: S3 · Source: the seed · Standing: assumption

    Returns rungs, from 0 to 2.

    >>> [steps_beyond_broadcast(mode) for mode in (Mode.NONE, Mode.BROADCAST, Mode.COPRODUCE)]
    [0.0, 0.0, 2.0]
    """
    return 0.0 if mode <= Mode.BROADCAST else (mode - 1) * 1.0


def demand_next(demand: float, genie: float, use: float) -> float:
    """Success feeds demand, which follows use with delay and saturates with it: the genie.

    D ← D + 0.05 (1 + γ use − D).

    Seed: S8 · Source: none · Standing: assumption

    ``demand`` D ≥ 1 (1: nobody uses it), ``genie`` γ ≥ 0, ``use`` share of the department live. Returns D, from 1 to 1
    + γ.

    >>> demand_next(1.0, 2.0, 0.0), demand_next(1.0, 2.0, 1.0)
    (1.0, 1.1)
    """
    return demand + 0.05 * (1.0 + genie * use - demand)


def power_of(demand: float, power: float) -> float:
    """Demand counts for value and for hours in degrees of its own.

    D^η, written exp(η ln D).

    Seed: S8 · Source: none · Standing: assumption

    ``demand`` D ≥ 1, ``power`` η ≥ 0. Returns a factor ≥ 1.

    >>> power_of(1.0, 0.7), power_of(2.0, 0.0), round(power_of(2.0, 1.0), 12)
    (1.0, 1.0, 2.0)
    """
    return exp(power * log(demand))


def hours_per_week(hours: float, mode: Mode, demanded: float, redesign: float) -> float:
    """An account takes its hours, more as it engages and as demand grows, less where the service was redesigned around
    it.

    h (1 + mode/2) D^η (1 − redesign/2).

    Seed: S8, S10 · Source: practitioner guides 2009 for h; form assumed · Standing: assumption

    ``hours`` h ≥ 0 a week, ``demanded`` D^η ≥ 1 (``power_of``), ``redesign`` in [0, 1]. Returns hours a week.

    >>> hours_per_week(3.0, Mode.BROADCAST, 1.0, 0.0), hours_per_week(3.0, Mode.ENGAGE, 1.0, 1.0)
    (3.0, 2.25)
    """
    return hours * (1.0 + 0.5 * steps_beyond_broadcast(mode)) * demanded * (1.0 - 0.5 * redesign)


def value_per_week(value: float, mode: Mode, demanded: float, served: float, crisis: float) -> float:
    """An account gives what it can, more when it listens, when the public asks for it and in a crisis, as far as it is
    served.

    V (1 + mode/2) D^η × served × (1 + crisis).

    Seed: S3, S8, S20 · Source: police followers grew 2.87-fold in the riots of 2011 for the crisis; form assumed ·
    Standing: assumption

    ``value`` V in value hours per week, ``demanded`` D^η ≥ 1 (``power_of``), ``served`` share of its hours, ``crisis``
    in [0, 1]. Returns value hours per week.

    >>> value_per_week(6.0, Mode.BROADCAST, 1.0, 0.5, 0.0), value_per_week(6.0, Mode.COPRODUCE, 1.0, 1.0, 1.0)
    (3.0, 24.0)
    """
    return value * (1.0 + 0.5 * steps_beyond_broadcast(mode)) * demanded * served * (1.0 + crisis)


def share_served(needed: float, available: float) -> float:
    """Beyond the hours there are, everybody is served pro rata.

    min(1, available/needed); 1 when nothing is needed.

    Seed: S8 · Source: proportional rationing · Standing: assumption

    Both in hours per week. Returns a share in [0, 1].

    >>> share_served(10.0, 5.0), share_served(0.0, 0.0), share_served(3.0, 5.0)
    (0.5, 1.0, 1.0)
    """
    return 1.0 if needed <= available else available / needed


def proneness_to_incident(
    risk: float, skill: float, shared_values: float, multi_voice: bool, unsupported: float
) -> float:
    """Posts go wrong where the content is risky and the user unskilled; shared values prevent some, many voices and
    missing support add some.

    (0.3 + 2 risk)(1 − 0.6 skill)(1 − values/2)(1 + 0.3 multi-voice)(1 + unsupported/2).

    Seed: S14 · Source: none · Standing: assumption

    All in [0, 1]. Returns a proneness ≥ 0: a factor on the base rate, up to 4.485.

    >>> proneness_to_incident(0.0, 0.0, 0.0, False, 0.0), round(proneness_to_incident(1.0, 0.0, 0.0, True, 1.0), 12)
    (0.3, 4.485)
    """
    voices = 1.3 if multi_voice else 1.0
    return (0.3 + 2.0 * risk) * (1.0 - 0.6 * skill) * (1.0 - 0.5 * shared_values) * voices * (1.0 + 0.5 * unsupported)


def probability_of_incident(base: float, proneness: float) -> float:
    """An incident is as likely as the base rate and the account's proneness make it.

    min(1, i₀ × proneness).

    Seed: S14 · Source: FOI 2015 for the size · Standing: calibrated

    ``base`` i₀ per account and week, ``proneness`` ≥ 0. Returns a probability per week.

    >>> probability_of_incident(0.0, 1.0), probability_of_incident(0.001, 2.0)
    (0.0, 0.002)
    """
    return min(1.0, base * proneness)


def likelihood_of_incident(proneness: float) -> float:
    """How likely an incident truly is, against an unskilled user of the riskiest content.

    min(1, proneness/2.3). Above the genuine level an incident is *truly likely*.

    Seed: S2, S21 · Source: none · Standing: assumption

    ``proneness`` ≥ 0. Returns a value in [0, 1].

    >>> likelihood_of_incident(0.46), likelihood_of_incident(4.0)
    (0.2, 1.0)
    """
    return min(1.0, proneness / PRONENESS_UNSKILLED)


def harm_of(severity: float, risk: float, manager_literacy: float) -> float:
    """An incident does harm as its content was risky, less where a manager who reads it handles it.

    severity × risk × (1 − literacy/2).

    Seed: S4 · Source: none · Standing: assumption

    ``severity`` in hours, the rest in [0, 1]. Returns hours.

    >>> harm_of(100.0, 0.5, 0.0), harm_of(100.0, 0.5, 1.0)
    (50.0, 25.0)
    """
    return severity * risk * (1.0 - 0.5 * manager_literacy)


def probability_of_success(base: float, skill: float, mode: Mode, served: float) -> float:
    """Skilled use, well served, has stories to tell, and the more so the more it engages.

    min(1, s × skill × (1 + mode) × served).

    Seed: S13 · Source: none · Standing: assumption

    ``base`` s per week, ``skill`` and ``served`` in [0, 1]. Returns a probability per week.

    >>> probability_of_success(0.02, 0.5, Mode.BROADCAST, 1.0), probability_of_success(0.02, 0.5, Mode.ENGAGE, 1.0)
    (0.01, 0.02)
    """
    return min(1.0, base * skill * (1.0 + steps_beyond_broadcast(mode)) * served)


def probability_of_step(
    pace: float, openness: float, skill: float, demand: float, networked: float, mode: Mode
) -> float:
    """Accounts go from broadcasting to engaging to co-producing with openness, skill, demand and councillors who join
    in; goals slow what goes beyond them.

    pace × (openness + skill + (1 − 1/D) + networked)/4 × min(1, max(¼, 2 openness/next step)).

    Seed: S3, S16, S17 · Source: none · Standing: assumption

    ``pace`` per week, ``openness``, ``skill`` and ``networked`` (share of councillors) in [0, 1], ``demand`` D ≥ 1,
    ``mode`` now. Returns a probability per week; 0 at the top of the ladder.

    >>> probability_of_step(0.04, 1.0, 1.0, 1.0, 0.0, Mode.BROADCAST)
    0.02
    >>> probability_of_step(0.04, 1.0, 1.0, 1.0, 0.0, Mode.COPRODUCE)
    0.0
    """
    if mode == Mode.COPRODUCE:
        return 0.0
    favour = (openness + skill + (1.0 - 1.0 / demand) + networked) * 0.25
    following = 1.0 if mode <= Mode.BROADCAST else 2.0
    return pace * favour * min(1.0, max(SLOWED, 2.0 * openness / following))


def probability_of_lapse(abandonment: float, unmet_support: float, unmet_hours: float) -> float:
    """Accounts that nobody supports, or that nobody has time for, are abandoned.

    1 − (1 − a × unmet support)(1 − a × unmet hours).

    Seed: S8, S22 · Source: none found · Standing: assumption

    ``abandonment`` a per week, the shares in [0, 1]. Returns a probability per week.

    >>> probability_of_lapse(0.01, 0.0, 0.0), round(probability_of_lapse(0.01, 1.0, 0.0), 12)
    (0.0, 0.01)
    """
    return 1.0 - (1.0 - abandonment * unmet_support) * (1.0 - abandonment * unmet_hours)
