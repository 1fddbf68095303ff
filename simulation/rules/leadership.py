"""Leadership: how far its message carries, how long it attends, and who sponsors."""

from simulation.state import Seat

LEADERSHIP_HOURS = 37.0  # a week's work of one leader, for a leadership of full strength


def message_received(strength: float, attention: float, consistency: float, steps: int) -> float:
    """A message loses something at every step of the reporting tree between those who lead and those who hear.

    strength × attention × consistency^steps, written as a product so that both drivers agree.

    Seed: S11, S19, S20 · Source: the reporting tree is the council's; the loss is assumed · Standing: assumption

    ``strength``, ``attention`` and ``consistency`` in [0, 1], ``steps`` ≥ 0. Returns a value in [0, 1].

    >>> message_received(0.8, 1.0, 0.5, 2), message_received(0.8, 1.0, 0.5, 0), message_received(0.0, 1.0, 1.0, 3)
    (0.2, 0.8, 0.0)
    """
    message = strength * attention
    for _ in range(steps):
        message = message * consistency
    return message


def steps_down(seat: Seat, is_host: bool, is_host_directorate: bool) -> int:
    """Steps of the reporting tree from where the leadership sits to a department's head.

    The tree is chief executive, directorates, departments, managers, staff. From the corporate centre a head is two
    steps away. From politics or from comms, both beside the chief executive, three. From a service: none to its own
    head, two within its directorate, four to others. Managers are one step further, staff two.

    Seed: S11, S19 · Source: the usual chart of an English council · Standing: assumption

    ``is_host``: the department is the one that leads; ``is_host_directorate``: it shares that one's directorate.
    Returns steps, 0 to 4.

    >>> steps_down(Seat.CORPORATE, False, False), steps_down(Seat.SERVICE, True, True)
    (2, 0)
    >>> steps_down(Seat.COMMS, False, False)
    3
    """
    if seat == Seat.CORPORATE:
        return 2
    if seat == Seat.SERVICE:
        if is_host:
            return 0
        return 2 if is_host_directorate else 4
    return 3


def steps_to_comms(seat: Seat) -> int:
    """Steps of the reporting tree from where the leadership sits to the head of comms, who reports to the chief
    executive.

    Seed: S11, S19 · Source: the usual chart of an English council · Standing: assumption

    Returns steps, 0 to 3.

    >>> steps_to_comms(Seat.COMMS), steps_to_comms(Seat.CORPORATE), steps_to_comms(Seat.SERVICE)
    (0, 1, 3)
    """
    if seat == Seat.COMMS:
        return 0
    if seat == Seat.CORPORATE:
        return 1
    return 3 if seat == Seat.SERVICE else 2


def probability_of_sponsor(strength: float, attention: float, consistency: float, seat: Seat) -> float:
    """A manager outside comms and ICT backs a request where the leadership is strong, consistent and not itself in
    comms.

    strength × attention × consistency; 0 where leadership sits in comms.

    Seed: S6, S11, S19 · Source: none · Standing: assumption

    All in [0, 1]. Returns a probability.

    >>> probability_of_sponsor(0.5, 1.0, 0.8, Seat.CORPORATE), probability_of_sponsor(0.5, 1.0, 0.8, Seat.COMMS)
    (0.4, 0.0)
    """
    return 0.0 if seat == Seat.COMMS else strength * attention * consistency


def attention_next(attention: float, span: float, evidence: float, crisis: float) -> float:
    """Attention is finite: it decays, evidence renews it, a crisis draws it off.

    A ← max(0, A + (E(1 − A) − (1 + crisis)A)/span).

    Seed: S11, S20 · Source: Repenning 2002 (commitment decays unless results feed it) · Standing: literature (form),
    assumption (size)

    ``attention`` A, ``evidence`` E and ``crisis`` in [0, 1], ``span`` in weeks ≥ 1. Returns a value in [0, 1].

    >>> attention_next(1.0, 26.0, 0.0, 0.0) < 1.0, attention_next(0.0, 26.0, 0.0, 1.0)
    (True, 0.0)
    """
    return max(0.0, attention + (evidence * (1.0 - attention) - (1.0 + crisis) * attention) / span)


def hours_of_leadership(strength: float, consistency: float) -> float:
    """Leading costs leaders' hours, and as many again of those below them who keep the message the same.

    37 × strength × (1 + consistency).

    Seed: S11, S20 · Source: none · Standing: assumption

    Both in [0, 1]. Returns hours a week.

    >>> hours_of_leadership(0.5, 0.0), hours_of_leadership(0.5, 1.0)
    (18.5, 37.0)
    """
    return LEADERSHIP_HOURS * strength * (1.0 + consistency)


def stops_old_work(evidence: float, confidence: float, message: float, worth: float) -> bool:
    """A head stops old work once evidence, confidence and the leadership's message together outweigh what it is worth.

    E + confidence + message > worth of an hour of it.

    Seed: S8, S10, S11 · Source: none · Standing: assumption

    The first three in [0, 1], ``worth`` in value hours per hour. Returns whether the work stops.

    >>> stops_old_work(0.2, 0.5, 0.1, 0.6), stops_old_work(0.0, 0.5, 0.0, 0.6)
    (True, False)
    """
    return evidence + confidence + message > worth
