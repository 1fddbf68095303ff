"""What is compared after every phase, continued: gates, queues, appeals, and the numbers of the whole council."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulation.council import Council
from simulation.engine.layout import PLACE_OF_NEWS
from simulation.scenario import OCCASIONS
from simulation.state import GATES, Gate, Kind
from tests.identity.fields import Column, Values, as_it_is, number, whole
from tests.identity.seen import Seen

# -- gates -----------------------------------------------------------------------------------------

WORRIED = (Gate.COMMS, Gate.HR, Gate.ICT)


def queues_of(mesa: Council) -> list[list[tuple[int, int]]]:
    """Number and asker of all who stand in each queue: the heads', then the other gates'."""
    keepers = [keeper for gate in GATES for keeper in mesa.gatekeepers(gate)]
    return [[(request.number, request.asker.index) for request in keeper.queue] for keeper in keepers]


QUEUES = (Column("requests", queues_of, lambda seen: seen.queues(), as_it_is),)

RISK_AVERSION = (
    Column(
        "risk_aversion",
        lambda mesa: [mesa.gatekeepers(gate)[0].risk_aversion for gate in WORRIED],
        lambda seen: [seen.council_row["risk_aversion"][gate] for gate in WORRIED],
        number,
    ),
)


# -- the whole council: tables of one row ----------------------------------------------------------


def _one(name: str, of_mesa: Callable[[Council], Any], plain: Callable[[Any], Any], field: str | None = None) -> Column:
    """One number, under its name in the compiled driver where that is another."""
    return Column(
        name,
        lambda mesa: [of_mesa(mesa)],
        lambda seen: [seen.council_row[name if field is None else field].tolist()],
        plain,
    )


def _some(name: str, of_mesa: Callable[[Council], Any], of_compiled: Callable[[Seen], Any]) -> Column:
    """Several numbers."""
    return Column(name, lambda mesa: [of_mesa(mesa)], lambda seen: [of_compiled(seen)], as_it_is)


def _floats(values: Any) -> Values:
    return [float(value) for value in values]


def _ints(values: Any) -> Values:
    return [whole(value) for value in values]


def _reached(mesa: Council) -> Values:
    return [mesa.happenings.reached.get(name, 0) for name in OCCASIONS]


def _news(mesa: Council) -> Values:
    return sorted((teller, PLACE_OF_NEWS[news] + max(0, gate)) for teller, news, gate in mesa.grapevine.news)


def _compiled_news(seen: Seen) -> Values:
    return sorted(map(tuple, seen.array("tellers")[: seen.council_row["tellers"]].tolist()))


def _compiled_changes(seen: Seen) -> Values:
    return sorted(map(tuple, seen.array("changes")[: seen.council_row["changes"]].tolist()))


def _compiled_orders(seen: Seen) -> Values:
    return [(whole(week), n) for week, n in seen.array("ordered")[: seen.council_row["orders"]].tolist()]


def _compiled_appeals(seen: Seen) -> Values:
    return seen.askers_in(seen.array("appeals")[: seen.council_row["appeals"]])


COUNCIL = (
    _one("week", lambda mesa: mesa.week, whole),
    _some(
        "changes_begun",
        lambda mesa: dict(sorted(mesa.happenings.began.items())),
        lambda seen: dict(sorted(seen.council.changes.began.items())),
    ),
    _some(
        "changes_in_force",
        lambda mesa: [change.values for change in mesa.happenings.in_force],
        lambda seen: [change.values for change in seen.council.changes.in_force],
    ),
    _some("reached", _reached, lambda seen: seen.council_row["reached"].tolist()),
    _one("crisis", lambda mesa: mesa.crisis, number),
    _one("is_moratorium", lambda mesa: mesa.this_week.is_moratorium, whole),
    _one("moratorium_from", lambda mesa: mesa.moratorium_weeks[0], whole),
    _one("moratorium_to", lambda mesa: mesa.moratorium_weeks[1], whole),
    _one("attrition", lambda mesa: mesa.happenings.attrition, number),
    _one("uptake", lambda mesa: mesa.uptake, number),
    _one("live_count", lambda mesa: mesa.live_count, whole),
    _one("shadow_count", lambda mesa: mesa.shadow_count, whole),
    _one("requests_so_far", lambda mesa: mesa.requests_so_far, whole),
    _one("in_flight", lambda mesa: sum(person.request is not None for person in mesa.staff), whole),
    _some(
        "champions",
        lambda mesa: [person.index for person in mesa.happenings.champions],
        lambda seen: seen.array("champions").tolist(),
    ),
    _one("answered_by_champions", lambda mesa: mesa.happenings.answered_by_champions, number),
    _one("share_met", lambda mesa: mesa.happenings.share_met, number),
    _some("evidence", lambda mesa: _floats(mesa.evidence), lambda seen: seen.council_row["evidence"].tolist()),
    _some(
        "documented",
        lambda mesa: [mesa.this_week.documented[kind] for kind in Kind],
        lambda seen: seen.council_row["documented"].tolist(),
    ),
    _one("successes", lambda mesa: mesa.this_week.successes, whole),
    _one("incidents_risk", lambda mesa: mesa.this_week.incidents_risk, number),
    _one("attention", lambda mesa: mesa.leadership.attention, number),
    _one("message_to_comms", lambda mesa: mesa.leadership.message_to_comms, number),
    _one("message_to_councillors", lambda mesa: mesa.leadership.message_to_councillors, number),
    # gates
    _one("inertia", lambda mesa: mesa.comms.inertia, number),
    _one("need", lambda mesa: mesa.comms.need, number),
    _one("growth", lambda mesa: mesa.comms.growth, number),
    _one("unmet", lambda mesa: mesa.comms.unmet, number),
    _one("vanity_hours", lambda mesa: mesa.comms.vanity_hours, number),
    _one("support_hours", lambda mesa: mesa.comms.support_hours, number),
    _one("legal_knowledge", lambda mesa: mesa.legal.knowledge, number),
    _one("ict_capacity", lambda mesa: mesa.ict.capacity, number),
    _one("ict_mitigated", lambda mesa: mesa.ict.mitigated, number),
    _some("ict_on_order", lambda mesa: [(int(w), float(n)) for w, n in mesa.ict.on_order], _compiled_orders),
    # the digital lead
    _one("lead_hours_left", lambda mesa: mesa.digital_lead.hours_left, number),
    _one("hours_on_open_appeal", lambda mesa: mesa.digital_lead.hours_on_open_appeal, number),
    _some(
        "appeals", lambda mesa: [(one.number, one.asker.index) for one in mesa.digital_lead.appeals], _compiled_appeals
    ),
    # the chamber
    _one("standing_orders_amended", lambda mesa: mesa.standing_orders_amended, whole),
    _one("wanted_since", lambda mesa: mesa.chamber.wanted_since, whole),
    _one("share_networked", lambda mesa: mesa.chamber.share_networked, number),
    _one("mean_anxiety", lambda mesa: mesa.chamber.mean_anxiety, number),
    _one("mean_stance", lambda mesa: mesa.chamber.mean_stance, number),
    _some(
        "anxiety_of",
        lambda mesa: _floats(mesa.chamber.anxiety_of),
        lambda seen: seen.council_row["anxiety_of"].tolist(),
    ),
    _some(
        "stance_of", lambda mesa: _floats(mesa.chamber.stance_of), lambda seen: seen.council_row["stance_of"].tolist()
    ),
    # on its way
    _some("news", _news, _compiled_news),
    _some("use_that_began_or_ended", lambda mesa: sorted(mesa.grapevine.changes), _compiled_changes),
    # records: their lines are compared when the run is over
    _one("log_rows", lambda mesa: len(mesa.log.rows), whole),
    _one("ledger_rows", lambda mesa: len(mesa.ledger.rows), whole),
)
