"""The words of the model as numbers: every enumeration that agents, rules, draws and records share.

Strings live at the border (scenario files, printed tables); inside, everything is an ``IntEnum``, so that the
event log is integers and the same rule can later be called from compiled code.
"""

from __future__ import annotations

from enum import IntEnum


class Stage(IntEnum):
    """Where a member of staff stands with social media at work. Stages partition the staff."""

    UNINTERESTED = 0
    WANTING = 1
    ASSUMED_NO = 2
    ASKING = 3
    LIVE = 4
    LAPSED = 5
    GAVE_UP = 6
    SHADOW = 7


class Mode(IntEnum):
    """What an account is used for: talking, listening and answering, or making services together."""

    NONE = 0
    BROADCAST = 1
    ENGAGE = 2
    COPRODUCE = 3


class Grade(IntEnum):
    """Where a member of staff stands in the reporting tree."""

    FRONTLINE = 0
    MANAGER = 1
    HEAD = 2


class Gate(IntEnum):
    """Who answers a request. The five first are gates; blame is also booked to the two last."""

    MANAGEMENT = 0
    COMMS = 1
    HR = 2
    LEGAL = 3
    ICT = 4
    SELF = 5
    NO_HOME = 6


GATES = (Gate.MANAGEMENT, Gate.COMMS, Gate.HR, Gate.LEGAL, Gate.ICT)


class Kind(IntEnum):
    """What a request asks for."""

    ROUTINE = 0
    NEW_CHANNEL = 1
    NEEDS_ICT = 2
    STANDING_ORDERS = 3
    VANITY = 4


class Objection(IntEnum):
    """Every reason for which something is stopped. The first fifteen are raised by a gate."""

    NOT_UNDERSTOOD = 0
    NO_TIME = 1
    CONDUCT = 2
    BOGEYMAN = 3
    STANDING_ORDERS = 4
    SECURITY = 5
    INFRASTRUCTURE = 6
    KNOWLEDGE_GAP = 7
    NO_BUSINESS_CASE = 8
    NO_RESOURCE = 9
    VANITY = 10
    PACE = 11
    INERTIA = 12
    LOSS_OF_CONTROL = 13
    REPUTATION = 14
    NO_HOME = 15
    ASSUMED = 16


OBJECTIONS_OF: dict[Gate, tuple[Objection, ...]] = {
    Gate.MANAGEMENT: (Objection.NOT_UNDERSTOOD, Objection.NO_TIME),
    Gate.COMMS: (
        Objection.NO_BUSINESS_CASE,
        Objection.NO_RESOURCE,
        Objection.VANITY,
        Objection.PACE,
        Objection.INERTIA,
        Objection.LOSS_OF_CONTROL,
        Objection.REPUTATION,
    ),
    Gate.HR: (Objection.CONDUCT,),
    Gate.LEGAL: (Objection.BOGEYMAN, Objection.STANDING_ORDERS),
    Gate.ICT: (Objection.SECURITY, Objection.INFRASTRUCTURE, Objection.KNOWLEDGE_GAP),
}


class Removal(IntEnum):
    """What a scenario may do to a whole gate, to tell refusal, waiting and fear apart."""

    NO = 0
    REMOVED = 1
    UNKNOWN = 2
    RUBBER_STAMP = 3


class Influence(IntEnum):
    """The rule by which other people's use makes somebody want it."""

    HAZARD = 0
    THRESHOLD = 1
    COUNT = 2


class Seat(IntEnum):
    """Where the leadership of social media sits."""

    COMMS = 0
    CORPORATE = 1
    SERVICE = 2
    POLITICAL = 3


class Placement(IntEnum):
    """Which seats become champions first."""

    RANDOM = 0
    FRONTLINE = 1
    CENTRAL = 2


class Answers(IntEnum):
    """Who hands over the answer to a request: the gate that decided, or comms for all gates."""

    GATE = 0
    COMMS = 1


class News(IntEnum):
    """What travels from a person to those who hear them. Applied in this order."""

    WENT_LIVE = 0
    SUCCESS = 1
    LET_THROUGH = 2
    REFUSED = 3
    LAPSED = 4
    INCIDENT = 5


class Maturity(IntEnum):
    """Stages of an organisation's use (Mergel and Bretschneider 2013), read from the data."""

    INFORMAL_EXPERIMENTS = 0
    COORDINATED_DISORDER = 1
    INSTITUTION = 2


def label(member: IntEnum) -> str:
    """The name of a member as scenario files and tables write it.

    >>> label(Objection.NO_BUSINESS_CASE)
    'no_business_case'
    """
    return member.name.lower()


def labels(enumeration: type[IntEnum]) -> tuple[str, ...]:
    """All names of an enumeration, as scenario files and tables write them.

    >>> labels(Grade)
    ('frontline', 'manager', 'head')
    """
    return tuple(label(member) for member in enumeration)
