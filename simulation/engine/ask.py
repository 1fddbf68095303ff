"""The phase *ask*, compiled: a request is filed, or mended and filed again."""

from __future__ import annotations

from simulation.draws import Purpose
from simulation.engine.chance import draw
from simulation.engine.compiled import inner
from simulation.engine.layout import ANSWERED, ASKS, NOBODY, NOT_REFUSED, World
from simulation.engine.lead import lead_is_there
from simulation.engine.looking import find
from simulation.engine.mind import become, make_wish, skill_now
from simulation.engine.requests import (
    COMMS,
    MANAGEMENT,
    TRUE,
    first_refusal,
    go_on,
    has_comms,
    hoop_hours,
    is_devolved,
    needs_no_manager,
    new_request,
    receive,
)
from simulation.engine.writing import bought, write
from simulation.record import Cause, Event, Owner, Use
from simulation.rules import leadership, people, requests
from simulation.state import Stage


@inner
def staff(world: World) -> None:
    """File a request, jumping the hoops; or ask again the gate that objected, with what was mended."""
    week = world.council[0].week
    for k in range(find(world, ASKS)):
        i = world.found[k]
        if world.request[i] == NOBODY:
            _file(world, i)
            world.flags[i] &= 0xFF ^ ASKS
        elif world.staff[i].mending_due == week:
            _ask_again(world, i)
            world.flags[i] &= 0xFF ^ ASKS


@inner
def _thousandths(x: float) -> int:
    return int(x * 1000.0 + 0.5)


@inner
def _slips(world: World, i: int) -> bool:
    """Whether a request slips past comms."""
    person = world.staff[i]
    if not has_comms(world, TRUE, person.wish_kind) or lead_is_there(world):
        return False
    chance = requests.probability_of_slipping(world.council[0].uptake, world.now[0].route_grey_area)
    return draw(world, Purpose.SLIP, person.wish_key, 0) < chance


@inner
def _file(world: World, i: int) -> None:
    now, council, person, d = world.now[0], world.council[0], world.staff[i], world.department_of[i]
    make_wish(world, i)
    slipped = _slips(world, i)
    in_hoops = hoop_hours(world, has_comms(world, TRUE, person.wish_kind) and not slipped)
    bought(world, Owner.STAFF, Use.HOOPS, in_hoops, d)
    if now.hoops_training and in_hoops > 0.0:
        account = world.accounts[i]
        account.skill = people.heard(account.skill, 1.0, now.influence_news, requests.TRAINING_PIECES)
    slot = new_request(world)
    request = world.requests[slot]
    world.request[i] = slot
    request.asker = i
    request.wish_key, request.kind = person.wish_key, person.wish_kind
    request.value, request.risk = person.wish_value, person.wish_risk
    request.hours, request.novelty = person.wish_hours, person.wish_novelty
    request.quality = requests.quality_of(
        skill_now(world, i),
        people.either(world.departments[d].customer_skill_before_training, world.departments[d].trained),
    )
    request.conviction = world.conviction[i]
    request.hoop_hours = in_hoops
    chance = leadership.probability_of_sponsor(
        now.leadership_strength, council.attention, now.leadership_consistency, now.leadership_seat
    )
    request.sponsored = draw(world, Purpose.SPONSOR, person.wish_key, 0) < chance
    request.slipped = slipped
    request.parallel = now.route_parallel
    request.filed = council.week
    request.priority = draw(world, Purpose.PRIORITY, person.wish_key, 0)
    request.gates = 0
    skips = needs_no_manager(world, i, person.wish_key)
    for k in range(world.route_length[TRUE, person.wish_kind]):
        gate = world.route[TRUE, person.wish_kind, k]
        if (gate == MANAGEMENT and skips) or (gate == COMMS and slipped):
            continue
        request.route[request.gates] = gate
        request.gates += 1
    world.accounts[i].requests_filed += 1
    person.has_wish = False
    if world.stage[i] == Stage.SHADOW and not world.accounts[i].has_account:
        take_as_account(world, i, slot)
    write(
        world, Event.FILED, i, d, request.number,
        (request.kind, _thousandths(request.value), _thousandths(request.risk), _thousandths(request.quality),
         _thousandths(request.hours), _thousandths(in_hoops), int(request.sponsored), int(slipped),
         int(is_devolved(world, i, request.wish_key))),
    )  # fmt: skip
    if world.stage[i] != Stage.SHADOW:
        become(world, i, Stage.ASKING, Cause.FILED)
    if request.gates == 0:  # with none left, the answer is yes
        world.flags[i] |= ANSWERED
    go_on(world, slot)


@inner
def take_as_account(world: World, i: int, slot: int) -> None:
    """What the request is about becomes what the account is about."""
    account, request = world.accounts[i], world.requests[slot]
    account.has_account = True
    account.account_kind, account.account_value = request.kind, request.value
    account.account_risk, account.account_hours = request.risk, request.hours


@inner
def _ask_again(world: World, i: int) -> None:
    """What was mended goes back to whoever objected, not to the start."""
    slot = world.request[i]
    request = world.requests[slot]
    request.quality = requests.quality_improved(request.quality)
    rework = world.council[0].week - request.refused_in
    write(
        world, Event.IMPROVED, i, world.department_of[i], request.number,
        (first_refusal(world, slot), _thousandths(request.quality), rework),
    )  # fmt: skip
    request.refusals = 0
    for k in range(request.gates):
        gate = request.route[k]
        if request.refused[gate] != NOT_REFUSED:
            request.refused[gate] = NOT_REFUSED
            receive(world, gate, slot)
