"""What a scenario file may say, for editors and readers: a JSON Schema and a table, both made from the declarations.

``python -m simulation.schema`` prints the schema.
"""

from __future__ import annotations

import json
from typing import Any

from simulation.parameters import PARAMETERS, Parameter, Value
from simulation.scenario_files.parts import (
    DEFAULT_EXTRA,
    DEFAULT_ROUTE,
    DEFAULT_WEEKS,
    GROWING,
    LONGEST_RUN,
    OCCASIONS,
    PEOPLE_COLUMNS,
    TIES_COLUMNS,
)
from simulation.scenario_files.values import BY_DEPARTMENT, GATE_NAMES, KIND_NAMES, REMOVAL_NAMES
from simulation.state import label, labels

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
SO_LONG = f"for so many weeks; without it, for good. Not with {', '.join(GROWING)}, which grow during a run"
COLUMNS = ("path", "default", "unit", "allowed", "plausible", "off", "standing", "source", "meaning")


def json_schema() -> Schema:
    """A JSON Schema (draft 2020-12) of scenario files. It judges single files; loading checks sums and names."""
    department = _tables(path for path, parameter in PARAMETERS.items() if parameter.by_department)
    own = {name: _of(PARAMETERS[path]) for name, path in BY_DEPARTMENT.items() if "." not in name}
    changes = _tables((path for path, parameter in PARAMETERS.items() if not parameter.fixed), own_route=True)
    changed = _table({**own, **department})
    whole = _tables(PARAMETERS, own_route=True)
    removal = {"enum": list(REMOVAL_NAMES), "default": "no", "description": "what stands in the place of the gate"}
    whole["route"]["properties"]["removal"] = _table(dict.fromkeys(GATE_NAMES, removal))
    properties = {
        "extends": {**TEXT, "description": "name or relative path of the base"},
        "name": TEXT,
        "title": TEXT,
        "description": TEXT,
        "weeks": {**_weeks(1), "default": DEFAULT_WEEKS},
        "departments_replace": {"type": "boolean", "description": "drop the departments of the base"},
        **whole,
        "departments": {"type": "object", "additionalProperties": _department({**own, **department})},
        "people": _people(),
        "change": {
            "type": "array",
            "items": {
                **_table(
                    {
                        "week": _weeks(0),
                        "after": {"enum": list(OCCASIONS)},
                        "delay": _weeks(0),
                        "weeks": {**_weeks(1), "description": SO_LONG},
                        "name": TEXT,
                        **changes,
                        "departments": {"type": "object", "additionalProperties": changed},
                    }
                ),
                "oneOf": [{"required": ["week"]}, {"required": ["after"]}],
                "dependentRequired": {"delay": ["after"]},
                "dependentSchemas": {"weeks": _put_back()},
            },
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scenario of Blockers",
        **_table(properties),
        "minProperties": 1,
    }


def parameter_table() -> str:
    """All parameters as a Markdown table, in the order in which they are declared; ends with a line break."""
    rows = [COLUMNS, ("---",) * len(COLUMNS), *(_row(parameter) for parameter in PARAMETERS.values())]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)


def _row(parameter: Parameter) -> tuple[str, ...]:
    bounds = parameter.plausible
    return (
        f"`{parameter.path}`",
        _written(parameter.default),
        parameter.unit,
        parameter.allowed_range,
        "" if bounds is None else f"{bounds[0]:g} to {bounds[1]:g}",
        "" if parameter.off is None else _written(parameter.off),
        str(parameter.standing),
        "" if parameter.source == str(parameter.standing) else parameter.source,
        parameter.meaning,
    )


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else f"{value:g}"


def _of(parameter: Parameter) -> Schema:
    described = f"{parameter.meaning} ({parameter.unit})" if parameter.unit else parameter.meaning
    about: Schema = {"description": described, "default": parameter.default}
    if parameter.choices is not None:
        return {"enum": list(labels(parameter.choices)), **about}
    if parameter.type is bool:
        return {"type": "boolean", **about}
    assert parameter.allowed is not None
    low, high = parameter.allowed
    return {"type": "integer" if parameter.whole else "number", "minimum": low, "maximum": high, **about}


def _table(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _tables(paths: Any, own_route: bool = False) -> Schema:
    """Nested tables for dotted paths; with ``own_route``, the route's gates among them."""
    top: Schema = {}
    for path in paths:
        *tables, name = path.split(".")
        properties = top
        for table in tables:
            properties = properties.setdefault(table, _table({}))["properties"]
        properties[name] = _of(PARAMETERS[path])
    if own_route:
        route = top.setdefault("route", _table({}))["properties"]
        route["gates"] = {**_gates(), "default": [label(gate) for gate in DEFAULT_ROUTE]}
        defaults = {label(kind): [label(gate) for gate in gates] for kind, gates in DEFAULT_EXTRA.items()}
        route["extra"] = {**_table(dict.fromkeys(KIND_NAMES, _gates())), "default": defaults}
    return top


def _put_back() -> Schema:
    """What a change for some weeks may not set: levels that the run itself moves."""
    own: Schema = {"properties": {path.split(".")[-1]: False for path in GROWING if path in BY_DEPARTMENT}}
    whole: Schema = {"properties": {"departments": {"additionalProperties": own}}}
    for path in GROWING:
        *tables, name = path.split(".")
        inside = whole
        for table in tables:
            inside = inside["properties"].setdefault(table, {"properties": {}})
        inside["properties"][name] = False
    own["properties"]["department"] = whole["properties"]["department"]
    return whole


def _gates() -> Schema:
    return {"type": "array", "items": {"enum": list(GATE_NAMES)}, "uniqueItems": True}


def _weeks(low: int) -> Schema:
    return {"type": "integer", "minimum": low, "maximum": LONGEST_RUN}


def _department(own: Schema) -> Schema:
    size = {
        "headcount": {"type": "integer", "minimum": 1, "maximum": 1_000_000, "description": "people"},
        "share": {"type": "number", "minimum": 0, "maximum": 1, "description": "share of staff"},
        "directorate": TEXT,
    }
    return {**_table({**size, **own}), "not": {"required": ["headcount", "share"]}}


def _people() -> Schema:
    return _table(
        {
            "file": TEXT,
            "ties": TEXT,
            "department_prefix": TEXT,
            "columns": _table(dict.fromkeys(PEOPLE_COLUMNS, TEXT)),
            "ties_columns": _table(dict.fromkeys(TIES_COLUMNS, TEXT)),
        }
    )


if __name__ == "__main__":
    print(json.dumps(json_schema(), indent=2))
