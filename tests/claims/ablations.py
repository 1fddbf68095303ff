"""What is built in, taken out: for each claim that a rule states, that rule without what states it.

A replacement takes what the rule takes. It leaves the rest of the rule as it is, so that what is then gone was there
because of this and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from simulation.agents.request import Refusal, Request
from simulation.agents.respondent import Respondent
from simulation.record import Event
from simulation.rules import comms, ict, leadership, objecting, politics, using, wanting
from simulation.state import Gate, Seat

support_need, anxiety_at_rest, stance_next = comms.support_need, politics.anxiety_at_rest, politics.stance_next
vanity, proneness, step = politics.probability_of_vanity_request, using.proneness_to_incident, using.probability_of_step
sponsor, security, drive = leadership.probability_of_sponsor, ict.concern_security, wanting.drive
attention, control, decision_hours = leadership.attention_next, comms.concern_loss_of_control, objecting.decision_hours


def blame_the_true_gate(asker: Respondent, request: Request, refusal: Refusal, is_told_why: bool) -> Gate:
    """Blame whoever objected, whoever said so."""
    asker.model.log.write(Event.BLAMED, *asker.who, request.number, refusal.gate, refusal.gate)
    return refusal.gate


# By claim: the rule, as ``submodel.rule``, or the method, as its path in simulation; and what stands in its place.
ABLATIONS: dict[str, dict[str, Callable[..., Any]]] = {
    "C1": {"agents.respondent.Respondent.blame": blame_the_true_gate},
    "C2": {
        "leadership.probability_of_sponsor": lambda *_: 0.0,
        "ict.concern_security": lambda posture, risk, _, mitigated: security(posture, risk, False, mitigated),
    },
    "C3": {
        "legal.concern_bogeyman": lambda myth, *_: myth,
        "legal.concern_standing_orders": lambda touches, _: 1.0 if touches else 0.0,
    },
    "C9": {
        "leadership.steps_down": lambda *_: 2,
        "leadership.steps_to_comms": lambda _: 1,
        "leadership.probability_of_sponsor": lambda s, a, c, _: sponsor(s, a, c, Seat.CORPORATE),
        "politics.anxiety_at_rest": lambda a, networked, _: anxiety_at_rest(a, networked, 0.0),
    },
    "C10": {"objecting.decision_hours": lambda hours, _: decision_hours(hours, 0.0)},
    "C14": {
        "wanting.drive": lambda criteria, message, _: drive(criteria, message, 0.0),
        "leadership.attention_next": lambda a, span, evidence, _: attention(a, span, evidence, 0.0),
        "happenings.Happenings.end_crisis": lambda _: None,
    },
    "C15": {
        "politics.anxiety_at_rest": lambda a, _, message: anxiety_at_rest(a, False, message),
        "politics.probability_of_vanity_request": lambda per_year, _: vanity(per_year, False),
        "politics.stance_next": lambda s, news, evidence, _, anxiety: stance_next(s, news, evidence, False, anxiety),
        "using.probability_of_step": lambda pace, o, skill, demand, _, mode: step(pace, o, skill, demand, 0.0, mode),
    },
    "C16": {"comms.support_need": lambda per, skill, _, *others: support_need(per, skill, 0.0, *others)},
    "C17": {"using.probability_of_step": lambda pace, _, *others: step(pace, 0.3, *others)},
    "C18": {
        "using.proneness_to_incident": lambda risk, skill, _, voices, unmet: proneness(risk, skill, 0.0, voices, unmet),
        "comms.concern_loss_of_control": lambda need, skill, _, co_design: control(need, skill, 0.0, co_design),
    },
}


def switch_off(monkeypatch: pytest.MonkeyPatch, claim: str, *only: str) -> None:
    """Put each of a claim's replacements in the place of its rule, or ``only`` those named."""
    for name, instead in ABLATIONS[claim].items():
        if not only or name in only:
            monkeypatch.setattr(path_of(name), instead)


def path_of(name: str) -> str:
    """Where the code has what the table calls by this name."""
    return f"simulation.rules.{name}" if name.count(".") == 1 else f"simulation.{name}"
