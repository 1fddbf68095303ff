"""What is compared after every phase, continued: requests in flight, by number."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from simulation.council import Council
from simulation.engine.layout import NOT_AT, NOT_HEARD, NOT_REFUSED, OVERRULED, UPHELD
from tests.identity.fields import Column, as_it_is, number, whole


def in_flight(mesa: Council) -> list[Any]:
    """Requests by number."""
    return sorted((p.request for p in mesa.staff if p.request is not None), key=lambda request: request.number)


def _of_request(
    name: str, of_mesa: Callable[[Any], Any], of_compiled: Callable[[Any], Any], plain: Callable[[Any], Any]
) -> Column:
    return Column(
        name,
        lambda requests: [of_mesa(request) for request in requests],
        lambda requests: [of_compiled(request) for request in requests],
        plain,
    )


def _numbers_of_request(names: str, plain: Callable[[Any], Any], prefix: str = "") -> list[Column]:
    return [
        _of_request(name, attrgetter(prefix + name), lambda request, name=name: request[name].item(), plain)
        for name in names.split()
    ]


def _by_gate(request: Any, name: str, unless: int) -> dict[int, Any]:
    return {gate: value for gate, value in enumerate(request[name].tolist()) if value != unless}


def _refusals(request: Any) -> dict[int, Any]:
    found = {int(r.gate): (int(r.objection), bool(r.appealable), bool(r.by_lead)) for r in request.refusals}
    return dict(sorted(found.items()))


def _compiled_refusals(request: Any) -> dict[int, Any]:
    return {
        gate: (objection, bool(request["appealable"][gate]), bool(request["by_lead"][gate]))
        for gate, objection in _by_gate(request, "refused", NOT_REFUSED).items()
    }


_HEARD = {NOT_HEARD: None, OVERRULED: False, UPHELD: True}

REQUESTS = (
    _of_request("asker", lambda request: request.asker.index, lambda request: request["asker"].item(), whole),
    _of_request("key", lambda request: request.wish.key, lambda request: request["wish_key"].item(), as_it_is),
    *_numbers_of_request("kind", whole, "wish."),
    *_numbers_of_request("value risk hours novelty", number, "wish."),
    *_numbers_of_request("quality conviction hoop_hours priority", number),
    *_numbers_of_request("sponsored slipped parallel worthwhile was_appealed filed passed refused_in", whole),
    _of_request(
        "route",
        lambda request: [int(gate) for gate in request.route],
        lambda request: request["route"][: request["gates"]].tolist(),
        as_it_is,
    ),
    _of_request(
        "at",
        lambda request: {int(gate): week for gate, week in sorted(request.at.items())},
        lambda request: _by_gate(request, "at", NOT_AT),
        as_it_is,
    ),
    _of_request(
        "attempts",
        lambda request: {int(gate): n for gate, n in sorted(request.attempts.items())},
        lambda request: _by_gate(request, "attempts", 0),
        as_it_is,
    ),
    _of_request(
        "hours_spent",
        lambda request: {int(gate): float(hours) for gate, hours in sorted(request.hours_spent.items())},
        lambda request: {gate: request["hours_spent"][gate].item() for gate in _by_gate(request, "attempts", 0)},
        as_it_is,
    ),
    _of_request("refusals", _refusals, _compiled_refusals, as_it_is),
    _of_request("upheld", lambda request: request.upheld, lambda request: _HEARD[request["upheld"].item()], as_it_is),
)
