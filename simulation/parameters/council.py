"""Numbers of the organisation, its departments, its staff and who hears whom."""

from simulation.parameters.declare import Standing, choice, number, switch
from simulation.state import Influence

LGA = "LGA local government workforce survey 2017/18"

number("organisation.staff", 2000, "people", (1, 1_000_000), (300, 8000),
       "people who work here", whole=True, fixed=True, sampled=True,
       standing=Standing.LITERATURE, source="LGA: England mean about 5,400 per principal authority; East Devon 497")
number("organisation.departments", 24, "departments", (1, 500), (8, 40),
       "how many departments, where the scenario names none", whole=True, fixed=True)
number("organisation.managers", 0.1, "share of staff", (0, 1), (0.06, 0.2),
       "staff who manage others, beside the head of each department", fixed=True)
number("organisation.differences", 0.5, "share", (0, 1), (0.2, 0.8),
       "how unlike departments and people are: each draws a value within this share of the room around the mean; "
       "department sizes fall with their rank to this power", off=0, fixed=True)
number("organisation.attrition", 0.134, "per year", (0, 1), (0.10, 0.16),
       "chance that a member of staff leaves within a year", off=0,
       standing=Standing.LITERATURE, source=f"{LGA}: median turnover")

number("department.audience", 1.0, "relative", (0, 10), (0.7, 1.4),
       "how useful the department's public finds social media; multiplies wanting and value", by_department=True)
number("department.sensitivity", 0.4, "0 to 1", (0, 1), (0.2, 0.6),
       "how risky the department's content is on average", by_department=True)
number("department.spare_hours", 0.6, "hours per person and week", (0, 40), (0.2, 1.5),
       "time a department can give to something new without stopping anything", by_department=True, sampled=True)
number("department.old_work", 0.6, "hours per person and week", (0, 40), (0, 2),
       "old work that could stop", off=0, by_department=True)
number("department.old_work_worth", 0.6, "value hours per hour", (0, 10), (0.2, 1.2),
       "public value of an hour of the old work that could stop", by_department=True)
number("department.customer_skill", 0.4, "0 to 1", (0, 1), (0.2, 0.7),
       "how good a customer of ICT and of digital projects the department is", by_department=True)
number("department.framework", 0.1, "0 to 1", (0, 1), (0, 0.4),
       "how far the department's profession has a framework of its own at the start", off=0, by_department=True)
number("department.literacy", 0.4, "0 to 1", (0, 1), (0.2, 0.7),
       "how well heads and managers read social media activity at the start", by_department=True, sampled=True)

number("staff.skill", 0.4, "0 to 1", (0, 1), (0.2, 0.6), "skill of a newcomer", sampled=True)
number("staff.nerve", 0.4, "0 to 1", (0, 1), (0.2, 0.6), "rest level of nerve: how little a feared refusal counts",
       sampled=True)
number("staff.threshold", 0.45, "share of contacts", (0, 1), (0.36, 0.51),
       "mean exposure at which a person wants it (threshold rule)",
       standing=Standing.LITERATURE, source="three diffusion data sets, among them Rogers, Ascroft and Röling 1970")
number("staff.knows_how", 0.58, "share of staff", (0, 1), (0.4, 0.8), "who knows how to ask",
       standing=Standing.LITERATURE, source="IRISS survey of social services staff")
number("staff.patience", 8, "weeks", (1, 5200), (4, 26),
       "weeks of wanting without asking, after which a refusal is taken for granted", whole=True)
number("staff.belief", 0.2, "0 to 1", (0, 1), (0.05, 0.35),
       "rest level of the believed chance that a gate would refuse me", off=0, sampled=True)
number("staff.fading", 0.02, "per week", (0, 1), (0.005, 0.05),
       "rate at which conviction, nerve, beliefs, frustration, confidence, anxiety, risk aversion and training fade to rest",
       off=0)
number("staff.frustration", 0.25, "0 to 1", (0, 1), (0.1, 0.4),
       "frustration that a refusal adds; a week of waiting adds a twelfth of it", off=0)
number("staff.shadow", 0.05, "per week", (0, 1), (0.005, 0.08),
       "weekly chance that a wholly frustrated person goes ahead unsanctioned", off=0, sampled=True)

number("contacts.mean_degree", 12, "ties per person", (0, 200), (5, 20), "people a member of staff hears", off=0,
       fixed=True)
number("contacts.bridging", 0.15, "share of ties", (0, 1), (0.05, 0.4), "ties that cross departments", fixed=True,
       sampled=True)

choice("influence.rule", "hazard", Influence, "how others' use makes somebody want it",
       standing=Standing.ASSUMPTION)
switch("influence.complete_mixing", False, "everybody sees the council's mean use instead of their contacts'",
       standing=Standing.ASSUMPTION)
number("influence.outside_hazard", 0.0012, "per week", (0, 10), (0.0001, 0.003),
       "pressure to want that comes from outside", off=0, standing=Standing.CALIBRATE, sampled=True,
       source="UK councils on Twitter 2007-2012: 0.03 a year for organisations")
number("influence.peer_hazard", 0.07, "per week", (0, 10), (0.003, 0.1),
       "pressure to want when all contacts use it", off=0, standing=Standing.CALIBRATE, sampled=True,
       source="UK councils on Twitter 2007-2012: 0.38 to 1.72 a year for organisations")
number("influence.contacts_needed", 2, "contacts", (1, 100), (1, 4),
       "using contacts that make a person want it (count rule)", whole=True)
number("influence.shadow_visibility", 0.3, "share", (0, 1), (0.1, 0.6), "how visible unsanctioned use is", off=0)
number("influence.champion_weight", 3, "contacts", (1, 20), (1, 5), "contacts for which one champion counts",
       whole=True, off=1)
number("influence.news", 0.03, "per piece of news", (0, 1), (0.005, 0.08),
       "how far one piece of news moves a mind: conviction, skill, nerve, beliefs; literacy, confidence, stance, inertia", off=0, sampled=True)
number("influence.again", 0.3, "relative", (0, 1), (0.1, 0.6),
       "rate of those who gave up, lapsed or assumed a no, against those who never tried", off=0)
