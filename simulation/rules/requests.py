"""Requests: what is asked for, how good the case looks, and what it would truly be worth."""

from math import exp, sqrt

from simulation.state import Kind

VANITY_WORTH = 0.1  # publicity that nobody needs is worth a tenth to the public
REVEALING_HOURS = 8.0  # hours of hoops that reveal two thirds of what there is to know about a request
TRAINING_PIECES = 4.0  # a training hoop teaches as much as four weeks of use


def kind_of(
    new_channel: float, needs_ict: float, standing_orders: float, vanity: float, is_senior: bool, u: float
) -> Kind:
    """Most requests are routine; the rest want a new channel, an ICT change, a change of standing orders, or publicity.

    The first kind, in the order given, whose cumulated share exceeds u; routine takes what is left. Managers and heads
    ask for publicity twice as often.

    Seed: S5, S6, S8 · Source: none · Standing: assumption

    Shares in [0, 1] adding to at most 1, ``is_senior`` for a manager or head, ``u`` in [0, 1). Returns a kind.

    >>> kind_of(0.2, 0.1, 0.05, 0.1, False, 0.25).name, kind_of(0.2, 0.1, 0.05, 0.1, False, 0.9).name
    ('NEEDS_ICT', 'ROUTINE')
    >>> kind_of(0.2, 0.1, 0.05, 0.1, False, 0.5).name, kind_of(0.2, 0.1, 0.05, 0.1, True, 0.5).name
    ('ROUTINE', 'VANITY')
    """
    if u < new_channel:
        return Kind.NEW_CHANNEL
    if u < new_channel + needs_ict:
        return Kind.NEEDS_ICT
    if u < new_channel + needs_ict + standing_orders:
        return Kind.STANDING_ORDERS
    if u < new_channel + needs_ict + standing_orders + (2.0 * vanity if is_senior else vanity):
        return Kind.VANITY
    return Kind.ROUTINE


def value_of(mean: float, audience: float, kind: Kind, u: float) -> float:
    """What an account would give the public varies from nothing to twice the mean, more where the public finds it
    useful.

    V = 2 u × mean × audience; a tenth of it for vanity.

    Seed: S2, S8 · Source: none · Standing: assumption

    ``mean`` in value hours per week, ``audience`` ≥ 0, ``u`` in [0, 1). Returns value hours per week.

    >>> value_of(6.0, 1.0, Kind.ROUTINE, 0.5), round(value_of(6.0, 1.0, Kind.VANITY, 0.5), 12)
    (6.0, 0.6)
    """
    value = 2.0 * u * mean * audience
    return value * VANITY_WORTH if kind == Kind.VANITY else value


def risk_of(sensitivity: float, u: float) -> float:
    """A department's content is as risky as it is, some of it more, some less.

    min(1, 2 u × sensitivity).

    Seed: S20 · Source: none · Standing: assumption

    ``sensitivity`` in [0, 1], ``u`` in [0, 1). Returns a risk in [0, 1].

    >>> risk_of(0.4, 0.5), risk_of(1.0, 0.9)
    (0.4, 1.0)
    """
    return min(1.0, 2.0 * u * sensitivity)


def quality_of(skill: float, customer_skill: float) -> float:
    """A request is as good as the asker's skill and the department's skill as a customer make it together.

    q = √(skill × customer skill): the product of the two, on the scale of either.

    Seed: S6, S18 · Source: none · Standing: assumption

    Both in [0, 1]. Returns q in [0, 1].

    >>> quality_of(0.4, 0.4), quality_of(1.0, 0.0)
    (0.4, 0.0)
    """
    return sqrt(skill * customer_skill)


def quality_improved(quality: float) -> float:
    """Who mends a request closes half of what it lacked.

    q ← q + (1 − q)/2.

    Seed: S18, S22 · Source: none · Standing: assumption

    ``quality`` q in [0, 1]. Returns a value in [0, 1].

    >>> quality_improved(0.4)
    0.7
    """
    return quality + 0.5 * (1.0 - quality)


def evidence_that_helps(evidence: float, novelty: float) -> float:
    """Evidence from elsewhere vouches for what copies it, not for what is new.

    E (1 − novelty).

    Seed: S13 · Source: the seed · Standing: assumption

    Both in [0, 1]. Returns a value in [0, 1].

    >>> evidence_that_helps(0.6, 0.5)
    0.3
    """
    return evidence * (1.0 - novelty)


def share_revealed(hoop_hours: float, evidence: float) -> float:
    """Hoops show whether there is a use, each hour less than the one before; what long practice has proved they cannot
    prove again.

    (1 − exp(−h/8))(1 − E).

    Seed: S21, S22 · Source: the seed's readers; form assumed · Standing: assumption

    ``hoop_hours`` h ≥ 0 hours, ``evidence`` E of this kind in [0, 1]. Returns a share in [0, 1].

    >>> share_revealed(0.0, 0.0), share_revealed(8.0, 1.0), round(share_revealed(8.0, 0.0), 4)
    (0.0, 0.0, 0.6321)
    """
    return (1.0 - exp(-hoop_hours / REVEALING_HOURS)) * (1.0 - evidence)


def perceived_case(
    evidence: float,
    novelty: float,
    quality: float,
    conviction: float,
    sponsored: bool,
    revealed: float,
    true_case: float,
) -> float:
    """A gate sees evidence and a well-made request; for the new part, conviction and a sponsor; and the truth as far as
    hoops reveal it.

    case = (1 − ρ) [1 − (1 − E(1 − ν))(1 − ν (c + s)/2)(1 − q)] + ρ τ.

    Seed: S8, S13, S22 · Source: none · Standing: assumption

    ``evidence`` E, ``novelty`` ν, ``quality`` q, ``conviction`` c of the asker, ``revealed`` ρ and ``true_case`` τ in
    [0, 1]. Returns a value in [0, 1].

    >>> perceived_case(0.0, 0.0, 0.4, 0.5, False, 0.0, 1.0), perceived_case(0.0, 0.0, 0.4, 0.5, False, 1.0, 0.9)
    (0.4, 0.9)
    """
    faith = novelty * (conviction + (1.0 if sponsored else 0.0)) * 0.5
    doubt = (1.0 - evidence_that_helps(evidence, novelty)) * (1.0 - faith) * (1.0 - quality)
    return (1.0 - revealed) * (1.0 - doubt) + revealed * true_case


def true_case(value: float, cost: float) -> float:
    """The true case: what it gives as a share of what it gives and takes.

    τ = V/(V + C): a half where it just pays; a half, too, where both are nothing.

    Seed: S2 · Source: none · Standing: assumption

    ``value`` V and ``cost`` C (hours, support and expected harm) in hours per week, ≥ 0. Returns τ in [0, 1].

    >>> true_case(3.0, 1.0), true_case(0.0, 0.0)
    (0.75, 0.5)
    """
    return value / (value + cost) if value + cost > 0.0 else 0.5


def is_worthwhile(value: float, cost: float) -> bool:
    """One rule for all gates: it is worthwhile if it gives the public more than its hours, its support and its expected
    harm.

    V − C > 0.

    Seed: S2 · Source: the seed · Standing: assumption

    ``value`` and ``cost`` in hours per week. Returns whether refusing it would be obstructive (else protective).

    >>> is_worthwhile(5.0, 3.5), is_worthwhile(3.0, 3.0)
    (True, False)
    """
    return value - cost > 0.0


def probability_of_slipping(uptake: float, grey_area: float) -> float:
    """While hardly anybody uses it and nobody is responsible, a request can slip past comms.

    1 − uptake/grey, and 0 above the grey-area level.

    Seed: S9 · Source: the seed · Standing: assumption

    ``uptake`` and ``grey_area`` in [0, 1]. Returns a probability.

    >>> probability_of_slipping(0.0, 0.05), probability_of_slipping(0.05, 0.05), probability_of_slipping(0.0, 0.0)
    (1.0, 0.0, 0.0)
    """
    return 0.0 if uptake >= grey_area else 1.0 - uptake / grey_area
