"""Writes those parts of these pages that follow from the code. Run it from the checkout: ``python docs/generate.py``.

``parameters.md`` and ``command-line.md`` are written whole. In other pages, what stands between ``<!-- name -->`` and
``<!-- end -->`` is replaced. ``tests/docs`` fails where a page and the code no longer agree.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from types import FunctionType

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where docs/ and tests/ lie

from docs.command_pages import command_line_page
from docs.tables import table
from simulation.council import Council
from simulation.outcomes import OUTCOMES
from simulation.parameters import PARAMETERS, Standing
from simulation.record import FIELDS, Event
from simulation.scenario import Scenario
from simulation.schema import parameter_table
from simulation.state import label
from simulation.week import WEEK

DOCS = Path(__file__).parent
CELL = re.compile(r"(?<!\\)\|")  # what stands between the cells of a row
RULES = DOCS.parent / "simulation" / "rules"
PAGES = ("odd.md", "sources.md", "stories.md")
ABOUT = re.compile(r"Seed: (?P<seed>.+?) · Source: (?P<source>.+?) · Standing: (?P<standing>.+)", re.DOTALL)
NO_SOURCE = ("none", "the seed", *Standing)

PARAMETERS_HEAD = """\
---
hide:
  - toc
---

# Parameters

Every number, switch and choice of the model, as declared in [simulation/parameters](../simulation/parameters/). This
page is written by `python docs/generate.py`; do not edit it. The path is what scenario files and `--set` write.

*Allowed* is what a scenario may say. *Plausible* is the range in which councils differ, where one was judged. *Off* is
the value at which the mechanism is absent. *Standing* says how well a default is founded: `literature` (read in a
source), `calibrate` (a source gives the order of magnitude), `assumption` (nobody has measured it), `lever` (a
decision, not a fact).

Four things a scenario sets that are no parameters: `weeks`, `[route] gates` and `[route.extra]` (who answers which
request), and `[route.removal]` (what stands in the place of a gate).
"""


def rules_of(name: str) -> dict[str, FunctionType]:
    """The rules of one file of ``simulation/rules``, by name, in the order in which they stand there."""
    module = importlib.import_module(f"simulation.rules.{name}")
    return {
        key: value
        for key, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not key.startswith("_")
    }


def rule_files() -> list[str]:
    """The files of rules, without their ending, sorted."""
    return sorted(path.stem for path in RULES.glob("*.py") if path.stem != "__init__")


def parts_of(rule: FunctionType) -> dict[str, str]:
    """What a rule's docstring says: in words, as an equation, which idea of the seed, source, standing."""
    said, *others = [" ".join(part.split()) for part in inspect.cleandoc(rule.__doc__ or "").split("\n\n")]
    at = next(i for i, part in enumerate(others) if part.startswith("Seed:"))
    about = ABOUT.fullmatch(others[at])
    assert about is not None, f"{rule.__name__}: its docstring has no line of seed, source and standing"
    return {"says": said, "equation": " ".join(others[:at]), **about.groupdict()}


def rules_table(name: str) -> str:
    """One file's rules: what each says, and how."""
    parts = {rule: parts_of(function) for rule, function in rules_of(name).items()}
    return table(
        ("rule", "in words", "equation", "seed", "standing"),
        ((f"`{rule}`", part["says"], part["equation"], part["seed"], part["standing"]) for rule, part in parts.items()),
    )


def week_table() -> str:
    """The phases of the week."""
    rows = ((str(i), f"`{phase.verb}`", ", ".join(phase.who), phase.reason) for i, phase in enumerate(WEEK, 1))
    return table(("", "phase", "who", "why here"), rows)


def events_table() -> str:
    """The types of event and their fields."""
    return table(("event", "its own fields"), ((f"`{label(event)}`", ", ".join(FIELDS[event])) for event in Event))


def outcomes_table() -> str:
    """The outcomes of a whole run."""
    return table(("outcome", "unit", "meaning"), ((f"`{o.name}`", o.unit, o.meaning) for o in OUTCOMES))


def weekly_columns() -> tuple[str, ...]:
    """The columns of the weekly table, as a small council writes them."""
    small = Scenario.default().changed({"organisation.staff": 8, "organisation.departments": 2}, weeks=1)
    return tuple(Council(small).measures.weekly[0])


def weekly_list() -> str:
    """The same, for reading."""
    return ", ".join(f"`{name}`" for name in weekly_columns()) + "\n"


def parameters_list() -> str:
    """Every parameter, one line a table of the scenario file."""
    tables: dict[str, list[str]] = {}
    for path in PARAMETERS:
        tables.setdefault(path.rsplit(".", 1)[0], []).append(f"`{path}`")
    return "".join(f"- {', '.join(parameters)}.\n" for parameters in tables.values())


def uses_of_sources() -> dict[str, list[str]]:
    """Every source named in the code, and the parameters and rules that name it."""
    uses: dict[str, list[str]] = {}
    for path, parameter in PARAMETERS.items():
        if parameter.source not in NO_SOURCE:
            uses.setdefault(parameter.source, []).append(path)
    for name in rule_files():
        for rule, function in rules_of(name).items():
            source = parts_of(function)["source"]
            if source not in NO_SOURCE and not source.startswith(("none", "the seed")):
                uses.setdefault(source, []).append(f"{name}.{rule}")
    return dict(sorted(uses.items(), key=lambda use: use[0].casefold()))


def sources_table() -> str:
    """Where each source is used."""
    rows = ((source, ", ".join(f"`{user}`" for user in users)) for source, users in uses_of_sources().items())
    return table(("as the code names it", "used by"), rows)


def stories_table(name: str) -> str:
    """What the page of stories lists, read from their files."""
    head, *rows = importlib.import_module("tests.stories.index").TABLES[name]()
    return table(head, rows)


PARTS: dict[str, Callable[[], str]] = {
    "week": week_table,
    "events": events_table,
    "outcomes": outcomes_table,
    "weekly": weekly_list,
    "parameters": parameters_list,
    "sources": sources_table,
    **{name: lambda name=name: stories_table(name) for name in ("luck", "words", "objections", "stories")},  # type: ignore[misc]
    **{f"rules: {name}": lambda name=name: rules_table(name) for name in rule_files()},  # type: ignore[misc]
}


def narrowed(head: list[str], rows: list[list[str]]) -> str:
    """A table that says the meaning, its last column, right after the name, and leaves out columns with nothing in."""
    filled = [column for column in (0, len(head) - 1, *range(1, len(head) - 1)) if any(row[column] for row in rows)]
    return table(
        [head[column] for column in filled],
        ([row[column].replace("\\|", "|") for column in filled] for row in rows),
    )


def parameters_page() -> str:
    """The page of parameters: a table for each table of the scenario files, in the order of declaration."""
    few = {
        "A scenario may give these for one department": [p.path for p in PARAMETERS.values() if p.by_department],
        "These stand fixed from the start of a run; no dated change may touch them": [
            p.path for p in PARAMETERS.values() if p.fixed
        ],
        "These vary in sampled councils": [p.path for p in PARAMETERS.values() if p.sampled],
    }
    head, _, *rows = ([cell.strip() for cell in CELL.split(line)[1:-1]] for line in parameter_table().splitlines())
    groups = groupby(rows, key=lambda row: row[0].strip("`").rsplit(".", 1)[0])
    tables = "".join(f"\n## `{name}`\n\n{narrowed(head, list(own))}" for name, own in groups)
    lists = "".join(f"\n{what}: {', '.join(f'`{path}`' for path in paths)}.\n" for what, paths in few.items())
    return f"{PARAMETERS_HEAD}{tables}\n## Which may differ, and which may change\n{lists}"


WHOLE = {"parameters.md": parameters_page, "command-line.md": command_line_page}


def page(name: str) -> str:
    """A page as it ought to stand: what is written by hand, with the parts that follow from the code."""
    if name in WHOLE:
        return WHOLE[name]()

    def part(found: re.Match[str]) -> str:
        return f"{found[1]}\n\n{PARTS[found[2]]()}\n{found[4]}"

    text = (DOCS / name).read_text(encoding="utf-8")
    return re.sub(r"(<!-- ((?!end)[^>]+) -->)\n(.*?)(<!-- end -->)", part, text, flags=re.DOTALL)


if __name__ == "__main__":
    for name in (*WHOLE, *PAGES):
        (DOCS / name).write_text(page(name), encoding="utf-8")
