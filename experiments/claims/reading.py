"""From a file to a checked claim: every key known, every arm made once; all that is wrong at once, with its line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.claims.claim import (
    AS_IT_IS,
    BUILT_IN,
    DIRECTIONS,
    EMERGENT,
    NONE,
    STANDINGS,
    ArmOf,
    Claim,
    Equal,
    Part,
)
from experiments.claims.numbers import terms_of
from experiments.sweeps.wrong import Complaints
from simulation.parameters import PARAMETERS
from simulation.scenario import Problem, Scenario, ScenarioError
from simulation.scenario_files.problems import Key, Origin, WrongValue, nearest, shortened, shown
from simulation.scenario_files.sources import Source, bundled_folder, bundled_names, find, read_file
from simulation.state import GATES, label

FOLDER = "claims"
TOP = ("id", "title", "says", "standing", "emergent", "off", "arms", "part")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
OF_ARM = ("lay", "set", "times", "equal")
OF_EQUAL = ("path", "number", "to", "within")
OF_PART = (
    "says", "number", "arm", "against", "best_of", "level", "cause", "direction", "matters", "unit", "scale", "digits",
    "standing", "judged",
)  # fmt: skip


def claim_names() -> tuple[str, ...]:
    """The claims that come with Blockers, in the order of their numbers: ``C1`` to ``C18``."""
    names = (name.removeprefix(f"{FOLDER}/") for name in bundled_names(FOLDER))
    return tuple(sorted((name.upper() for name in names), key=_in_order))


def _in_order(name: str) -> tuple[int, str]:
    number = re.sub(r"\D", "", name)
    return (int(number) if number else 0, name)


def read_claims(given: Sequence[str], base: Scenario) -> list[Claim]:
    """Claims by their names or the paths of their files; all that come with Blockers where none is given.

    Every arm is tried on ``base``. Raises ``ScenarioError`` with everything that is wrong in any of them.
    """
    problems: list[Problem] = []
    found: dict[str, Claim] = {}
    for name in given or claim_names():
        try:
            claim = read_claim(name, base)
            if claim.id in found:
                raise ScenarioError([Problem(Origin(shortened(name)), "id", f"there are two claims {claim.id}")])
            found[claim.id] = claim
        except ScenarioError as error:
            problems += error.problems
    if problems:
        raise ScenarioError(problems)
    return list(found.values())


def read_claim(given: str, base: Scenario) -> Claim:
    """One claim by its name (``C5``) or the path of its file. Raises ``ScenarioError`` with all that is wrong."""
    ours = bundled_folder() / FOLDER / f"{given.lower().removesuffix('.toml')}.toml"
    path = ours if given.upper() in claim_names() else find(given, Path.cwd())
    if path is None or path.is_dir():
        allowed = f"the path of a file, or one of {', '.join(claim_names())}"
        near = nearest(given.upper(), claim_names())
        raise ScenarioError([Problem(Origin(shortened(given) or "''"), "", "no such claim or file", allowed, near)])
    source = read_file(path, given if given.endswith(".toml") else path.name)
    return claim_of(source, path.read_text(encoding="utf-8-sig"), base)


def claim_of(source: Source, text: str, base: Scenario) -> Claim:
    """A claim from its tables. Raises ``ScenarioError``."""
    wrong = Complaints(source)
    data = source.data
    wrong.keys((), data, TOP)
    given = {key: wrong.text((key,), data.get(key, "")) for key in ("id", "title", "says", "standing", "emergent")}
    for key in ("id", "title", "says"):
        if not data.get(key):
            wrong.add((key,), "is missing", "text in quotation marks")
    if given["id"] and not NAME.fullmatch(given["id"]):
        wrong.add(("id",), f"found {shown(given['id'])}, and files are called after it", "letters, digits and hyphens")
    _one_of(wrong, ("standing",), data.get("standing"), STANDINGS)
    off = tuple(_texts(wrong, ("off",), data.get("off", [])))
    arms = {AS_IT_IS: ArmOf()}
    for name, table in wrong.table(("arms",), data).items():
        arms[name] = _arm(wrong, ("arms", name), table, base)
    for name, arm in arms.items():
        if arm.equal is not None and (arm.equal.to not in arms or arm.equal.to == name):
            wrong.add(("arms", name, "equal"), f"there is no other arm {shown(arm.equal.to)}", ", ".join(arms),
                      nearest(arm.equal.to, arms))  # fmt: skip
    rows = data.get("part", [])
    if not isinstance(rows, list) or not rows:
        wrong.add(("part",), "there is no part", "at least one [[part]]")
        rows = []
    parts = [_part(wrong, ("part", at), row, arms, given["standing"]) for at, row in enumerate(rows)]
    used = {name for part in parts for name in part.arms}
    for name in arms:
        wanted = name in used or any(arm.equal is not None and arm.equal.to == name for arm in arms.values())
        if name != AS_IT_IS and not wanted:
            wrong.add(("arms", name), "no part compares this arm", "arms that a part names")
    if parts and not any(part.is_judged for part in parts):
        wrong.add(("part",), "no part is judged", "at least one part without judged = false")
    wrong.stop_if_any()
    return Claim(given["id"], given["title"], given["says"], given["standing"], arms, parts, off,
                 given["emergent"], text)  # fmt: skip


def _arm(wrong: Complaints, key: Key, table: Any, base: Scenario) -> ArmOf:
    if not isinstance(table, Mapping):
        wrong.add(key, f"found {shown(table)} where a table is wanted", "a table with lay, set, times or equal")
        return ArmOf()
    wrong.keys(key, table, OF_ARM)
    name = str(key[-1])
    if name == AS_IT_IS and table:
        wrong.add(key, "is the council as it is", "another name for an arm that changes something")
    times: dict[str, float] = {}
    for path, factor in wrong.table((*key, "times"), table).items():
        _number_path(wrong, (*key, "times", path), path)
        times[path] = _float(wrong, (*key, "times", path), factor)
    equal = _equal(wrong, (*key, "equal"), table["equal"]) if "equal" in table else None
    found = ArmOf(tuple(_texts(wrong, (*key, "lay"), table.get("lay", []))),
                  dict(wrong.table((*key, "set"), table)), times, equal)  # fmt: skip
    if not wrong.problems:
        wrong.tried(lambda: found.of(base), key)
    return found


def _equal(wrong: Complaints, key: Key, table: Any) -> Equal | None:
    if not isinstance(table, Mapping) or not {"path", "number", "to"} <= set(table):
        wrong.add(key, f"found {shown(table)}", "a table with path, number and to")
        return None
    wrong.keys(key, table, OF_EQUAL)
    _number_path(wrong, key, str(table["path"]))
    _number(wrong, key, str(table["number"]))
    within = _float(wrong, key, table.get("within", 0.05))
    if not 0.0 < within < 1.0:
        wrong.add(key, f"found within = {within:g}", "a share above 0 and below 1")
    return Equal(str(table["path"]), str(table["number"]), str(table["to"]), within)


def _part(wrong: Complaints, key: Key, row: Any, arms: Mapping[str, ArmOf], standing: str) -> Part:
    if not isinstance(row, Mapping):
        wrong.add(key, f"found {shown(row)} where a table is wanted", "a table")
        return Part("", "uptake", (AS_IT_IS,))
    wrong.keys(key, row, OF_PART)
    for name in ("says", "number", "unit"):
        if not row.get(name):
            wrong.add((*key, name), "is missing", "text in quotation marks")
    if row.get("number"):
        _number(wrong, (*key, "number"), str(row["number"]))
    names = {name: tuple(_texts(wrong, (*key, name), row.get(name, []))) for name in ("arm", "against", "best_of")}
    for name, given in names.items():
        for arm in given:
            if arm not in arms:
                wrong.add((*key, name), f"there is no arm {shown(arm)}", ", ".join(arms), nearest(arm, arms))
    if bool(names["arm"]) == bool(names["best_of"]):
        wrong.add((*key, "arm"), "both or neither of arm and best_of is given", "one of them")
    is_judged = row.get("judged", True)
    if not isinstance(is_judged, bool):
        wrong.add((*key, "judged"), f"found {shown(is_judged)}", "true or false")
    direction = row.get("direction", "")
    if is_judged or direction:
        _one_of(wrong, (*key, "direction"), direction, DIRECTIONS)
    matters = _float(wrong, (*key, "matters"), row.get("matters", 0.0))
    if is_judged and not matters > 0.0:
        wrong.add((*key, "matters"), f"found {matters:g}", "a number above 0: the smallest effect that matters")
    of_part = row.get("standing", EMERGENT)
    _one_of(wrong, (*key, "standing"), of_part, (BUILT_IN, EMERGENT))
    if of_part == BUILT_IN and standing == EMERGENT:
        wrong.add((*key, "standing"), "a part is built in, and the claim is said to be emergent", "emergent")
    cause = str(row.get("cause", ""))
    if cause:
        _one_of(wrong, (*key, "cause"), cause, tuple(map(label, GATES)))
    return Part(
        says=str(row.get("says", "")),
        number=str(row.get("number", "")),
        **names,
        level=_float(wrong, (*key, "level"), row.get("level", 0.0)),
        cause=cause,
        direction=str(direction or NONE),
        matters=matters,
        unit=str(row.get("unit", "")),
        scale=_float(wrong, (*key, "scale"), row.get("scale", 1.0)),
        digits=wrong.whole((*key, "digits"), row.get("digits", 1), 0, 6),
        standing=str(of_part),
        is_judged=bool(is_judged),
    )


def _number(wrong: Complaints, key: Key, said: str) -> None:
    try:
        terms_of(said)
    except WrongValue as error:
        wrong.add(key, error.found, error.allowed, error.nearest)


def _number_path(wrong: Complaints, key: Key, path: str) -> None:
    if path not in PARAMETERS or PARAMETERS[path].allowed is None:
        numbers = [name for name, parameter in PARAMETERS.items() if parameter.allowed is not None]
        wrong.add(key, f"{shown(path)} is no number of the model", "the path of a number", nearest(path, numbers))


def _one_of(wrong: Complaints, key: Key, given: Any, allowed: Sequence[str]) -> None:
    if given not in allowed:
        near = nearest(given, allowed) if isinstance(given, str) else ""
        found = "is missing" if given is None or given == "" else f"found {shown(given)}"
        wrong.add(key, found, ", ".join(allowed), near)


def _float(wrong: Complaints, key: Key, given: Any) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or given != given:
        wrong.add(key, f"found {shown(given)} where a number is wanted", "a number")
        return 1.0
    return float(given)


def _texts(wrong: Complaints, key: Key, given: Any) -> list[str]:
    """One text or several."""
    found = [given] if isinstance(given, str) else given
    if isinstance(found, list) and all(isinstance(one, str) for one in found):
        return found
    wrong.add(key, f"found {shown(given)}", "a text, or a list of texts")
    return []
