"""Events of a sweep with names for numbers, as those of a single run have them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from experiments.sweeps.rows import NAMES_OF_FIELDS
from simulation.record import FIELDS, Event
from simulation.run import NAMED, THOUSANDTHS, YES_OR_NO, readable
from simulation.state import label


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of numbers as columns: run_id, week, event, person, department, request, and the events' own fields.

    Fields that an event does not have, and nobody where there is a number for somebody, are missing values.
    """
    fields = list(dict.fromkeys(name for event in Event for name in FIELDS[event]))
    found = rows[["run_id", "week"]].copy()
    found["event"] = [label(Event(kind)) for kind in rows["event"]]
    for who in ("person", "request"):
        found[who] = rows[who].astype("Int64").where(rows[who] >= 0)
    found.insert(4, "department", rows["department_name"].astype(object))
    columns: dict[str, list[object]] = {name: [None] * len(rows) for name in fields}
    own = rows[list(NAMES_OF_FIELDS)].to_numpy().tolist()
    for at, (event, values) in enumerate(zip(rows["event"].tolist(), own, strict=True)):
        for name, value in zip(FIELDS[Event(event)], values, strict=False):
            columns[name][at] = readable(name, value)
    for name in fields:
        whole = name not in NAMED and name not in YES_OR_NO and name not in THOUSANDTHS
        kind: Any = (
            "boolean" if name in YES_OR_NO else "Float64" if name in THOUSANDTHS else "Int64" if whole else "object"
        )
        found[name] = pd.Series(columns[name], index=found.index).astype(kind)
    return found
