"""One week watched: the state before and after every phase, the rules called in it, and the luck asked for.

Only what is there is read and written down; nothing is worked out here.
"""

import functools
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from simulation import rules
from simulation.agents import gate
from simulation.agents.comms import Comms
from simulation.agents.department import Head
from simulation.agents.gate import Concern, Gatekeeper
from simulation.agents.hr import HR
from simulation.agents.ict import ICT
from simulation.agents.legal import Legal
from simulation.agents.request import Request
from simulation.council import Council
from simulation.draws import Purpose
from simulation.state import GATES, Kind, label
from simulation.week import WEEK as PHASES
from tests.sheet.situation import DEPARTMENT, luck_of_the_week

OF_PERSON = ("conviction", "skill", "nerve", "frustration", "pressure", "resistance", "threshold", "luck_in_knowing")
SEEN = ("live_weight", "shadow_weight", "contact_weight", "champion_weight", "live_contacts", "weeks_wanting")
OF_DEPARTMENT = (
    "audience", "sensitivity", "spare_hours", "old_work", "old_work_worth", "framework", "headcount",
    "trained", "redesign", "released", "confidence", "demand", "served",
    "hours_used", "support_need", "value", "harm", "shadow_value", "shadow_hours", "setbacks", "live",
    "message_to_head", "message_to_managers", "message_to_staff",
)  # fmt: skip
OF_COMMS = ("inertia", "risk_aversion", "need", "growth", "unmet", "support_hours", "vanity_hours")
OF_REQUEST = ("quality", "conviction", "hoop_hours", "passed")
OF_WISH = ("value", "risk", "hours", "novelty")


@dataclass
class Watched:
    """``before`` and ``after`` hold the state by phase and name, ``rules`` the results of each rule by phase, in the
    order of the calls, ``answers`` those of them that no other rule went on to use, ``asked`` the names of the draws
    asked for, ``concerns`` each concern of a gate, and whether it would be genuine, by asker and objection.
    """

    model: Council
    before: dict[str, dict[str, float]] = field(default_factory=dict)
    after: dict[str, dict[str, float]] = field(default_factory=dict)
    rules: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    answers: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    rules_at_work: int = 0
    asked: list[str] = field(default_factory=list)
    concerns: dict[tuple[str, str], tuple[float, bool]] = field(default_factory=dict)
    phase: str = "start"


def state_of(model: Council) -> dict[str, float]:
    """Every number of the council's state by name."""
    state: dict[str, float] = {"crisis": model.crisis, "live": model.live_count}
    state |= {"shadow": model.shadow_count, "amended": model.standing_orders_amended}
    state |= {"moratorium.first": model.moratorium_weeks[0], "moratorium.last": model.moratorium_weeks[1]}
    state |= {"mending.due": max((week for week, askers in model.mending.items() if askers), default=0)}
    state |= {"attrition": model.happenings.attrition, "share_met": model.happenings.share_met}
    state |= {"incidents_risk": model.this_week.incidents_risk, "successes": model.this_week.successes}
    state |= {f"evidence.{label(kind)}": model.evidence[kind] for kind in Kind}
    state |= {f"documented.{label(kind)}": model.this_week.documented[kind] for kind in Kind}
    for name, person in zip(DEPARTMENT, model.staff, strict=True):
        who = "gus" if person.generation else name
        state |= {f"{who}.{what}": getattr(person, what) for what in (*OF_PERSON, *SEEN)}
        state |= {f"{who}.belief.{label(gate)}": person.beliefs[gate] for gate in GATES}
        state[f"{who}.nerve.rest"] = person.nerve_at_rest
        state[f"{who}.tenure"] = next((due for due, i in model.happenings.tenures if i == person.index), 0.0)
        if person.request is not None:
            state |= {f"{who}.request.{what}": getattr(person.request, what) for what in OF_REQUEST}
            state |= {f"{who}.{what}": getattr(person.request.wish, what) for what in OF_WISH}
            for gate, hours in person.request.hours_spent.items():
                state[f"{who}.request.spent.{label(gate)}"] = hours
    for department in model.departments:
        name = department.name.lower()
        state |= {f"{name}.{what}": getattr(department, what) for what in OF_DEPARTMENT}
        state[f"{name}.literacy"] = department.literacy_before_training
        state[f"{name}.customer_skill"] = department.customer_skill_before_training
        state[f"{name}.motive"] = getattr(department, "motive", 0.0)
        state[f"{name}.head.literacy"] = department.head.literacy_before_training
    state |= {f"comms.{what}": getattr(model.comms, what) for what in OF_COMMS}
    state |= {"comms.vanity_asked": len(model.comms.vanity), "hr.risk_aversion": model.hr.risk_aversion}
    state |= {f"ict.{what}": getattr(model.ict, what) for what in ("risk_aversion", "capacity", "mitigated")}
    state |= {"ict.on_order": sum(accounts for _, accounts in model.ict.on_order)}
    state |= {"ict.on_order.due": max((week for week, _ in model.ict.on_order), default=0)}
    state |= {"legal.knowledge": model.legal.knowledge, "lead.hours_left": model.digital_lead.hours_left}
    state |= {"lead.appeals": len(model.digital_lead.appeals), "attention": model.leadership.attention}
    state |= {"message_to_comms": model.leadership.message_to_comms, "chamber.wanted_since": model.chamber.wanted_since}
    state |= {
        "chamber.ruling_anxiety": model.chamber.ruling_anxiety,
        "chamber.mean_anxiety": model.chamber.mean_anxiety,
    }
    state |= {"chamber.stance_of_ruling": model.chamber.stance_of[0], "chamber.mean_stance": model.chamber.mean_stance}
    state |= {"chamber.anxiety_of_second": model.chamber.anxiety_of[1]}
    state |= {"chamber.stance_of_second": model.chamber.stance_of[1], "networked": model.chamber.share_networked}
    for name, member in zip(("one", "two", "three"), model.councillors, strict=True):
        state |= {f"{name}.anxiety": member.anxiety, f"{name}.stance": member.stance}
    return {name: float(value) for name, value in state.items()}


def watch(model: Council, patch: pytest.MonkeyPatch) -> Watched:
    """Step the model through its week with everything written down."""
    watched = Watched(model)
    watch_rules(watched, patch)
    watch_luck(watched, patch)
    watch_concerns(watched, patch)
    phases = iter(PHASES)
    begin = model.luck.begin_phase

    def begin_phase(week: int) -> None:
        begin(week)
        state = state_of(model)
        watched.after[watched.phase] = state
        watched.phase = next(phases).verb
        watched.before[watched.phase] = state
        watched.rules[watched.phase] = {}
        watched.answers[watched.phase] = {}

    patch.setattr(model.luck, "begin_phase", begin_phase)
    model.step()
    watched.after[watched.phase] = state_of(model)
    return watched


def watch_rules(watched: Watched, patch: pytest.MonkeyPatch) -> None:
    """Write down what each rule gives, in whatever module it is called from."""
    originals = {}
    for found in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"{rules.__name__}.{found.name}")
        for name, rule in inspect.getmembers(module, inspect.isfunction):
            if rule.__module__ == module.__name__:
                originals[rule] = f"{found.name}.{name}"
    for rule, name in originals.items():
        recorder = _recorder(watched, rule, name)
        for module in (sys.modules[rule.__module__], gate):  # a gate calls some rules by their own names
            if getattr(module, rule.__name__, None) is rule:
                patch.setattr(module, rule.__name__, recorder)


def _recorder(watched: Watched, rule: Any, name: str) -> Any:
    @functools.wraps(rule)
    def recorder(*given: Any, **named: Any) -> Any:
        watched.rules_at_work += 1
        result = rule(*given, **named)
        watched.rules_at_work -= 1
        for found in [watched.rules] if watched.rules_at_work else [watched.rules, watched.answers]:
            found.setdefault(watched.phase, {}).setdefault(name, []).append(result)
        return result

    return recorder


def watch_concerns(watched: Watched, patch: pytest.MonkeyPatch) -> None:
    """Write down what each gate weighs about each request that it decides."""
    for keeper_of in (Head, Comms, HR, Legal, ICT):
        patch.setattr(keeper_of, "concerns", _listening(watched, keeper_of.concerns))


def _listening(watched: Watched, concerns: Any) -> Any:
    def listening(keeper: Gatekeeper, request: Request) -> Iterator[Concern]:
        asker = tuple(DEPARTMENT)[request.asker.index]
        for objection, concern, genuine in concerns(keeper, request):
            watched.concerns[asker, label(objection)] = concern, genuine
            yield objection, concern, genuine

    return listening


def watch_luck(watched: Watched, patch: pytest.MonkeyPatch) -> None:
    """Write down each draw that the week uses, by its name on the page; one without a name by its address."""
    model = watched.model
    name_of = {address: name for name, (address, _) in luck_of_the_week().items()}
    one, of = model.draws.one, model.luck.of

    def ask(purpose: int, key: int, occurrence: int = 0) -> float:
        address = (int(purpose), key, occurrence)
        watched.asked.append(name_of.get(address, str((purpose, *address[1:]))))
        return float(one(Purpose(purpose), key, occurrence))

    def ask_for(person: Any, purpose: int) -> float:
        u = of(person, Purpose(purpose))  # drawn in a batch, or just now by ``one``
        name = name_of.get((int(purpose), person.key, model.week), str((purpose, person.key, model.week)))
        if name not in watched.asked:
            watched.asked.append(name)
        return u

    patch.setattr(model.draws, "one", ask)
    patch.setattr(model.luck, "of", ask_for)
