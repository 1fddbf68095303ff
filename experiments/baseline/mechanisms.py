"""Every mechanism of the model that leaves a record of its own, and how often it acted in a run.

What leaves none of its own, because it only changes how others act (all gates at once, hoops that train, many voices),
is not here: that each of these is felt, and absent at its off value, is tested.
"""

from __future__ import annotations

from experiments.baseline.happened import Happened, Mechanism, event, event_where, falls, hours, rises
from simulation.record import Book, Cause, Event, Owner, Use
from simulation.run import Run
from simulation.state import GATES, Gate, Kind, Mode, label

# A change of stage follows from another event; hours for any purpose are owned, not spent.
LEFT_OUT: tuple[Event | Use, ...] = (Event.STAGE, Use.ANY)

LEAD, CHAMPIONS = "digital_lead.hours", "champions.share"

MECHANISMS: tuple[Mechanism, ...] = (
    # who is there, and who wants it
    event(Event.PIONEER, "somebody has an account before anybody asks"),
    event(Event.LEFT, "somebody leaves"),
    event(Event.JOINED, "a successor comes"),
    event(Event.LIVE, "a successor takes over an account", "policy.inherit", cause=Cause.INHERITED),
    event(Event.CHANGE, "a dated change takes effect", "[[change]]"),
    event(Event.WANTED, "somebody comes to want it"),
    # asking, or not
    event(Event.ASSUMED, "a no is taken for granted"),
    event(Event.FILED, "a request is filed"),
    *(event(Event.FILED, f"a request of the kind *{label(kind)}*", kind=kind) for kind in Kind),
    event(Event.FILED, "a request finds a sponsor", sponsored=True),
    event(Event.FILED, "a request slips past comms", slipped=True),
    event(Event.FILED, "a request needs no manager", devolved=True),
    hours(Use.HOOPS, "askers jump through hoops"),
    # gates
    event(Event.QUEUED, "a request joins a queue"),
    *(event(Event.DECIDED, f"{label(gate)} decides", gate=gate) for gate in GATES),
    event(Event.DECIDED, "the digital lead decides in comms' place", LEAD, by_lead=True),
    hours(Use.DECIDING, "hours go into deciding"),
    event(Event.OBJECTED, "a gate objects for a reason that is true", genuine=True),
    event(Event.OBJECTED, "a gate objects for a reason that is not true", genuine=False),
    event(Event.OBJECTED, "a gate stops what is worthwhile", worthwhile=True),
    event(Event.OBJECTED, "a gate stops what is not worthwhile", worthwhile=False),
    hours(Use.MITIGATION, "ICT's spare hours make accounts safer"),
    hours(Use.INVESTMENT, "ICT orders capacity"),
    event(Event.INVESTED, "capacity that was ordered arrives"),
    event(Event.VANITY, "comms grants a councillor publicity", granted=True),
    event(Event.VANITY, "comms refuses a councillor publicity", granted=False),
    hours(Use.VANITY, "councillors' publicity takes comms' hours"),
    # after an objection
    hours(Use.EXPLAINING, "the true reason is explained"),
    event(Event.BLAMED, "somebody is blamed"),
    event_where(Event.BLAMED, "a gate is blamed for what another refused",
                lambda own: own["true_gate"] in GATES and own["gate"] != own["true_gate"]),
    event(Event.IMPROVED, "a refused request is mended and asked again"),
    event(Event.APPEALED, "somebody appeals", LEAD),
    event(Event.APPEAL_HEARD, "an appeal overrules a gate", LEAD, upheld=False),
    event(Event.APPEAL_HEARD, "an appeal changes nothing", LEAD, upheld=True),
    hours(Use.APPEALS, "hours go into appeals", LEAD),
    event(Event.NO_HOME, "nobody is there to appeal to"),
    event(Event.GAVE_UP, "somebody gives up after a refusal"),
    event_where(Event.WENT_SHADOW, "somebody goes ahead after a refusal", lambda own: own["gate"] != Gate.SELF),
    event(Event.WENT_SHADOW, "somebody goes ahead without asking", gate=Gate.SELF),
    event(Event.WITHDRAWN, "a request is withdrawn"),
    event(Event.LEFT_QUEUE, "a request leaves a queue undecided"),
    # using
    event(Event.APPROVED, "every gate says yes"),
    event(Event.LIVE, "an approved account goes live", cause=Cause.APPROVED),
    hours(Use.ACCOUNTS, "accounts take their department's hours", owner=Owner.DEPARTMENT),
    hours(Use.ACCOUNTS, "a department's hours fall short", owner=Owner.DEPARTMENT, book=Book.UNMET),
    hours(Use.SUPPORT, "comms support accounts", owner=Owner.COMMS),
    hours(Use.SUPPORT, "comms' support falls short", owner=Owner.COMMS, book=Book.UNMET),
    hours(Use.SUPPORT, "the digital lead supports accounts", LEAD, owner=Owner.DIGITAL_LEAD),
    hours(Use.SUPPORT, "champions answer questions", CHAMPIONS, owner=Owner.CHAMPIONS),
    hours(Use.OLD_WORK, "old work is stopped to make room", book=Book.FORGONE),
    event(Event.MODE, "an account begins to engage", mode=Mode.ENGAGE),
    event(Event.MODE, "an account begins to co-produce", mode=Mode.COPRODUCE),
    event(Event.LAPSED, "an account lapses for want of support", cause=Cause.NO_SUPPORT),
    event(Event.LAPSED, "an account lapses for want of hours", cause=Cause.NO_HOURS),
    hours(Use.SHADOW, "unsanctioned accounts take hours"),
    event(Event.DISCOVERED, "unsanctioned use is found"),
    event(Event.SUCCESS, "an account has a story to tell"),
    event(Event.DOCUMENTED, "a success is written up"),
    hours(Use.DOCUMENTING, "writing up takes hours"),
    # consequences
    event(Event.INCIDENT, "a post goes wrong on a live account", shadow=False),
    event(Event.INCIDENT, "a post goes wrong on an unsanctioned account", shadow=True),
    event(Event.MORATORIUM, "councillors stop everything for some weeks", started=True),
    event(Event.CRISIS, "a crisis begins", started=True),
    event(Event.CRISIS, "a crisis ends, handled well", started=False, handled=True),
    event(Event.CRISIS, "a crisis ends, handled badly", started=False, handled=False),
    # the organisation
    event(Event.VOTE, "councillors vote and keep standing orders", passed=False),
    event(Event.VOTE, "councillors vote and amend standing orders", passed=True),
    hours(Use.REDESIGN, "redesign goes on"),
    event(Event.REDESIGN, "a department's redesign passes a quarter, a half or three quarters"),
    hours(Use.FRAMEWORK, "professions work on frameworks of their own"),
    hours(Use.TRAINING, "training is given"),
    hours(Use.SCANNING, "the digital lead scans the horizon", LEAD),
    hours(Use.MEETING, "champions meet", CHAMPIONS),
    hours(Use.LEADING, "the leadership leads"),
    hours(Use.CRITERIA, "criteria of performance are kept up", "policy.performance_criteria"),
    hours(Use.VALUES, "shared values are kept up"),
    hours(Use.WATCHING, "unsanctioned use is watched for"),
    hours(Use.NETWORKS, "councillors learn their way about networks"),
    # stocks that move
    rises("evidence", "evidence grows"),
    falls("evidence", "evidence goes out of date"),
    rises("demand", "public demand grows"),
    rises("anxiety", "councillors worry more"),
    falls("anxiety", "councillors worry less"),
    rises("confidence", "departments gain confidence"),
    falls("confidence", "departments lose confidence"),
    falls("attention", "the leadership's attention wanders"),
    rises("attention", "the leadership's attention is renewed"),
    falls("inertia", "comms' inertia fades"),
    rises("legal_knowledge", "legal learns"),
)  # fmt: skip


def acted(run: Run) -> dict[str, int]:
    """How often each mechanism acted in a run whose rows were kept, by its words: times, or weeks."""
    happened = Happened(run)
    return {mechanism.says: mechanism.count(happened) for mechanism in MECHANISMS}
