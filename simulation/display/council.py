"""A council as a notebook shows it: the week, departments as stage bars, and the queues at its gates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from simulation.display import COLOUR_OF
from simulation.markup import (
    BLUE,
    FAINT,
    SKY,
    Markup,
    bar,
    blocks,
    card,
    curve,
    element,
    figures,
    key,
    note,
    section,
    table,
)
from simulation.state import GATES, Gate, Removal, Stage, label
from simulation.wording import counted, percent
from simulation.words import REMOVALS_IN_WORDS, STAGES_IN_SHORT, WRITTEN

if TYPE_CHECKING:
    from simulation.agents.department import Department
    from simulation.council import Council

MOST = 40  # departments that get a row each


def html(council: Council) -> Markup:
    """A council in the week in which it stands, before its first step as well as after its last."""
    setting = council.setting
    size = counted(council.staff_count, "person", "people")
    where = counted(len(council.departments), "department", "departments")
    return card(
        "Council",
        setting.called,
        f"{size} in {where}, seed {council.seed}",
        _week(council),
        _numbers(council),
        _uptake(council),
        section("Where everybody stands", _everybody(council), _legend(council), _departments(council)),
        section("The queues at the gates", _gates(council)),
    )


def _week(council: Council) -> Markup:
    weeks = council.setting.weeks
    said = f"Week {council.week:,} of {weeks:,}"
    if not council.week:
        said += ": nothing has happened yet"
    elif not council.running:
        said += ": the run is over"
    elif council.is_moratorium:
        said += ": a moratorium, no gate lets anything through"
    return element(
        "div",
        element("div", said, style="font-size:14px;font-weight:600;margin:10px 0 4px"),
        bar([(min(1.0, council.week / weeks), "currentColor", "")], said, height=5),
    )


def _numbers(council: Council) -> Markup:
    staff = council.staff_count
    queues = (keeper.queue for gate in GATES for keeper in council.gatekeepers(gate))
    waiting = len({request.number for queue in queues for request in queue})  # at one gate or at several
    return figures(
        [
            (percent(council.live_count / staff), "of staff use it with permission"),
            (percent(council.shadow_count / staff), "use it without permission"),
            (percent(len(council.by_stage[Stage.ASSUMED_NO]) / staff), "take a no for granted"),
            (f"{council.requests_so_far:,}", "requests so far"),
            (f"{waiting:,}", "waiting at the gates now"),
        ]
    )


def _uptake(council: Council) -> Markup | None:
    """Use over the weeks so far; nothing before the first."""
    weekly = council.measures.weekly
    if len(weekly) < 2:
        return None
    return use_over_weeks([row["uptake"] for row in weekly], [row["shadow_share"] for row in weekly])


def use_over_weeks(uptake: Sequence[float], shadow: Sequence[float]) -> Markup:
    """Two curves, with and without permission, each a share of staff a week from week 0; at least one week."""
    most = max(*uptake, *shadow)
    weeks = f"from week 0 to week {len(uptake) - 1:,}"
    said = (
        f"Share of staff who use it with permission, {weeks}: from {percent(uptake[0])} to {percent(uptake[-1])}; "
        f"without permission, dashed: from {percent(shadow[0])} to {percent(shadow[-1])}."
    )
    scale = f"share of staff {weeks}; at its highest {percent(most)}"
    return section(
        "How far it came",
        curve([(uptake, BLUE, False), (shadow, "currentColor", True)], said),
        key([(BLUE, "with permission"), ("currentColor", "without permission (dashed)")]),
        note(scale),
    )


def _everybody(council: Council) -> Markup:
    whole = [sum(stages[stage] for stages in council.stages) for stage in Stage]
    return _stage_bar("All staff", council.staff_count, whole, height=26)


def _legend(council: Council) -> Markup:
    """What the colours mean, with how many people are there."""
    whole = {stage: sum(stages[stage] for stages in council.stages) for stage in Stage}
    return key((COLOUR_OF[stage], f"{words} {whole[stage]:,}") for stage, words in STAGES_IN_SHORT.items())


def _stage_bar(name: str, people: int, stages: Sequence[int], height: int) -> Markup:
    """Shares of people by stage; ``stages`` counts them, by the number of the stage."""
    words = [f"{stages[stage]:,} {short}" for stage, short in STAGES_IN_SHORT.items() if stages[stage]]
    parts = [
        (stages[stage] / people, COLOUR_OF[stage], f"{name}: {stages[stage]:,} of {people:,} {short}")
        for stage, short in STAGES_IN_SHORT.items()
        if stage != Stage.UNINTERESTED  # what is left of the bar
    ]
    return bar(parts, f"{name}, {people:,} people: {', '.join(words)}", height)


def _departments(council: Council) -> Markup:
    """A bar for each department, the largest first, under their directorates where they have any; of hundreds the
    largest.
    """
    ordered = sorted(council.departments, key=lambda department: (-department.headcount, department.name))
    shown, rest = (ordered, []) if len(ordered) <= MOST else (ordered[: MOST - 1], ordered[MOST - 1 :])
    groups: dict[str, list[Department]] = {}
    for department in shown:
        groups.setdefault(department.directorate or "", []).append(department)
    blocks_of = [_group(name, members, council) for name, members in groups.items()]
    if rest:
        stages = [sum(council.stages[department.index][stage] for department in rest) for stage in Stage]
        people = sum(department.headcount for department in rest)
        blocks_of.append(element("div", _row(f"{len(rest):,} smaller departments", people, stages), style=UNBROKEN))
    return element(
        "div", *blocks_of, style="columns:400px 2;column-gap:34px;margin:12px 0 0", role="list",
        aria_label="Departments by stage",
    )  # fmt: skip


UNBROKEN = "break-inside:avoid;padding:0 0 9px"


def _group(name: str, members: Sequence[Department], council: Council) -> Markup:
    heading = element("div", name, style=f"font-size:12.5px;font-weight:600;{FAINT};padding:0 0 2px") if name else None
    rows = [_row(member.name, member.headcount, council.stages[member.index]) for member in members]
    return element("div", heading, *rows, style=UNBROKEN if name else "")


def _row(name: str, people: int, stages: Sequence[int]) -> Markup:
    """A department's name, size, bar, and the share who use it with permission."""
    live = stages[Stage.LIVE] / people if people else 0.0
    cut = "overflow:hidden;text-overflow:ellipsis;white-space:nowrap"
    return element(
        "div",
        element("span", name, style=f"flex:0 0 165px;{cut}", title=name),
        element("span", f"{people:,}", style=f"flex:0 0 40px;text-align:right;{FAINT}", title=f"{people:,} people"),
        element("div", _stage_bar(name, max(1, people), stages, 14), style="flex:1 1 80px"),
        element("span", percent(live, 0), style="flex:0 0 40px;text-align:right", title="use it with permission"),
        style="display:flex;align-items:center;gap:10px;font-size:13px;line-height:21px;break-inside:avoid",
        role="listitem",
    )


def _gates(council: Council) -> Markup:
    """A row a gate: for what it is asked, how many wait there, the longest for how long, and its hours."""
    columns = ("Gate", "Asked for", "Waiting", "", "Longest wait", "Hours a week for decisions")
    return table("Queues at the gates", columns, _queues(council), words=4)


def _queues(council: Council) -> Iterator[tuple[str, ...]]:
    for gate in GATES:
        name, asked_for = WRITTEN[gate], _asked_for(council, gate)
        if council.removal_of(gate) in (Removal.REMOVED, Removal.UNKNOWN):
            yield element("b", name), asked_for, "–", "", "–", "–"
            continue
        keepers = council.gatekeepers(gate)
        since = [request.at[gate] for keeper in keepers for request in keeper.queue]
        waited = council.week - min(since, default=council.week)
        wait = (counted(waited, "week", "weeks") if waited else "under a week") if since else "–"
        picture = blocks(len(since), SKY, f"{len(since):,} waiting at {name}") if since else ""
        hours = f"{sum(keeper.hours_for_decisions() for keeper in keepers):,.1f}"
        if len(keepers) > 1:
            hours = f"{len(keepers):,} heads together {hours}"
        yield element("b", name), asked_for, f"{len(since):,}", picture, wait, hours


def _asked_for(council: Council, gate: Gate) -> Markup:
    """For which requests the gate is asked, or what became of it."""
    kinds = [label(kind).replace("_", " ") for kind, gates in council.route_extra.items() if gate in gates]
    said = "every request" if gate in council.route_gates else ", ".join(kinds) or "nothing"
    return element("span", REMOVALS_IN_WORDS.get(council.removal_of(gate), said), style=f"font-size:12.5px;{FAINT}")
