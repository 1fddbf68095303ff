"""Numbers of asking: requests, the route they take, hoops, gates and the strength of every objection."""

from simulation.parameters.declare import Standing, choice, number, switch
from simulation.state import GATES, OBJECTIONS_OF, Answers, Objection, label

number("asking.rate", 0.25, "per week", (0, 1), (0.05, 0.5), "chance a week to ask, with nothing to fear", sampled=True)
number("asking.caution", 2, "power", (0, 10), (1, 4), "how steeply a feared refusal lowers the chance to ask", off=0)
number("asking.improve", 0.6, "0 to 1", (0, 1), (0.3, 0.8), "chance to mend a refused request and ask again", off=0)
number("asking.appeal", 0.4, "0 to 1", (0, 1), (0.1, 0.6), "chance to appeal against a refusal where somebody can hear it",
       off=0)

number("requests.new_channel", 0.2, "share", (0, 1), (0.1, 0.3), "requests for a new channel", off=0)
number("requests.needs_ict", 0.15, "share", (0, 1), (0.05, 0.3), "requests that need an ICT change", off=0)
number("requests.standing_orders", 0.05, "share", (0, 1), (0.02, 0.1), "requests that touch standing orders", off=0)
number("requests.vanity", 0.15, "share", (0, 1), (0.05, 0.2),
       "requests for publicity that nobody needs; the other requests are routine", off=0)
number("requests.value", 4.5, "value hours per week", (0, 1000), (3, 12),
       "mean public value of an account while it broadcasts", sampled=True)
number("requests.hours", 3.0, "hours per week", (0, 100), (1, 10), "mean work that an account takes",
       standing=Standing.LITERATURE, source="practitioner guides 2009: about 3 hours a week", sampled=True)
number("requests.novelty", 0.3, "0 to 1", (0, 1), (0.1, 0.6),
       "mean share of a request that no other place's practice can vouch for", off=0)

switch("route.parallel", False, "all gates answer at once instead of one after the other")
choice("route.answers_by", "gate", Answers, "who hands over the answer: the gate itself, or comms for all gates", off="gate")
number("route.devolution", 0.2, "share", (0, 1), (0, 0.5), "frontline requests that need no manager",
       off=0, standing=Standing.LEVER)
number("route.grey_area", 0.05, "share of staff", (0, 1), (0, 0.15),
       "uptake below which nobody's responsibility lets requests slip past comms", off=0)
number("route.transparency", 0.4, "0 to 1", (0, 1), (0.2, 0.8), "chance that the true reason and gate are told (a written policy gives a second chance)",
       off=0, standing=Standing.LEVER, sampled=True)

number("hoops.number", 2, "steps", (0, 50), (0, 6), "steps to take before a request is accepted", whole=True, off=0,
       standing=Standing.LEVER, sampled=True)
number("hoops.hours", 2, "hours per step", (0, 100), (0.5, 5), "weight of one step", off=0, standing=Standing.LEVER)
switch("hoops.training", False, "the hoops include training, which raises the asker's skill")

number("gates.decision_hours", 2.0, "hours", (0.01, 100), (0.5, 5), "work of one decision without precedent", sampled=True)
number("gates.risk_aversion", 0.4, "0 to 1", (0, 1), (0.2, 0.7),
       "rest level of HR's and ICT's risk aversion and of comms' need for control", off=0, sampled=True)

number("gates.turnaround", 1, "weeks", (0, 52), (0, 4), "calendar time of an answer by comms, HR or ICT", whole=True, off=0)
number("gates.management.hours", 1.0, "hours per head and week", (0, 1000), (0.3, 3), "time of a head for decisions")

number("gates.comms.fte", 2.2, "full-time posts per 1,000 staff", (0, 1000), (1.5, 8), "size of the comms team",
       standing=Standing.LITERATURE, sampled=True, source="LGA 2018 mean 8.3 posts; FOI 2015 mean 8.5 over 405 councils")
number("gates.comms.own_work", 0.75, "share of hours", (0, 1), (0.5, 0.9), "press, campaigns and print come first", off=0,
       sampled=True)
number("gates.comms.ring_fenced", 0.2, "share of free hours", (0, 1), (0.1, 0.4), "kept for decisions", sampled=True)
number("gates.comms.support_hours", 0.6, "hours per account and week", (0, 40), (0.2, 1.5),
       "support that an unskilled user without a professional framework needs", off=0, sampled=True)

number("gates.hr.hours", 4, "hours per 1,000 staff and week", (0, 40_000), (1, 10), "time for decisions")

number("gates.legal.hours", 3, "hours per 1,000 staff and week", (0, 40_000), (1, 10), "time for decisions")
number("gates.legal.turnaround", 2, "weeks", (0, 52), (1, 6), "calendar time of an answer by legal", whole=True, off=0)
number("gates.legal.myth", 0.7, "0 to 1", (0, 1), (0.4, 0.9), "belief in legal trouble that does not exist", off=0)
number("gates.legal.knowledge", 0.3, "0 to 1", (0, 1), (0.1, 0.7), "what legal knows of social media at the start",
       sampled=True)

number("gates.ict.hours", 6, "hours per 1,000 staff and week", (0, 40_000), (3, 20),
       "time for decisions and, what is left, for making things safe", sampled=True)
number("gates.ict.capacity", 80, "accounts per 1,000 staff", (0, 100_000), (40, 300),
       "accounts that the infrastructure carries at the start")
number("gates.ict.investment", 30, "accounts per 1,000 staff and year", (0, 100_000), (0, 150),
       "capacity ordered each year, while it is short", off=0)
number("gates.ict.lead_time", 26, "weeks", (0, 520), (8, 52), "from order to use", whole=True)
number("gates.ict.mitigation", 0.2, "per hour and account", (0, 100), (0.05, 0.6),
       "how much safer an ICT hour per account and week makes things", off=0)
number("gates.ict.web_filter", 1.0, "share of devices", (0, 1), (0, 1),
       "work devices on which the sites are banned; half of the staff would use one of their own",
       off=0, standing=Standing.LITERATURE, source="Socitm 2010: 67 % of ICT managers ban the sites outright")

STRENGTHS: dict[Objection, tuple[float, str]] = {
    Objection.NOT_UNDERSTOOD: (0.3, "the head does not understand it"),
    Objection.NO_TIME: (0.4, "the department has no time"),
    Objection.CONDUCT: (0.7, "staff might misbehave"),
    Objection.BOGEYMAN: (0.5, "legal trouble that does not exist"),
    Objection.STANDING_ORDERS: (0.9, "standing orders forbid it"),
    Objection.SECURITY: (0.6, "it is not secure"),
    Objection.INFRASTRUCTURE: (0.8, "the infrastructure does not carry it"),
    Objection.KNOWLEDGE_GAP: (0.2, "the request does not say what is needed"),
    Objection.NO_BUSINESS_CASE: (0.4, "nobody has shown what it is good for"),
    Objection.NO_RESOURCE: (0.4, "nobody can support it"),
    Objection.VANITY: (0.7, "it is vanity publishing"),
    Objection.PACE: (0.3, "it will grow beyond what we can carry"),
    Objection.INERTIA: (0.1, "it was never done here"),
    Objection.LOSS_OF_CONTROL: (0.3, "we would lose control"),
    Objection.REPUTATION: (0.3, "councillors fear for their reputation"),
}
for _gate in GATES:
    for _objection in OBJECTIONS_OF[_gate]:
        _default, _meaning = STRENGTHS[_objection]
        number(f"objections.{label(_objection)}", _default, "0 to 1", (0, 1), (_default / 2, min(1.0, _default * 1.5)),
               f"strength of the objection '{_meaning}'", off=0,
               sampled=_objection in (Objection.NO_BUSINESS_CASE, Objection.NO_TIME, Objection.SECURITY,
                                      Objection.REPUTATION))
