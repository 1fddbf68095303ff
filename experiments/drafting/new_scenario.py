"""The text of a new scenario: a file that loads as it stands, and shows its reader what there is to pull.

Every number, unit, range and meaning in it comes from the base and from the declarations, never from here: what is
written here is which levers a newcomer should see first, and the words between them.
"""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Mapping

from simulation.parameters import PARAMETERS, Value
from simulation.scenario import Scenario
from simulation.scenario_files.parts import OCCASIONS, STAFF
from simulation.scenario_files.values import GATE_NAMES
from simulation.scenario_files.written import SHORT, toml_value
from simulation.state import label

WIDTH = 110  # characters of a line

TOLD: dict[str, tuple[str, ...]] = {
    "The organisation.": ("organisation.staff", "organisation.attrition", "contacts.bridging"),
    "What departments have where nothing else is said of them.": (
        "department.audience", "department.sensitivity", "department.spare_hours",
    ),
    "The way of a request.": (
        "route.answers_by", "route.parallel", "route.devolution", "route.transparency", "hoops.number", "hoops.hours",
    ),
    "The gates: their time to decide, and what makes them say no.": (
        "gates.management.hours", "gates.comms.fte", "gates.comms.ring_fenced", "gates.hr.hours", "gates.legal.hours",
        "gates.legal.myth", "gates.ict.hours", "gates.ict.capacity", "gates.ict.web_filter",
    ),
    "Those who steer.": (
        "leadership.strength", "leadership.consistency", "leadership.co_design", "digital_lead.hours",
        "digital_lead.authority", "champions.share", "champions.placement", "councillors.count", "councillors.anxiety",
    ),
    "What holds for everybody.": (
        "policy.openness", "policy.written", "policy.multi_voice", "policy.enforcement", "policy.documented",
        "policy.training_days",
    ),
    "What happens, and where it all begins.": ("events.crises", "start.pioneers", "start.evidence"),
}  # fmt: skip
"""Paths of the levers that a new scenario shows, under the heading of their chapter."""

LATER = ("digital_lead.hours", "policy.openness")  # what the example of a dated change sets
AFTERWARDS = ("route.transparency",)  # what the example of a change after an event sets


def scenario_text(name: str, base: Scenario, extends: str, departments: list[str] | None = None) -> str:
    """A scenario that extends ``base`` (under the name ``extends``), everything else in it commented out.

    ``departments`` are lines of TOML about departments and people, instead of an example of them; they say how many
    people there are, and the departments of the base are dropped.
    """
    blocks = [_head(name, base, extends, replaces=departments is not None)]
    if departments is not None:
        blocks.append("\n".join(departments))
    follows = departments is not None or base.people is not None or all_have_headcounts(base)
    for heading, paths in TOLD.items():
        if follows:  # the number of staff, which cannot be set then
            paths = tuple(path for path in paths if path != STAFF)
        blocks += _chapter(heading, paths, base)
    if departments is None:
        blocks.append(_example_of_departments(base))
    blocks.append(_changes(base))
    return "\n\n".join(block for block in blocks if block) + "\n"


def all_have_headcounts(base: Scenario) -> bool:
    """Whether the departments of a scenario say how many people there are in all."""
    return bool(base.departments) and all(spec.headcount is not None for spec in base.departments)


def said_of_departments(base: Scenario) -> list[str]:
    """Comments on all that a department may have of its own, with what it has where nothing is said."""
    lines = []
    for path, short in SHORT.items():
        lines += comment(f"{short} = {_value(base.values[path])}: {_meaning(path)}", indent="  ")
    return lines


def _head(name: str, base: Scenario, extends: str, replaces: bool) -> str:
    called, file = base.called, shlex.quote(f"{name}.toml")
    lines = [
        *comment(f"A scenario of Blockers. It builds on {called}: whatever this file does not say is as it is there."),
        "#",
        *comment(
            "A line that begins with # and a blank is for reading. One that begins with # and no blank is a setting, "
            "with the value that holds now: take the # away and change the value."
        ),
        "#",
        *comment(
            f"There are more numbers: blockers show {file} lists all, blockers show gates.ict.hours explains one. "
            "More on such files: docs/scenarios.md; on people of your own: docs/own-people.md."
        ),
        "",
        f"extends = {toml_value(extends)}",
        f"title = {toml_value(name)}",
        'description = "" # what it is like, in a sentence or two: reports begin with that',
        f"#weeks = {base.weeks}",
    ]
    if replaces:
        lines += ["departments_replace = true # those of the base are dropped"]
    return "\n".join(lines)


def _chapter(heading: str, paths: tuple[str, ...], base: Scenario) -> list[str]:
    """The tables of some levers, each with its levers commented out; the heading stands above the first."""
    tables: dict[str, list[str]] = {}
    for path in paths:
        table, _, name = path.rpartition(".")
        lines = tables.setdefault(table, [])
        lines += [*comment(_meaning(path)), f"#{name} = {_value(base.values[path])}"]
    if "route" in tables:
        gates = [label(gate) for gate in base.route_gates]
        allowed = f"who must let a request through, in order; any of {', '.join(GATE_NAMES)}"
        tables["route"] += [*comment(allowed), f"#gates = {toml_value(gates)}"]
    blocks = ["\n".join([f"[{table}]", *lines]) for table, lines in tables.items()]
    return [f"# --- {heading}\n\n{blocks[0]}", *blocks[1:]]


def _meaning(path: str) -> str:
    """What a parameter means, and what it may be with its unit."""
    parameter = PARAMETERS[path]
    return f"{parameter.meaning}; allowed: {parameter.allowed_text}"


def _example_of_departments(base: Scenario) -> str:
    lines = ["# --- Single departments", "", "[departments]"]
    named = [spec for spec in base.departments if spec.values]
    lines += comment(_of_new_departments(base))
    lines += ["# It may have of its own:", *said_of_departments(base)]
    if named:
        lines.append(f"#{toml_value(named[0].name)} = {_inline(named[0].values)}")
    return "\n".join(lines)


def _of_new_departments(base: Scenario) -> str:
    """What becomes of the base's departments, and what one that the base does not have needs."""
    if base.people is not None:
        return (
            "Which departments there are, and how many people each has, the base's file of people says. What is said "
            "of one of them here holds for it; one in which nobody works is an error."
        )
    if not base.departments:
        return (
            "The base names none, so they are made up. Once some are named here, there are no others: each with a "
            "headcount, or each with a share of the staff (shares add to 1), or all alike."
        )
    if any(spec.share is not None for spec in base.departments):
        new = "A new one needs a share, and then all shares must add to 1"
    elif all_have_headcounts(base):
        new = "A new one needs a headcount, and adds so many people to the staff"
    else:
        new = "A new one may have a headcount; those without one share the other staff alike"
    drops = "departments_replace = true at the top of the file drops those of the base"
    return f"A department of the base keeps what is not said of it here. {new}; {drops}."


def _inline(values: Mapping[str, Value]) -> str:
    return f"{{ {', '.join(f'{SHORT[path]} = {_value(value)}' for path, value in values.items())} }}"


def _changes(base: Scenario) -> str:
    week = max(1, base.weeks // 3)
    lines = ["# --- Changes during a run, from a week on or after something that happens", ""]
    lines += ["#[[change]]", f"#week = {week}", '#name = "a digital lead"']
    lines += [line for path in LATER for line in (*comment(_meaning(path)), _pulled(path))]
    lines += ["", "#[[change]]", *comment(f"one of {', '.join(OCCASIONS)}"), f"#after = {toml_value(OCCASIONS[0])}"]
    lines += ["# weeks from then on", "#delay = 4", "# for so many weeks; without it, for good", "#weeks = 13"]
    lines += ['#name = "open reasons"']
    lines += [line for path in AFTERWARDS for line in (*comment(_meaning(path)), _pulled(path))]
    return "\n".join(lines)


def _pulled(path: str) -> str:
    """A lever pulled as far as any council is thought to have it."""
    plausible = PARAMETERS[path].plausible
    assert plausible is not None
    return f"#{path} = {_value(plausible[1])}"


def _value(value: Value) -> str:
    """A value as TOML, whole numbers without a point.

    >>> _value(2.0), _value(0.25), _value("comms"), _value(True)
    ('2', '0.25', '"comms"', 'true')
    """
    return str(int(value)) if isinstance(value, float) and value == int(value) else toml_value(value)


def comment(text: str, indent: str = "") -> list[str]:
    """Words as lines of comment, with blanks before them where they are indented."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=f"# {indent}", subsequent_indent=f"# {indent}  " if indent else "# ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
