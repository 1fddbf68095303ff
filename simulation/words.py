"""Plain words for what the records name: whoever tells a run takes them from here, so that nothing has two names."""

from simulation.record import Cause
from simulation.state import Gate, Kind, Mode, Objection, Stage

GATES_IN_WORDS: dict[Gate, str] = {
    Gate.MANAGEMENT: "the head of department",
    Gate.COMMS: "comms",
    Gate.HR: "HR",
    Gate.LEGAL: "legal",
    Gate.ICT: "ICT",
    Gate.SELF: "nobody",
    Gate.NO_HOME: "nobody, for there was nobody to ask",
}

KINDS_IN_WORDS: dict[Kind, str] = {
    Kind.ROUTINE: "an ordinary account",
    Kind.NEW_CHANNEL: "a channel that is new here",
    Kind.NEEDS_ICT: "an account that needs a change by ICT",
    Kind.STANDING_ORDERS: "something that touches standing orders",
    Kind.VANITY: "publicity that nobody needs",
}

OBJECTIONS_IN_WORDS: dict[Objection, str] = {
    Objection.NOT_UNDERSTOOD: "what is it for",
    Objection.NO_TIME: "no time",
    Objection.CONDUCT: "staff might misbehave",
    Objection.BOGEYMAN: "legal trouble that does not exist",
    Objection.STANDING_ORDERS: "standing orders forbid it",
    Objection.SECURITY: "not secure",
    Objection.INFRASTRUCTURE: "the infrastructure does not carry it",
    Objection.KNOWLEDGE_GAP: "the request does not say what is needed",
    Objection.NO_BUSINESS_CASE: "no business case",
    Objection.NO_RESOURCE: "nobody to support it",
    Objection.VANITY: "vanity publishing",
    Objection.PACE: "more than we could carry before long",
    Objection.INERTIA: "never done here",
    Objection.LOSS_OF_CONTROL: "loss of control",
    Objection.REPUTATION: "councillors fear for their reputation",
    Objection.NO_HOME: "nobody is there to ask",
    Objection.ASSUMED: "a no, taken for granted",
}

CAUSES_IN_WORDS: dict[Cause, str] = {
    Cause.START: "from the start",
    Cause.WANTED: "having seen enough to want it",
    Cause.PATIENCE: "after too long a wait for the nerve to ask",
    Cause.FILED: "with a request on its way",
    Cause.APPROVED: "with permission",
    Cause.REFUSED: "after a refusal",
    Cause.FRUSTRATION: "out of frustration",
    Cause.NO_SUPPORT: "for want of support",
    Cause.NO_HOURS: "for want of time",
    Cause.DISCOVERED: "having been found out",
    Cause.LEFT: "as its asker left",
    Cause.INHERITED: "taken over from whoever had it before",
}

STAGES_IN_WORDS: dict[Stage, str] = {
    Stage.UNINTERESTED: "not interested",
    Stage.WANTING: "wanting it",
    Stage.ASSUMED_NO: "taking a no for granted",
    Stage.ASKING: "asking",
    Stage.LIVE: "live",
    Stage.LAPSED: "no longer using it",
    Stage.GAVE_UP: "having given up",
    Stage.SHADOW: "using it without permission",
}

MODES_IN_WORDS: dict[Mode, str] = {
    Mode.NONE: "not using it",
    Mode.BROADCAST: "broadcasting",
    Mode.ENGAGE: "engaging",
    Mode.COPRODUCE: "co-producing",
}

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def weeks_in_words(weeks: int) -> str:
    """How many weeks, as one says it; numbers beyond twelve in digits.

    >>> weeks_in_words(0), weeks_in_words(1), weeks_in_words(4), weeks_in_words(30)
    ('no weeks', 'one week', 'four weeks', '30 weeks')
    """
    return f"{SMALL[weeks] if weeks < len(SMALL) else weeks} {'week' if weeks == 1 else 'weeks'}"
