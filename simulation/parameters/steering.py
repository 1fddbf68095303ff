"""Numbers of those who steer, of policy, and of what happens: leadership, digital lead, champions, councillors, events."""

from simulation.parameters.declare import Standing, choice, number, switch
from simulation.state import Placement, Seat

LEVER = Standing.LEVER

number("leadership.strength", 0.2, "0 to 1", (0, 1), (0, 0.5), "how strongly the leadership wants it", off=0,
       standing=LEVER, sampled=True)
number("leadership.consistency", 0.7, "0 to 1", (0, 1), (0.4, 0.9), "share of the message that each step passes on",
       standing=LEVER, sampled=True)
choice("leadership.seat", "corporate", Seat, "where that leadership sits")
number("leadership.co_design", 0.1, "0 to 1", (0, 1), (0, 0.4), "services are redesigned with all who are concerned",
       off=0, standing=LEVER)
number("leadership.attention_span", 52, "weeks", (1, 5200), (13, 104),
       "weeks in which attention falls to a third, where nothing renews it")

number("digital_lead.hours", 0, "hours per week", (0, 400), (0, 37), "time of a named person responsible", off=0,
       standing=LEVER)
number("digital_lead.approving", 0.3, "share of hours", (0, 1), (0.1, 0.5), "approving and appeals", standing=LEVER)
number("digital_lead.training", 0.2, "share of hours", (0, 1), (0.1, 0.4), "training", standing=LEVER, off=0)
number("digital_lead.support", 0.3, "share of hours", (0, 1), (0.1, 0.5),
       "support; the hours left over scan the horizon", standing=LEVER, off=0)
number("digital_lead.authority", 0.6, "0 to 1", (0, 1), (0.2, 0.9), "chance to overrule a refusal of a perfect case",
       off=0, standing=LEVER)

number("champions.share", 0, "share of staff", (0, 1), (0, 0.15), "champions, who have an informal network", off=0,
       standing=LEVER, source="opinion-leader practice, from memory: 0.10 where a strategy has them")
choice("champions.placement", "random", Placement, "which seats become champions first")
number("champions.hours", 0.5, "hours per champion and week", (0, 40), (0.2, 2),
       "time a champion may give to meetings and colleagues' questions", standing=LEVER, off=0)

number("councillors.count", 48, "people", (1, 1000), (22, 120), "elected members", whole=True, fixed=True,
       standing=Standing.LITERATURE, source="public counts of English councils")
number("councillors.anxiety", 0.4, "0 to 1", (0, 1), (0.2, 0.7), "rest level of worry about reputation", off=0,
       sampled=True)
number("councillors.networked", 0.15, "share", (0, 1), (0.05, 0.4), "members at ease in networks themselves", off=0)
number("councillors.vanity", 2, "requests per member and year", (0, 52), (0.5, 6), "publicity asked of comms", off=0)
number("councillors.stance", 0.4, "0 to 1", (0, 1), (0.2, 0.6),
       "leaning at the start toward amending standing orders", fixed=True, sampled=True)

switch("policy.written", True, "a written policy exists: reasons not told openly have a second chance in writing", standing=Standing.LITERATURE,
       source="UK 2013: 57.5 % of councils had one")
switch("policy.performance_criteria", False, "communication goals stand in everyone's performance criteria")
switch("policy.multi_voice", False, "users post without comms' sign-off of each post")
switch("policy.inherit", False, "a successor takes over the account of a leaver")
number("policy.enforcement", 0.2, "0 to 1", (0, 1), (0, 0.6),
       "deters unsanctioned use, and chance a year that it is found", off=0, standing=LEVER)
number("policy.shared_values", 0.3, "0 to 1", (0, 1), (0.1, 0.6), "staff share the organisation's values", off=0,
       standing=LEVER)
number("policy.openness", 0.3, "0 to 1", (0, 1), (0.1, 0.6),
       "the goal: 0 communicate, a half collaborate, 1 co-produce", standing=LEVER, off=0)
number("policy.documented", 0.3, "share", (0, 1), (0.1, 0.6), "successes that are written up as evidence", off=0,
       standing=LEVER)
number("policy.training_days", 0, "days per person and year", (0, 20), (0.0, 2), "a bought training programme", off=0,
       standing=LEVER, source="LGA: 0.97 days a year for all topics together")
number("policy.frameworks", 0.02, "hours per person and week", (0, 10), (0, 0.1),
       "work of the professions on frameworks of their own", off=0, standing=LEVER)

number("events.crises", 1, "per year", (0, 1000), (0.5, 2), "crises in which the public looks for information", off=0)
number("events.outside_evidence", 0.002, "per week", (0, 1), (0.0005, 0.006),
       "evidence that arrives from other organisations without anybody looking", off=0)
number("events.incidents", 0.00045, "per account and week", (0, 1), (0.0003, 0.003),
       "base rate of posts that go wrong", off=0, standing=Standing.CALIBRATE, sampled=True,
       source="FOI 2015: 114 warnings over 169 councils, 0.67 per council and year, a lower bound")
number("events.severity", 300, "hours", (0, 100_000), (40, 400), "harm of an incident at full risk", off=0, sampled=True)
number("events.moratorium", 4, "weeks", (0, 104), (0, 12), "how long everything stops when councillors have had enough",
       whole=True, off=0)

number("evidence.gain", 0.04, "per documented success", (0, 1), (0.01, 0.1), "what one documented case adds", off=0)
number("evidence.age", 0.01, "per week", (0, 1), (0.004, 0.03), "how fast evidence goes out of date", off=0)

number("using.genie", 2, "relative", (0, 20), (0.5, 4), "how much public demand grows when a whole department uses it",
       off=0, sampled=True)
number("using.demand_value", 0.7, "power", (0, 3), (0.3, 1), "how much of the demand becomes value", off=0, sampled=True)
number("using.demand_hours", 0.8, "power", (0, 3), (0.3, 1.2), "how much of the demand becomes work", off=0)
number("using.abandonment", 0.01, "per week", (0, 1), (0.003, 0.03),
       "chance that an account without support, or without time, lapses", off=0)
number("using.step", 0.01, "per week", (0, 1), (0.003, 0.03),
       "chance to go from broadcasting to engaging, or on to co-producing, with everything in favour", off=0)
number("using.success", 0.01, "per week", (0, 1), (0.003, 0.03), "chance that an account has a story to tell", off=0,
       sampled=True)
number("using.redesign", 0.004, "per week", (0, 1), (0, 0.01),
       "pace at which services are redesigned around it, with everything in favour", off=0)

number("start.pioneers", 0.01, "share of staff", (0, 1), (0, 0.03), "who has an account before anybody asks", off=0, fixed=True)
number("start.asking", 0, "share of staff", (0, 1), (0, 0.05), "who files a request in the first week, whatever they fear",
       off=0, fixed=True)
number("start.evidence", 0.05, "0 to 1", (0, 1), (0, 0.3), "evidence at the start", off=0, fixed=True)
