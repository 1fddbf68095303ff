"""Departments, staff, contacts and influence without one of their mechanisms."""

from collections.abc import Callable
from math import exp
from typing import Any

import numpy as np

from simulation import contacts, happenings, population
from simulation.agents.asker import Asker
from simulation.agents.department import Department
from simulation.agents.person import Person
from simulation.contacts import Contacts
from simulation.grapevine import Grapevine
from simulation.happenings import Happenings
from simulation.population import Population
from simulation.rules import (
    comms,
    management,
    organising,
    people,
    politics,
    speaking_up,
    wanting,
)  # fmt: skip
from simulation.state import GATES, Stage
from tests.parameters.cut import Cut, always


def nobody_leaves(self: Happenings, before: Callable[..., None] = Happenings.begin) -> None:
    before(self)
    self.tenures = []


def settle_without_framework(self: Department, path: str, before: Callable[..., None] = Department.settle) -> None:
    before(self, path)
    if path == "department.framework":
        self.framework = 0.0


def arrive_trusting(
    self: Person, generation: int, given: Any = None, before: Callable[..., None] = Person.arrive
) -> None:
    before(self, generation, given)
    self.beliefs = [0.0] * len(GATES)


def come_to_trust(self: Person, before: Callable[..., None] = Person.bring_up_to_date) -> None:
    """Whatever somebody believes of a gate is forgotten."""
    weeks, beliefs = self.model.week - self.mind_of_week, self.beliefs
    before(self)
    if weeks > 0:
        self.beliefs = [belief * exp(-self.model.now.staff.fading * weeks) for belief in beliefs]


def nobody_hears(_: Any, staff: Population, __: Any) -> Contacts:
    return Contacts.mutual(len(staff), np.empty(0, dtype=np.int64))


def exposure_to_contacts(self: Person) -> float:
    visibility = self.model.now.influence.shadow_visibility
    return wanting.exposure(self.live_weight, self.shadow_weight, self.contact_weight, visibility)


def ask_once(self: Asker, before: Callable[..., float] = Asker.probability_of_asking) -> float:
    return before(self) if self.stage == Stage.WANTING else 0.0


def cross(frustration: float, is_waiting: bool, per_refusal: float, _: float) -> float:
    return frustration + (per_refusal / people.TIRED_WEEKS * (1.0 - frustration) if is_waiting else 0.0)


def never_forgotten(trained: float, hours: float, _: float) -> float:
    return trained + (1.0 - exp(-organising.TRAINED_PER_HOUR * hours)) * (1.0 - trained)


def first(x: Any, *_: Any) -> Any:
    """Whatever it was, it stays."""
    return x


# fmt: off
CUTS = {
    "organisation.differences": Cut("departments and people differ", [
        (people, "spread_around", first), (people, "amount_around", first),
        (population, "_falling", lambda number, _: [1.0] * number)]),
    "organisation.attrition": Cut("people leave", [(Happenings, "begin", nobody_leaves)]),
    "department.old_work": Cut("old work can be stopped", [
        (Department, "hours_could_stop", always(0.0))], {"department.old_work_worth": 0.2}),
    "department.framework": Cut("a profession has a framework from the start", [
        (Department, "settle", settle_without_framework)]),
    "staff.belief": Cut("refusals are expected before any is heard of", [
        (Person, "arrive", arrive_trusting), (Person, "bring_up_to_date", come_to_trust)]),
    "staff.fading": Cut("minds return to rest, and what was taught is forgotten", [
        (people, "faded", first), (people, "frustration_next", cross), (organising, "trained_next", never_forgotten)]),
    "staff.frustration": Cut("people get cross", [
        (people, "frustration_next", always(0.0)), (people, "frustration_refused", always(0.0))]),
    "staff.shadow": Cut("people go ahead without asking", [
        (speaking_up, "probability_of_going_shadow", always(0.0))]),
    "contacts.mean_degree": Cut("people hear one another", [(contacts, "generate", nobody_hears)]),
    "influence.complete_mixing": Cut("everybody sees the whole council", [
        (Person, "exposure", exposure_to_contacts)], {"influence.complete_mixing": True}),
    "influence.outside_hazard": Cut("interest comes from outside", [
        (wanting, "pressure_to_want", lambda _, peer, exposed, motive: peer * exposed * motive)]),
    "influence.peer_hazard": Cut("interest comes from colleagues", [
        (wanting, "pressure_to_want", lambda outside, _, __, motive: outside * motive)]),
    "influence.shadow_visibility": Cut("unsanctioned use is seen", [
        (wanting, "exposure", lambda live, _, weight, __: live / weight if weight > 0 else 0.0)]),
    "influence.champion_weight": Cut("champions count for more than one contact", [
        (Grapevine, "weight_of", always(1))]),
    "influence.news": Cut("news, use and leadership move minds, week by week", [
        (people, "heard", first), (comms, "inertia_next", first), (management, "literacy_from_message", first),
        (organising, "confidence_next", first), (politics, "stance_next", first)]),
    "influence.again": Cut("who tried before may try again", [
        (happenings, "CAN_WANT", (Stage.UNINTERESTED,)), (Asker, "probability_of_asking", ask_once)]),
}
# fmt: on
