"""The outcomes of a whole run: each one number, defined once, with its unit and meaning in :data:`OUTCOMES`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from simulation.adding import add_up
from simulation.facts import Facts
from simulation.record import Book, Event
from simulation.rules.maturity import maturity_of
from simulation.state import GATES, Gate, Mode, Stage, label

UPTAKE_REACHED = 0.25  # the fixed uptake whose week is an outcome
STALL_WEEKS = 26
STALL_RISE = 0.01  # uptake that rose by less than one point over half a year
NAN = float("nan")


@dataclass(frozen=True)
class Outcome:
    """An outcome's name, unit, meaning, and how it is read off a council that has run."""

    name: str
    unit: str
    meaning: str
    of: Callable[[Facts], float]


def share(part: float, whole: float) -> float:
    """Part of a whole; not a number where there is no whole.

    >>> share(1, 4), share(0, 0)
    (0.25, nan)
    """
    return part / whole if whole else NAN


def first_week(values: Sequence[float], level: float) -> float:
    """The first week in which a level is reached; the last week plus one, censored, where it never is.

    >>> first_week([0.0, 0.1, 0.3], 0.25), first_week([0.0, 0.1], 0.25)
    (2.0, 2.0)
    """
    return float(next((week for week, value in enumerate(values) if value >= level), len(values)))


def is_stalled(facts: Facts) -> float:
    """1 where uptake rose by under one point over the last 26 weeks while under half of all who are not UNINTERESTED
    are live.
    """
    uptake = facts.column("uptake")
    before = uptake[max(0, len(uptake) - 1 - STALL_WEEKS)]
    interested = facts.staff - facts.last("uninterested")
    return float(uptake[-1] - before < STALL_RISE and 2 * facts.last("live") < interested)


def listening_share(facts: Facts) -> float:
    """Hours of accounts that engage or co-produce over those of all live accounts, in the last week."""
    hours = facts.hours_by_mode
    return share(hours[Mode.ENGAGE] + hours[Mode.COPRODUCE], add_up(hours))


def inequality(facts: Facts) -> float:
    """Gini coefficient of uptake over departments, each with the weight of its headcount."""
    rows = sorted((live / n, n) for live, n in zip(facts.live, facts.headcounts, strict=True))
    staff, live = add_up(n for _, n in rows), add_up(x * n for x, n in rows)
    if not live:
        return NAN
    below, area = 0.0, 0.0
    for uptake, headcount in rows:
        area += headcount * (2.0 * below + uptake * headcount)
        below += uptake * headcount
    return 1.0 - area / (staff * live)


def net_value(facts: Facts) -> float:
    """Public value − harm − hours spent − value of old work stopped."""
    return facts.amount(Book.VALUE) - facts.amount(Book.HARM) - facts.amount(Book.SPENT) - facts.amount(Book.FORGONE)


def maturity(facts: Facts) -> float:
    """Stage of maturity, as a number: 0 informal experiments, 1 coordinated disorder, 2 institution."""
    evidence = facts.last("evidence")
    return float(maturity_of(facts.uptake, facts.last("shadow_share"), facts.grey_area, evidence, facts.has_home))


def went_round(facts: Facts) -> float:
    """Of those refused for good, or who took a no for granted, the share who went ahead without asking."""
    round_it = facts.total(Event.WENT_SHADOW)
    stopped = facts.total(Event.GAVE_UP) + facts.total(Event.ASSUMED)
    return share(round_it, max(round_it, stopped + facts.refused_round))


def stage_share(stage: Stage) -> Callable[[Facts], float]:
    """The share of staff in one stage at the end."""
    return lambda facts: facts.last(label(stage)) / facts.staff


def last(column: str) -> Callable[[Facts], float]:
    """A weekly measure as it stood at the end."""
    return lambda facts: float(facts.last(column))


def total(event: Event) -> Callable[[Facts], float]:
    """How often an event happened."""
    return lambda facts: float(facts.total(event))


def amount(book: Book) -> Callable[[Facts], float]:
    """Hours of one book over the run."""
    return lambda facts: facts.amount(book)


def _of_gate(gate: Gate) -> tuple[Outcome, ...]:
    name = label(gate)
    return (
        Outcome(f"requests_{name}", "requests", f"decisions by {name}", lambda f: float(f.at(Event.DECIDED, gate))),
        Outcome(f"refusal_rate_{name}", "share of decisions", f"{name} objected",
                lambda f: share(f.at(Event.OBJECTED, gate), f.at(Event.DECIDED, gate))),
        Outcome(f"refusals_{name}", "share of refusals", f"of all objections by gates, those of {name}",
                lambda f: share(f.at(Event.OBJECTED, gate), f.refusals["all"])),
        Outcome(f"blame_{name}", "share of blame", f"of all blame after a refusal, that on {name}",
                lambda f: share(f.truly_blamed[gate], f.blamed_gates[0])),
        Outcome(f"all_blame_{name}", "share of blame",
                f"of all blame on gates, for refusals given and for refusals assumed, that on {name}",
                lambda f: share(f.blamed[gate], f.blamed_gates[1])),
        Outcome(f"assumed_{name}", "times", f"people took a refusal by {name} for granted, without asking",
                lambda f: float(f.at(Event.ASSUMED, gate))),
        Outcome(f"wait_{name}", "weeks", f"mean wait in the queue of {name}",
                lambda f: share(f.waits[gate], f.at(Event.DECIDED, gate))),
        Outcome(f"rework_{name}", "weeks", f"weeks of mending and appealing that objections of {name} cost in all",
                lambda f: float(f.rework[gate])),
    )  # fmt: skip


OUTCOMES: tuple[Outcome, ...] = (
    Outcome("uptake", "share of staff", "live at the end", lambda f: f.uptake),
    Outcome("shadow", "share of staff", "using it unsanctioned at the end", stage_share(Stage.SHADOW)),
    Outcome("assumed_no", "share of staff", "taking a refusal for granted at the end", stage_share(Stage.ASSUMED_NO)),
    Outcome("gave_up", "share of staff", "having given up at the end", stage_share(Stage.GAVE_UP)),
    Outcome("lapsed", "share of staff", "having abandoned an account at the end", stage_share(Stage.LAPSED)),
    Outcome("weeks_to_quarter", "weeks", "first week with 25 % uptake; one past the last where never reached",
            lambda f: first_week(f.column("uptake"), UPTAKE_REACHED)),
    Outcome("weeks_to_half", "weeks", "first week with half of the final uptake",
            lambda f: first_week(f.column("uptake"), f.uptake / 2.0)),
    Outcome("stalled", "0 or 1", "uptake has stopped rising with most who want it not live", is_stalled),
    Outcome("listening", "share of live hours", "hours of accounts that engage or co-produce", listening_share),
    Outcome("coproducing", "share of accounts", "accounts that co-produce",
            lambda f: share(f.last("coproduce"), f.last("live"))),
    Outcome("inequality", "Gini, 0 to 1", "inequality of uptake across departments", inequality),
    Outcome("maturity", "0, 1 or 2", "informal experiments, coordinated disorder, institution", maturity),
    Outcome("filed", "requests", "requests filed", total(Event.FILED)),
    Outcome("approved", "requests", "requests let through by every gate", total(Event.APPROVED)),
    Outcome("refused", "requests", "requests refused for good", lambda f: float(f.refused)),
    Outcome("withdrawn", "requests", "requests whose asker left", total(Event.WITHDRAWN)),
    Outcome("in_flight", "requests", "requests without an answer at the end", last("in_flight")),
    Outcome("objections", "objections", "objections raised, mended ones included", lambda f: float(f.refusals["all"])),
    Outcome("protective", "share of objections", "stopped what was not worthwhile",
            lambda f: share(f.refusals["protective"], f.refusals["all"])),
    Outcome("genuine", "share of objections", "gave a reason that was true",
            lambda f: share(f.refusals["genuine"], f.refusals["all"])),
    Outcome("assumed", "times", "people took a refusal for granted, without asking", total(Event.ASSUMED)),
    Outcome("no_home", "appeals", "appeals that nobody could hear", total(Event.NO_HOME)),
    Outcome("went_round", "share of the stopped", "went ahead without permission", went_round),
    *(outcome for gate in GATES for outcome in _of_gate(gate)),
    Outcome("incidents_per_year", "incidents per year", "posts that went wrong",
            lambda f: share(f.total(Event.INCIDENT) * 52.0, f.weeks)),
    Outcome("vanity_granted", "requests", "councillors' publicity that comms did", lambda f: float(f.vanity_granted)),
    Outcome("public_value", "hours", "public value, in hours of ordinary work", amount(Book.VALUE)),
    Outcome("harm", "hours", "harm of incidents", amount(Book.HARM)),
    Outcome("hours_spent", "hours", "spent by staff, gates, digital lead and every lever", amount(Book.SPENT)),
    Outcome("hours_unmet", "hours", "needed by accounts, of departments and comms, but not there", amount(Book.UNMET)),
    Outcome("forgone", "hours", "value of old work stopped", amount(Book.FORGONE)),
    Outcome("net_value", "hours", "public value − harm − hours spent − value of old work stopped", net_value),
    Outcome("evidence", "0 to 1", "evidence at the end, mean over kinds of request", last("evidence")),
    Outcome("anxiety", "0 to 1", "councillors' worry at the end", last("anxiety")),
)  # fmt: skip


def outcomes_of(facts: Facts) -> dict[str, float]:
    """Every outcome of a run. A share of nothing is not a number."""
    return {outcome.name: float(outcome.of(facts)) for outcome in OUTCOMES}
