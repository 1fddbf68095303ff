"""The organisation learns: evidence, training, redesign, frameworks, and what they cost."""

from math import exp

HOURS_TO_REDESIGN = 20.0  # hours per person for redesigning a whole department's work
HOURS_TO_FRAMEWORK = 10.0  # hours per person in which a profession builds two thirds of its framework
HOURS_TO_DOCUMENT = 8.0  # hours of writing up one case
TRAINED_PER_HOUR = 0.015  # what an hour of training per person adds to the share of skills taught
CLASS_SIZE = 10.0  # people whom one hour of the digital lead's training reaches
WORKING_DAY = 7.4  # hours
MEETING_PIECES = 1.0  # a champion's hour with other champions teaches as much as so many pieces of news
CONFIDENCE_AT_REST = 0.5  # of a department
HOURS_OF_POLICY = 1.0  # hours per person concerned and year that a policy in full force takes


def evidence_next(
    evidence: float, gain: float, documented: int, outside: float, scanning_hours: float, age: float
) -> float:
    """Evidence grows with each documented success and with what others' practice brings, more where somebody scans for
    it; it ages.

    E ← E + (1 − (1 − g)ⁿ)(1 − E) + o (1 + scanning hours)(1 − E) − age E, kept in [0, 1].

    Seed: S13, S20, S22 · Source: none · Standing: assumption

    ``evidence`` E, ``gain`` g, ``outside`` o and ``age`` in [0, 1] per week, ``documented`` n cases, ``scanning_hours``
    ≥ 0 a week. Returns E in [0, 1].

    >>> evidence_next(0.0, 0.0, 9, 0.0, 5.0, 0.1), evidence_next(0.5, 0.1, 1, 0.0, 0.0, 0.0)
    (0.0, 0.55)
    """
    kept = 1.0
    for _ in range(documented):
        kept = kept * (1.0 - gain)
    grown = evidence + (1.0 - kept) * (1.0 - evidence) + outside * (1.0 + scanning_hours) * (1.0 - evidence)
    return min(1.0, max(0.0, grown - age * evidence))


def trained_next(trained: float, hours_per_person: float, forgetting: float) -> float:
    """Training adds to what a department can do; it is forgotten unless repeated.

    T ← T + (1 − e^{−0.015 h})(1 − T) − ρ T.

    Seed: S10, S22 · Source: audit and feedback adds 0.04 (0.005 to 0.16) to practice, for comparison · Standing:
    assumption

    ``trained`` T and ``forgetting`` ρ in [0, 1], ``hours_per_person`` h a week. Returns T in [0, 1].

    >>> trained_next(0.2, 0.0, 0.0), trained_next(0.0, 1.0, 0.0) > 0.0
    (0.2, True)
    """
    return max(
        0.0, trained + (1.0 - exp(-TRAINED_PER_HOUR * hours_per_person)) * (1.0 - trained) - forgetting * trained
    )


def hours_of_training(days_per_year: float) -> float:
    """A bought programme takes its days from everybody's year.

    7.4 days/52.

    Seed: S22 · Source: LGA: 0.97 days a year for all topics · Standing: literature

    ``days_per_year`` per person. Returns hours per person and week.

    >>> round(hours_of_training(1.0), 4)
    0.1423
    """
    return WORKING_DAY * days_per_year / 52.0


def hours_of_policy(extent: float) -> float:
    """No policy lives unless people give it time: to talk values over, to set and read criteria, to watch, to learn.

    1 hour a year × extent.

    Seed: S4, S14, S16 · Source: none · Standing: assumption

    ``extent`` in [0, 1]: how far the policy is in force. Returns hours per person concerned and week.

    >>> hours_of_policy(1.0) * 52.0, hours_of_policy(0.0)
    (1.0, 0.0)
    """
    return HOURS_OF_POLICY * extent / 52.0


def redesign_pace(pace: float, co_design: float, message: float) -> float:
    """Redesign grows from co-design and from leadership, each on its own.

    pace × (co-design + message)/2.

    Seed: S10, S11 · Source: the seed; additive so that neither is a condition by decree · Standing: assumption

    ``pace`` per week, ``co_design`` and ``message`` in [0, 1]. Returns a rate per week.

    >>> redesign_pace(0.02, 0.0, 0.0), redesign_pace(0.02, 0.0, 1.0)
    (0.0, 0.01)
    """
    return pace * 0.5 * (co_design + message)


def redesign_next(redesign: float, pace: float) -> float:
    """What is left to redesign shrinks.

    R ← R + pace (1 − R).

    Seed: S10 · Source: none · Standing: assumption

    Both in [0, 1]. Returns R in [0, 1].

    >>> redesign_next(0.5, 0.1)
    0.55
    """
    return redesign + pace * (1.0 - redesign)


def framework_next(framework: float, hours_per_person: float) -> float:
    """A profession builds its framework with its own hours.

    F ← F + (1 − e^{−h/10})(1 − F).

    Seed: S12 · Source: none · Standing: assumption

    ``framework`` F in [0, 1], ``hours_per_person`` h a week. Returns F in [0, 1].

    >>> framework_next(0.3, 0.0), framework_next(0.0, 10.0) > 0.6
    (0.3, True)
    """
    return framework + (1.0 - exp(-hours_per_person / HOURS_TO_FRAMEWORK)) * (1.0 - framework)


def confidence_next(confidence: float, news: float, setbacks: float, evidence: float) -> float:
    """A department's confidence falls with refusals and incidents and rises with evidence.

    k ← k e^{−r × setbacks}, then k ← k + r E (1 − k).

    Seed: S7 · Source: none · Standing: assumption

    ``confidence`` k, ``news`` r and ``evidence`` E in [0, 1], ``setbacks`` per ten people this week. Returns a value in
    [0, 1].

    >>> confidence_next(0.5, 0.1, 0.0, 0.0), confidence_next(0.5, 0.1, 0.0, 1.0)
    (0.5, 0.55)
    >>> confidence_next(0.5, 0.1, 1.0, 0.0) < 0.5
    True
    """
    shaken = confidence * exp(-news * setbacks)
    return shaken + news * evidence * (1.0 - shaken)
