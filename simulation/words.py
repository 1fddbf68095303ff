"""Plain words for what the records name: whoever tells a run takes them from here, so that nothing has two names."""

from simulation.record import Cause
from simulation.state import Gate, Kind, Mode, Objection, Removal, Stage

GATES_IN_WORDS: dict[Gate, str] = {
    Gate.MANAGEMENT: "the head of department",
    Gate.COMMS: "comms",
    Gate.HR: "HR",
    Gate.LEGAL: "legal",
    Gate.ICT: "ICT",
    Gate.SELF: "nobody",
    Gate.NO_HOME: "nobody, for there was nobody to ask",
}

# A gate as the head of a table or the label of a bar.
WRITTEN: dict[Gate, str] = {
    Gate.MANAGEMENT: "Management",
    Gate.COMMS: "Comms",
    Gate.HR: "HR",
    Gate.LEGAL: "Legal",
    Gate.ICT: "ICT",
}

# What a scenario did to a whole gate; nothing where it stands as it is.
REMOVALS_IN_WORDS: dict[Removal, str] = {
    Removal.REMOVED: "removed by the scenario",
    Removal.UNKNOWN: "gone, but nobody knows",
    Removal.RUBBER_STAMP: "always says yes",
}

KINDS_IN_WORDS: dict[Kind, str] = {
    Kind.ROUTINE: "an ordinary account",
    Kind.NEW_CHANNEL: "a channel that is new here",
    Kind.NEEDS_ICT: "an account that needs a change by ICT",
    Kind.STANDING_ORDERS: "something that touches standing orders",
    Kind.VANITY: "publicity that nobody needs",
}

# What a gate said, as it stands after "saying".
OBJECTIONS_IN_WORDS: dict[Objection, str] = {
    Objection.NOT_UNDERSTOOD: "nobody could see what it was for",
    Objection.NO_TIME: "there was no time for it",
    Objection.CONDUCT: "staff might misbehave",
    Objection.BOGEYMAN: "there would be legal trouble",
    Objection.STANDING_ORDERS: "standing orders forbade it",
    Objection.SECURITY: "it was not secure",
    Objection.INFRASTRUCTURE: "the infrastructure could not carry it",
    Objection.KNOWLEDGE_GAP: "the request did not say what was needed",
    Objection.NO_BUSINESS_CASE: "there was no business case",
    Objection.NO_RESOURCE: "there was nobody to support it",
    Objection.VANITY: "it was vanity publishing",
    Objection.PACE: "it was more than could be carried before long",
    Objection.INERTIA: "it had never been done here",
    Objection.LOSS_OF_CONTROL: "control would be lost",
    Objection.REPUTATION: "councillors feared for their reputation",
    Objection.NO_HOME: "there was nobody to ask",
    Objection.ASSUMED: "the answer would be no",
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

# The same in short, as the label of a bar or a line, from those who use it to those who could not care less.
STAGES_IN_SHORT: dict[Stage, str] = {
    Stage.LIVE: "live",
    Stage.SHADOW: "shadow use",
    Stage.ASKING: "asking",
    Stage.WANTING: "wanting",
    Stage.ASSUMED_NO: "assuming a no",
    Stage.GAVE_UP: "given up",
    Stage.LAPSED: "lapsed",
    Stage.UNINTERESTED: "not interested",
}

MODES_IN_WORDS: dict[Mode, str] = {
    Mode.NONE: "not using it",
    Mode.BROADCAST: "broadcasting",
    Mode.ENGAGE: "engaging",
    Mode.COPRODUCE: "co-producing",
}

OCCUPANTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def weeks_in_words(weeks: int) -> str:
    """How many weeks, as one says it; numbers beyond twelve in digits.

    >>> weeks_in_words(0), weeks_in_words(1), weeks_in_words(4), weeks_in_words(30)
    ('no weeks', 'one week', 'four weeks', '30 weeks')
    """
    return f"{SMALL[weeks] if weeks < len(SMALL) else weeks} {'week' if weeks == 1 else 'weeks'}"


def occupant_in_words(generation: int) -> str:
    """Who of those who sat in a seat one after the other, the first being 0; beyond the tenth in digits.

    >>> occupant_in_words(1), occupant_in_words(10)
    ('second occupant', 'occupant 11')
    """
    return f"{OCCUPANTS[generation]} occupant" if generation < len(OCCUPANTS) else f"occupant {generation + 1}"
