"""Who blocks, and who is blamed: blame, refusals and cause beside each other, where weeks go, and single roles."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from experiments.arms.reading import interval_in, picture_of
from experiments.blaming.log import DELAYS
from experiments.blaming.reading import Blamed
from experiments.blaming.telling import in_hours, in_points, rank_of
from experiments.by_gate import Some
from experiments.reporting.content import Block, Command, Picture, Section, Table, Text, plain, table, typed
from experiments.reporting.sources import Sources
from experiments.reporting.studies import Study
from experiments.wording import counts_or_share, with_interval
from simulation.state import GATES, label
from simulation.words import WRITTEN

MOST_ROLES = 10
WORTH = ("harm_prevented", "value_forgone", "net_value")
TITLE = "Who blocks, and who is blamed"


def section(study: Study, sources: Sources) -> Section:
    """The findings of ``blockers blame`` with its pictures and tables; or how to ask."""
    record = study.blamed
    if record is None:
        assert study.compared is not None
        place = study.compared.place
        own = ["--out", str(place.parent / f"{study.scenario.name}-blame")]
        command = typed(shlex.join(["blockers", "blame", str(place / "scenario.toml"), *own]))
        why = "Not asked, or its record does not lie beside that of the comparison. This asks it:"
        return Section(TITLE, (Text("Who blocks and who is blamed is not in this report."), Command(why, command)))
    source = sources.blame(record, ("gates", "removals"))
    blocks: list[Block] = [Text(plain(line), source) for line in record.findings]
    blocks.append(_pictured(record, "cause", _gates(record, source)))
    blocks.append(_pictured(record, "delay", _delay(record, sources.blame(record, ("gates", "interactions")))))
    blocks.append(_pictured(record, "judging", _judging(record, sources.blame(record, ("judging", "strictness")))))
    if len(record.roles):
        blocks.append(_pictured(record, "roles", _roles(record, sources.blame(record, ("roles", "without-roles")))))
    return Section(TITLE, tuple(blocks))


def _pictured(record: Blamed, name: str, of: Table) -> Picture | Table:
    drawn = picture_of(record.place, name)
    if drawn is None:
        return of
    return Picture(plain(drawn.title), plain(drawn.said), drawn.svg, drawn.png, of.source, of)


def _gates(record: Blamed, source: str) -> Table:
    rows = [
        (
            WRITTEN[gate],
            record.portion(label(gate), "blame"),
            record.portion(label(gate), "refusals"),
            in_points(record.at(label(gate), "cause_uptake")),
            in_hours(record.at(label(gate), "cause_net_value")),
        )
        for gate in GATES
    ]
    rows.append(
        ("All five", "", "", in_points(record.all_removed("uptake")), in_hours(record.all_removed("net_value")))
    )
    head = ("Gate", "of the blame, %", "of refusals, %", "part in the cause: uptake, points", "net value, hours")
    note = (
        "Part in the cause: what a gate's removal adds, mean over all orders in which the five could go (Shapley). A "
        "plus in uptake is what it holds back; a minus in net value is what it saves. In brackets: 95 % intervals; "
        "those of the five parts hold together."
    )
    return table("Blamed, refused, cause", head, rows, source, note)


def _delay(record: Blamed, source: str) -> Table:
    rows = [
        (WRITTEN[gate], *(with_interval(record.at(label(gate), f"delay_{kind}"), 2) for kind in DELAYS))
        for gate in GATES
    ]
    head = ("Gate", *(kind.replace("_", " ") for kind in DELAYS))
    note = "Weeks a request filed. No home: mending after an appeal that nobody could hear."
    return table("Where the weeks go", head, rows, source, note)


def _judging(record: Blamed, source: str) -> Table:
    rows = []
    for row in record.judging[record.judging["strictness"] == 1.0].to_dict("records"):
        shares = [_portion(row, name, record.n) for name in ("precision", "recall", "lost")]
        hours = [in_hours(interval_in(row, name, record.n)) for name in WORTH]
        rows.append((WRITTEN[next(gate for gate in GATES if label(gate) == row["gate"])], *shares, *hours))
    head = (
        "Gate", "of its refusals protective, %", "of the bad stopped, %", "of the good stopped, %",
        "harm prevented, hours", "value forgone, hours", "net value, hours",
    )  # fmt: skip
    note = (
        "By its last word on each request that reached it; hours: held against a rubber stamp in its place. Net value "
        "counts the hours as well that refusals free, so it is not the difference of the two before it."
    )
    return table("Each gate as a judge", head, rows, source, note)


def _portion(row: Mapping[Any, Any], name: str, runs: int) -> str:
    some = Some(int(row[f"{name}_part"]), int(row[f"{name}_whole"]))
    return counts_or_share(some, interval_in(row, name, runs))


def _roles(record: Blamed, source: str) -> Table:
    rows = [
        (
            str(row["role"]),
            in_hours(interval_in(row, "net_value", record.n)),
            rank_of((int(row["rank_from"]), int(row["rank_to"]))),
            in_points(interval_in(row, "uptake", record.n)),
        )
        for row in record.roles.head(MOST_ROLES).to_dict("records")
    ]
    left = len(record.roles) - len(rows)
    note = "The council as it is less the council without. Ranks hold together over all roles."
    if left > 0:
        note += f" {left:,} more stand in the table of its source."
    return table(
        "What single roles are worth", ("Role", "net value, hours", "rank", "uptake, points"), rows, source, note
    )
